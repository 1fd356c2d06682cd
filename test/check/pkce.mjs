import * as client from 'openid-client';
import { Finding } from './checklist.mjs';
import { cureOf } from './cures.mjs';
import { openBrowser, waitForCallback } from './loopback.mjs';
import { checkDiscovery, checkDomain, checkReads, compareScopes, outcomeOf } from './org.mjs';

const defaultScopes = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read'];

/** A request that openid-client refuses, as a finding. @param {{ redirectUri: string, clientId: string }} setup @returns {(error: any) => Promise<never>} */
const explained = (setup) => async (error) => {
	const outcome = await outcomeOf(error);
	if (!('status' in outcome)) throw new Finding(`no answer (${outcome.detail})`, 'Check that this machine may reach the org (proxy, firewall, DNS), then try again.');
	const { error: code, error_description: said, errorCode, errorSummary } = /** @type {any} */ (outcome.body ?? {});
	throw cureOf(code ?? errorCode ?? `status ${outcome.status}`, said ?? errorSummary ?? '', setup);
};

/**
 * Asks for the sign-in page without a browser: a wrong client ID or redirect URI ends on a page that leads nowhere, so
 * nothing would ever come back to wait for.
 * @param {URL} url @param {{ redirectUri: string, clientId: string }} setup
 */
async function preflight(url, setup) {
	const response = await fetch(url, { redirect: 'manual' });
	const location = response.headers.get('location') ?? '';
	if (location.startsWith(setup.redirectUri)) {
		const { searchParams } = new URL(location);
		if (searchParams.has('error')) throw cureOf(searchParams.get('error') ?? '', searchParams.get('error_description') ?? '', setup);
	}
	if (response.status < 400) return;
	const page = (await response.text()).replace(/<style[^]*?<\/style>|<[^>]*>/g, ' ').replace(/&#39;/g, "'");
	const code = /redirect_uri|client_id/.exec(page)?.[0] ?? `status ${response.status}`;
	throw cureOf(code, '', setup);
}

/**
 * Authorization Code + PKCE as n8n does it, from discovery to reading people; revokes what it was given.
 * @param {import('./checklist.mjs').Checklist} list
 * @param {{ domain: string, clientId: string, scopes?: string[], browser: boolean, redirectUri: string, waitMs: number }} setup
 */
export async function checkPkce(list, { domain, clientId, scopes = defaultScopes, browser, redirectUri: asked, waitMs }) {
	const org = await checkDomain(list, domain);
	const config = await checkDiscovery(list, org, clientId, client.None());
	const callback = await list.check('Redirect address', config, async () => {
		const given = await waitForCallback(asked, waitMs);
		return { said: given.redirectUri, given };
	});
	const redirectUri = callback?.redirectUri ?? asked;
	const refuse = explained({ redirectUri, clientId });
	try {
		const verifier = client.randomPKCECodeVerifier();
		const state = client.randomState();
		const url = await list.check('Authorize request', callback, async () => {
			const address = client.buildAuthorizationUrl(config, {
				redirect_uri: redirectUri, scope: scopes.join(' '), state, code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
			});
			await preflight(address, { redirectUri, clientId });
			return { said: 'Okta takes the client ID, the redirect URI and the scopes', given: address };
		});
		if (url) list.note(`Sign in as the admin who is to connect n8n:\n${url.href}`);
		if (url && browser) openBrowser(url.href);

		const tokens = await list.check('Sign-in', url, async () => {
			const returned = await callback.url;
			if (!returned) throw new Finding(`nobody came back within ${waitMs / 1000} s`, 'Open the address above, sign in, and approve. If a page of Okta shows an error there, it says why.');
			const given = await client.authorizationCodeGrant(config, returned, { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: scopes.includes('openid') }).catch(refuse);
			return { said: 'code exchanged for tokens, without a secret', given };
		});
		await list.check('Scopes', tokens, async ({ scope }) =>
			compareScopes(scopes, scope, "In Okta, open the app's tab Okta API Scopes and grant {scopes} (needs a super admin), then connect again."),
		);
		const renewed = await list.check('Refresh', tokens, async ({ refresh_token: refreshToken }) => {
			if (!refreshToken) throw new Finding('Okta gave no refresh token', "In Okta, tick the grant type Refresh Token on the app's General tab, and ask for the scope offline_access.");
			const given = await client.refreshTokenGrant(config, refreshToken).catch(refuse);
			const rotates = given.refresh_token !== undefined && given.refresh_token !== refreshToken;
			return { said: rotates ? 'renewed, and the refresh token rotates' : 'renewed, and the refresh token stays the same', given: { refresh_token: refreshToken, ...given } };
		});
		const latest = renewed ?? tokens;
		await checkReads(list, latest && { org, config, token: latest.access_token, authentication: 'oAuth2' });
		if (latest?.refresh_token) await client.tokenRevocation(config, latest.refresh_token, { token_type_hint: 'refresh_token' }).catch(refuse);
	} finally {
		callback?.close();
	}
}
