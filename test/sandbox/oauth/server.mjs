import { IncomingMessage } from 'node:http';
import { checkAuthorize } from './authorizeRequest.mjs';
import { consent } from './consent.mjs';
import { createProvider, createSecrets } from './provider.mjs';
import { errorBody } from '../api/errors.mjs';

/** The OAuth side: Okta's own checks first, then oidc-provider. */

/** @param {number} status @param {string} error @param {string} description @returns {import('../api/reply.mjs').Reply} */
function oauthError(status, error, description) {
	return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: JSON.stringify({ error, error_description: description }) };
}

/**
 * A copy of a request with another URL and a readable body, because oidc-provider reads the stream itself.
 * @param {IncomingMessage} req @param {string} url @param {string} body @param {boolean} keepCookies
 */
function replay(req, url, body, keepCookies) {
	const again = new IncomingMessage(req.socket);
	const { cookie, ...others } = req.headers;
	Object.assign(again, { method: req.method, url, headers: keepCookies ? req.headers : others, rawHeaders: req.rawHeaders, httpVersion: req.httpVersion, complete: true });
	if (body) again.push(body);
	again.push(null);
	return again;
}

/** @param {import('./store.mjs').TokenStore} tokens @param {string} body of the request @param {import('node:http').ServerResponse} res before it is sent */
function keepSecrets(tokens, body, res) {
	tokens.keepSecrets(new URLSearchParams(body));
	const end = res.end.bind(res);
	res.end = (/** @type {any} */ chunk, /** @type {any[]} */ ...rest) => {
		if (/^\{/.test(String(chunk))) tokens.keepSecrets(Object.entries(JSON.parse(String(chunk))));
		return end(chunk, ...rest);
	};
}

/**
 * @param {import('../sandbox.mjs').SandboxState} state
 * @returns {(req: IncomingMessage, res: import('node:http').ServerResponse, body: string) => Promise<import('../api/reply.mjs').Reply | undefined>}
 *   the response to send, or undefined when oidc-provider answers
 */
export function createOAuthServer(state) {
	const secrets = createSecrets();
	let provider = createProvider(state, secrets);
	// oidc-provider's nonces depend on a secret that cannot be changed. All else is in the store or in `secrets`.
	state.rotateDpopNonce = () => void (provider = createProvider(state, secrets));

	/** @param {IncomingMessage} req @param {URLSearchParams} form */
	function refuseToken(req, form) {
		if (req.headers.authorization !== undefined) return oauthError(401, 'invalid_client', 'Client authentication failed. Either the client or the client credentials are invalid.');
		if (form.get('client_assertion')) return undefined;
		if (form.get('grant_type') === 'client_credentials') return oauthError(401, 'invalid_client', 'Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.');
		if (!form.get('client_id')) return oauthError(401, 'invalid_client', "The client credentials are invalid: the 'client_id' parameter is missing.");
		if (state.dpopRequired && req.headers.dpop === undefined) return oauthError(400, 'invalid_dpop_proof', 'The DPoP proof JWT header is missing.');
		if (!state.adminAssigned) return oauthError(400, 'access_denied', 'User is not assigned to the client application.');
		return undefined;
	}

	return async (req, res, body) => {
		const url = new URL(req.url ?? '/', state.url);
		if (/^\/oauth2\/(?!v1\/)/.test(url.pathname)) {
			return { status: 401, headers: { 'content-type': 'application/json' }, body: JSON.stringify(errorBody('E0000015', 'You do not have permission to access the feature you are requesting', [])) };
		}
		if (url.pathname.startsWith('/oauth2/v1/interaction/')) {
			await consent(state, provider, req, res, body);
			return undefined;
		}
		let target = req.url ?? '/';
		const isAuthorize = url.pathname === '/oauth2/v1/authorize' && req.method === 'GET';
		if (isAuthorize) {
			const checked = checkAuthorize(url.searchParams, {
				clientId: state.options.clientId, redirectUriAllowed: state.redirectUriAllowed, grantedScopes: state.grantedScopes, origin: `http://${req.headers.host}`,
			});
			if ('reply' in checked) return checked.reply;
			target = `${url.pathname}?${checked.query}`;
		}
		if (url.pathname === '/oauth2/v1/token' && req.method === 'POST') {
			keepSecrets(state.tokens, body, res);
			if (state.tokenLatencyMs > 0) await new Promise((resolve) => setTimeout(resolve, state.tokenLatencyMs));
			const refused = refuseToken(req, new URLSearchParams(body));
			if (refused) return refused;
		}
		// Every /authorize starts a new sign-in, even if a user has already signed in with that browser.
		await provider.callback()(replay(req, target, body, !isAuthorize), res);
		return undefined;
	};
}
