import { version } from '../../../package.json';

/** Headers of every request. Okta asks clients to identify themselves and to say what they accept (reference/okta-api.md 1.1). */
export const REQUEST_HEADERS = {
	Accept: 'application/json',
	'User-Agent': `n8n-nodes-okta-signatures/${version}`,
};
