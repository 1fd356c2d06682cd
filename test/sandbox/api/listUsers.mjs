import * as dialects from './dialects.mjs';
import { OktaError } from './errors.mjs';
import { compile, invalid, parse, valueOf } from './expression.mjs';
import { decodeCursor, encodeCursor } from './cursor.mjs';
import { projection } from './projection.mjs';
import { json } from './reply.mjs';
import { listView, omissionsOf } from './userView.mjs';

/**
 * GET /api/v1/users in its four modes (okta-api.md 1.1): plain, `q`, `filter`, `search`.
 * If several are given, `search` takes precedence over `filter`, and `filter` over `q`.
 */

/** @typedef {import('../org.mjs').Org} Org */
/** @typedef {import('../org.mjs').Person} Person */

const maxLimit = 200;

/** @param {URLSearchParams} query @param {number} fallback @param {number} [largest] */
export function limitOf(query, fallback, largest = maxLimit) {
	const raw = query.get('limit');
	if (raw === null || raw === '') return fallback;
	const limit = Number(raw);
	if (!Number.isInteger(limit) || limit < 1) throw new OktaError('E0000054', { causes: [`limit: ${raw} is not a positive whole number`] });
	return Math.min(limit, largest);
}

/** @param {string} text */
function prefixMatch(text) {
	const wanted = text.toLowerCase();
	return ({ status, profile }) =>
		status !== 'DEPROVISIONED' && [profile.firstName, profile.lastName, profile.email].some((value) => typeof value === 'string' && value.toLowerCase().startsWith(wanted));
}

/**
 * @param {URLSearchParams} query
 * @param {readonly string[]} hidden ids of users outside the admin's role
 * @returns {{ mode: 'plain' | 'q' | 'filter' | 'search', matches: (person: Person) => boolean }}
 */
function modeOf(query, hidden) {
	const { mode, matches } = modeOfAll(query);
	return hidden.length === 0 ? { mode, matches } : { mode, matches: (person) => !hidden.includes(person.id) && matches(person) };
}

/** @param {URLSearchParams} query @returns {ReturnType<typeof modeOf>} */
function modeOfAll(query) {
	const search = query.get('search');
	if (search !== null) return { mode: 'search', matches: compile(parse(search), dialects.search) };
	const filter = query.get('filter');
	if (filter !== null) return { mode: 'filter', matches: compile(parse(filter), dialects.filter) };
	const q = query.get('q');
	if (q) return { mode: 'q', matches: prefixMatch(q) };
	return { mode: 'plain', matches: (person) => person.status !== 'DEPROVISIONED' };
}

/** Sort values. Strings ignore case; missing values come last in both orders. @param {unknown} value */
function sortValue(value) {
	const single = Array.isArray(value) ? value[0] : value;
	if (single === undefined || single === null || single === '') return null;
	return typeof single === 'string' ? single.toLowerCase() : single;
}

/** @param {any} a @param {any} b @param {number} direction 1 or -1 */
function compareValues(a, b, direction) {
	if (a === b) return 0;
	if (a === null) return 1;
	if (b === null) return -1;
	return a < b ? -direction : direction;
}

/**
 * @param {import('./cursor.mjs').Position} a
 * @param {import('./cursor.mjs').Position} b
 * @param {number} direction
 */
function comparePositions(a, b, direction) {
	return compareValues(a.value ?? null, b.value ?? null, direction) || (a.id === b.id ? 0 : a.id < b.id ? -1 : 1);
}

/**
 * The results of the last sorted queries, valid until the next write, so that 500 pages of one read do not sort 500 times. Two, because
 * a client may read from both ends.
 *
 * @type {{ key: string, org: Org, rows: { position: import('./cursor.mjs').Position, person: Person }[] }[]}
 */
let sortedCaches = [];

/** @param {Org} org @param {string} expression @param {(person: Person) => boolean} matches @param {string} attribute @param {number} direction */
function sortedRows(org, expression, matches, attribute, direction) {
	const people = org.list(true);
	const key = JSON.stringify([org.version, expression, attribute, direction]);
	const cached = sortedCaches.find((cache) => cache.org === org && cache.key === key);
	if (cached) return cached.rows;
	const rows = people.filter(matches).map((person) => ({ position: { value: sortValue(valueOf(person, attribute)), id: person.id }, person }));
	rows.sort((a, b) => comparePositions(a.position, b.position, direction));
	sortedCaches = [{ org, key, rows }, ...sortedCaches.slice(0, 1)];
	return rows;
}

/** The first index whose row comes after the position. @template T @param {readonly T[]} rows @param {(row: T) => boolean} isBehind */
function firstBehind(rows, isBehind) {
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (isBehind(rows[middle])) high = middle;
		else low = middle + 1;
	}
	return low;
}

/**
 * @param {Org} org
 * @param {URLSearchParams} query
 * @param {number} limit
 * @param {readonly string[]} hidden
 * @returns {{ rows: Person[], next?: string }} next: the cursor of the next page
 */
function page(org, query, limit, hidden) {
	const { mode, matches } = modeOf(query, hidden);
	const after = query.get('after');
	const sortBy = mode === 'search' ? query.get('sortBy') : null;
	if (sortBy) {
		if (dialects.search.kindOf(sortBy) === undefined) throw invalid(`Cannot sort by ${sortBy}`);
		const direction = query.get('sortOrder')?.toLowerCase() === 'desc' ? -1 : 1;
		const rows = sortedRows(org, JSON.stringify([query.get('search'), hidden]), matches, sortBy, direction);
		const cursor = after === null ? undefined : decodeCursor(after, true);
		const start = cursor ? firstBehind(rows, (row) => comparePositions(row.position, cursor, direction) > 0) : 0;
		const part = rows.slice(start, start + limit);
		return { rows: part.map((row) => row.person), next: start + limit < rows.length ? encodeCursor(part[part.length - 1].position, true) : undefined };
	}
	const people = org.list(mode === 'search');
	const cursor = after === null || mode === 'q' ? undefined : decodeCursor(after, false);
	/** @type {Person[]} */
	const rows = [];
	for (let index = cursor ? firstBehind(people, (person) => person.id > cursor.id) : 0; index < people.length; index++) {
		if (!matches(people[index])) continue;
		if (rows.length === limit) return { rows, next: mode === 'q' ? undefined : encodeCursor(rows[limit - 1], false) };
		rows.push(people[index]);
	}
	return { rows };
}

/** The query as received (literal commas stay), with the cursor first, as in Okta's examples. @param {string} rawQuery @param {string | null} after */
function linkQuery(rawQuery, after) {
	const others = rawQuery.split('&').filter((part) => part !== '' && !part.startsWith('after='));
	return [...(after === null ? [] : [`after=${encodeURIComponent(after)}`]), ...others].join('&');
}

/**
 * @param {object} context
 * @param {Org} context.org
 * @param {readonly string[]} context.hidden ids of users outside the admin's role
 * @param {string} context.origin
 * @param {string} context.rawQuery without `?`
 * @param {string | undefined} context.contentType
 * @param {boolean} context.ignoreFields an org that does not know the `fields` parameter
 * @param {import('../faults.mjs').PageFault} [context.pageFault]
 * @returns {import('./reply.mjs').Reply}
 */
export function listUsers({ org, hidden, origin, rawQuery, contentType, ignoreFields, pageFault }) {
	const query = new URLSearchParams(rawQuery);
	const limit = limitOf(query, query.has('q') && !query.has('search') && !query.has('filter') ? 10 : maxLimit);
	const fields = query.get('fields');
	const project = fields && !ignoreFields ? projection(fields) : (user) => user;
	const omit = omissionsOf(contentType);
	const { rows, next } = page(org, query, limit, hidden);

	const urlOf = (after) => {
		const search = linkQuery(rawQuery, after);
		return `${origin}/api/v1/users${search && `?${search}`}`;
	};
	const self = urlOf(query.get('after'));
	const answer = { rows, next: next === undefined ? undefined : urlOf(next) };
	pageFault?.(answer, self);
	const links = [`<${self}>; rel="self"`, ...(answer.next ? [`<${answer.next}>; rel="next"`] : [])];
	return json(answer.rows.map((person) => project(listView(person, origin, omit))), { link: links });
}
