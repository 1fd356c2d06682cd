/**
 * Faults of a single request, and how a client must handle them.
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {Omit<import('../sandbox/faults.mjs').Rule, 'match'>} rule for the sandbox
 * @property {number} sitOutMs - time that a client needs to recover from a single occurrence; Infinity if it must fail, because
 *   continuing would return an incomplete list or send the token to another host
 * @property {boolean} endures - whether a client succeeds even if the fault is permanent
 * @property {import('n8n-workflow').Failure['cause'][]} causes - n8n's class of the resulting error; several if each is correct
 * @property {('request' | 'error')[]} ids - the Okta ids in the response
 * @property {RegExp} [only] - paths of the requests that it can hit
 * @property {number} [skewMs] - the server's clock error
 * @property {number} [requests] - requests that a run may send, if more than MOST_REQUESTS (observe.mjs)
 */

const temporary = /** @type {const} */ (['temporarily-unavailable']);
const limited = /** @type {const} */ (['rate-limited']);
const setUp = /** @type {const} */ (['configuration-invalid']);
const HOUR_MS = 3_600_000;

/** The only paginated list of Okta that we read. */
const LIST = /^\/api\/v1\/users$/;

/** @param {string} elsewhere - another origin on loopback @returns {Fault[]} */
export const faults = (elsewhere) => [
	{ name: 'no answer', rule: { fault: 'hang' }, sitOutMs: 61_000, endures: false, causes: [...temporary], ids: [] },
	{ name: 'connection reset', rule: { fault: 'reset' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: [] },
	{ name: 'reset in mid-body', rule: { fault: 'resetMidBody' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: [] },
	{ name: 'answer after 40 s', rule: { fault: 'slow', ms: 40_000 }, sitOutMs: 0, endures: true, causes: [...temporary], ids: [] },
	{ name: 'answer after 90 s', rule: { fault: 'slow', ms: 90_000 }, sitOutMs: 61_000, endures: false, causes: [...temporary], ids: [] },
	{ name: '429, reset in 20 s', rule: { fault: 'rateLimited', resetInSeconds: 20 }, sitOutMs: 22_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '429, reset in an hour', rule: { fault: 'rateLimited', resetInSeconds: 3600 }, sitOutMs: 3_602_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '429, reset in the past', rule: { fault: 'rateLimited', resetInSeconds: -30 }, sitOutMs: 1_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '429, concurrency', rule: { fault: 'concurrency' }, sitOutMs: 1_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '500', rule: { fault: 'status', status: 500 }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request', 'error'] },
	{ name: '503', rule: { fault: 'status', status: 503 }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request', 'error'] },
	{ name: 'HTML with 200', rule: { fault: 'html' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request'] },
	{ name: 'HTML with 503', rule: { fault: 'html', status: 503 }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request'] },
	{ name: 'truncated JSON', rule: { fault: 'truncatedJson' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request'] },
	{ name: 'wrong content type', rule: { fault: 'contentType' }, sitOutMs: 0, endures: true, causes: [...temporary], ids: ['request'] },
	{ name: 'duplicate rate headers', rule: { fault: 'duplicateRateHeaders' }, sitOutMs: 0, endures: true, causes: [], ids: [] },
	{ name: 'empty page with next', rule: { fault: 'emptyPageWithNext' }, sitOutMs: 0, endures: false, causes: [...setUp], ids: ['request'], only: LIST, requests: 520 },
	{ name: 'self-looping link', rule: { fault: 'selfLoopingNext' }, sitOutMs: Infinity, endures: false, causes: [...setUp], ids: ['request'], only: LIST },
	{ name: 'cross-origin link', rule: { fault: 'crossOriginNext', origin: elsewhere }, sitOutMs: Infinity, endures: false, causes: [...setUp], ids: ['request'], only: LIST },
	{ name: 'cross-origin redirect', rule: { fault: 'crossOriginRedirect', origin: elsewhere }, sitOutMs: Infinity, endures: false, causes: [...setUp], ids: [] },
	{ name: '401 in mid-pages', rule: { fault: 'expiredToken' }, sitOutMs: 0, endures: false, causes: ['credential-invalid'], ids: ['request'], only: /^\/api\// },
	{ name: 'person on two pages', rule: { fault: 'shiftedPage' }, sitOutMs: 0, endures: true, causes: [], ids: [], only: LIST },
	{ name: '429, clock 2 h slow', rule: { fault: 'rateLimited', resetInSeconds: 20 }, skewMs: 2 * HOUR_MS, sitOutMs: 22_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '429, clock 2 h fast', rule: { fault: 'rateLimited', resetInSeconds: 20 }, skewMs: -2 * HOUR_MS, sitOutMs: 22_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
];
