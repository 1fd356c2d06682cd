import { accessLabel } from '../auth/additionalAccess';
import type { Authentication } from '../auth/credentialTypes';
import type { ResponseHeaders } from '../client/types';

/** Text of an error. `message` is one sentence without a full stop, `resolution` says how to fix it. */
export interface Message {
	message: string;
	resolution: string;
}

/** What a path reads, and what Okta requires for it. */
export interface Permission {
	scope: string;
	/** The weakest standard admin role that covers it. */
	role: string;
	/** Plural, within a sentence. */
	resources: string;
	/** One of them, at the beginning of a sentence. */
	resource: string;
}

/** Messages that depend on who signs in: an admin, or an app with its own roles. */
interface AccountMessages {
	/** 401, after n8n has renewed the token. */
	tokenRejected: Message;
	/** 403, the token lacks a scope. */
	missingScope(scope: string): Message;
	/** 403, the admin role does not cover the resources. */
	missingRole(permission: Permission): Message;
	/** 404. */
	notFound(permission: Permission): Message;
}

// The labels of the buttons in n8n's credential window: first n8n 2.41, then n8n 2.8. A connection that Okta ended is still
// shown as connected there, with "Switch account" next to it.
export const CONNECT =
	'Open the credential, click "Connect" ("Connect my account" in older n8n) and let an Okta admin approve it.';
export const RECONNECT =
	'Open the credential, click "Switch account" ("Reconnect" in older n8n) and let an Okta admin approve it.';

/** How to avoid connections that end every 90 days (reference/okta-api.md 5.2). */
export const USE_SERVICE_APP =
	"To avoid reconnecting, click 'Create new credential' in the node and select 'Service App' at the top of the window. That credential does not expire.";

const OWN_ADDRESS =
	"In the credential, enter your org's own address in 'Okta Domain', such as acme.okta.com. Also check for a proxy between n8n and Okta.";

export const RATE_LIMIT_USED_UP = "Okta's rate limit is used up";

/** What to check when the response is not Okta's. */
export const PROXY = "Check 'Okta Domain' in the credential. Also check for a proxy or a sign-in page between n8n and Okta.";

/** @param host how the message names the address */
export const unreachable = (host: string): Message => ({
	message: `Okta could not be reached at ${host}`,
	resolution: "Check 'Okta Domain' in the credential. Also check that n8n can reach this address (proxy, firewall, DNS).",
});

/** @param address how the message names it */
export const redirected = (address: string): Message => ({
	message: `${address} redirects to another address`,
	resolution: "In the credential, enter your org's own address in 'Okta Domain'.",
});

/** @param address how the message names it @param status HTTP status, if known */
export const notAnOrg = (address: string, status?: number): Message => ({
	message: `${address} does not look like an Okta org${inBrackets(status)}`,
	resolution: OWN_ADDRESS,
});

/** @param status HTTP status, if known */
export const unavailable = (status?: number): Message => ({
	message: `Okta is not available right now${inBrackets(status)}`,
	resolution: "Try again later. Check Okta's status at https://status.okta.com.",
});

const inBrackets = (status: number | undefined) => (status === undefined ? '' : ` (status ${status})`);

const grant = (scope: string) => `In Okta, grant ${scope} to the app (Okta API Scopes tab; requires a super admin).`;

/** A scope, with the option of the credential that requests it. */
const named = (scope: string) => {
	const label = accessLabel(scope);
	return label ? `${scope} ('${label}')` : scope;
};

/** Differences up to this many milliseconds may come from the way of the response. */
const CLOCK_PRECISION_MS = 5_000;

/**
 * @param headers of Okta's response, whose `date` is Okta's time
 * @param now n8n's time, epoch milliseconds
 */
export function clockDiffers({ date = '' }: ResponseHeaders, now: number): Message {
	const ahead = now - Date.parse(date);
	const seconds = Math.round(Math.abs(ahead) / 1000);
	const difference = seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
	return {
		message:
			Math.abs(ahead) > CLOCK_PRECISION_MS
				? `The clock of the machine that runs n8n is ${difference} ${ahead > 0 ? 'ahead of' : 'behind'} Okta's`
				: "The clock of the machine that runs n8n differs from Okta's",
		resolution: 'Set the clock correctly, for example with NTP. Each request that the app signs is valid for five minutes.',
	};
}

/** What Okta says about a request that was signed at another time than its own. */
export const IS_ABOUT_TIME = /is expired|before the current time|too far into the future|issued in the future|five minutes in the past|'exp'|'iat'/i;

/** The checkbox in Okta, which is ticked in every new API Services app (reference/okta-api.md 5.3). */
export const DPOP_CHECKBOX = 'Require Demonstrating Proof of Possession (DPoP) header in token requests';

/** Okta refused a signature of ours that is right, so something between changed the request. */
export const PROOF_REFUSED: Message = {
	message: 'Okta did not accept the DPoP proof of the request',
	resolution: `Check for a proxy between n8n and Okta: it must not change the address of a request, and must pass on the headers DPoP, DPoP-Nonce and WWW-Authenticate. Or open the General tab of the app in Okta and clear the checkbox "${DPOP_CHECKBOX}".`,
};

export const ACCOUNT_MESSAGES: Record<Authentication, AccountMessages> = {
	oAuth2: {
		tokenRejected: {
			message: "Okta did not accept the connection's access token",
			resolution: `${RECONNECT} ${USE_SERVICE_APP}`,
		},
		missingScope: (scope) => {
			const label = accessLabel(scope);
			const request = label
				? `Open the credential, select '${label}' in 'Additional Access' and save. Then click "Switch account" ("Reconnect" in older n8n) and let an Okta admin approve it.`
				: 'Make sure that the credential requests it, then reconnect the credential.';
			return { message: `The connection lacks the scope ${named(scope)}`, resolution: `${grant(scope)} ${request}` };
		},
		missingRole: ({ resources, role }) => ({
			message: `The Okta admin who connected this credential is not allowed to read ${resources}`,
			resolution: `In Okta, give that admin a role that covers ${resources} (${role} is enough), or reconnect the credential as another admin.`,
		}),
		notFound: ({ resource }) => notFound(resource, 'the admin who connected the credential'),
	},
	serviceApp: {
		tokenRejected: {
			message: "Okta issued an access token for the app but does not accept it",
			resolution: "Make sure that 'Okta Domain' in the credential is the org the app is in. Also make sure that the app's network zones (General tab) allow n8n's address.",
		},
		// A token keeps its scopes for an hour. Only a credential test fetches a new one earlier.
		missingScope: (scope) => {
			const label = accessLabel(scope);
			const request = label
				? `In the credential, select '${label}' in 'Additional Access'.`
				: "If 'Scopes' in the credential does not contain it, add it.";
			return {
				message: `The app lacks the scope ${named(scope)}`,
				resolution: `${grant(scope)} ${request} Then test the credential: the test requests a new token.`,
			};
		},
		missingRole: ({ resources, role }) => ({
			message: `The app is not allowed to read ${resources}`,
			resolution: `In Okta, open the Admin roles tab of the app and assign a role that covers ${resources} (${role} is enough).`,
		}),
		notFound: ({ resource }) => notFound(resource, "the app's admin role"),
	},
};

/** @param account whose access may be missing */
const notFound = (resource: string, account: string): Message => ({
	message: `${resource} not found in Okta`,
	resolution: `Check the spelling of the ID or login. The ${resource.toLowerCase()} may have been deleted, or ${account} has no access to it.`,
});
