import { stamp, createPerson } from './people/people.mjs';

/**
 * The org: its users and everything that can change them. Records are immutable: a write stores a new record, so that the
 * search index can show the old one while it lags.
 *
 * As in okta-api.md 1.5, profile, status and password changes update lastUpdated; a sign-in does not.
 */

/** @typedef {import('./people/people.mjs').createPerson} CreatePerson */
/** @typedef {Omit<ReturnType<CreatePerson>, 'contractor'> & { id: string, typeId: string }} Person */

/** A write. `actor` is who did it, as the control API names it. @typedef {{ kind: 'create' | 'profile' | 'status' | 'password' | 'login' | 'stamps' | 'delete', before?: Person, after?: Person, actor?: unknown }} Change */

export const defaultTypeId = 'oty1sandboxdefault00';
export const contractorTypeId = 'oty2sandboxcontract0';

export const statuses = ['ACTIVE', 'DEPROVISIONED', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY', 'STAGED', 'SUSPENDED'];

/** Leaves 999 ids between two users for the deprovisioned ones. */
const idStep = 1000;

/** An id of 20 characters that grows with `counter`, as Okta's ids grow with time. @param {number} counter */
function userId(counter) {
	return `00u1${counter.toString(36).padStart(10, '0')}s4ndbx`;
}

export class Org {
	/** @type {Map<string, Person>} */
	people = new Map();
	/** The same records in id order, for lists and cursors. @type {Person[]} */
	#rows = [];
	/** For writes that the search index does not show yet: the record that it shows instead. @type {Map<string, { visibleAt: number, before: Person | undefined }[]>} */
	pending = new Map();
	/** Increases with every write. */
	version = 0;
	/** @type {Map<string, string>} lower-case login → id */
	#logins = new Map();
	#nextCounter = 0;
	/** Called after each write. @type {(change: Change) => void} */
	onChange = () => {};

	/**
	 * @param {object} options
	 * @param {number} options.people the number of users that are not DEPROVISIONED: the length of a plain list
	 * @param {number} options.deprovisioned the number of additional DEPROVISIONED users
	 * @param {number} options.seed
	 * @param {number | 'hold'} options.indexLagMs how long `search` shows old data; 'hold': until flushIndex()
	 * @param {() => number} options.now the server's clock in milliseconds
	 */
	constructor({ people, deprovisioned, seed, indexLagMs, now }) {
		this.indexLagMs = indexLagMs;
		this.now = now;
		/** @type {[number, Person][]} */
		const rows = [];
		const add = (/** @type {number} */ counter, /** @type {ReturnType<CreatePerson>} */ { contractor, ...person }) =>
			rows.push([counter, { id: userId(counter), typeId: contractor ? contractorTypeId : defaultTypeId, ...person }]);
		for (let index = 0; index < people; index++) add(index * idStep, createPerson(seed, index));
		const spread = Math.max(people, 1);
		for (let index = 0; index < deprovisioned; index++) {
			const behind = Math.floor(((index + 0.5) * spread) / deprovisioned);
			add(behind * idStep + 1 + (index % (idStep - 1)), createPerson(seed, index, true));
		}
		rows.sort(([a], [b]) => a - b);
		for (const [, person] of rows) this.#insert(person);
		this.#nextCounter = (spread + 1) * idStep;
		/** The user who signs in. @type {string | undefined} */
		this.adminId = this.#rows[0]?.id;
	}

	/** The row index of an id. @param {string} id */
	#indexOf(id) {
		let low = 0;
		let high = this.#rows.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#rows[middle].id < id) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	/** @param {Person} person */
	#insert(person) {
		this.people.set(person.id, person);
		this.#rows.push(person);
		this.#logins.set(String(person.profile.login).toLowerCase(), person.id);
	}

	/** @param {string} id @param {Person | undefined} before */
	#written(id, before) {
		this.version++;
		if (this.indexLagMs === 0) return;
		const visibleAt = this.indexLagMs === 'hold' ? Infinity : this.now() + this.indexLagMs;
		const writes = this.pending.get(id) ?? [];
		writes.push({ visibleAt, before });
		this.pending.set(id, writes);
	}

	/** @param {string} id @param {Partial<Person>} change @param {Change['kind']} kind @param {unknown} [actor] */
	#replace(id, change, kind, actor) {
		const before = this.get(id);
		const after = { ...before, ...change, lastUpdated: change.lastUpdated ?? stamp(this.now()) };
		this.people.set(id, after);
		this.#rows[this.#indexOf(id)] = after;
		this.#written(id, before);
		this.onChange({ kind, before, after, actor });
		return after;
	}

	/** @param {string} id @throws {Error} when no user has that id */
	get(id) {
		const person = this.people.get(id);
		if (!person) throw new Error(`No user in the sandbox org has the ID ${id}`);
		return person;
	}

	/**
	 * Finds a user as Okta does in a path: by id, login, or a login short name that only one user has.
	 * @param {string} key
	 * @returns {Person | undefined}
	 */
	find(key) {
		const byId = this.people.get(key);
		if (byId) return byId;
		const login = key.toLowerCase();
		const byLogin = this.#logins.get(login);
		if (byLogin) return this.people.get(byLogin);
		const matches = [];
		for (const [candidate, id] of this.#logins) if (candidate.startsWith(`${login}@`)) matches.push(id);
		return matches.length === 1 ? this.people.get(matches[0]) : undefined;
	}

	/**
	 * @param {string} id
	 * @param {Record<string, unknown>} profile merged into the profile; null stays null
	 * @param {string[]} [remove] attributes to remove
	 * @param {unknown} [actor]
	 */
	patchProfile(id, profile, remove = [], actor) {
		const merged = { ...this.get(id).profile, ...profile };
		for (const name of remove) delete merged[name];
		if ('login' in profile) {
			this.#logins.delete(String(this.get(id).profile.login).toLowerCase());
			this.#logins.set(String(profile.login).toLowerCase(), id);
		}
		return this.#replace(id, { profile: merged }, 'profile', actor);
	}

	/** @param {string} id @param {string} status one of `statuses` @param {unknown} [actor] */
	setStatus(id, status, actor) {
		if (!statuses.includes(status)) throw new Error(`Unknown status ${status}; Okta has ${statuses.join(', ')}`);
		const at = stamp(this.now());
		const activated = status === 'STAGED' ? null : (this.get(id).activated ?? at);
		return this.#replace(id, { status, activated, statusChanged: at, lastUpdated: at }, 'status', actor);
	}

	/** A password change: updates lastUpdated, not the profile. @param {string} id @param {unknown} [actor] */
	touchPassword(id, actor) {
		const at = stamp(this.now());
		return this.#replace(id, { passwordChanged: at, lastUpdated: at }, 'password', actor);
	}

	/** A sign-in: updates only lastLogin. @param {string} id */
	login(id) {
		return this.#replace(id, { lastLogin: stamp(this.now()), lastUpdated: this.get(id).lastUpdated }, 'login');
	}

	/** Sets timestamps to a test's values. @param {string} id @param {Partial<Pick<Person, 'created' | 'lastUpdated' | 'statusChanged'>>} stamps */
	setStamps(id, stamps) {
		return this.#replace(id, { lastUpdated: this.get(id).lastUpdated, ...stamps }, 'stamps');
	}

	/**
	 * @param {{ profile?: Record<string, unknown>, status?: string, typeId?: string, actor?: unknown }} [input]
	 * @returns {Person}
	 */
	create({ profile = {}, status = 'ACTIVE', typeId = defaultTypeId, actor } = {}) {
		if (!statuses.includes(status)) throw new Error(`Unknown status ${status}; Okta has ${statuses.join(', ')}`);
		const counter = this.#nextCounter;
		this.#nextCounter += idStep;
		const login = String(profile.login ?? `new.person.${counter}@sandbox.example`);
		if (this.#logins.has(login.toLowerCase())) throw new Error(`The login ${login} is taken`);
		const at = stamp(this.now());
		const person = {
			id: userId(counter), typeId, status, created: at, activated: status === 'STAGED' ? null : at, statusChanged: at,
			lastLogin: null, lastUpdated: at, passwordChanged: null,
			profile: { firstName: 'New', lastName: `Person ${counter}`, email: login, mobilePhone: null, secondEmail: null, ...profile, login },
		};
		this.#insert(person);
		this.#written(person.id, undefined);
		this.onChange({ kind: 'create', after: person, actor });
		return person;
	}

	/** A hard delete: no trace of the user remains. @param {string} id @param {unknown} [actor] */
	delete(id, actor) {
		const before = this.get(id);
		this.people.delete(id);
		this.#rows.splice(this.#indexOf(id), 1);
		this.#logins.delete(String(before.profile.login).toLowerCase());
		this.#written(id, before);
		this.onChange({ kind: 'delete', before, actor });
	}

	/** Brings the search index up to date. */
	flushIndex() {
		this.pending.clear();
		this.version++;
	}

	/**
	 * What `search` shows instead of the current records: for each user with unindexed writes, the record before the first of them.
	 * @returns {Map<string, Person | undefined>} empty when the index is up to date
	 */
	staleRecords() {
		const stale = new Map();
		const now = this.now();
		for (const [id, writes] of this.pending) {
			const waiting = writes.filter((write) => write.visibleAt > now);
			if (waiting.length !== writes.length) this.version++;
			if (waiting.length === 0) this.pending.delete(id);
			else {
				this.pending.set(id, waiting);
				stale.set(id, waiting[0].before);
			}
		}
		return stale;
	}

	/** @param {boolean} throughIndex whether to show them as `search` does @returns {readonly Person[]} in id order */
	list(throughIndex) {
		const stale = throughIndex ? this.staleRecords() : new Map();
		if (stale.size === 0) return this.#rows;
		const rows = this.#rows.map((person) => (stale.has(person.id) ? stale.get(person.id) : person)).filter(Boolean);
		const deleted = [...stale.values()].filter((person) => person && !this.people.has(person.id));
		return [...rows, ...deleted].sort((a, b) => (a.id < b.id ? -1 : 1));
	}
}
