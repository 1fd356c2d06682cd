import { version } from '../../../package.json';

/** Okta answers within seconds; its own limit for a list request is below this. */
export const TIMEOUT_MS = 60_000;

/** The same while somebody looks at an opening list in the editor. */
export const IMPATIENT_TIMEOUT_MS = 30_000;

/** Okta asks clients to say who they are and what they read (reference/okta-api.md 1.1). */
export const HEADERS = {
	Accept: 'application/json',
	'User-Agent': `n8n-nodes-okta-signatures/${version}`,
};
