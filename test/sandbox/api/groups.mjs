import { OktaError } from './errors.mjs';
import { compile, parse } from './expression.mjs';
import { limitOf } from './listUsers.mjs';
import { json } from './reply.mjs';
import { listView, omissionsOf } from './userView.mjs';

/** Groups and their members (okta-api.md 9, 10). */

/** @typedef {import('../groups.mjs').Group} Group */

/** @param {Group} group @param {string} origin */
export function groupView({ id, type, profile, created, lastUpdated, lastMembershipUpdated }, origin) {
	return {
		id, created, lastUpdated, lastMembershipUpdated,
		objectClass: [type === 'APP_GROUP' ? 'okta:windows_security_principal' : 'okta:user_group'],
		type,
		profile,
		_links: {
			logo: [{ name: 'medium', href: `${origin}/img/group.png`, type: 'image/png' }],
			users: { href: `${origin}/api/v1/groups/${id}/users` },
			apps: { href: `${origin}/api/v1/groups/${id}/apps` },
		},
	};
}

/** What `search` and `filter` of the list of groups accept. @type {import('./expression.mjs').Dialect} */
const dialect = {
	kindOf(attribute) {
		if (['created', 'lastUpdated', 'lastMembershipUpdated'].includes(attribute)) return 'date';
		return ['id', 'type', 'profile.name', 'profile.description'].includes(attribute) ? 'string' : undefined;
	},
	operatorsOf: (_attribute, kind) => (kind === 'date' ? ['eq', 'gt', 'ge', 'lt', 'le', 'pr'] : ['eq', 'gt', 'ge', 'lt', 'le', 'sw', 'pr']),
	ignoreCase: true,
};

/** @param {URLSearchParams} query @returns {(group: Group) => boolean} */
function matcher(query) {
	const expression = query.get('search') ?? query.get('filter');
	if (expression !== null) return compile(parse(expression), dialect);
	const prefix = (query.get('q') ?? '').toLowerCase();
	return ({ profile }) => profile.name.toLowerCase().startsWith(prefix);
}

/** Cursors of both lists are the last row's id, encoded so that a client cannot make them up. @param {string} id */
const encodeCursor = (id) => Buffer.from(`${id}>`).toString('base64');

/** @param {string | null} cursor @param {string} prefix of the ids */
function decodeCursor(cursor, prefix) {
	if (cursor === null) return '';
	const id = Buffer.from(cursor, 'base64').toString();
	if (!id.startsWith(prefix) || encodeCursor(id.slice(0, -1)) !== cursor) throw new OktaError('E0000031', { causes: ['Invalid cursor.'] });
	return id.slice(0, -1);
}

/**
 * @template T
 * @param {object} list
 * @param {readonly T[]} list.rows in id order
 * @param {(row: T) => string} list.idOf
 * @param {string} list.idPrefix
 * @param {number} list.limit
 * @param {string} list.path
 * @param {ListRequest} request
 * @param {(row: T) => object} view
 */
function pageReply({ rows, idOf, idPrefix, limit, path }, { query, origin, pageFault }, view) {
	const after = decodeCursor(query.get('after'), idPrefix);
	let low = 0;
	for (let high = rows.length; low < high; ) {
		const middle = (low + high) >> 1;
		if (idOf(rows[middle]) > after) high = middle;
		else low = middle + 1;
	}
	const page = rows.slice(low, low + limit);
	const urlOf = (/** @type {string | null} */ cursor) => {
		const others = [...query].filter(([name]) => name !== 'after');
		const all = [...(cursor === null ? [] : [['after', cursor]]), ...others].map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
		return `${origin}${path}${all.length > 0 ? `?${all.join('&')}` : ''}`;
	};
	const self = urlOf(query.get('after'));
	const answer = { rows: /** @type {any[]} */ (page), next: low + limit < rows.length ? urlOf(encodeCursor(idOf(page[page.length - 1]))) : undefined };
	pageFault?.(answer, self);
	const links = [`<${self}>; rel="self"`, ...(answer.next ? [`<${answer.next}>; rel="next"`] : [])];
	return json(answer.rows.map(view), { link: links });
}

/** @typedef {{ query: URLSearchParams, origin: string, contentType?: string, pageFault?: import('../faults.mjs').PageFault }} ListRequest */

/** @param {import('../groups.mjs').Groups} groups @param {ListRequest} request @returns {import('./reply.mjs').Reply} */
export function listGroups(groups, request) {
	const limit = limitOf(request.query, 10_000, 10_000);
	const rows = groups.list().filter(matcher(request.query));
	return pageReply({ rows, idOf: ({ id }) => id, idPrefix: '00g', limit, path: '/api/v1/groups' }, request, (group) => groupView(group, request.origin));
}

/**
 * @param {import('../sandbox.mjs').SandboxState} state
 * @param {string} groupId
 * @param {ListRequest} request
 * @returns {import('./reply.mjs').Reply}
 */
export function listMembers({ groups, org, hiddenUsers, groupTimeoutAbove }, groupId, request) {
	const limit = limitOf(request.query, 1000, 1000);
	// Okta's gateway gave up on large pages of very large groups (release notes 2026.05.1). Its body is not Okta's error format.
	if (limit > groupTimeoutAbove) return { status: 504, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ status: 504, message: 'Gateway Timeout' }) };
	const members = groups.members(groupId);
	const rows = hiddenUsers.length === 0 ? members : members.filter((id) => !hiddenUsers.includes(id));
	const list = { rows, idOf: (/** @type {string} */ id) => id, idPrefix: '00u', limit, path: `/api/v1/groups/${groupId}/users` };
	const omit = omissionsOf(request.contentType);
	return pageReply(list, request, (id) => listView(/** @type {import('../org.mjs').Person} */ (org.people.get(/** @type {any} */ (id))), request.origin, omit));
}
