import { createRequire } from 'node:module';
import * as client from 'openid-client';

/**
 * Runs openid-client, a third-party OAuth client, against an org: `node openidClient.mjs <url> <clientId>`.
 * A separate program, because openid-client is an ES module, which jest on Node 20 cannot require. Prints its results as JSON.
 */

const { walkConsent } = createRequire(import.meta.url)('./sandbox.js');
const [, , url, clientId] = process.argv;
const redirectUri = 'http://localhost:5678/rest/oauth2-credential/callback';
const allScopes = 'openid email profile offline_access okta.users.read okta.schemas.read okta.userTypes.read';

const discover = (id) => client.discovery(new URL(url), id, undefined, client.None(), { execute: [client.allowInsecureRequests], algorithm: 'oidc' });
const config = await discover(clientId);

/** @param {string} scope @param {import('openid-client').Configuration} [as] */
async function signIn(scope, as = config) {
	const verifier = client.randomPKCECodeVerifier();
	const state = client.randomState();
	const authorizeUrl = client.buildAuthorizationUrl(as, {
		redirect_uri: redirectUri, scope, state, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
	});
	const callback = await walkConsent(authorizeUrl.href, redirectUri);
	return { callback, checks: { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: scope.includes('openid') } };
}

/** @param {() => Promise<any>} attempt @returns {Promise<string>} the OAuth error code and description, or "ok" */
async function outcome(attempt) {
	try {
		await attempt();
		return 'ok';
	} catch (error) {
		return error.error ? `${error.status ?? 'redirect'} ${error.error}: ${error.error_description}` : String(error.message);
	}
}

const first = await signIn(allScopes);
const tokens = await client.authorizationCodeGrant(config, first.callback, first.checks);
const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
const codeAgain = await outcome(() => client.authorizationCodeGrant(config, first.callback, first.checks));

const fresh = await signIn(allScopes);
const second = await client.authorizationCodeGrant(config, fresh.callback, fresh.checks);
const rotated = await client.refreshTokenGrant(config, second.refresh_token);
const reused = await outcome(() => client.refreshTokenGrant(config, second.refresh_token));
const afterReuse = await outcome(() => client.refreshTokenGrant(config, rotated.refresh_token));
const accessAfterReuse = (await client.fetchProtectedResource(config, rotated.access_token, new URL('/api/v1/users/me', url), 'GET').catch((error) => error.response ?? error.cause)).status;

const third = await signIn('openid email offline_access okta.users.read');
const revocable = await client.authorizationCodeGrant(config, third.callback, third.checks);
await client.tokenRevocation(config, revocable.refresh_token, { token_type_hint: 'refresh_token' });
const afterRevocation = await outcome(() => client.refreshTokenGrant(config, revocable.refresh_token));

const withoutOffline = await signIn('okta.users.read');
const online = await client.authorizationCodeGrant(config, withoutOffline.callback, withoutOffline.checks);
const wrongVerifier = await signIn('openid okta.users.read');

process.stdout.write(
	JSON.stringify({
		metadata: config.serverMetadata(),
		scope: tokens.scope,
		expiresIn: tokens.expires_in,
		tokenType: tokens.token_type,
		opaque: !tokens.access_token.includes('.'),
		idTokenEmail: tokens.claims().email,
		userinfo,
		codeAgain,
		rotates: rotated.refresh_token !== second.refresh_token && rotated.access_token !== second.access_token,
		reused,
		afterReuse,
		accessAfterReuse,
		afterRevocation,
		withoutOffline: Object.keys(online).sort(),
		introspection: (await client.tokenIntrospection(config, online.access_token)).active,
		wrongVerifier: await outcome(() => client.authorizationCodeGrant(config, wrongVerifier.callback, { ...wrongVerifier.checks, pkceCodeVerifier: client.randomPKCECodeVerifier() })),
		onlyUngranted: await outcome(async () => {
			const refused = await signIn('openid okta.userTypes.read');
			await client.authorizationCodeGrant(config, refused.callback, refused.checks);
		}),
		unknownClient: await outcome(async () => signIn(allScopes, await discover('0oanobody'))),
		unknownClientAtToken: await outcome(async () => client.refreshTokenGrant(await discover('0oanobody'), rotated.refresh_token)),
	}),
);
