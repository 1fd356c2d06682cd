import { errors } from 'oidc-provider';
import { claimsOf, timeFault } from './dpop.mjs';
import { knownScopes } from './authorizeRequest.mjs';

/**
 * The API Services app of the sandbox org. oidc-provider verifies its assertion; this file adds the checks of an Okta org
 * authorization server (okta-api.md 5.3 to 5.5; okta-developer-docs data/oauth2-error-codes.json).
 *
 * @typedef {object} ServiceAppState
 * @property {boolean} active
 * @property {Record<string, unknown>[]} keys its public keys as JWKs
 * @property {boolean} dpopRequired
 * @property {string[]} grantedScopes
 * @property {import('../api/authorize.mjs').AdminRoles} adminRoles what its admin role covers
 */

/** The app's oidc-provider configuration; undefined while it is deactivated. @param {import('../sandbox.mjs').SandboxState} state @param {string} id */
export function serviceClient({ serviceApp, options }, id) {
	if (id !== options.serviceClientId || !serviceApp.active) return undefined;
	return {
		client_id: id,
		token_endpoint_auth_method: 'private_key_jwt',
		grant_types: ['client_credentials'],
		response_types: [],
		redirect_uris: [],
		jwks: { keys: serviceApp.keys },
	};
}

/** @param {string} error @param {string} description */
function refusal(error, description) {
	return new errors.CustomOIDCProviderError(error, description);
}

/** @param {string} description @returns {Error} invalid_client in Okta's words */
function clientRefusal(description) {
	return Object.assign(new errors.InvalidClientAuth(), { oktaDescription: description });
}

/**
 * Okta's own checks of an assertion that oidc-provider has verified, and of the requested scopes. Silently drops scopes that
 * are not granted, as Okta does.
 * @param {import('../sandbox.mjs').SandboxState} state
 */
export function checkServiceApp({ serviceApp, url, now: clock }) {
	/** @param {any} ctx @param {Record<string, any>} claims @param {Record<string, any>} header */
	return (ctx, claims, header) => {
		const now = clock() / 1000;
		if (header.kid === undefined && serviceApp.keys.length > 1) throw clientRefusal('The client_assertion JWT kid is invalid.');
		if (claims.aud !== `${url}/oauth2/v1/token`) throw clientRefusal('The audience claim for client_assertion must be the endpoint invoked for the request.');
		if (claims.exp <= now) throw clientRefusal('The client_assertion token is expired.');
		if (claims.exp > now + 3600) throw clientRefusal('The client_assertion token has an expiration too far into the future.');
		if (claims.iat > now) throw clientRefusal('The client_assertion token must be issued before the current time.');
		const proof = ctx.get('dpop');
		if (serviceApp.dpopRequired && proof === '') throw refusal('invalid_dpop_proof', 'The DPoP proof JWT header is missing.');
		// With a nonce, oidc-provider accepts a proof of any age. Okta does not.
		const late = proof === '' ? undefined : timeFault(claimsOf(proof).iat, clock());
		if (late) throw refusal('invalid_dpop_proof', late);

		const scopes = String(ctx.oidc.params.scope ?? '').split(' ').filter(Boolean);
		if (scopes.length === 0) throw refusal('invalid_scope', 'No scopes were requested.');
		if (scopes.some((scope) => !scope.startsWith('okta.') && knownScopes.includes(scope))) throw refusal('invalid_scope', "Cannot request 'openid' scopes using client credentials.");
		if (scopes.some((scope) => !knownScopes.includes(scope))) throw refusal('invalid_scope', 'One or more scopes are not configured for the authorization server resource.');
		const granted = scopes.filter((scope) => serviceApp.grantedScopes.includes(scope));
		if (granted.length === 0) throw refusal('consent_required', 'You are not allowed any of the requested scopes.');
		ctx.oidc.params.scope = granted.join(' ');
	};
}

/** oidc-provider's client errors and Okta's text for each. The first match applies. @type {[RegExp, string][]} */
const words = [
	[/^client not found$/, "Invalid value for 'client_id' parameter."],
	[/no applicable key|no matching key|JWKSNoMatchingKey/i, 'The client_assertion JWT kid is invalid.'],
	[/signature verification failed/i, 'The client_assertion signature is invalid.'],
	[/jwt expired/, 'The client_assertion token is expired.'],
	[/^alg mismatch$/, 'The client_assertion JWT signature algorithm is invalid.'],
	[/^iss /, 'The issuer claim for client_assertion is not a valid client_id.'],
	[/aud/, 'The audience claim for client_assertion must be the endpoint invoked for the request.'],
	[/only be used once/, 'The client_assertion token has already been used.'],
	[/./, 'Client authentication failed. Either the client or the client credentials are invalid.'],
];

/** @param {Error & { oktaDescription?: string, error_detail?: string, cause?: unknown }} error @returns {string} Okta's description of an invalid_client error */
export function clientWords({ oktaDescription, error_detail: detail, cause }) {
	const found = [detail, cause instanceof Error ? `${cause.message} ${cause.constructor.name}` : ''].filter(Boolean).join(' ');
	return oktaDescription ?? words.find(([pattern]) => pattern.test(found))?.[1] ?? words[words.length - 1][1];
}
