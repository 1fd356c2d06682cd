import { stamp } from './people/people.mjs';

/**
 * The org's groups. There are two kinds:
 *
 * - groups that follow from the profile, as Okta's group rules make them: Everyone, one per department and one per country.
 *   They exist from the start, and their members change with the users.
 * - groups that the control API creates, with members of their own.
 *
 * Deactivated users stay in their groups (support.okta.com, "Deactivated Users not Removed From Okta Groups Automatically";
 * okta-sdk-python#245), deleted ones do not.
 */

/** @typedef {import('./org.mjs').Org} Org */
/** @typedef {import('./org.mjs').Person} Person */
/** @typedef {{ id: string, type: 'BUILT_IN' | 'OKTA_GROUP' | 'APP_GROUP', profile: { name: string, description?: string }, created: string, lastUpdated: string, lastMembershipUpdated: string }} Group */

const types = ['OKTA_GROUP', 'APP_GROUP'];
const created = '2019-01-01T00:00:00.000Z';

/** @param {string} name */
function ruleGroupId(name) {
	let hash = 7;
	for (let index = 0; index < name.length; index++) hash = (Math.imul(hash, 31) + name.charCodeAt(index)) >>> 0;
	return `00g${hash.toString(36).padStart(8, '0')}sandboxgp`;
}

/** The names of the groups that follow from a profile, after Everyone. @param {Record<string, unknown>} profile */
function ruleNames({ department, countryCode }) {
	const trimmed = typeof department === 'string' ? department.trim() : '';
	return [...(trimmed ? [`Department ${trimmed}`] : []), ...(countryCode ? [`Country ${countryCode}`] : [])];
}

/** @param {string} name */
function ruleDescription(name) {
	if (name === 'Everyone') return 'All users in your organization';
	return name.startsWith('Department ') ? `All of ${name.slice('Department '.length)}` : '';
}

export class Groups {
	/** Groups of the control API, with their members. @type {Map<string, { group: Group, members: Set<string>, sorted?: readonly string[] }>} */
	#stored = new Map();
	/** What the control API changed about groups that follow from the profile; undefined = deleted. @type {Map<string, Partial<Group> | undefined>} */
	#changed = new Map();
	/** Groups that follow from the profile, computed anew after a write. @type {{ version: number, byId: Map<string, { group: Group, members: string[] }> }} */
	#rules = { version: -1, byId: new Map() };
	#nextId = 1;

	/**
	 * @param {object} options
	 * @param {Org} options.org
	 * @param {() => number} options.now
	 */
	constructor({ org, now }) {
		this.org = org;
		this.now = now;
	}

	#ruleGroups() {
		const people = this.org.list(false);
		if (this.#rules.version === this.org.version) return this.#rules.byId;
		/** @type {Map<string, string[]>} */
		const members = new Map([['Everyone', people.map((person) => person.id)]]);
		for (const { id, profile } of people) {
			for (const name of ruleNames(profile)) {
				const ids = members.get(name);
				if (ids) ids.push(id);
				else members.set(name, [id]);
			}
		}
		const byId = new Map();
		for (const [name, ids] of members) {
			const id = ruleGroupId(name);
			const group = { id, type: name === 'Everyone' ? 'BUILT_IN' : 'OKTA_GROUP', profile: { name, description: ruleDescription(name) }, created, lastUpdated: created, lastMembershipUpdated: created };
			if (!this.#isDeleted(id)) byId.set(id, { group: { ...group, ...this.#changed.get(id) }, members: ids });
		}
		this.#rules = { version: this.org.version, byId };
		return byId;
	}

	/** All groups in id order. @returns {Group[]} */
	list() {
		const all = [...this.#ruleGroups().values(), ...this.#stored.values()].map(({ group }) => group);
		return all.sort((a, b) => (a.id < b.id ? -1 : 1));
	}

	/** @param {string} id @returns {Group | undefined} */
	find(id) {
		return (this.#ruleGroups().get(id) ?? this.#stored.get(id))?.group;
	}

	/** By id, or by a name that only one group has. @param {string} key @throws {Error} when there is none */
	get(key) {
		const named = this.list().filter(({ profile }) => profile.name === key);
		const group = this.find(key) ?? (named.length === 1 ? named[0] : undefined);
		if (!group) throw new Error(`No group in the sandbox org has the ID or name ${key}`);
		return group;
	}

	/** The ids of a group's members, in order. @param {string} id @returns {readonly string[]} */
	members(id) {
		const rule = this.#ruleGroups().get(id);
		if (rule) return rule.members;
		const stored = this.#stored.get(id);
		if (!stored) return [];
		stored.sorted ??= [...stored.members].sort();
		return stored.sorted;
	}

	/** @param {Person} person @returns {Group[]} Everyone first */
	groupsOf({ id, profile }) {
		const rules = this.#ruleGroups();
		const own = ['Everyone', ...ruleNames(profile)].map((name) => rules.get(ruleGroupId(name))?.group);
		const stored = [...this.#stored.values()].filter(({ members }) => members.has(id)).map(({ group }) => group);
		return [...own.filter((group) => group !== undefined), ...stored];
	}

	/**
	 * @param {{ name: string, description?: string, type?: 'OKTA_GROUP' | 'APP_GROUP', members?: Iterable<string> }} input
	 * @returns {Group}
	 */
	create({ name, description, type = 'OKTA_GROUP', members = [] }) {
		if (typeof name !== 'string' || name === '') throw new Error('A group needs a name');
		if (!types.includes(type)) throw new Error(`Unknown group type ${type}; the control API creates ${types.join(' and ')}`);
		const at = stamp(this.now());
		const id = `00g9${(this.#nextId++).toString(36).padStart(8, '0')}stored00`;
		const group = { id, type, profile: { name, ...(description === undefined ? {} : { description }) }, created: at, lastUpdated: at, lastMembershipUpdated: at };
		this.#stored.set(id, { group, members: new Set(members) });
		return group;
	}

	/** @param {string} id @param {Partial<Group>} change */
	#replace(id, change) {
		const stored = this.#stored.get(id);
		if (stored) stored.group = { ...stored.group, ...change };
		else this.#replaceRule(id, change);
	}

	/** @param {string} id @param {Partial<Group>} change */
	#replaceRule(id, change) {
		this.#changed.set(id, { ...this.#changed.get(id), ...change });
		this.#rules.version = -1;
	}

	/** @param {string} id @param {{ name?: string, description?: string }} profile */
	rename(id, profile) {
		this.#replace(id, { profile: { ...this.get(id).profile, ...profile }, lastUpdated: stamp(this.now()) });
		return this.get(id);
	}

	/** @param {string} id */
	delete(id) {
		if (this.#stored.delete(id)) return;
		this.#changed.set(id, undefined);
		this.#rules.version = -1;
	}

	/**
	 * @param {string} id of a group that the control API created: the members of the others follow from the profile
	 * @param {string[]} add
	 * @param {string[]} remove
	 * @returns {{ added: string[], removed: string[] }} the ids that this changed
	 */
	changeMembers(id, add, remove) {
		const stored = this.#stored.get(id);
		if (!stored) throw new Error(`The members of ${this.get(id).profile.name} follow from the profile`);
		const added = add.filter((member) => !stored.members.has(member));
		for (const member of added) stored.members.add(member);
		const removed = remove.filter((member) => stored.members.delete(member));
		if (added.length + removed.length > 0) {
			stored.sorted = undefined;
			this.#replace(id, { lastMembershipUpdated: stamp(this.now()) });
		}
		return { added, removed };
	}

	/**
	 * Follows a change of a user.
	 * @param {Person | undefined} before
	 * @param {Person | undefined} after undefined: deleted
	 * @returns {{ added: { id: string, name: string }[], removed: { id: string, name: string }[] }} the groups that follow from the profile and that
	 *   the change moved the user into and out of. Everyone is not among them: Okta's log does not mention it
	 */
	follow(before, after) {
		if (before && !after) {
			for (const stored of this.#stored.values()) if (stored.members.delete(before.id)) stored.sorted = undefined;
			return { added: [], removed: [] };
		}
		const old = before ? ruleNames(before.profile) : [];
		const now = after ? ruleNames(after.profile) : [];
		const added = this.#existing(now.filter((name) => !old.includes(name)));
		const removed = this.#existing(old.filter((name) => !now.includes(name)));
		for (const { id } of [...added, ...removed]) this.#replaceRule(id, { lastMembershipUpdated: stamp(this.now()) });
		return { added, removed };
	}

	/** The groups for names that follow from a profile, without deleted ones. @param {string[]} names */
	#existing(names) {
		const groups = names.map((name) => ({ id: ruleGroupId(name), name }));
		return groups.filter(({ id }) => !this.#isDeleted(id)).map(({ id, name }) => ({ id, name: this.#changed.get(id)?.profile?.name ?? name }));
	}

	/** @param {string} id */
	#isDeleted(id) {
		return this.#changed.has(id) && this.#changed.get(id) === undefined;
	}
}
