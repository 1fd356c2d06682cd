/**
 * What can go wrong with one request, and what has to come of it.
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {Omit<import('../sandbox/faults.mjs').Rule, 'match'>} rule for the sandbox
 * @property {number} sitOutMs - time that it takes a client to get over it when it happens once; Infinity when it has to be refused:
 *   then going on would hand on an incomplete list, or the token to somebody else
 * @property {boolean} endures - whether a client gets what it asked for even when it happens for ever
 * @property {import('n8n-workflow').Failure['cause'][]} causes - n8n's class for the error that it ends in; several where either is true
 * @property {('request' | 'error')[]} ids - which of Okta's ids come with it
 * @property {RegExp} [only] - paths of the requests that can meet it
 * @property {number} [skewMs] - how wrong the clock is all the while
 */

const temporary = /** @type {const} */ (['temporarily-unavailable']);
const limited = /** @type {const} */ (['rate-limited']);
const setUp = /** @type {const} */ (['configuration-invalid']);
const HOUR_MS = 3_600_000;

/** Okta's only list that is read in pages. */
const LIST = /^\/api\/v1\/users$/;

/** @param {string} elsewhere - another origin, on loopback @returns {Fault[]} */
export const faults = (elsewhere) => [
	{ name: 'no answer', rule: { fault: 'hang' }, sitOutMs: 61_000, endures: false, causes: [...temporary], ids: [] },
	{ name: 'connection reset', rule: { fault: 'reset' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: [] },
	{ name: 'reset in mid-body', rule: { fault: 'resetMidBody' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: [] },
	{ name: 'answer after 40 s', rule: { fault: 'slow', ms: 40_000 }, sitOutMs: 0, endures: true, causes: [...temporary], ids: [] },
	{ name: 'answer after 90 s', rule: { fault: 'slow', ms: 90_000 }, sitOutMs: 61_000, endures: false, causes: [...temporary], ids: [] },
	{ name: '429, reset in 20 s', rule: { fault: 'rateLimited', resetInSeconds: 20 }, sitOutMs: 22_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '429, reset in an hour', rule: { fault: 'rateLimited', resetInSeconds: 3600 }, sitOutMs: 3_602_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '429, concurrency', rule: { fault: 'concurrency' }, sitOutMs: 1_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '500', rule: { fault: 'status', status: 500 }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request', 'error'] },
	{ name: '503', rule: { fault: 'status', status: 503 }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request', 'error'] },
	{ name: 'HTML with 200', rule: { fault: 'html' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request'] },
	{ name: 'HTML with 503', rule: { fault: 'html', status: 503 }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request'] },
	{ name: 'truncated JSON', rule: { fault: 'truncatedJson' }, sitOutMs: 1_000, endures: false, causes: [...temporary], ids: ['request'] },
	{ name: 'wrong content type', rule: { fault: 'contentType' }, sitOutMs: 0, endures: true, causes: [...temporary], ids: ['request'] },
	{ name: 'duplicate rate headers', rule: { fault: 'duplicateRateHeaders' }, sitOutMs: 0, endures: true, causes: [], ids: [] },
	{ name: 'empty page with next', rule: { fault: 'emptyPageWithNext' }, sitOutMs: 0, endures: false, causes: [...setUp], ids: ['request'], only: LIST },
	{ name: 'self-looping link', rule: { fault: 'selfLoopingNext' }, sitOutMs: Infinity, endures: false, causes: [...setUp], ids: ['request'], only: LIST },
	{ name: 'cross-origin link', rule: { fault: 'crossOriginNext', origin: elsewhere }, sitOutMs: Infinity, endures: false, causes: [...setUp], ids: ['request'], only: LIST },
	{ name: 'cross-origin redirect', rule: { fault: 'crossOriginRedirect', origin: elsewhere }, sitOutMs: Infinity, endures: false, causes: [...setUp], ids: [] },
	{ name: '401 in mid-pages', rule: { fault: 'expiredToken' }, sitOutMs: 0, endures: false, causes: ['credential-invalid'], ids: ['request'], only: /^\/api\// },
	{ name: 'person on two pages', rule: { fault: 'shiftedPage' }, sitOutMs: 0, endures: true, causes: [], ids: [], only: LIST },
	{ name: '429, clock 2 h slow', rule: { fault: 'rateLimited', resetInSeconds: 20 }, skewMs: 2 * HOUR_MS, sitOutMs: 22_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
	{ name: '429, clock 2 h fast', rule: { fault: 'rateLimited', resetInSeconds: 20 }, skewMs: -2 * HOUR_MS, sitOutMs: 22_000, endures: false, causes: [...limited], ids: ['request', 'error'] },
];
