/**
 * Changes users and checks the delivered events against the changes. Independent of n8n.
 *
 * Most users are *steady*: they change again only after their last change was delivered, so that exactly one event is expected
 * for each change. A few are *restless*: they change at any time, also back and forth between two polls. For them the trigger
 * must deliver the last state, and before it only states that they really had, in order.
 */
import { pick } from '../sandbox/people/random.mjs';
import { CHANGES, CREATE_PARTS, CREATED, RESTLESS_PARTS } from './changes.mjs';

/** @typedef {Awaited<ReturnType<import('./changes.mjs').People['get']>>} Person */

/** @typedef {{ kind: string, events: string[], changed: Record<string, unknown>, at: number }} Owed a change of which not all is delivered */

/** @typedef {{ status: string, owed?: Owed }} Steady */

/** @typedef {{ told: unknown, versions: { lastUpdated: string, title: unknown }[], seen: number }} Restless `told`: the last delivered title */

const RESTLESS = 40;

/** Few, so that restless users return to earlier values. */
const TITLES = ['Engineer', 'Lead Engineer', 'Architect'];

/** How many users to draw at random to find one that can be changed. */
const DRAWS = 200;

export class ChangingUsers {
	/** @type {Map<string, Steady>} */
	steady = new Map();

	/** @type {Map<string, Restless>} */
	restless = new Map();

	/** Changes made, by kind. @type {Record<string, number>} */
	made = {};

	/** Fully delivered changes of steady users, by kind. @type {Record<string, number>} */
	delivered = {};

	/** Milliseconds from each of these changes to its delivery. @type {number[]} */
	delays = [];

	/** Errors, one sentence each. @type {string[]} */
	wrong = [];

	/** Number of items delivered again, by `eventId`. */
	doubled = 0;

	/** Number of items with wrong `changedAttributes`: in 1 of 4,096 changes an attribute's fingerprint stays the same. */
	imprecise = 0;

	/** Number of items for restless users. */
	toRestless = 0;

	/** @type {Set<string>} */
	#eventIds = new Set();

	#number = 0;

	/**
	 * @param {import('./changes.mjs').People} people - the control of an org
	 * @param {Person[]} everybody - all users except the admin who connected: if deactivated, no one could sign in
	 * @param {() => number} random
	 */
	constructor(people, everybody, random) {
		this.people = people;
		this.random = random;
		for (const { id, lastUpdated, profile } of everybody.slice(0, RESTLESS)) {
			this.restless.set(id, { told: profile.title, versions: [{ lastUpdated, title: profile.title }], seen: 0 });
		}
		for (const { id, status } of everybody.slice(RESTLESS)) this.steady.set(id, { status });
		/** The ids to draw from, including those of deleted users. */
		this.ids = [...this.steady.keys()];
	}

	/** Makes a random change to a random user. */
	async change() {
		const kinds = [...Object.entries(CHANGES).map(([kind, { parts }]) => ({ kind, parts })), { kind: 'create', parts: CREATE_PARTS }, { kind: 'restless', parts: RESTLESS_PARTS }];
		let ticket = this.random() * kinds.reduce((sum, { parts }) => sum + parts, 0);
		const { kind } = kinds.find(({ parts }) => (ticket -= parts) < 0) ?? kinds[0];
		if (kind === 'create') await this.#create();
		else if (kind === 'restless') await this.#disturb();
		else await this.changeSteady(kind);
	}

	/** @param {string} kind - of CHANGES */
	async changeSteady(kind) {
		const { from, to, events, make } = CHANGES[kind];
		const [id, person] = this.#draw(from) ?? [];
		if (id === undefined || person === undefined) return;
		const at = Date.now();
		const changed = await make(this.people, id, ++this.#number);
		if (changed === undefined) return;
		count(this.made, kind);
		if (to) person.status = to;
		if (events.length > 0) person.owed = { kind, events: [...events], changed, at };
	}

	/** @returns {[string, Steady] | undefined} a user in one of these statuses without pending events */
	#draw(/** @type {string[] | undefined} */ statuses) {
		for (let draw = 0; draw < DRAWS; draw++) {
			const id = pick(this.random, this.ids);
			const person = this.steady.get(id);
			if (person && !person.owed && (!statuses || statuses.includes(person.status))) return [id, person];
		}
		return undefined;
	}

	async #create() {
		const status = pick(this.random, /** @type {const} */ (['ACTIVE', 'STAGED']));
		const at = Date.now();
		const title = `Title ${++this.#number}`;
		const { id } = await this.people.create({ status, profile: { title } });
		this.steady.set(id, { status, owed: { kind: 'create', events: [...CREATED[status]], changed: { title }, at } });
		this.ids.push(id);
		count(this.made, 'create');
	}

	async #disturb() {
		const [id, person] = pick(this.random, [...this.restless]);
		const title = pick(this.random, TITLES);
		const { lastUpdated } = await this.people.patch(id, { title });
		person.versions.push({ lastUpdated, title });
		count(this.made, 'restless');
	}

	/**
	 * Records an item that the workflow delivered.
	 *
	 * @param {any} item - of Okta Trigger, with a signature or the error of Okta Signature
	 */
	take(item) {
		if (this.#eventIds.has(item.eventId)) this.doubled++;
		else {
			this.#eventIds.add(item.eventId);
			if (item.error && item.event !== 'user.deleted') this.wrong.push(`${item.event} of ${item.id} has no signature: ${item.error}`);
			const restless = this.restless.get(item.id);
			if (restless) this.#takeRestless(restless, item);
			else this.#takeSteady(item);
		}
	}

	#takeRestless(/** @type {Restless} */ person, /** @type {any} */ { id, event, lastUpdated, profile }) {
		this.toRestless++;
		const at = person.versions.findIndex((version, index) => index >= person.seen && version.lastUpdated === lastUpdated && version.title === profile.title);
		if (event !== 'user.updated' || at < 0) this.wrong.push(`${id} never was as ${event} of ${lastUpdated} has them, or was so before what was delivered last`);
		else person.seen = at;
		person.told = profile.title;
	}

	#takeSteady(/** @type {any} */ { id, event, changedAttributes, profile, signature }) {
		const { owed } = this.steady.get(id) ?? {};
		if (!owed?.events.includes(event)) {
			this.wrong.push(`${event} of ${id}, who is owed ${owed?.events.join() || 'nothing'}`);
			return;
		}
		owed.events.splice(owed.events.indexOf(event), 1);
		for (const [name, value] of Object.entries(owed.changed)) {
			if ((profile[name] ?? undefined) !== value) this.wrong.push(`${event} of ${id} comes with an older ${name}`);
			if (name === 'title' && value && !signature?.html.includes(value)) this.wrong.push(`${id} has a signature with an older title`);
		}
		const names = Object.keys(owed.changed);
		if (event === 'user.updated' && [...changedAttributes].sort().join() !== names.sort().join()) this.imprecise++;
		if (owed.events.length > 0) return;
		count(this.delivered, owed.kind);
		this.delays.push(Date.now() - owed.at);
		if (event === 'user.deleted') this.steady.delete(id);
		else delete /** @type {Steady} */ (this.steady.get(id)).owed;
	}

	/** @returns {string[]} pending events, one line each */
	owed() {
		const steady = [...this.steady].filter(([, { owed }]) => owed).map(([id, { owed }]) => `${owed?.events.join(' and ')} of ${id}`);
		const restless = [...this.restless].filter(([, { told, versions }]) => told !== versions.at(-1)?.title).map(([id]) => `the last title of ${id}`);
		return [...steady, ...restless];
	}
}

/** @param {Record<string, number>} counts @param {string} key */
function count(counts, key) {
	counts[key] = (counts[key] ?? 0) + 1;
}
