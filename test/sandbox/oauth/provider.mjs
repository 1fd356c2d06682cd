import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider from 'oidc-provider';
import { errorBody } from '../api/errors.mjs';
import { knownScopes } from './authorizeRequest.mjs';
import { algorithmNames } from './dpop.mjs';
import { errorPage } from './pages.mjs';
import { checkServiceApp, clientWords, serviceClient } from './serviceApp.mjs';

/**
 * The authorization server is panva's oidc-provider. It implements codes, PKCE, tokens, rotation, reuse detection and the
 * verification of a service app's assertion. This file configures it like an Okta org authorization server: paths, one
 * public client (a single-page app), one service app, token lifetimes, DPoP and error texts.
 */

const day = 86_400;

// oidc-provider's check of DPoP proofs uses URL.parse, which Node 20 does not have.
const UrlType = /** @type {any} */ (URL);
UrlType.parse ??= (/** @type {string} */ url) => (URL.canParse(url) ? new URL(url) : null);

/** @typedef {import('../sandbox.mjs').SandboxState} SandboxState */

/** @param {SandboxState} state @param {string} id */
function accountOf(state, id) {
	const account = state.account(id);
	return account && { accountId: id, claims: async () => ({ sub: id, email: account.email, email_verified: true, preferred_username: account.email, name: account.name }) };
}

/** @param {unknown} _ctx @param {{ clientId: string }} client @param {{ clientId: string }} token */
async function ownToken(_ctx, client, token) {
	return token.clientId === client.clientId;
}

const foreignMetadata = ['authorization_response_iss_parameter_supported', 'claims_parameter_supported', 'claim_types_supported', 'request_uri_parameter_supported', 'token_endpoint_auth_signing_alg_values_supported'];

/** Removes what Okta does not send: RFC 9207's `iss` in the callback, and okta.* scopes in the metadata (okta-api.md 5.1). */
async function withoutExtras(ctx, next) {
	await next();
	if (ctx.oidc?.route === 'discovery') {
		for (const name of foreignMetadata) delete ctx.body[name];
		ctx.body.scopes_supported = ctx.body.scopes_supported.filter((scope) => !scope.startsWith('okta.'));
	}
	const location = ctx.response.get('location');
	if (/[?&]iss=/.test(location)) ctx.set('location', location.replace(/([?&])iss=[^&]*&?/, '$1').replace(/[?&]$/, ''));
}

/** Okta's error description for a failure at /token. @param {{ error: string, error_description?: string }} body @param {Error & { error_detail?: string, cause?: Error }} error @param {string} grantType */
function oktaWords(body, error, grantType) {
	const detail = error.error_detail ?? '';
	if (body.error !== 'invalid_grant') return body.error_description;
	if (grantType === 'refresh_token') return 'The refresh token is invalid or expired.';
	if (/code_verifier/.test(error.cause?.message ?? '')) return 'PKCE verification failed.';
	if (/redirect_uri/.test(detail)) return "The 'redirect_uri' does not match the redirection URI used in the authorization request.";
	return 'The authorization code is invalid or has expired.';
}

/**
 * Okta answers an unknown client id with an API error, not an OAuth error
 * (support.okta.com/help/s/article/invalid-client-error-returned-during-client-authentication-failure).
 * @param {Error} error
 */
function invalidClient(error) {
	const description = clientWords(error);
	return /'client_id'/.test(description) ? errorBody('invalid_client', description, []) : { error: 'invalid_client', error_description: description };
}

/**
 * Okta's words for a refused DPoP proof; undefined for other failures.
 * @param {Error & { error?: string, error_description?: string, error_detail?: string, cause?: unknown }} error
 */
function dpopRefusal({ error, error_description: description = '', error_detail: detail = '', cause }) {
	if (error === 'use_dpop_nonce') return { error, error_description: 'Authorization server requires nonce in DPoP proof.' };
	if (/Replay detected/.test(detail)) return { error: 'invalid_dpop_proof', error_description: 'The DPoP proof JWT has already been used.' };
	if (error !== 'invalid_dpop_proof') return undefined;
	// Our own checks in serviceApp.mjs already use Okta's words.
	if (/^The |^'/.test(description)) return { error, error_description: description };
	const claim = /\b(htm|htu|iat|jti)\b/.exec(description)?.[1];
	if (claim) return { error, error_description: `'${claim}' claim in the DPoP proof JWT is invalid.` };
	const isSignature = cause instanceof Error && /signature/.test(cause.message);
	return { error, error_description: isSignature ? 'The DPoP proof JWT signature is invalid.' : 'The DPoP proof JWT is invalid.' };
}

/** What a provider needs besides the store. */
export const createSecrets = () => ({
	signingKey: { ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' },
	cookieKey: randomBytes(16).toString('hex'),
});

/**
 * @param {SandboxState} state
 * @param {ReturnType<typeof createSecrets>} secrets
 * @returns {Provider}
 */
export function createProvider(state, { signingKey, cookieKey }) {
	const { options } = state;
	const provider = new Provider(state.url, {
		// Looked up for every request, so that the control API can change the service app's keys.
		adapter: (name) => (name === 'Client' ? { find: async (id) => serviceClient(state, id) } : state.tokens.adapter(name)),
		jwks: { keys: [signingKey] },
		clients: [
			{
				client_id: options.clientId,
				token_endpoint_auth_method: 'none',
				grant_types: ['authorization_code', 'refresh_token'],
				response_types: ['code'],
				redirect_uris: ['http://localhost:5678/rest/oauth2-credential/callback'],
			},
		],
		clientAuthMethods: ['none', 'private_key_jwt'],
		assertJwtClientAuthClaimsAndHeader: checkServiceApp(state),
		cookies: { keys: [cookieKey] },
		scopes: knownScopes,
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
		conformIdTokenClaims: false,
		enabledJWA: { dPoPSigningAlgValues: algorithmNames },
		pkce: { required: () => true },
		responseTypes: ['code'],
		rotateRefreshToken: () => state.rotateRefreshTokens,
		features: {
			clientCredentials: { enabled: true }, devInteractions: { enabled: false }, dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true }, pushedAuthorizationRequests: { enabled: false },
			introspection: { enabled: true, allowedPolicy: ownToken }, revocation: { enabled: true, allowedPolicy: ownToken }, rpInitiatedLogout: { enabled: true },
		},
		routes: {
			authorization: '/oauth2/v1/authorize', token: '/oauth2/v1/token', revocation: '/oauth2/v1/revoke', introspection: '/oauth2/v1/introspect',
			jwks: '/oauth2/v1/keys', userinfo: '/oauth2/v1/userinfo', end_session: '/oauth2/v1/logout',
		},
		ttl: {
			AccessToken: options.accessTokenSeconds,
			ClientCredentials: options.accessTokenSeconds,
			IdToken: 3600,
			AuthorizationCode: 300,
			Interaction: 3600,
			Session: day,
			Grant: 90 * day,
			// Rotation keeps the first token's expiry, 90 days after sign-in (okta-api.md 5.2).
			RefreshToken: (ctx) => ctx?.oidc?.entities.RotatedRefreshToken?.remainingTTL ?? 90 * day,
		},
		interactions: { url: (_ctx, interaction) => `/oauth2/v1/interaction/${interaction.uid}` },
		findAccount: (_ctx, id) => accountOf(state, id),
		renderError: (ctx, out) => {
			ctx.type = 'html';
			ctx.body = errorPage(out.error, out.error_description ?? '');
		},
	});
	// The sandbox decides which redirect URIs are registered, because n8n's port differs from test to test.
	provider.Client.prototype.redirectUriAllowed = (uri) => state.redirectUriAllowed(uri);
	provider.use(withoutExtras);
	provider.on('grant.error', (ctx, error) => {
		if (error.error_detail === 'refresh token already used') state.log.reuseDetected();
		const dpop = dpopRefusal(error);
		if (ctx.get('dpop') !== '' && dpop?.error === 'invalid_dpop_proof') state.log.proofRefused(dpop.error_description);
		ctx.body =
			ctx.body.error === 'invalid_client'
				? invalidClient(error)
				: dpop ?? { error: ctx.body.error, error_description: oktaWords(ctx.body, error, ctx.oidc.params?.grant_type) };
	});
	return provider;
}
