import { eventView } from '../systemLog.mjs';
import { OktaError } from './errors.mjs';
import { compile, parse } from './expression.mjs';
import { json } from './reply.mjs';

/**
 * GET /api/v1/logs (okta-api.md 6). A polling request (no `until`, ascending) returns events in the order in which Okta stored
 * them and always has a next link. A bounded one returns events by `published` and ends.
 */

/** @typedef {import('../systemLog.mjs').Event} Event */

const day = 86_400_000;

/** @param {string} reason */
const badRequest = (reason) => new OktaError('E0000001', { summary: `Api validation failed: ${reason.split(':')[0]}`, causes: [reason] });

/** @param {Event} event @param {string} attribute */
function valueOf({ uuid, published, eventType, actor, targets, result }, attribute) {
	const [first, second] = attribute.split('.');
	if (first === 'actor') return actor[second];
	if (first === 'target') return targets.map((target) => target[second]);
	if (first === 'outcome') return result;
	return { uuid, eventType, published: new Date(published).toISOString() }[first];
}

const strings = ['uuid', 'eventType', 'outcome.result', ...['actor', 'target'].flatMap((name) => ['id', 'type', 'alternateId', 'displayName'].map((key) => `${name}.${key}`))];

/** @type {import('./expression.mjs').Dialect} */
const dialect = {
	kindOf: (attribute) => (attribute === 'published' ? 'date' : strings.includes(attribute) ? 'string' : undefined),
	operatorsOf: (_attribute, kind) => (kind === 'date' ? ['eq', 'gt', 'ge', 'lt', 'le'] : ['eq', 'sw', 'ew', 'co', 'pr']),
	ignoreCase: false,
	read: valueOf,
};

/** @param {string | null} filter @returns {(event: Event) => boolean} */
function filterOf(filter) {
	if (filter === null || filter === '') return () => true;
	try {
		return compile(parse(filter), dialect);
	} catch (error) {
		if (error instanceof OktaError) throw new OktaError('E0000053', { causes: error.causes });
		throw error;
	}
}

/** @param {string | null} q @returns {(event: Event) => boolean} all keywords occur somewhere in the event */
function keywordsOf(q) {
	const keywords = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	if (keywords.length > 10 || keywords.some((keyword) => keyword.length > 40)) throw badRequest('q: at most 10 keywords of at most 40 characters');
	return (event) => {
		if (keywords.length === 0) return true;
		const text = JSON.stringify(eventView(event)).toLowerCase();
		return keywords.every((keyword) => text.includes(keyword));
	};
}

/** @param {URLSearchParams} query @param {string} name @param {number} now @returns {number | undefined} epoch milliseconds */
function timeOf(query, name, now) {
	const raw = query.get(name);
	if (raw === null || raw === '') return undefined;
	const time = /^\d{4}-\d\d-\d\dT/.test(raw) ? Date.parse(raw) : NaN;
	if (Number.isNaN(time)) throw badRequest(`${name}: not an ISO 8601 date: ${raw}`);
	if (now - time > 180 * day) throw new OktaError('E0000053', { causes: [`${name}: more than 180 days ago`] });
	return time;
}

/** @param {URLSearchParams} query */
function limitOf(query) {
	const limit = Number(query.get('limit') ?? 100);
	if (!Number.isInteger(limit) || limit < 0 || limit > 1000) throw badRequest('limit: must be from 0 to 1000');
	return limit;
}

/** Cursors: `<milliseconds>_<position>`, as in Okta's examples. @param {string | null} cursor @returns {[time: number, position: number] | undefined} */
function decodeCursor(cursor) {
	if (cursor === null) return undefined;
	const match = /^(\d+)_(\d+)$/.exec(cursor);
	if (!match) throw badRequest('after: not a valid cursor');
	return [Number(match[1]), Number(match[2])];
}

/**
 * @param {import('../sandbox.mjs').SandboxState} state
 * @param {{ query: URLSearchParams, origin: string, pageFault?: import('../faults.mjs').PageFault }} request
 * @returns {import('./reply.mjs').Reply}
 */
export function listLogs({ systemLog, now }, { query, origin, pageFault }) {
	const limit = limitOf(query);
	const order = query.get('sortOrder') ?? 'ASCENDING';
	if (order !== 'ASCENDING' && order !== 'DESCENDING') throw badRequest('sortOrder: must be ASCENDING or DESCENDING');
	if (query.has('since') && query.has('after')) throw badRequest('since: cannot be combined with after');
	const until = timeOf(query, 'until', now());
	const since = timeOf(query, 'since', now()) ?? (until ?? now()) - 7 * day;
	const after = decodeCursor(query.get('after'));
	const [matches, hasKeywords] = [filterOf(query.get('filter')), keywordsOf(query.get('q'))];
	const isWanted = (/** @type {Event} */ event) => matches(event) && hasKeywords(event);

	/** @type {Event[]} */
	const rows = [];
	/** @type {string | undefined} */
	let next;
	if (until === undefined && order === 'ASCENDING') {
		let position = after?.[1] ?? 0;
		for (const entry of systemLog.from(position)) {
			if (rows.length >= limit) break;
			position = entry.position + 1;
			if ((after !== undefined || entry.event.published >= since) && isWanted(entry.event)) rows.push(entry.event);
		}
		next = `${rows[rows.length - 1]?.published ?? after?.[0] ?? now()}_${position}`;
	} else {
		const direction = order === 'ASCENDING' ? 1 : -1;
		const key = (/** @type {{ event: Event, position: number }} */ { event, position }) => /** @type {[number, number]} */ ([event.published, position]);
		const compare = (/** @type {[number, number]} */ a, /** @type {[number, number]} */ b) => direction * (a[0] - b[0] || a[1] - b[1]);
		const found = systemLog.from(0).filter(({ event }) => event.published < (until ?? Infinity) && (after !== undefined || event.published >= since) && isWanted(event));
		const rest = found.sort((a, b) => compare(key(a), key(b))).filter((entry) => after === undefined || compare(key(entry), after) > 0);
		const page = rest.slice(0, limit);
		rows.push(...page.map(({ event }) => event));
		if (page.length > 0 && page.length < rest.length) next = key(page[page.length - 1]).join('_');
	}

	const urlOf = (/** @type {string | null} */ cursor) => {
		const others = [...query].filter(([name]) => name !== 'after' && (cursor === null || name !== 'since'));
		return `${origin}/api/v1/logs?${[...others, ...(cursor === null ? [] : [['after', cursor]])].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
	};
	const self = urlOf(query.get('after'));
	const answer = { rows: /** @type {any[]} */ (rows), next: next === undefined ? undefined : urlOf(next) };
	pageFault?.(answer, self);
	return json(answer.rows.map(eventView), { link: [`<${self}>; rel="self"`, ...(answer.next ? [`<${answer.next}>; rel="next"`] : [])] });
}
