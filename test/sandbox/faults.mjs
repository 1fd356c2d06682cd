import { bodyForStatus } from './api/errors.mjs';
import { rateHeaders } from './rateLimit.mjs';

/**
 * Faults on demand. A rule has a condition (`match`) and a `fault`. The first matching rule with hits left applies.
 * control.mjs adds rules.
 *
 * match  { method?, pathPattern? (regular expression over path and query), nth? (the first matching request to hit, from 1),
 *          times? (how many to hit; default 1, 0 = all from nth on) }
 * fault  status { status, body?, headers? }   this status; body: text or JSON, by default Okta's error for the status
 *        reset                                 closes the connection without a response
 *        resetMidBody                          closes the connection in the middle of the real response
 *        hang                                  no response until the client gives up
 *        slow { ms }                           the real response, delayed
 *        html { status? }                      an HTML page (default 200)
 *        truncatedJson                         status 200, the first half of the real JSON in a complete response
 *        contentType { contentType? }          the real response with this content type, by default text/plain
 *        emptyPageWithNext                     an empty page whose next link is the requested page
 *        selfLoopingNext                       the real page, with a next link to itself
 *        crossOriginNext { origin? }           the real page, with a next link to another origin
 *        crossOriginRedirect { origin? }       302 to another origin
 *        shiftedPage                           the real page, with its last row repeated at the start (a row that moved during the read)
 *        duplicateRateHeaders                  the rate headers twice, as with secondary limits
 *        rateLimited { resetInSeconds? }       429 E0000047, reset in n seconds (default 1)
 *        concurrency { resetInSeconds? }       429 with limit 0, remaining 0 and a distant reset (default 120)
 *        expiredToken                          401 invalid_token although the token is valid
 */

/** @typedef {{ method?: string, pathPattern?: string, nth?: number, times?: number }} Match */
/** @typedef {{ match?: Match, fault: string, status?: number, body?: unknown, headers?: Record<string, string>, ms?: number, origin?: string, resetInSeconds?: number, contentType?: string }} Rule */
/** @typedef {(answer: { rows: object[], next?: string }, self: string) => void} PageFault changes the page in place */

/** Faults that change the real response. All others replace it. */
export const distorting = new Set(['resetMidBody', 'slow', 'truncatedJson', 'contentType', 'duplicateRateHeaders']);
const pageFaults = new Set(['emptyPageWithNext', 'selfLoopingNext', 'crossOriginNext', 'shiftedPage']);
const replacing = new Set(['status', 'reset', 'hang', 'html', 'crossOriginRedirect', 'rateLimited', 'concurrency', 'expiredToken']);

const elsewhere = 'https://elsewhere.example';

export class Faults {
	/** @type {{ id: number, rule: Rule, pattern: RegExp, seen: number, hits: number }[]} */
	#rules = [];
	#nextId = 1;
	#emptyPages = 0;

	/** @param {Rule} rule @returns {number} its id @throws {Error} for an unknown fault */
	add(rule) {
		if (![distorting, pageFaults, replacing].some((set) => set.has(rule.fault))) throw new Error(`Unknown fault ${rule.fault}; see test/sandbox/faults.mjs`);
		const id = this.#nextId++;
		this.#rules.push({ id, rule, pattern: new RegExp(rule.match?.pathPattern ?? ''), seen: 0, hits: 0 });
		return id;
	}

	/** @param {number} [id] one rule; by default all */
	clear(id) {
		this.#rules = id === undefined ? [] : this.#rules.filter((entry) => entry.id !== id);
	}

	list() {
		return this.#rules.map(({ id, rule, seen, hits }) => ({ id, ...rule, seen, hits }));
	}

	/** @param {string} method @param {string} url path and query @returns {Rule | undefined} the rule that hits this request */
	take(method, url) {
		for (const entry of this.#rules) {
			const { nth = 1, times = 1, method: wanted } = entry.rule.match ?? {};
			if ((wanted && wanted !== method) || !entry.pattern.test(url)) continue;
			entry.seen++;
			if (entry.seen < nth || (times > 0 && entry.hits >= times)) continue;
			entry.hits++;
			return entry.rule;
		}
		return undefined;
	}

	/** @param {Rule | undefined} rule @returns {PageFault | undefined} */
	pageFault(rule) {
		if (!rule || !pageFaults.has(rule.fault)) return undefined;
		return (answer, self) => {
			if (rule.fault === 'selfLoopingNext') answer.next = self;
			if (rule.fault === 'crossOriginNext') answer.next = self.replace(/^https?:\/\/[^/]+/, rule.origin ?? elsewhere);
			if (rule.fault === 'shiftedPage' && answer.rows.length > 0) answer.rows = [answer.rows[answer.rows.length - 1], ...answer.rows];
			if (rule.fault === 'emptyPageWithNext') {
				answer.rows = [];
				answer.next = `${self}${self.includes('?') ? '&' : '?'}_=${++this.#emptyPages}`;
			}
		};
	}
}

/**
 * @param {Rule} rule
 * @param {{ path: string, origin: string, now: number }} request
 * @returns {import('./api/reply.mjs').Reply | 'reset' | 'hang' | undefined} what is sent instead of the real response, if anything
 */
export function replacement(rule, { path, origin, now }) {
	const json = { 'content-type': 'application/json' };
	switch (rule.fault) {
		case 'reset':
		case 'hang':
			return rule.fault;
		case 'status': {
			const status = rule.status ?? 500;
			const body = rule.body ?? bodyForStatus(status);
			return { status, headers: { ...json, ...rule.headers }, body: typeof body === 'string' ? body : JSON.stringify(body) };
		}
		case 'html':
			return { status: rule.status ?? 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<!DOCTYPE html><html><head><title>Just a moment…</title></head><body><h1>Maintenance</h1></body></html>' };
		case 'crossOriginRedirect':
			return { status: 302, headers: { location: `${rule.origin ?? elsewhere}${path}` }, body: '' };
		case 'rateLimited':
			return { status: 429, headers: { ...json, ...rateHeaders(600, 0, now + (rule.resetInSeconds ?? 1) * 1000) }, body: JSON.stringify(bodyForStatus(429)) };
		case 'concurrency':
			return { status: 429, headers: { ...json, ...rateHeaders(0, 0, now + (rule.resetInSeconds ?? 120) * 1000) }, body: JSON.stringify(bodyForStatus(429)) };
		case 'expiredToken':
			return { status: 401, headers: { 'www-authenticate': `Bearer authorization_uri="${origin}/oauth2/v1/authorize", realm="${origin}", scope="okta.users.read", error="invalid_token", error_description="The token has expired.", resource="${path}"` }, body: '' };
		default:
			return undefined;
	}
}
