import { z } from 'zod';
import { dropOldest } from '../dropOldest';
import { isHttpResponse, type RequestResult } from '../client/types';
import { RECONNECT } from '../errors/messages';
import { isTransientError, OktaError, type OktaErrorKind } from '../errors/OktaError';
import { hostOf, orgUrl } from './orgUrl';

/** GETs a URL without a token. Network errors and refusals are results; they are not thrown. */
export type GetWithoutToken = (url: string) => Promise<RequestResult>;

const text = z.string().optional().catch(undefined);

const credentialSchema = z.object({
	domain: z.unknown(),
	oauthTokenData: z.object({ id_token: text, scope: text }).catch({}),
});

const claimsSchema = z.object({ iss: z.string() });

/** A link, or several: an org may have more than one custom domain. */
const linksSchema = z
	.preprocess((links) => (Array.isArray(links) ? links : [links]), z.array(z.object({ href: z.string() })))
	.catch([]);

/** What an org tells everybody about itself (Okta API, "Retrieve the Org metadata"). */
const organizationSchema = z.object({ _links: z.object({ organization: linksSchema, alternate: linksSchema }) });

/** An access token lives for an hour, and so does an org's answer. */
const REMEMBER_MS = 3_600_000;

/** An issuer that is down or throttled takes nothing back: what it confirmed within a day still counts. */
const REMEMBER_IN_OUTAGE_MS = 24 * REMEMBER_MS;

/** How long an issuer that gave no answer is left alone. */
const ASK_AGAIN_MS = 300_000;

/** More orgs than one n8n connects to. */
const MAX_REMEMBERED = 100;

/** Pairs of issuer and address that the issuer confirmed: when, and when to ask again (epoch ms). */
const confirmed = new Map<string, { at: number; askAgainAt: number }>();

/**
 * Makes sure that the token of a connected credential belongs to the org that a request goes to. n8n keeps
 * the tokens when somebody changes 'Okta Domain' without reconnecting, and would send them, the refresh
 * token included, to the new address.
 *
 * The ID token that came with them names the org that issued them. If that is another address, the issuer
 * is asked whether both are the same org: with a custom domain, an ID token may name either. Without an ID
 * token (no scope `openid`) nothing is known about the issuer, and every address passes.
 *
 * @param credential the credential with which the request will be signed
 * @param org the org that the request goes to
 * @param now epoch milliseconds
 * @throws OktaError when nothing shows that the token belongs to the org
 */
export async function checkConnectedOrg(
	credential: unknown,
	org: string,
	get: GetWithoutToken,
	now = Date.now(),
): Promise<void> {
	const { domain, oauthTokenData } = credentialSchema.parse(credential);
	// The credential was changed since the request was prepared. A renewal would go to the new domain.
	if (orgUrl(domain) !== org) throw otherAddress(org);
	const issuer = issuerOf(oauthTokenData);
	if (issuer === undefined || issuer === org) return;
	if (issuer === '') throw domainChanged('', org);
	const pair = `${issuer} ${org}`;
	const before = confirmed.get(pair);
	if (before !== undefined && now < before.askAgainAt) return;
	const answer = await get(`${issuer}/.well-known/okta-organization`);
	const addresses = addressesIn(answer);
	if (addresses?.includes(org)) return remember(pair, { at: now, askAgainAt: now + REMEMBER_MS });
	if (addresses === undefined) {
		const error = unconfirmed(hostOf(issuer), hostOf(org), answer);
		if (before === undefined || now >= before.at + REMEMBER_IN_OUTAGE_MS || !isTransientError(error)) throw error;
		return remember(pair, { ...before, askAgainAt: now + ASK_AGAIN_MS });
	}
	confirmed.delete(pair);
	throw domainChanged(hostOf(issuer), org);
}

function remember(pair: string, confirmation: { at: number; askAgainAt: number }): void {
	confirmed.delete(pair);
	confirmed.set(pair, confirmation);
	dropOldest(confirmed, MAX_REMEMBERED);
}

/** @returns the org that issued the tokens, '' if that is no org, undefined if it is not known */
function issuerOf({ id_token: idToken, scope }: { id_token?: string; scope?: string }): string | undefined {
	// n8n keeps the ID token of an earlier connection when the new one brings none.
	if (idToken === undefined || (scope !== undefined && !scope.split(' ').includes('openid'))) return undefined;
	const claims = claimsSchema.safeParse(parsePart(idToken.split('.')[1] ?? ''));
	return claims.success ? orgUrl(claims.data.iss) : undefined;
}

/** @returns undefined when it is not JSON, such as a part of an encrypted token */
function parsePart(part: string): unknown {
	try {
		return JSON.parse(Buffer.from(part, 'base64url').toString());
	} catch {
		return undefined;
	}
}

/** @returns all addresses of the org that answered; undefined when this is not an org's answer */
function addressesIn(answer: RequestResult): string[] | undefined {
	const parsed = organizationSchema.safeParse(isHttpResponse(answer) && answer.status === 200 ? answer.body : undefined);
	if (!parsed.success) return undefined;
	const { organization, alternate } = parsed.data._links;
	return [...organization, ...alternate].map(({ href }) => orgUrl(href));
}

/** The request does not go to the org that the credential names. */
export const otherAddress = (org: string): OktaError =>
	new OktaError('link', 'The request does not go to the org in the credential', {
		description: `The access token is sent to ${org || "the address in 'Okta Domain'"} only. If the credential was changed meanwhile, run the workflow again.`,
	});

/** @param issuer the org without the scheme; '' when the ID token names no org */
const domainChanged = (issuer: string, org: string) =>
	new OktaError('credential', "'Okta Domain' in the credential is not an address of the org that it is connected to", {
		description: `The credential is connected to ${issuer || 'another address'}, but 'Okta Domain' is ${hostOf(org)}, so nothing was sent there. Set 'Okta Domain' ${issuer ? `to ${issuer}` : 'back'}. Or connect the other org: ${RECONNECT}`,
	});

/** Nobody knows whether the address is the org's: the issuer did not say. */
function unconfirmed(issuer: string, org: string, answer: RequestResult): OktaError {
	const details = isHttpResponse(answer) ? { status: answer.status } : 'detail' in answer ? { code: answer.detail } : {};
	return new OktaError(kindOf(answer), `${issuer} did not confirm that ${org} is the same Okta org`, {
		...details,
		description: `The credential is connected to ${issuer}, but 'Okta Domain' is ${org}, so nothing was sent there. Make sure that n8n can open https://${issuer}/.well-known/okta-organization, or set 'Okta Domain' to ${issuer}. Last result: ${details.status ?? details.code ?? 'none'}.`,
	});
}

function kindOf(answer: RequestResult): OktaErrorKind {
	if (!isHttpResponse(answer)) return answer.reason === 'network' ? 'network' : 'link';
	return answer.status >= 500 || [200, 408, 429].includes(answer.status) ? 'unavailable' : 'link';
}
