import { errorPage } from './pages.mjs';

/**
 * Checks of an /authorize request that oidc-provider does not make or words differently from Okta (okta-api.md 5.1, 5.5).
 */

export const knownScopes = ['openid', 'email', 'profile', 'offline_access', 'okta.users.read', 'okta.schemas.read', 'okta.userTypes.read', 'okta.groups.read', 'okta.logs.read'];

/**
 * @typedef {object} AuthorizeRules
 * @property {string} clientId
 * @property {(uri: string) => boolean} redirectUriAllowed
 * @property {string[]} grantedScopes the okta.* scopes granted on the app
 * @property {string} origin
 */

/** @param {string} error @param {string} description @returns {import('../api/reply.mjs').Reply} */
export function badRequestPage(error, description) {
	return { status: 400, headers: { 'content-type': 'text/html; charset=utf-8' }, body: errorPage(error, description) };
}

/** @param {URLSearchParams} query @param {AuthorizeRules} rules @returns {[error: string, description: string] | undefined} the error to send to the redirect URI */
function fault(query, rules) {
	if (query.get('response_type') !== 'code') return ['unsupported_response_type', 'The response type is not supported by the authorization server. Configured response types: [code]'];
	if (!query.get('state')) return ['invalid_request', "The authentication request has an invalid 'state' parameter."];
	if (!query.get('code_challenge')) return ['invalid_request', "PKCE code challenge is required when the token endpoint authentication method is 'NONE'."];
	if (query.get('code_challenge_method') !== 'S256') return ['invalid_request', 'The PKCE code challenge method is not supported. Supported methods: [S256]'];
	const scopes = scopesOf(query);
	if (scopes.length === 0) return ['invalid_scope', 'The authentication request has an invalid \'scope\' parameter.'];
	if (scopes.some((scope) => !knownScopes.includes(scope))) return ['invalid_scope', 'One or more scopes are not configured for the authorization server resource.'];
	const org = scopes.filter((scope) => scope.startsWith('okta.'));
	if (org.length > 0 && !org.some((scope) => rules.grantedScopes.includes(scope))) return ['consent_required', 'You are not allowed any of the requested scopes.'];
	return undefined;
}

/** @param {URLSearchParams} query */
function scopesOf(query) {
	return (query.get('scope') ?? '').split(/\s+/).filter(Boolean);
}

/**
 * @param {URLSearchParams} query
 * @param {AuthorizeRules} rules
 * @returns {{ reply: import('../api/reply.mjs').Reply } | { query: URLSearchParams }} the error, or the query for
 *   oidc-provider: without scopes that are not granted (Okta drops them silently) and with the consent prompt that
 *   oidc-provider, unlike Okta, requires before it issues a refresh token
 */
export function checkAuthorize(query, rules) {
	if (query.get('client_id') !== rules.clientId) return { reply: badRequestPage('invalid_client', "Invalid value for 'client_id' parameter.") };
	const redirectUri = query.get('redirect_uri') ?? '';
	if (!rules.redirectUriAllowed(redirectUri)) {
		return { reply: badRequestPage('invalid_request', `The 'redirect_uri' parameter must be a Login redirect URI in the client app settings: ${rules.origin}/admin/app/oidc_client/instance/${rules.clientId}#tab-general`) };
	}
	const refused = fault(query, rules);
	if (refused) {
		const target = new URL(redirectUri);
		if (query.has('state')) target.searchParams.set('state', query.get('state') ?? '');
		target.searchParams.set('error', refused[0]);
		target.searchParams.set('error_description', refused[1]);
		return { reply: { status: 302, headers: { location: target.href }, body: '' } };
	}
	const scopes = scopesOf(query).filter((scope) => !scope.startsWith('okta.') || rules.grantedScopes.includes(scope));
	const forwarded = new URLSearchParams(query);
	forwarded.set('scope', scopes.join(' '));
	if (scopes.includes('offline_access') && query.get('prompt') !== 'none') forwarded.set('prompt', query.get('prompt') === 'login' ? 'login consent' : 'consent');
	return { query: forwarded };
}
