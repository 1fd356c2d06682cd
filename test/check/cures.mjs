import { Finding } from './checklist.mjs';
import { DPOP } from './product.mjs';

/**
 * How Okta refuses a sign-in by PKCE, and what to do. n8n's pop-up shows some of these without a cure and others not at
 * all (reference/okta-api.md 5.5). First match wins.
 * @type {[RegExp, string, string][]} over "code: description"; in the texts {redirectUri} and {clientId} are filled in
 */
const cures = [
	[/^redirect_uri/, 'the app does not know this redirect URI', "In Okta, add {redirectUri} to the Sign-in redirect URIs on the app's General tab (for this check only: n8n has its own), or name one that is there with --redirect-uri."],
	[/dpop/i, DPOP.message(), DPOP.cure()],
	[/^client_id|'client_id'/, 'the org has no active app with the client ID {clientId}', "Copy the Client ID from the app's General tab, see that the app is Active, and that --domain is the org the app is in."],
	[/^invalid_client/, 'the app wants a secret', 'It is not a single-page app. Create it as OIDC, Single-Page Application; the type of an app cannot be changed later.'],
	[/^unauthorized_client/, 'the app lacks a grant type', "In Okta, tick Authorization Code and Refresh Token on the app's General tab."],
	[/not assigned/, 'whoever signed in is not assigned to the app', "In Okta, assign them on the app's Assignments tab."],
	[/^access_denied/, 'the sign-in was not approved', 'Sign in again and allow access.'],
	[/^consent_required/, 'none of the okta.* scopes is granted to the app', "In Okta, open the app's tab Okta API Scopes and grant okta.users.read and okta.schemas.read (needs a super admin)."],
	[/^invalid_scope/, 'Okta does not know one of the scopes', 'Check the spelling behind --scopes.'],
	[/^invalid_grant/, 'Okta did not take the code or the refresh token', 'Run the check again; if it stays, see that no other program uses the same address on this machine.'],
];

/** @param {string} code @param {string} said Okta's description @param {{ redirectUri: string, clientId: string }} setup */
export function cureOf(code, said, setup) {
	const [, message, cure] = cures.find(([pattern]) => pattern.test(`${code}: ${said}`)) ?? [, `Okta refused it (${code})`, 'See what Okta says.'];
	const fill = (/** @type {string} */ text) => text.replaceAll('{redirectUri}', setup.redirectUri).replaceAll('{clientId}', setup.clientId);
	return new Finding(fill(message), said ? `${fill(cure)} Okta says: ${said}` : fill(cure));
}
