import { Finding } from './checklist.mjs';
import { DPOP_CHECKBOX } from './product.mjs';

/**
 * How Okta refuses a sign-in with PKCE: a pattern for "code: description", a message and a resolution. n8n's pop-up shows
 * some of these without a resolution, and others not at all (reference/okta-api.md 5.5). The first match wins.
 * @type {[RegExp, string, string][]} {redirectUri} and {clientId} in the texts are filled in
 */
const refusals = [
	[/^redirect_uri/, 'the app does not know this redirect URI', "In Okta, add {redirectUri} to the Sign-in redirect URIs on the app's General tab (only for this check: n8n has its own), or use --redirect-uri with one that is listed there."],
	[/dpop/i, "the app requires DPoP, which n8n's OAuth2 does not support", `In Okta, open the General tab of the app and clear the checkbox "${DPOP_CHECKBOX}". A service app (credential Okta Service App API) may require it.`],
	[/^client_id|'client_id'/, 'the org has no active app with the client ID {clientId}', "Copy the Client ID from the app's General tab. Make sure that the app is Active, and that --domain is the org the app is in."],
	[/^invalid_client/, 'the app requires a client secret', 'It is not a single-page app. Create a new app as OIDC, Single-Page Application. The type of an app cannot be changed.'],
	[/^unauthorized_client/, 'the app lacks a grant type', "In Okta, select Authorization Code and Refresh Token on the app's General tab."],
	[/not assigned/, 'the user who signed in is not assigned to the app', "In Okta, assign the user on the app's Assignments tab."],
	[/^access_denied/, 'the sign-in was not approved', 'Sign in again and allow access.'],
	[/^consent_required/, 'none of the okta.* scopes is granted to the app', "In Okta, open the Okta API Scopes tab of the app and grant okta.users.read and okta.schemas.read (requires a super admin)."],
	[/^invalid_scope/, 'Okta does not know one of the scopes', 'Check the spelling in --scopes.'],
	[/^invalid_grant/, 'Okta did not accept the code or the refresh token', 'Run the check again. If the error persists, make sure that no other program uses the same address on this machine.'],
];

/** @param {string} code @param {string} description Okta's description @param {{ redirectUri: string, clientId: string }} setup */
export function explainRefusal(code, description, setup) {
	const [, message, resolution] = refusals.find(([pattern]) => pattern.test(`${code}: ${description}`)) ?? [, `Okta refused it (${code})`, "See Okta's message."];
	const fill = (/** @type {string} */ text) => text.replaceAll('{redirectUri}', setup.redirectUri).replaceAll('{clientId}', setup.clientId);
	return new Finding(fill(message), description ? `${fill(resolution)} Okta says: ${description}` : fill(resolution));
}
