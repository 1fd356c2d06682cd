import { answerEventHooks } from '../eventHooks.mjs';
import { authorize } from './authorize.mjs';
import { OktaError } from './errors.mjs';
import { groupView, listGroups, listMembers } from './groups.mjs';
import { listUsers } from './listUsers.mjs';
import { listLogs } from './logs.mjs';
import { json } from './reply.mjs';
import { listTypes, schemaOf } from './schemas.mjs';
import { omissionsOf, singleView } from './userView.mjs';

/** The Okta API side of the sandbox: handles requests to /api/v1. */

/**
 * @typedef {object} ApiRequest
 * @property {string} method
 * @property {string} path as received, still percent-encoded
 * @property {string} rawQuery
 * @property {string} origin scheme and host that the client used; links must use them too
 * @property {string | undefined} authorization
 * @property {import('../oauth/dpop.mjs').Proof} [proof] the checked header `DPoP`
 * @property {string | undefined} contentType
 * @property {import('../faults.mjs').PageFault} [pageFault]
 * @property {string} [body]
 */

/** @param {string} segment */
function decode(segment) {
	try {
		return decodeURIComponent(segment);
	} catch {
		throw new OktaError('E0000008');
	}
}

/** @param {string} what @param {string} key */
function notFound(what, key) {
	return new OktaError('E0000007', { summary: `Not found: Resource not found: ${key} (${what})` });
}

/**
 * @param {import('../sandbox.mjs').SandboxState} state
 * @param {ApiRequest} request
 * @returns {Promise<import('./reply.mjs').Reply>}
 */
export async function answerApi(state, request) {
	try {
		const allowed = authorize({ ...request, apiToken: state.options.apiToken, tokens: state.tokens, adminRolesOf: state.adminRolesOf });
		if ('fault' in allowed && allowed.fault && !request.proof?.fault) state.log.proofRefused(allowed.fault);
		return 'reply' in allowed ? allowed.reply : await route(state, request, allowed.accountId);
	} catch (error) {
		if (error instanceof OktaError) return error.toReply();
		throw error;
	}
}

/** @param {import('../sandbox.mjs').SandboxState} state @param {ApiRequest} request @param {string | undefined} accountId @returns {import('./reply.mjs').Reply | Promise<import('./reply.mjs').Reply>} */
function route(state, request, accountId) {
	const { path, origin, contentType } = request;
	const segments = path.slice('/api/v1/'.length).split('/').map(decode);
	const get = () => {
		if (request.method !== 'GET') throw new OktaError('E0000022');
	};
	const [first, second, third, fourth] = segments;
	const last = segments[segments.length - 1];

	// The login "." also ends up here: URL parsers resolve /users/. to /users/ (okta-api.md 1.3).
	if (first === 'users' && segments.length <= 2 && (second === undefined || second === '' || second === '.')) {
		get();
		return listUsers({ org: state.org, hidden: state.hiddenUsers, origin, rawQuery: request.rawQuery, contentType, ignoreFields: state.ignoreFields, pageFault: request.pageFault });
	}
	if (first === 'users') {
		get();
		// Okta decodes %2F before routing, so a login with a slash becomes an unknown path.
		if (second.includes('/') || segments.length > 3 || (third !== undefined && third !== 'groups')) throw new OktaError('E0000022');
		const person = second === 'me' ? state.org.people.get(accountId ?? state.org.adminId ?? '') : state.org.find(second);
		if (!person || state.hiddenUsers.includes(person.id)) throw notFound('User', second);
		if (third === 'groups') return json(state.groups.groupsOf(person).map((group) => groupView(group, origin)));
		return json(singleView(person, origin, omissionsOf(contentType)), { etag: `W/"${Date.parse(person.lastUpdated).toString(36)}"` });
	}
	if (first === 'meta' && second === 'schemas' && third === 'user' && segments.length === 4) {
		get();
		const schema = schemaOf(last, origin);
		if (!schema) throw notFound('UserSchema', last);
		return json(schema);
	}
	if (first === 'meta' && second === 'types' && third === 'user' && segments.length <= 4) {
		get();
		const types = listTypes(origin);
		if (fourth === undefined) return json(types);
		const type = types.find((candidate) => candidate.id === fourth || (fourth === 'default' && candidate.default));
		if (!type) throw notFound('UserType', fourth);
		return json(type);
	}
	const list = { query: new URLSearchParams(request.rawQuery), origin, contentType, pageFault: request.pageFault };
	if (first === 'groups' && segments.length <= 3 && (third === undefined || third === 'users')) {
		get();
		if (second === undefined) return listGroups(state.groups, list);
		const group = state.groups.find(second);
		if (!group) throw notFound('Group', second);
		return third === 'users' ? listMembers(state, second, list) : json(groupView(group, origin));
	}
	if (first === 'logs' && segments.length === 1) {
		get();
		return listLogs(state, list);
	}
	if (first === 'eventHooks' && segments.length <= 4) return answerEventHooks(state.eventHooks, { method: request.method, segments: segments.slice(1), origin, body: request.body ?? '' });
	throw new OktaError('E0000008');
}
