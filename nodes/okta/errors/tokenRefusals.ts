import { hostOf } from '../auth/orgUrl';
import type { ResponseHeaders } from '../client/types';
import { clockDiffers, IS_ABOUT_TIME, PROOF_REFUSED, type Message } from './messages';

/** The app that requests a token. */
export interface ServiceApp {
	org: string;
	clientId: string;
	/** The `kid` that was sent; undefined when neither the credential nor the key has one. */
	keyId?: string;
	scopes: string[];
}

const PUBLIC_KEYS = 'On the General tab of the app in Okta, under Client Credentials > Public Keys,';

/** A refusal with a known cause. */
export interface TokenRefusal {
	/** The OAuth error code. */
	error: string;
	/** What Okta's description says. Any description when left out. */
	description?: RegExp;
	/** Gets the headers of the refusal and n8n's time (epoch milliseconds) too. */
	messageFor: (app: ServiceApp, headers: ResponseHeaders, now: number) => Message;
}

/** How to grant scopes. */
export const grantScopes = (scopes: string[]): string =>
	`In Okta, open the Okta API Scopes tab of the app and grant ${scopes.join(' and ')} (requires a super admin). Then test the credential again.`;

const requested = ({ scopes }: ServiceApp) => scopes.join(' and ');

/**
 * Okta's refusals at /token. Several share the code `invalid_client` and differ only in their
 * description (okta-developer-docs data/oauth2-error-codes.json). The first match wins.
 */
export const TOKEN_REFUSALS: TokenRefusal[] = [
	{
		error: 'invalid_client',
		description: /kid is invalid/i,
		messageFor: ({ keyId }) => ({
			message: keyId
				? `The app in Okta has no active key with the ID '${keyId}'`
				: 'Okta cannot tell which key the app signed with',
			resolution: `${PUBLIC_KEYS} find the key that belongs to 'Private Key'. Make sure that it is Active. Copy the KID into 'Key ID' in the credential.`,
		}),
	},
	{
		error: 'invalid_client',
		description: /signature is invalid|signing key|signature algorithm|invalid 'use'/i,
		messageFor: ({ keyId }) => ({
			message: "'Private Key' does not belong to the app's public key in Okta",
			resolution: `${PUBLIC_KEYS} ${keyId ? `compare the key '${keyId}' with yours` : 'compare the active key with yours'}. If in doubt, create a new key there, and paste its private key into 'Private Key' and its KID into 'Key ID'.`,
		}),
	},
	{
		error: 'invalid_client',
		description: /JWKSet|jwks_uri/i,
		messageFor: () => ({
			message: 'The app in Okta has no public key to verify with',
			resolution: `${PUBLIC_KEYS} add the public key that belongs to 'Private Key', or correct the URL from which Okta fetches it.`,
		}),
	},
	{ error: 'invalid_client', description: IS_ABOUT_TIME, messageFor: (_app, headers, now) => clockDiffers(headers, now) },
	{
		error: 'invalid_client',
		description: /audience/i,
		messageFor: ({ org }) => ({
			message: `Okta expects another address than ${hostOf(org)} for this org`,
			resolution: "In the credential, enter your org's own address in 'Okta Domain', such as acme.okta.com.",
		}),
	},
	{
		error: 'invalid_client',
		description: /private_key_jwt|application_type|client credentials are invalid|client secret/i,
		messageFor: () => ({
			message: 'The app in Okta does not sign in with a key',
			resolution:
				'Create an app with the sign-in method API Services, and select Public key / Private key as client authentication on its General tab. A single-page app needs the Okta OAuth2 API credential instead.',
		}),
	},
	{
		error: 'invalid_client',
		description: /'client_id' parameter|not a valid client_id/i,
		messageFor: ({ clientId, org }) => ({
			message: `${hostOf(org)} has no active app with the client ID '${clientId}'`,
			resolution:
				"Copy 'Client ID' from the General tab of the app in Okta. Make sure that the app is Active, and that 'Okta Domain' is the org the app is in.",
		}),
	},
	{
		error: 'invalid_client',
		messageFor: ({ org }) => ({
			message: 'Okta did not accept how the app signs in (invalid_client)',
			resolution: `Okta does not name the value that is wrong. Check in this order: 'Client ID' is the app's own, and the app is Active. 'Okta Domain' (${hostOf(org)}) is the org the app is in. The app uses Public key / Private key as client authentication. 'Private Key' and 'Key ID' belong to an active public key of the app.`,
		}),
	},
	{
		error: 'unauthorized_client',
		messageFor: () => ({
			message: 'The app in Okta is not allowed to use the grant type Client Credentials',
			resolution: 'Create an app with the sign-in method API Services, which has this grant type.',
		}),
	},
	{ error: 'invalid_dpop_proof', description: IS_ABOUT_TIME, messageFor: (_app, headers, now) => clockDiffers(headers, now) },
	{ error: 'invalid_dpop_proof', messageFor: () => PROOF_REFUSED },
	{ error: 'use_dpop_nonce', messageFor: () => PROOF_REFUSED },
	{
		error: 'invalid_scope',
		description: /openid|offline_access/i,
		messageFor: () => ({
			message: "'Scopes' in the credential contains scopes that a service app cannot get",
			resolution: 'A service app can only get okta.* scopes. Remove openid, email, profile and offline_access.',
		}),
	},
	{
		error: 'invalid_scope',
		messageFor: (app) => ({
			message: `Okta does not know all of the scopes ${requested(app)}`,
			resolution: "Check the spelling in 'Scopes' in the credential. Separate scopes with spaces.",
		}),
	},
	{
		error: 'consent_required',
		messageFor: (app) => ({
			message: `The app was granted none of the scopes ${requested(app)}`,
			resolution: grantScopes(app.scopes),
		}),
	},
	{
		error: 'access_denied',
		description: /network zone/i,
		messageFor: () => ({
			message: "n8n's address is outside the network zones that the app allows",
			resolution: "Add n8n's public address to a zone that the app allows (General tab, network zones).",
		}),
	},
	{
		error: 'access_denied',
		messageFor: () => ({
			message: "Okta denied the app's token request",
			resolution: "Read Okta's message. The System Log in the Okta Admin Console shows the details.",
		}),
	},
];
