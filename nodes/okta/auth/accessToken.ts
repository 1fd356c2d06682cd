import { z } from 'zod';
import { isHttpResponse, type RequestResult } from '../client/httpResponse';
import { signClientAssertion } from './jwt';
import { OktaError } from '../errors/OktaError';
import { tokenError, missingScopes } from '../errors/tokenErrors';
import { parseOktaDomain } from './org';
import { parsePrivateKey } from './privateKey';
import type { ServiceApp } from '../errors/tokenMessages';

/** POSTs a form; whatever network and server do is an outcome, not a throw. */
export type Post = (url: string, form: Record<string, string>) => Promise<RequestResult>;

const text = z.preprocess((value) => (typeof value === 'string' ? value.trim() : ''), z.string());

const credentialSchema = z.object({
	domain: z.unknown(),
	clientId: text,
	privateKey: z.unknown(),
	keyId: text,
	scopes: text,
});

const tokenSchema = z.object({
	access_token: z.string().min(1),
	token_type: z.string(),
	/** Left out when it is what was asked for (RFC 6749, 5.1). */
	scope: z.string().optional(),
});

/**
 * A fresh access token for the service app that the credential describes: client credentials with
 * `private_key_jwt` at the org authorization server, the only kind it takes (reference/okta-api.md
 * 5.4). The token lives an hour.
 *
 * @param credential what was typed into it
 * @param now epoch milliseconds
 * @throws OktaError with the sentence and cure for whatever is not right
 */
export async function requestAccessToken(credential: unknown, post: Post, now = Date.now()): Promise<string> {
	const { domain, clientId, privateKey, keyId, scopes } = credentialSchema.parse(credential);
	const org = parseOktaDomain(domain);
	if (clientId === '') {
		throw new OktaError('credential', "'Client ID' in the credential is empty", {
			description: "Copy it from the General tab of the app in Okta; it starts with '0oa'.",
		});
	}
	const wanted = scopes.split(/[\s,]+/).filter(Boolean);
	if (wanted.length === 0) {
		throw new OktaError('credential', "'Scopes' in the credential is empty", {
			description: 'Enter what the nodes need: okta.users.read okta.schemas.read',
		});
	}
	const key = parsePrivateKey(privateKey);
	const app: ServiceApp = { org, clientId, keyId: keyId || key.kid, scopes: wanted };
	const audience = `${org}/oauth2/v1/token`;
	const outcome = await post(audience, {
		grant_type: 'client_credentials',
		scope: wanted.join(' '),
		client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
		client_assertion: signClientAssertion({ clientId, audience, signingKey: key, keyId: app.keyId, now }),
	});
	const token = tokenSchema.safeParse(isHttpResponse(outcome) && outcome.status === 200 ? outcome.body : undefined);
	if (!token.success || !/^bearer$/i.test(token.data.token_type)) throw tokenError(outcome, app);
	// Okta drops ungranted scopes without a word as long as one is granted (terraform-provider-okta#2375).
	const given = token.data.scope?.split(' ') ?? wanted;
	const missing = wanted.filter((scope) => !given.includes(scope));
	if (missing.length > 0) throw missingScopes(missing);
	return token.data.access_token;
}
