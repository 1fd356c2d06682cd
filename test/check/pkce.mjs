import * as client from 'openid-client';
import { Finding } from './checklist.mjs';
import { explainRefusal } from './refusals.mjs';
import { openBrowser, waitForCallback } from './loopback.mjs';
import { optionalScopes } from './capacity.mjs';
import { checkOrg, checkReads, compareScopes, parseHttpError } from './org.mjs';

const defaultScopes = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read'];

/** Turns a request that openid-client rejected into a finding. @param {{ redirectUri: string, clientId: string }} setup @returns {(error: any) => Promise<never>} */
const rejectWithFinding = (setup) => async (error) => {
	const result = await parseHttpError(error);
	if (!('status' in result)) throw new Finding(`no response (${result.detail})`, 'Check whether this machine can reach the org (proxy, firewall, DNS), then try again.');
	const { error: code, error_description: description, errorCode, errorSummary } = /** @type {any} */ (result.body ?? {});
	throw explainRefusal(code ?? errorCode ?? `status ${result.status}`, description ?? errorSummary ?? '', setup);
};

/**
 * Requests the sign-in page without a browser. With a wrong client ID or redirect URI, Okta shows an error page and never
 * redirects back, so waiting for the sign-in would be in vain.
 * @param {URL} url @param {{ redirectUri: string, clientId: string }} setup
 */
async function preflight(url, setup) {
	const response = await fetch(url, { redirect: 'manual' });
	const location = response.headers.get('location') ?? '';
	if (location.startsWith(setup.redirectUri)) {
		const { searchParams } = new URL(location);
		if (searchParams.has('error')) throw explainRefusal(searchParams.get('error') ?? '', searchParams.get('error_description') ?? '', setup);
	}
	if (response.status < 400) return;
	const page = (await response.text()).replace(/<style[^]*?<\/style>|<[^>]*>/g, ' ').replace(/&#39;/g, "'");
	const code = /redirect_uri|client_id/.exec(page)?.[0] ?? `status ${response.status}`;
	throw explainRefusal(code, '', setup);
}

/**
 * Checks Authorization Code + PKCE as n8n uses it, from discovery to reading users, and revokes the refresh token.
 * @param {import('./checklist.mjs').Checklist} list
 * @param {{ domain: string, clientId: string, scopes?: string[], browser: boolean, redirectUri: string, waitMs: number }} setup
 */
export async function checkPkce(list, { domain, clientId, scopes: chosen, browser, redirectUri: asked, waitMs }) {
	const scopes = chosen ?? defaultScopes;
	const requested = chosen ?? [...defaultScopes, ...optionalScopes];
	const found = await checkOrg(list, domain, clientId, client.None());
	const waiting = await list.check('Redirect address', found, async (org) => {
		const callback = await waitForCallback(asked, waitMs);
		const setup = { redirectUri: callback.redirectUri, clientId };
		return { detail: setup.redirectUri, output: { ...org, callback, setup, verifier: client.randomPKCECodeVerifier(), state: client.randomState() } };
	});
	try {
		const ready = await list.check('Authorize request', waiting, async (start) => {
			const address = client.buildAuthorizationUrl(start.config, {
				redirect_uri: start.setup.redirectUri, scope: requested.join(' '), state: start.state, code_challenge: await client.calculatePKCECodeChallenge(start.verifier), code_challenge_method: 'S256',
			});
			await preflight(address, start.setup);
			return { detail: 'Okta accepts the client ID, the redirect URI and the scopes', output: { ...start, address } };
		});
		if (ready) list.note(`Sign in as the admin who will connect n8n:\n${ready.address.href}`);
		if (ready && browser) openBrowser(ready.address.href);

		const signedIn = await list.check('Sign-in', ready, async ({ config, callback, setup, verifier, state }) => {
			const returned = await callback.url;
			if (!returned) throw new Finding(`no sign-in within ${waitMs / 1000} s`, 'Open the address above, sign in and approve. If Okta shows an error page, it says why.');
			const checks = { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: scopes.includes('openid') };
			const tokens = await client.authorizationCodeGrant(config, returned, checks).catch(rejectWithFinding(setup));
			return { detail: 'code exchanged for tokens, without a secret', output: { config, setup, tokens } };
		});
		await list.check('Scopes', signedIn, async ({ tokens }) =>
			compareScopes(scopes, tokens.scope, "In Okta, open the Okta API Scopes tab of the app and grant {scopes} (requires a super admin), then connect again."),
		);
		const renewed = await list.check('Refresh', signedIn, async ({ config, setup, tokens: { refresh_token: refreshToken } }) => {
			if (!refreshToken) throw new Finding('Okta issued no refresh token', "In Okta, select the grant type Refresh Token on the app's General tab, and request the scope offline_access.");
			const tokens = await client.refreshTokenGrant(config, refreshToken).catch(rejectWithFinding(setup));
			const rotates = tokens.refresh_token !== undefined && tokens.refresh_token !== refreshToken;
			return { detail: rotates ? 'renewed, and the refresh token rotates' : 'renewed, and the refresh token stays the same', output: { refresh_token: refreshToken, ...tokens } };
		});
		const latest = renewed ?? signedIn?.tokens;
		const granted = (signedIn?.tokens.scope ?? requested.join(' ')).split(' ');
		await checkReads(list, found && latest && { ...found, token: latest.access_token, authentication: 'oAuth2' }, granted);
		if (found && latest?.refresh_token) {
			await client.tokenRevocation(found.config, latest.refresh_token, { token_type_hint: 'refresh_token' }).catch(() => list.note('The refresh token of this check could not be revoked. It expires after 90 days.'));
		}
	} finally {
		waiting?.callback.close();
	}
}
