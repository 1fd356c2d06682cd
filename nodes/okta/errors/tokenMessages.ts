import { hostOf } from '../auth/org';

/** Who asked for a token. */
export interface ServiceApp {
	org: string;
	clientId: string;
	/** The `kid` that was sent; none when neither the credential nor the key names one. */
	keyId?: string;
	scopes: string[];
}

/** The box in Okta that every new API Services app has ticked (reference/okta-api.md 5.3). */
const DPOP_BOX = 'Require Demonstrating Proof of Possession (DPoP) header in token requests';

const PUBLIC_KEYS = 'On the General tab of the app in Okta, under Client Credentials > Public Keys,';

/** A refusal that we know, with its sentence and cure. */
export interface TokenFault {
	/** The OAuth error code. */
	error: string;
	/** What Okta's description says; any when left out. */
	says?: RegExp;
	message: (app: ServiceApp) => string;
	cure: (app: ServiceApp) => string;
}

/** The app wants every request signed with a proof of its own. */
export const DPOP = {
	message: () => 'The app in Okta requires DPoP, which n8n cannot do',
	cure: () => `In Okta, open the app's General tab and untick "${DPOP_BOX}".`,
};

/** How to have scopes granted. */
export const grant = (scopes: string[]): string =>
	`In Okta, open the app's tab Okta API Scopes and grant ${scopes.join(' and ')} (needs a super admin), then test the credential again.`;

const asked = ({ scopes }: ServiceApp) => scopes.join(' and ');

/**
 * Okta's refusals at /token by its own descriptions, which only differ in wording for
 * `invalid_client` (okta-developer-docs data/oauth2-error-codes.json). First match wins.
 */
export const TOKEN_FAULTS: TokenFault[] = [
	{
		error: 'invalid_client',
		says: /kid is invalid/i,
		message: ({ keyId }) =>
			keyId
				? `The app in Okta has no active key with the ID '${keyId}'`
				: 'Okta cannot tell by which of its keys the app signed',
		cure: () =>
			`${PUBLIC_KEYS} look up the KID of the key that belongs to 'Private Key', see that it is Active, and copy it into 'Key ID' in the credential.`,
	},
	{
		error: 'invalid_client',
		says: /signature is invalid|signing key|signature algorithm|invalid 'use'/i,
		message: () => "'Private Key' does not belong to the app's public key in Okta",
		cure: ({ keyId }) =>
			`${PUBLIC_KEYS} ${keyId ? `compare the key '${keyId}' with yours` : 'compare the active key with yours'}. When in doubt make a new key there, and paste its private half into 'Private Key' and its KID into 'Key ID'.`,
	},
	{
		error: 'invalid_client',
		says: /JWKSet|jwks_uri/i,
		message: () => 'The app in Okta has no public key to verify with',
		cure: () =>
			`${PUBLIC_KEYS} add the public half of 'Private Key', or correct the URL that Okta fetches it from.`,
	},
	{
		error: 'invalid_client',
		says: /is expired|before the current time|too far into the future|'exp'/i,
		message: () => "The clock of the machine that runs n8n differs from Okta's",
		cure: () => 'Set it right (NTP): what the app signs is good for five minutes only.',
	},
	{
		error: 'invalid_client',
		says: /audience/i,
		message: ({ org }) => `Okta does not go by the address ${hostOf(org)} for this app`,
		cure: () => "Enter the org's own address, such as acme.okta.com, into 'Okta Domain' in the credential.",
	},
	{
		error: 'invalid_client',
		says: /private_key_jwt|application_type|client credentials are invalid|client secret/i,
		message: () => 'The app in Okta is not one that signs in by a key',
		cure: () =>
			'Create it with the sign-in method API Services, and on its General tab choose Public key / Private key as client authentication. A single-page app belongs into the credential Okta OAuth2 API.',
	},
	{
		error: 'invalid_client',
		message: ({ clientId, org }) => `${hostOf(org)} has no active app with the client ID '${clientId}'`,
		cure: () =>
			"Copy 'Client ID' from the General tab of the app in Okta, see that the app is Active, and that 'Okta Domain' is the org the app is in.",
	},
	{
		error: 'unauthorized_client',
		message: () => 'The app in Okta may not sign in by itself',
		cure: () =>
			'It lacks the grant type Client Credentials. Create the app with the sign-in method API Services, which has it.',
	},
	{ error: 'invalid_dpop_proof', ...DPOP },
	{ error: 'use_dpop_nonce', ...DPOP },
	{
		error: 'invalid_scope',
		says: /openid|offline_access/i,
		message: () => "'Scopes' in the credential has scopes that only people can grant",
		cure: () => 'A service app gets okta.* scopes only: take out openid, email, profile and offline_access.',
	},
	{
		error: 'invalid_scope',
		message: (app) => `Okta does not know all of the scopes ${asked(app)}`,
		cure: () => "Check the spelling of 'Scopes' in the credential; names are separated by spaces.",
	},
	{
		error: 'consent_required',
		message: (app) => `The app was granted none of the scopes ${asked(app)}`,
		cure: (app) => grant(app.scopes),
	},
	{
		error: 'access_denied',
		says: /network zone/i,
		message: () => "n8n's address lies outside the network zones that the app allows",
		cure: () => "Add n8n's public address to a zone that the app allows (General tab, Network zones).",
	},
	{
		error: 'access_denied',
		message: () => 'Okta denies the app a token',
		cure: () => 'See what Okta says; its System Log has the whole story.',
	},
];
