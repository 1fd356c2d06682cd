/**
 * Writes the org's changes to the System Log, and lets the groups follow them.
 *
 * `actor` in a request to the control API says who did it: the id or login of a user, 'system' for Okta itself, 'app' for an
 * app with an API token, or a whole actor { id, type, alternateId, displayName }. By default it is the admin who signs in.
 */

/** @typedef {import('./systemLog.mjs').Party} Party */
/** @typedef {import('./org.mjs').Person} Person */
/** @typedef {import('./org.mjs').Org} Org */

const system = { id: 'system', type: 'SystemPrincipal', alternateId: 'system@okta.com', displayName: 'Okta System' };
const app = { id: '0oasandboxhrimport00', type: 'PublicClientApp', alternateId: 'unknown', displayName: 'HR import' };

/** @param {Person} person @returns {Party} */
export function userParty({ id, profile }) {
	return { id, type: 'User', alternateId: String(profile.login), displayName: String(profile.displayName ?? [profile.firstName, profile.lastName].filter(Boolean).join(' ')) };
}

/** @param {{ id: string, name: string }} group @returns {Party} */
export function groupParty({ id, name }) {
	return { id, type: 'UserGroup', alternateId: 'unknown', displayName: name };
}

/** @param {unknown} actor as the control API names it @param {Org} org @returns {Party} */
export function actorParty(actor, org) {
	if (actor === 'system') return system;
	if (actor === 'app') return app;
	if (typeof actor === 'object' && actor !== null) return /** @type {Party} */ ({ type: 'User', alternateId: 'unknown', displayName: 'unknown', ...actor });
	const person = typeof actor === 'string' ? org.find(actor) : org.people.get(org.adminId ?? '');
	if (person) return userParty(person);
	if (actor !== undefined) throw new Error(`No user in the sandbox org has the ID or login ${actor}`);
	return system;
}

/** The event of a change of status; undefined when Okta has none that the sandbox knows. @param {string} from @param {string} to */
function statusEvent(from, to) {
	if (to === 'ACTIVE' && from === 'SUSPENDED') return 'user.lifecycle.unsuspend';
	if (to === 'ACTIVE' && from === 'LOCKED_OUT') return 'user.account.unlock';
	if (to === 'ACTIVE' && (from === 'RECOVERY' || from === 'PASSWORD_EXPIRED')) return 'user.account.update_password';
	/** @type {Record<string, string>} */
	const events = {
		ACTIVE: 'user.lifecycle.activate', PROVISIONED: 'user.lifecycle.activate', DEPROVISIONED: 'user.lifecycle.deactivate', SUSPENDED: 'user.lifecycle.suspend',
		LOCKED_OUT: 'user.account.lock', PASSWORD_EXPIRED: 'user.account.expire_password', RECOVERY: 'user.account.reset_password',
	};
	return from === to ? undefined : events[to];
}

/** @param {Person} before @param {Person} after */
function changedAttributes(before, after) {
	const names = new Set([...Object.keys(before.profile), ...Object.keys(after.profile)]);
	return [...names].filter((name) => JSON.stringify(before.profile[name]) !== JSON.stringify(after.profile[name])).join(',');
}

/** The events of a write. @param {import('./org.mjs').Change} change @returns {[eventType: string, debugData?: Record<string, string>][]} */
function eventsOf({ kind, before, after }) {
	switch (kind) {
		case 'create':
			return [['user.lifecycle.create'], .../** @type {[string][]} */ (after?.status === 'STAGED' ? [] : [['user.lifecycle.activate']])];
		case 'profile':
			return before && after ? [['user.account.update_profile', { changedAttributes: changedAttributes(before, after) }]] : [];
		case 'status': {
			const type = before && after && statusEvent(before.status, after.status);
			return type ? [[type]] : [];
		}
		case 'password':
			return [['user.account.update_password']];
		case 'login':
			return [['user.session.start']];
		case 'delete':
			return [['user.lifecycle.delete.initiated'], ['user.lifecycle.delete.completed']];
		case 'stamps':
			return [];
	}
}

/**
 * @param {{ org: Org, groups: import('./groups.mjs').Groups, systemLog: import('./systemLog.mjs').SystemLog }} state
 */
export function keepJournal({ org, groups, systemLog }) {
	org.onChange = (change) => {
		const person = change.after ?? change.before;
		if (!person) return;
		const user = userParty(person);
		// A sign-in is the user's own act.
		const actor = change.kind === 'login' ? user : actorParty(change.actor, org);
		for (const [type, debugData] of eventsOf(change)) systemLog.add(type, { actor, targets: change.kind === 'login' ? [] : [user], debugData });
		const { added, removed } = groups.follow(change.before, change.after);
		for (const group of removed) systemLog.add('group.user_membership.remove', { actor: system, targets: [user, groupParty(group)] });
		for (const group of added) systemLog.add('group.user_membership.add', { actor: system, targets: [user, groupParty(group)] });
	};
}
