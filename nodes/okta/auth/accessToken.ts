import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isHttpResponse, type RequestResult } from '../client/types';
import { oauthErrorSchema } from '../errors/errorBody';
import { OktaError } from '../errors/OktaError';
import { missingScopes, tokenError } from '../errors/tokenErrors';
import type { ServiceApp } from '../errors/tokenRefusals';
import { createProofKey, signProof } from './dpop';
import { signClientAssertion } from './jwt';
import { orgUrl, parseOktaDomain } from './orgUrl';
import { parsePrivateKey } from './privateKey';

/** POSTs a form. Network errors and refusals are results; they are not thrown. */
export type Post = (
	url: string,
	form: Record<string, string>,
	headers: Record<string, string>,
) => Promise<RequestResult>;

const trimmedText = z.preprocess((value) => (typeof value === 'string' ? value.trim() : ''), z.string());

const credentialSchema = z.object({
	domain: z.unknown(),
	clientId: trimmedText,
	privateKey: z.unknown(),
	keyId: trimmedText,
	scopes: trimmedText,
	/** The editor stores a list. A credential saved before the field existed has none. */
	additionalAccess: z.unknown().transform((value) => (Array.isArray(value) ? value.join(' ') : value)).pipe(trimmedText),
	/** Of the stored token. Empty while there is none or while Okta does not bind it (DPoP). */
	accessTokenProofKey: z.string().catch(''),
});

/** The scopes to request, each once. */
const scopeList = ({ scopes, additionalAccess }: z.infer<typeof credentialSchema>) => [
	...new Set(`${scopes} ${additionalAccess}`.split(/[\s,]+/).filter(Boolean)),
];

/**
 * Identifies what a token was issued for: org, client ID, key, scopes and, with DPoP, the proof key. A stored
 * token may be used only while the credential still has the same binding, because n8n keeps it when these
 * values change. A token is of no use without its proof key.
 *
 * @param credential the values in the credential
 * @returns a hash, which differs when one of the values differs in more than its spelling
 */
export function tokenBinding(credential: unknown): string {
	const parsed = credentialSchema.parse(credential);
	const { domain, clientId, privateKey, keyId, accessTokenProofKey } = parsed;
	const key = typeof privateKey === 'string' ? privateKey.trim() : '';
	const values = [orgUrl(domain), clientId, key, keyId, ...scopeList(parsed)];
	return createHash('sha256').update(JSON.stringify(values)).update(accessTokenProofKey).digest('base64url');
}

const tokenSchema = z.object({
	access_token: z.string().min(1),
	token_type: z.string(),
	/** Left out when it equals the requested scopes (RFC 6749, 5.1). */
	scope: z.string().optional(),
	/** In seconds. Okta: 3600 (reference/okta-api.md 5.2). */
	expires_in: z.coerce.number().positive().finite().optional().catch(undefined),
});

/** What n8n stores of a token. */
export interface IssuedToken {
	accessToken: string;
	/** The private key that the token is bound to (DPoP); empty for a bearer token. */
	accessTokenProofKey: string;
	accessTokenBinding: string;
	/** When the token expires, epoch milliseconds by the local clock; empty if Okta did not say. */
	accessTokenExpiresAt: string;
}

/**
 * Whether a stored token may be sent: the credential still has the values that it was issued for, and it has
 * not expired. One that a version before this field stored is sent until Okta refuses it.
 *
 * @param credential the values in the credential
 * @param now epoch milliseconds
 */
export function isUsable(credential: { accessTokenBinding?: unknown; accessTokenExpiresAt?: unknown }, now: number): boolean {
	const { accessTokenBinding, accessTokenExpiresAt } = credential;
	return accessTokenBinding === tokenBinding(credential) && !(accessTokenExpiresAt && now >= Number(accessTokenExpiresAt));
}

/** Without a proof, with one, with the nonce that Okta asks for, and with the next if Okta has renewed it meanwhile. */
const MAX_TRIES = 4;

/** What Okta asks for before it issues a token (RFC 9449, 5 and 8): a proof, or one with a nonce. */
function demandedProof(result: RequestResult, hasProof: boolean): { nonce?: string } | undefined {
	if (!isHttpResponse(result)) return undefined;
	const code = oauthErrorSchema.safeParse(result.body).data?.error;
	if (code === 'invalid_dpop_proof') return hasProof ? undefined : {};
	const nonce = result.headers['dpop-nonce'];
	return code === 'use_dpop_nonce' && nonce ? { nonce } : undefined;
}

/**
 * Requests an access token for a service app: client credentials with `private_key_jwt` at the org
 * authorization server, the only method that server accepts (reference/okta-api.md 5.4). The token is
 * valid for an hour.
 *
 * Okta says whether the app requires DPoP (5.3). If the stored token was bound to a key, the first request
 * already has a proof. The new token is bound to a new key.
 *
 * @param credential the values in the credential
 * @param now returns epoch milliseconds
 * @throws OktaError for unusable values, and for everything the token endpoint refuses
 */
export async function requestAccessToken(credential: unknown, post: Post, now = Date.now): Promise<IssuedToken> {
	const parsed = credentialSchema.parse(credential);
	const { domain, clientId, privateKey, keyId, accessTokenProofKey } = parsed;
	const org = parseOktaDomain(domain);
	if (clientId === '') {
		throw new OktaError('credential', "'Client ID' in the credential is empty", {
			description: "Copy it from the General tab of the app in Okta. It starts with '0oa'.",
		});
	}
	const requestedScopes = scopeList(parsed);
	if (requestedScopes.length === 0) {
		throw new OktaError('credential', "'Scopes' in the credential is empty", {
			description: 'Enter the scopes that the nodes need: okta.users.read and okta.schemas.read, separated by a space.',
		});
	}
	const key = parsePrivateKey(privateKey);
	const app: ServiceApp = { org, clientId, keyId: keyId || key.kid, scopes: requestedScopes };
	const audience = `${org}/oauth2/v1/token`;
	const url = new URL(audience);
	const send = async (proofKey: string, nonce?: string) =>
		await post(
			audience,
			{
				grant_type: 'client_credentials',
				scope: requestedScopes.join(' '),
				client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
				client_assertion: signClientAssertion({ clientId, audience, signingKey: key, keyId: app.keyId, now: now() }),
			},
			proofKey === '' ? {} : { DPoP: signProof({ proofKey, method: 'POST', url, nonce, now: now() }) },
		);

	let proofKey = accessTokenProofKey === '' ? '' : createProofKey();
	let result = await send(proofKey);
	for (let tries = 1; tries < MAX_TRIES; tries++) {
		const demanded = demandedProof(result, proofKey !== '');
		if (demanded === undefined) break;
		proofKey ||= createProofKey();
		result = await send(proofKey, demanded.nonce);
	}

	const token = tokenSchema.safeParse(isHttpResponse(result) && result.status === 200 ? result.body : undefined);
	const type = token.data?.token_type.toLowerCase();
	const isBound = type === 'dpop' && proofKey !== '';
	if (!token.success || !(isBound || type === 'bearer')) throw tokenError(result, app, now());
	// Okta silently drops scopes that are not granted, as long as at least one is (terraform-provider-okta#2375).
	const grantedScopes = token.data.scope?.split(' ') ?? requestedScopes;
	const missing = requestedScopes.filter((scope) => !grantedScopes.includes(scope));
	if (missing.length > 0) throw missingScopes(missing);
	const { access_token: accessToken, expires_in: expiresIn } = token.data;
	const stored = { accessToken, accessTokenProofKey: isBound ? proofKey : '' };
	return {
		...stored,
		accessTokenBinding: tokenBinding({ ...(credential as object), ...stored }),
		accessTokenExpiresAt: expiresIn === undefined ? '' : String(now() + expiresIn * 1000),
	};
}
