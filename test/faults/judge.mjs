import { isRead, MOST_REQUESTS } from './observe.mjs';
import { API, TOKEN } from './reading.mjs';
import { flaws, leaks } from './errorText.mjs';

/**
 * @typedef {import('./cell.mjs').Cell} Cell
 * @typedef {import('./observe.mjs').Observation} Observation
 */

/** @typedef {'recovered' | 'refused' | "n8n's words" | 'delivered later'} Good */
/** @typedef {'LOST' | 'DOUBLED' | 'MOVED' | 'HUNG' | 'FLOODED' | 'SLOW' | 'GAVE UP' | 'BARE' | 'LEAKED' | 'NOT MET'} Bad */
/** @typedef {{ outcome: Good | Bad, detail: string }} Judgement */

/** @type {(Good | Bad)[]} */
export const GOOD = ['recovered', 'refused', "n8n's words", 'delivered later'];
/** @type {(Good | Bad)[]} */
export const BAD = ['LOST', 'DOUBLED', 'MOVED', 'HUNG', 'FLOODED', 'SLOW', 'GAVE UP', 'BARE', 'LEAKED', 'NOT MET'];

/**
 * By kind: the longest acceptable duration, and how long a client should wait for a fault to pass.
 *
 * - execution: several rate limit windows plus one request, with its token request, that gets no response; no user is waiting
 * - picker: a user is waiting for a list to open
 * - hook: what takes longer, the next poll of Okta Trigger delivers
 * - poll: n8n's limits in its default engine and in its durable scheduler
 * - test: a user has clicked a button; n8n always gives the request five minutes
 */
const LIMITS = {
	execution: { mostMs: 7 * 60_000, patienceMs: 5 * 60_000 },
	picker: { mostMs: 70_000, patienceMs: 8_000 },
	hook: { mostMs: 40_000, patienceMs: 10_000 },
	poll: { mostMs: 300_000, patienceMs: 75_000 },
	'durable poll': { mostMs: 45_000, patienceMs: 14_000 },
	test: { mostMs: 370_000, patienceMs: 0 },
};

/** Whether n8n always shows its own message. Its credential test does so for a broken connection. @param {Cell} cell */
const n8nSpeaks = ({ subject, fault }) => subject.kind === 'test' && subject.requests === API && fault.causes.includes('temporarily-unavailable') && fault.ids.length === 0;

/** Whether n8n's own OAuth2 client requests the token. @param {Cell} cell */
const renewed = ({ subject }) => subject.requests === TOKEN && !/service app/.test(subject.name);

/** @param {string[]} expected @param {string[]} delivered */
function difference(expected, delivered) {
	const left = new Map();
	for (const thing of expected) left.set(thing, (left.get(thing) ?? 0) + 1);
	const more = delivered.filter((thing) => {
		const count = left.get(thing) ?? 0;
		left.set(thing, count - 1);
		return count <= 0;
	});
	return { missing: [...left].filter(([, count]) => count > 0).map(([thing]) => thing), more };
}

/** For a read that returns a given number out of more. @param {number} wanted @param {string[]} delivered */
function shortfall(wanted, delivered) {
	const different = [...new Set(delivered)];
	return {
		missing: Array(Math.max(0, wanted - different.length)).fill('any user'),
		more: [...delivered.filter((thing, index) => delivered.indexOf(thing) !== index), ...different.slice(wanted)],
	};
}

/** @param {Cell} cell @param {Observation} seen */
function lostAndDoubled({ subject }, { expected, delivered, errors }) {
	if (!isRead(subject)) return difference(expected, delivered);
	if (errors.length > 0) return { missing: [], more: [] };
	return subject.some ? shortfall(expected.length, delivered) : difference(expected, delivered);
}

/** Errors in the delivered data, the stored state or the duration. @param {Cell} cell @param {Observation} seen @returns {Judgement | undefined} */
function damage(cell, seen) {
	const { subject, fault } = cell;
	const { missing, more } = lostAndDoubled(cell, seen);
	const count = seen.expected.length;
	if (seen.stuck) return { outcome: 'HUNG', detail: 'it never ended' };
	if (missing.length > 0) return { outcome: 'LOST', detail: `${missing.length} of ${count}: ${missing[0].slice(0, 60)}` };
	if (more.length > 0) return { outcome: 'DOUBLED', detail: `${more.length} beyond ${count}: ${more[0].slice(0, 60)}` };
	const most = fault.requests ?? MOST_REQUESTS;
	if (seen.requests > most) return { outcome: 'FLOODED', detail: `${seen.requests} requests in one run, the limit is ${most}` };
	if (seen.moved) return { outcome: 'MOVED', detail: 'a failed poll changed the state' };
	const { mostMs } = LIMITS[subject.kind];
	// The delays of slow responses add up.
	const inherentMs = isRead(subject) && fault.endures ? (fault.rule.ms ?? 0) * 12 : 0;
	if (seen.waitedMs > mostMs + inherentMs) return { outcome: 'SLOW', detail: `${Math.round(seen.waitedMs / 1000)} s, the limit is ${mostMs / 1000} s` };
	return undefined;
}

/** Errors in how the failure was reported. @param {Cell} cell @param {Observation} seen @returns {Judgement | undefined} */
function bareness(cell, { errors }) {
	const { subject, fault, lasting } = cell;
	const oneText = subject.kind === 'test';
	// n8n's OAuth2 client follows redirects and hides the headers and bodies of the token endpoint. If the response of a renewal
	// is lost, the old refresh token stops working after Okta's grace period; a cut body then gives no more than the status.
	// n8n's credential test shows one text per status.
	const ended = renewed(cell) && (fault.rule.fault === 'crossOriginRedirect' || (lasting && !isRead(subject)));
	const causes = ended ? [...fault.causes, 'credential-invalid', 'configuration-invalid'] : fault.causes;
	const ids = renewed(cell) || (oneText && subject.requests === API) ? [] : fault.ids;
	for (const error of errors) {
		const wrong = flaws(error, { causes, ids, oneText });
		if (wrong.length > 0) return { outcome: 'BARE', detail: `${wrong.join(', ')}: "${error.message}"${error.description ? ` / "${error.description}"` : ''}` };
	}
	return undefined;
}

/** Whether the client had to recover. @param {Cell} cell */
function survivable(cell) {
	const { subject, fault, lasting } = cell;
	const { patienceMs } = LIMITS[subject.kind];
	const slowMs = fault.rule.ms ?? 0;
	if (subject.kind === 'test') return false;
	if (lasting) return fault.endures && slowMs <= patienceMs;
	// A request and its renewal may each take the full time.
	const sitOutMs = renewed(cell) && fault.rule.fault === 'hang' ? 2 * fault.sitOutMs : fault.sitOutMs;
	return Math.max(sitOutMs, slowMs) <= patienceMs;
}

/**
 * @param {Cell} cell
 * @param {Observation} seen
 * @param {string[]} secrets - texts that no error may contain
 * @param {string[]} elsewhere - requests with a secret that reached another host
 * @returns {Judgement}
 */
export function judge(cell, seen, secrets, elsewhere) {
	const { errors } = seen;
	const sentence = errors[0] ? `"${errors[0].message}"` : '';
	if (!seen.met) return { outcome: 'NOT MET', detail: 'the fault hit no request' };
	if (elsewhere.length > 0) return { outcome: 'LEAKED', detail: `a secret went to another host: ${elsewhere[0]}` };
	if (errors.some((error) => leaks(error, secrets) > 0)) return { outcome: 'LEAKED', detail: 'the error contains a secret' };
	const wrong = damage(cell, seen) ?? (n8nSpeaks(cell) ? undefined : bareness(cell, seen));
	if (wrong) return wrong;
	if (errors.length > 0 && survivable(cell)) return { outcome: 'GAVE UP', detail: `${sentence} although the fault passed within ${cell.fault.sitOutMs / 1000} s` };
	if (errors.length > 0 && n8nSpeaks(cell)) return { outcome: "n8n's words", detail: sentence };
	if (isRead(cell.subject)) return { outcome: errors.length > 0 ? 'refused' : 'recovered', detail: sentence };
	return { outcome: errors.length > 0 || seen.early < seen.expected.length - 1 ? 'delivered later' : 'recovered', detail: sentence };
}
