import n8n from '../support/n8n.js';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./world.mjs').Build} Build
 * @typedef {import('./polling.mjs').Watch} Watch
 */

/** The department that a trigger with a search watches. */
export const WATCHED = 'Watched';

const EVENTS = ['user.created', 'user.updated', 'user.activated', 'user.suspended', 'user.unsuspended', 'user.deactivated', 'user.deleted'];

/** The time that n8n's durable scheduler gives a poll. It ends a poll after 45 s. */
const DURABLE_BUDGET_MS = 36_000;

/** Empty polls in a row after which everything counts as delivered. */
const QUIET = 3;
const MOST_POLLS = 15;

let trials = 0;

/** One trigger with its changes, deliveries and errors. */
export class Trial {
	/** @type {string[]} */
	expected = [];
	/** @type {string[]} */
	delivered = [];
	/** @type {Error[]} */
	errors = [];
	/** Whether a failed poll changed the state. */
	moved = false;
	/** The id of a user who exists from the start and changes during the fault. */
	bystander = '';
	/** @type {import('n8n-workflow').IDataObject} */
	#staticData = {};
	/** @type {string[]} */
	#guests = [];

	/** @param {World} world @param {Build} build @param {Watch} watch */
	constructor(world, build, watch) {
		this.world = world;
		this.people = world.control.people;
		this.build = build;
		this.watch = watch;
		/** The title that changed users get. */
		this.title = `Title ${++trials}`;
		this.keyOf = watch.keyOf ?? (({ event, id }) => `${event} ${id}`);
	}

	async open() {
		this.credential = await this.world.oAuth2(this.build);
		this.context = this.#newContext();
		this.bystander = await this.guest({ department: WATCHED });
		await this.watch.prepare(this);
	}

	#newContext() {
		const context = n8n.pollContext({
			nodeType: this.build.OktaTrigger,
			parameters: { events: EVENTS, watch: 'profile', options: { sweepHours: 0, ...this.watch.options } },
			credentials: [/** @type {import('../support/n8n.js').StoredCredential} */ (this.credential)],
			activation: this.watch.kind === 'poll' ? 'activate' : 'update',
			staticData: this.#staticData,
		});
		return this.watch.kind === 'poll' ? context : Object.assign(context, { getPollBudgetMs: () => DURABLE_BUDGET_MS });
	}

	/** One poll, a minute after the previous one. @returns {Promise<number>} the number of delivered events */
	async poll() {
		this.world.clock.pass(60_000);
		// The default engine keeps one context. The durable scheduler creates one per poll.
		if (this.watch.kind === 'durable poll') this.context = this.#newContext();
		const before = JSON.stringify(this.#staticData);
		try {
			const output = await /** @type {any} */ (this.build.OktaTrigger).poll.call(this.context);
			const events = (output?.[0] ?? []).map((/** @type {{ json: Record<string, any> }} */ { json }) => this.keyOf(json));
			this.delivered.push(...events);
			return events.length;
		} catch (error) {
			this.errors.push(/** @type {Error} */ (error));
			if (JSON.stringify(this.#staticData) !== before) this.moved = true;
			return 0;
		}
	}

	/** Polls until everything is delivered. Reconnects if an error says that only this helps. @throws the error of a failed poll */
	async settle() {
		let quiet = 0;
		let reconnected = false;
		for (let polls = 0; quiet < QUIET && polls < MOST_POLLS; polls++) {
			const before = this.errors.length;
			quiet = (await this.poll()) === 0 ? quiet + 1 : 0;
			if (this.errors.length === before) continue;
			const error = /** @type {import('./errorText.mjs').Shown} */ (this.errors.pop());
			if (reconnected || error.failure?.cause !== 'credential-invalid') throw error;
			reconnected = true;
			await this.world.reconnect(this.build);
		}
	}

	/** Creates a user that only this trial uses. @param {Record<string, unknown>} [profile] */
	async guest(profile = {}) {
		const { id } = await this.people.create({ profile });
		this.#guests.push(id);
		return id;
	}

	/** @param {number} index - among the users of the org */
	async someone(index) {
		return (await this.people.list())[index].id;
	}

	/** @param {string} id */
	async change(id) {
		await this.people.patch(id, { title: this.title });
		this.expected.push(this.keyOf({ event: 'user.updated', id }));
	}

	async close() {
		for (const { id } of (await this.people.list()).filter(({ id }) => this.#guests.includes(id))) await this.people.delete(id);
	}
}
