import type { Authentication } from '../auth/credentialTypes';

/** What a path reads, and what Okta wants for it. */
export interface Need {
	scope: string;
	/** The weakest standard admin role that covers it. */
	role: string;
	what: string;
}

interface Sentence {
	message: string;
	cure: string;
}

/** Sentences that depend on who signs in: an admin, or an app with roles of its own. */
interface Wording {
	/** 401, after n8n renewed the token. */
	rejected: Sentence;
	/** 403, the token lacks a scope. */
	scope(scope: string): Sentence;
	/** 403, the admin role does not reach. */
	role(need: Need): Sentence;
	/** Whose reach may hide what was asked for. */
	reach: string;
}

// The buttons' own names in n8n's credential window: those of 2.41, then those of 2.8. A connection that Okta ended still
// shows as connected there, with "Switch account" beside it.
export const CONNECT =
	'Open the credential, click "Connect" ("Connect my account" in older n8n) and let an Okta admin approve it.';
export const RECONNECT =
	'Open the credential, click "Switch account" ("Reconnect" in older n8n) and let an Okta admin approve it.';

/** The lasting cure for a connection that ends every 90 days (reference/okta-api.md 5.2). */
export const LASTING =
	"For automation that nobody should have to reconnect, create a new credential from the node and choose 'Service App' in its window: the credential Okta Service App API does not end.";

export const WORDING: Record<Authentication, Wording> = {
	oAuth2: {
		rejected: {
			message: "Okta did not accept the connection's access token",
			cure: `${RECONNECT} ${LASTING}`,
		},
		scope: (scope) => ({
			message: `The connection lacks the scope ${scope}`,
			cure: `In Okta, grant ${scope} to the app (tab Okta API Scopes; needs a super admin), see that the credential asks for it, then reconnect the credential.`,
		}),
		role: ({ what, role }) => ({
			message: `The Okta admin who connected this credential may not read ${what}`,
			cure: `In Okta, give that admin a role that covers ${what} (${role} suffices), or reconnect the credential as another admin.`,
		}),
		reach: 'the connecting admin',
	},
	serviceApp: {
		rejected: {
			message: "Okta did not accept the app's access token, not even a fresh one",
			cure: "Check that 'Okta Domain' in the credential is the org the app is in, and that the app's Network zones (General tab) allow n8n's address.",
		},
		// A token keeps its scopes for its hour: only a test of the credential fetches another one before.
		scope: (scope) => ({
			message: `The app lacks the scope ${scope}`,
			cure: `In Okta, grant ${scope} to the app (tab Okta API Scopes; needs a super admin), add it to 'Scopes' in the credential if it is not there, then test the credential, which fetches a new token.`,
		}),
		role: ({ what, role }) => ({
			message: `The app may not read ${what}`,
			cure: `In Okta, open the app's tab Admin roles and assign a role that covers ${what} (${role} suffices).`,
		}),
		reach: "the app's admin role",
	},
};
