import * as client from 'openid-client';
import { Finding } from './checklist.mjs';
import { cureOf } from './cures.mjs';
import { openBrowser, waitForCallback } from './loopback.mjs';
import { checkOrg, checkReads, compareScopes, parseHttpError } from './org.mjs';

const defaultScopes = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read'];

/** A request that openid-client refuses, as a finding. @param {{ redirectUri: string, clientId: string }} setup @returns {(error: any) => Promise<never>} */
const explained = (setup) => async (error) => {
	const outcome = await parseHttpError(error);
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
	const found = await checkOrg(list, domain, clientId, client.None());
	const waiting = await list.check('Redirect address', found, async (org) => {
		const callback = await waitForCallback(asked, waitMs);
		const setup = { redirectUri: callback.redirectUri, clientId };
		return { said: setup.redirectUri, given: { ...org, callback, setup, verifier: client.randomPKCECodeVerifier(), state: client.randomState() } };
	});
	try {
		const ready = await list.check('Authorize request', waiting, async (start) => {
			const address = client.buildAuthorizationUrl(start.config, {
				redirect_uri: start.setup.redirectUri, scope: scopes.join(' '), state: start.state, code_challenge: await client.calculatePKCECodeChallenge(start.verifier), code_challenge_method: 'S256',
			});
			await preflight(address, start.setup);
			return { said: 'Okta takes the client ID, the redirect URI and the scopes', given: { ...start, address } };
		});
		if (ready) list.note(`Sign in as the admin who is to connect n8n:\n${ready.address.href}`);
		if (ready && browser) openBrowser(ready.address.href);

		const signedIn = await list.check('Sign-in', ready, async ({ config, callback, setup, verifier, state }) => {
			const returned = await callback.url;
			if (!returned) throw new Finding(`nobody came back within ${waitMs / 1000} s`, 'Open the address above, sign in, and approve. If a page of Okta shows an error there, it says why.');
			const checks = { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: scopes.includes('openid') };
			const tokens = await client.authorizationCodeGrant(config, returned, checks).catch(explained(setup));
			return { said: 'code exchanged for tokens, without a secret', given: { config, setup, tokens } };
		});
		await list.check('Scopes', signedIn, async ({ tokens }) =>
			compareScopes(scopes, tokens.scope, "In Okta, open the app's tab Okta API Scopes and grant {scopes} (needs a super admin), then connect again."),
		);
		const renewed = await list.check('Refresh', signedIn, async ({ config, setup, tokens: { refresh_token: refreshToken } }) => {
			if (!refreshToken) throw new Finding('Okta gave no refresh token', "In Okta, tick the grant type Refresh Token on the app's General tab, and ask for the scope offline_access.");
			const tokens = await client.refreshTokenGrant(config, refreshToken).catch(explained(setup));
			const rotates = tokens.refresh_token !== undefined && tokens.refresh_token !== refreshToken;
			return { said: rotates ? 'renewed, and the refresh token rotates' : 'renewed, and the refresh token stays the same', given: { refresh_token: refreshToken, ...tokens } };
		});
		const latest = renewed ?? signedIn?.tokens;
		await checkReads(list, found && latest && { ...found, token: latest.access_token, authentication: 'oAuth2' });
		if (found && latest?.refresh_token) {
			await client.tokenRevocation(found.config, latest.refresh_token, { token_type_hint: 'refresh_token' }).catch(() => list.note('The refresh token of this check could not be taken back; it ends after 90 days.'));
		}
	} finally {
		waiting?.callback.close();
	}
}
