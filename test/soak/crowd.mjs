/**
 * People who change all the time, and the account of what a trigger owes for it. Knows nothing of n8n.
 *
 * Most people are *steady*: changed again only once their last change was delivered, so that each of their changes is owed
 * exactly once, by name. A few are *restless*: changed at any time, also back and forth between two polls, so that what is
 * owed is their last state, by way of states they really had, in order.
 */
import { pick } from '../sandbox/people/random.mjs';
import { CHANGES, CREATE_PARTS, CREATED, RESTLESS_PARTS } from './changes.mjs';

/** @typedef {Awaited<ReturnType<import('./changes.mjs').People['get']>>} Person */

/** @typedef {{ kind: string, events: string[], changed: Record<string, unknown>, at: number }} Owed a change of which not all is delivered */

/** @typedef {{ status: string, owed?: Owed }} Steady */

/** @typedef {{ told: unknown, versions: { lastUpdated: string, title: unknown }[], seen: number }} Restless `told`: the title as delivered last */

const RESTLESS = 40;

/** Few, so that restless people come back to what they were. */
const TITLES = ['Engineer', 'Lead Engineer', 'Architect'];

/** How many people are drawn to find one who can be changed. */
const DRAWS = 200;

export class Crowd {
	/** @type {Map<string, Steady>} */
	steady = new Map();

	/** @type {Map<string, Restless>} */
	restless = new Map();

	/** Changes made, by kind. @type {Record<string, number>} */
	made = {};

	/** Changes of steady people delivered whole, by kind. @type {Record<string, number>} */
	delivered = {};

	/** Milliseconds from each of these changes to its delivery. @type {number[]} */
	delays = [];

	/** What went wrong, a sentence each. @type {string[]} */
	wrong = [];

	/** Items that came again, by `eventId`. */
	doubled = 0;

	/** Items whose `changedAttributes` are not the ones changed: once in 4,096 an attribute's fingerprint stays the same. */
	imprecise = 0;

	/** Items for restless people. */
	toRestless = 0;

	/** @type {Set<string>} */
	#eventIds = new Set();

	#number = 0;

	/**
	 * @param {import('./changes.mjs').People} people - the control of an org
	 * @param {Person[]} everybody - who is there, but for the admin who connected: deactivated, nobody could sign in
	 * @param {() => number} random
	 */
	constructor(people, everybody, random) {
		this.people = people;
		this.random = random;
		for (const { id, lastUpdated, profile } of everybody.slice(0, RESTLESS)) {
			this.restless.set(id, { told: profile.title, versions: [{ lastUpdated, title: profile.title }], seen: 0 });
		}
		for (const { id, status } of everybody.slice(RESTLESS)) this.steady.set(id, { status });
		/** To draw from; those who are gone stay in it. */
		this.ids = [...this.steady.keys()];
	}

	/** One change to somebody, both drawn at random. */
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

	/** @returns {[string, Steady] | undefined} somebody to whom nothing is owed, in one of these statuses */
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
	 * Enters an item that the workflow put out.
	 *
	 * @param {any} item - of Okta Trigger, with a signature
	 */
	take(item) {
		if (this.#eventIds.has(item.eventId)) this.doubled++;
		else {
			this.#eventIds.add(item.eventId);
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
			if (name === 'title' && value && !signature.html.includes(value)) this.wrong.push(`${id} has a signature with an older title`);
		}
		const names = Object.keys(owed.changed);
		if (event === 'user.updated' && [...changedAttributes].sort().join() !== names.sort().join()) this.imprecise++;
		if (owed.events.length > 0) return;
		count(this.delivered, owed.kind);
		this.delays.push(Date.now() - owed.at);
		if (event === 'user.deleted') this.steady.delete(id);
		else delete /** @type {Steady} */ (this.steady.get(id)).owed;
	}

	/** @returns {string[]} what is still owed, a line each */
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
