import { actorParty, groupParty, userParty } from './journal.mjs';
import { statuses } from './org.mjs';

/**
 * The control API, `/_control/*` on the sandbox's own origin: JSON in and out, no authorization, loopback only.
 * Invalid input is answered with 400 { error }.
 *
 * GET    /_control/state                 the values of all switches below
 * PATCH  /_control/state                 changes any of them:
 *          consent 'page' | 'auto' · adminId (id or login of the user who signs in) · adminAssigned · dpopRequired · grantedScopes [okta.*]
 *          adminRoles { users, schemas, groups, logs } (false: 403 E0000006) · rotateRefreshTokens · reuseGraceSeconds · tokenLatencyMs
 *          ignoreFields (an org without the `fields` parameter) · customDomain (URL or null) · hiddenUsers (ids outside the admin's role) · indexLagMs (number or 'hold') · clockSkewMs
 *          groupTimeoutAbove (a page of group members with a larger limit gets a 504; null = never)
 *          systemLog { lagMs (number or 'hold'), jitterMs, duplicates } (systemLog.mjs; only the given ones change)
 *          serviceApp { active, keys [public JWKs], dpopRequired, grantedScopes, adminRoles { users, schemas } } (only the given ones change)
 *          rateLimits { users, user, groups, logs, other, oauth } (requests per window; starts new windows) · rateWindowSeconds
 * GET    /_control/log                   the clients' requests (requestLog.mjs)
 * DELETE /_control/log                   clears log and counts
 * GET    /_control/stats                 counts: token requests by grant type, refreshes, reuse detections, API requests by path
 * GET    /_control/people?after=&limit=  stored records in id order (default all)
 * POST   /_control/people                { profile?, status?, typeId? } creates a user
 * GET    /_control/people/{id or login}
 * PATCH  /_control/people/{id or login}  { profile?, remove?: [names], status?, stamps? }
 * DELETE /_control/people/{id or login}  hard delete
 * POST   /_control/people/{id or login}/password   a password change: updates lastUpdated, not the profile
 * POST   /_control/people/{id or login}/login      a sign-in: updates only lastLogin
 * POST   /_control/people/bulk           { count, skip?, profile?, status? } skips `skip` users that are not DEPROVISIONED and changes
 *                                        the next `count`; `{n}` in a string value becomes a counter. → { ids }
 * POST   /_control/index/flush           search shows all changes at once
 *        every change of a user takes `actor`: who did it, for the System Log (journal.mjs)
 * GET    /_control/groups                all groups
 * POST   /_control/groups                { name, description?, type?, members? } creates a group; members: ids or logins, 'all', or { count, skip? }
 *                                        of the users in id order. Members from the start are not in the System Log
 * GET    /_control/groups/{id or name}   the group and the ids of its members
 * PATCH  /_control/groups/{id or name}   { name?, description? }
 * DELETE /_control/groups/{id or name}
 * POST   /_control/groups/{id or name}/members   { add?: [ids or logins], remove?: [...], actor? } → the group
 * GET    /_control/systemLog             all events, also those that Okta has not stored yet
 * POST   /_control/systemLog             { eventType, actor?, targets?, published?, result? } adds an event; targets: ids or logins of users, or whole targets
 * POST   /_control/systemLog/flush       stores all events at once
 * GET    /_control/eventHooks            switches, counts of calls, and how many are under way or wait (eventHooks.mjs)
 * PATCH  /_control/eventHooks            changes switches: batchMs, batchMax, lagMs, jitterMs, loses, repeats, shuffles, timeoutMs
 * GET    /_control/faults                rules, with how often they matched and hit
 * POST   /_control/faults                adds a rule (faults.mjs) → { id }
 * DELETE /_control/faults[/{id}]
 * GET    /_control/oauth/secrets         every code, verifier, assertion and token so far, by protocol name; tests search for them elsewhere
 * POST   /_control/oauth/expire          expires all access tokens
 * POST   /_control/oauth/rotateNonce     makes the nonces of DPoP proofs invalid that were issued so far
 * POST   /_control/oauth/revoke          revokes the app: no token is valid any more
 */

/** @typedef {import('./sandbox.mjs').SandboxState} SandboxState */

/** @param {SandboxState} state */
function readState({ org, options, rateLimits, ...state }) {
	const { consent, adminAssigned, dpopRequired, grantedScopes, adminRoles, rotateRefreshTokens, reuseGraceSeconds, tokenLatencyMs, ignoreFields, groupTimeoutAbove, customDomain, hiddenUsers, clockSkewMs, serviceApp } = state;
	return {
		url: state.url, clientId: options.clientId, adminId: org.adminId, consent, adminAssigned, dpopRequired, grantedScopes, adminRoles, rotateRefreshTokens, reuseGraceSeconds,
		tokenLatencyMs, ignoreFields, groupTimeoutAbove, systemLog: state.systemLog.settings, customDomain, hiddenUsers, clockSkewMs, indexLagMs: org.indexLagMs, rateLimits: rateLimits.limits, rateWindowSeconds: rateLimits.windowSeconds, serviceApp,
	};
}

const plainSwitches = ['consent', 'adminAssigned', 'dpopRequired', 'grantedScopes', 'adminRoles', 'rotateRefreshTokens', 'reuseGraceSeconds', 'tokenLatencyMs', 'ignoreFields', 'groupTimeoutAbove', 'customDomain', 'hiddenUsers', 'clockSkewMs'];

/** @param {SandboxState} state @param {Record<string, any>} change */
function changeState(state, change) {
	const { adminId, indexLagMs, rateLimits, rateWindowSeconds, systemLog = {}, serviceApp = {}, ...switches } = change;
	for (const name of Object.keys(switches)) if (!plainSwitches.includes(name)) throw new Error(`Unknown switch ${name}`);
	for (const name of Object.keys(serviceApp)) if (!(name in state.serviceApp)) throw new Error(`Unknown switch serviceApp.${name}`);
	for (const name of Object.keys(systemLog)) if (!(name in state.systemLog.settings)) throw new Error(`Unknown switch systemLog.${name}`);
	Object.assign(state.systemLog.settings, systemLog);
	if (switches.groupTimeoutAbove === null) switches.groupTimeoutAbove = Infinity;
	Object.assign(state.serviceApp, serviceApp);
	if (adminId !== undefined) state.org.adminId = who(state, adminId).id;
	if (indexLagMs !== undefined) state.org.indexLagMs = indexLagMs;
	if (rateLimits !== undefined) state.rateLimits.limits = rateLimits;
	if (rateWindowSeconds !== undefined) state.rateLimits.windowSeconds = rateWindowSeconds;
	if (rateLimits !== undefined || rateWindowSeconds !== undefined) state.rateLimits.reset();
	if (switches.adminRoles) switches.adminRoles = { ...state.adminRoles, ...switches.adminRoles };
	Object.assign(state, switches);
	return readState(state);
}

/** @param {SandboxState} state @param {string} key */
function who({ org }, key) {
	const person = org.find(key);
	if (!person) throw new Error(`No user in the sandbox org has the ID or login ${key}`);
	return person;
}

/** @param {SandboxState} state @param {string} id @param {Record<string, any>} change */
function changePerson({ org }, id, { profile, remove, status, stamps, actor }) {
	if (profile || remove) org.patchProfile(id, profile ?? {}, remove, actor);
	if (status) org.setStatus(id, status, actor);
	if (stamps) org.setStamps(id, stamps);
	return org.get(id);
}

/** @param {SandboxState} state @param {{ count: number, skip?: number, profile?: Record<string, unknown>, status?: string, actor?: unknown }} change */
function changeMany(state, { count, skip = 0, profile, status, actor }) {
	if (status !== undefined && !statuses.includes(status)) throw new Error(`Unknown status ${status}`);
	const chosen = state.org.list(false).filter((person) => person.status !== 'DEPROVISIONED').slice(skip, skip + count);
	chosen.forEach(({ id }, index) => {
		const numbered = profile && Object.fromEntries(Object.entries(profile).map(([name, value]) => [name, typeof value === 'string' ? value.replace('{n}', String(skip + index)) : value]));
		changePerson(state, id, { profile: numbered, status, actor });
	});
	return { ids: chosen.map((person) => person.id) };
}

/** @param {SandboxState} state @param {URLSearchParams} query */
function listPeople({ org }, query) {
	const after = query.get('after') ?? '';
	const rows = org.list(false).filter((person) => person.id > after);
	return query.has('limit') ? rows.slice(0, Number(query.get('limit'))) : rows;
}

/** @param {SandboxState} state @param {string} method @param {string | undefined} key @param {string | undefined} action @param {Record<string, any>} input @param {URLSearchParams} query */
function people(state, method, key, action, input, query) {
	// Before the write: an unknown actor must not leave half a change.
	if (input.actor !== undefined) actorParty(input.actor, state.org);
	if (key === undefined) return method === 'POST' ? state.org.create(input) : method === 'GET' ? listPeople(state, query) : undefined;
	if (key === 'bulk' && method === 'POST') return changeMany(state, /** @type {any} */ (input));
	const { id } = who(state, key);
	if (method === 'POST' && action === 'password') return state.org.touchPassword(id, input.actor);
	if (method === 'POST' && action === 'login') return state.org.login(id);
	if (action !== undefined) return undefined;
	if (method === 'GET') return state.org.get(id);
	if (method === 'PATCH') return changePerson(state, id, input);
	if (method === 'DELETE') {
		state.org.delete(id, input.actor);
		return { id };
	}
	return undefined;
}

/** The ids of a new group's members. @param {SandboxState} state @param {unknown} members */
function memberIds(state, members) {
	if (members === undefined) return [];
	if (Array.isArray(members)) return members.map((key) => who(state, key).id);
	const all = state.org.list(false).map((person) => person.id);
	if (members === 'all') return all;
	const { count, skip = 0 } = /** @type {{ count: number, skip?: number }} */ (members);
	return all.slice(skip, skip + count);
}

/** @param {SandboxState} state @param {string} method @param {string | undefined} key @param {string | undefined} action @param {Record<string, any>} input */
function groups(state, method, key, action, input) {
	if (key === undefined && method === 'GET') return state.groups.list();
	if (key === undefined) return method === 'POST' ? state.groups.create({ .../** @type {any} */ (input), members: memberIds(state, input.members) }) : undefined;
	const { id } = state.groups.get(key);
	if (method === 'GET' && action === undefined) return { ...state.groups.get(id), members: state.groups.members(id) };
	if (method === 'PATCH' && action === undefined) return state.groups.rename(id, input);
	if (method === 'DELETE' && action === undefined) {
		state.groups.delete(id);
		return { id };
	}
	if (method !== 'POST' || action !== 'members') return undefined;
	const actor = actorParty(input.actor, state.org);
	const changed = state.groups.changeMembers(id, memberIds(state, input.add), memberIds(state, input.remove));
	const group = state.groups.get(id);
	for (const [type, ids] of /** @type {const} */ ([['group.user_membership.add', changed.added], ['group.user_membership.remove', changed.removed]])) {
		for (const member of ids) state.systemLog.add(type, { actor, targets: [userParty(state.org.get(member)), groupParty({ id, name: group.profile.name })] });
	}
	return group;
}

/** @param {SandboxState} state @param {Record<string, any>} input */
function addEvent(state, { eventType, actor, targets = [], published, result }) {
	if (typeof eventType !== 'string') throw new Error('An event needs an eventType');
	const parties = targets.map((/** @type {any} */ target) => (typeof target === 'string' ? userParty(who(state, target)) : target));
	return state.systemLog.add(eventType, { actor: actorParty(actor, state.org), targets: parties, result, published: published === undefined ? undefined : Date.parse(published) });
}

/** @param {SandboxState} state @param {Record<string, any>} change */
function eventHooks({ eventHooks: { settings, stats, pending } }, change = {}) {
	for (const name of Object.keys(change)) if (!(name in settings)) throw new Error(`Unknown switch eventHooks.${name}`);
	return { settings: Object.assign(settings, change), stats, pending };
}

/**
 * @param {SandboxState} state
 * @param {{ method: string, path: string, query: URLSearchParams, body: string }} request
 * @returns {import('./api/reply.mjs').Reply}
 */
export function control(state, { method, path, query, body }) {
	const [area, key, action] = path.slice('/_control/'.length).split('/').map(decodeURIComponent);
	const answer = () => {
		const input = body ? JSON.parse(body) : {};
		switch (`${method} ${area}`) {
			case 'GET state': return readState(state);
			case 'PATCH state': return changeState(state, input);
			case 'GET log': return state.log.read();
			case 'DELETE log': return state.log.clear() ?? {};
			case 'GET stats': return state.log.stats();
			case 'GET faults': return state.faults.list();
			case 'POST faults': return { id: state.faults.add(input) };
			case 'DELETE faults': return state.faults.clear(key === undefined ? undefined : Number(key)) ?? {};
			case 'POST index': return state.org.flushIndex() ?? {};
			case 'GET systemLog': return state.systemLog.all();
			case 'POST systemLog': return key === 'flush' ? (state.systemLog.flush() ?? {}) : addEvent(state, input);
			case 'GET eventHooks': return eventHooks(state);
			case 'PATCH eventHooks': return eventHooks(state, input);
			case 'GET oauth': return key === 'secrets' ? state.tokens.secrets() : undefined;
			case 'POST oauth':
				if (key === 'expire') return state.tokens.expireAccessTokens() ?? {};
				if (key === 'rotateNonce') return state.rotateDpopNonce() ?? {};
				if (key === 'revoke') return state.tokens.revokeAll() ?? {};
				return undefined;
			default:
				if (area === 'groups') return groups(state, method, key, action, input);
				return area === 'people' ? people(state, method, key, action, input, query) : undefined;
		}
	};
	const reply = (status, value) => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
	try {
		const value = answer();
		return value === undefined ? reply(404, { error: `No control called ${method} ${path}; see test/sandbox/control.mjs` }) : reply(200, value);
	} catch (error) {
		return reply(400, { error: error instanceof Error ? error.message : String(error) });
	}
}
