import { randomBytes } from 'node:crypto';

/**
 * Okta's error responses (okta-api.md 4). The API side turns a thrown `OktaError` into its JSON response.
 */

/** code → [HTTP status, summary] */
const catalogue = /** @type {const} */ ({
	E0000001: [400, 'Api validation failed'],
	E0000005: [403, 'Invalid session'],
	E0000006: [403, 'You do not have permission to perform the requested action'],
	E0000007: [404, 'Not found: Resource not found'],
	E0000008: [404, 'The requested path was not found'],
	E0000009: [500, 'Internal Server Error'],
	E0000011: [401, 'Invalid token provided'],
	E0000022: [405, 'The endpoint does not support the provided HTTP method'],
	E0000031: [400, 'Invalid search criteria.'],
	E0000047: [429, 'API call exceeded rate limit due to too many requests.'],
	E0000053: [400, 'Invalid SCIM filter'],
	E0000054: [400, 'Invalid paging request'],
	E0000181: [503, 'The service is temporarily unavailable.'],
});

export class OktaError extends Error {
	/**
	 * @param {keyof typeof catalogue} code
	 * @param {{ summary?: string, causes?: string[], headers?: Record<string, string> }} [detail]
	 */
	constructor(code, { summary, causes = [], headers = {} } = {}) {
		super(summary ?? catalogue[code][1]);
		this.code = code;
		this.status = catalogue[code][0];
		this.causes = causes;
		this.headers = headers;
	}

	/** @returns {import('./reply.mjs').Reply} */
	toReply() {
		return { status: this.status, headers: { 'content-type': 'application/json', ...this.headers }, body: JSON.stringify(errorBody(this.code, this.message, this.causes)) };
	}
}

/** @param {string} code @param {string} summary @param {string[]} causes */
export function errorBody(code, summary, causes) {
	return {
		errorCode: code,
		errorSummary: summary,
		errorLink: code,
		errorId: `oae${randomBytes(16).toString('base64url')}`,
		errorCauses: causes.map((errorSummary) => ({ errorSummary })),
	};
}

/** The usual response for a status, used by faults. @param {number} status */
export function bodyForStatus(status) {
	const entry = Object.entries(catalogue).find(([, [candidate]]) => candidate === status);
	return entry ? errorBody(entry[0], entry[1][1], []) : errorBody('E0000009', 'Internal Server Error', []);
}
