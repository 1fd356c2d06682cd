/**
 * What happens in an org while a poller watches it: the same for every poller, on the sandbox's clock, so that hours take no time.
 */
import { createControl } from '../../support/sandbox.js';
import { median } from '../table.mjs';

/**
 * @typedef {{ poll: () => Promise<string[]>, busy: () => boolean, stateBytes: () => number }} Poller - a poll gives the ids of whom it
 *   delivers; busy: a baseline or a sweep is under way
 * @typedef {{ polls: number, requests: number, ms: number, cpuMs: number, peakBytes: number, stateBytes: number }} Watched - what something took until it was delivered
 * @typedef {{ url: string, clientId: string, apiToken: string }} OrgAddress
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** People who change in one second. */
const BURST = 100;

/** Polls until something has to have been delivered. */
const MOST_POLLS = 1000;

/** An org in which things happen while a poller watches. */
export class History {
	/**
	 * @param {OrgAddress} org
	 * @param {Poller} poller
	 * @param {typeof import('../child.mjs').meter} meter
	 */
	constructor({ url }, poller, meter) {
		this.control = createControl(url);
		this.poller = poller;
		this.meter = meter;
		this.rounds = 0;
	}

	/** @param {number} ms */
	async later(ms) {
		const { clockSkewMs } = await this.control.state();
		await this.control.set({ clockSkewMs: clockSkewMs + ms });
	}

	/**
	 * Polls until everybody expected was delivered and no pass is under way.
	 *
	 * @param {readonly string[]} expected - ids, each of which has to come once
	 * @returns {Promise<Watched>}
	 * @throws {Error} on anybody who is not delivered, twice, or without need
	 */
	async watch(expected = []) {
		await this.control.clearLog();
		const missing = new Set(expected);
		const watched = { polls: 0, requests: 0, ms: 0, cpuMs: 0, peakBytes: 0, stateBytes: 0 };
		do {
			const { result, usage } = await this.meter(() => this.poller.poll());
			watched.polls++;
			watched.ms += usage.ms;
			watched.cpuMs += usage.cpuMs;
			watched.peakBytes = usage.peakBytes;
			for (const id of result) if (!missing.delete(id)) throw new Error(`${id} was delivered without a change, or twice`);
			if (watched.polls > MOST_POLLS) throw new Error(`${missing.size} of ${expected.length} changes were not delivered by ${MOST_POLLS} polls`);
		} while (missing.size > 0 || this.poller.busy());
		watched.requests = (await this.control.stats()).apiTotal;
		watched.stateBytes = this.poller.stateBytes();
		return watched;
	}

	/** The first poll learns everybody. */
	baseline() {
		return this.watch();
	}

	/** @param {number} times @returns {Promise<Watched>} the median poll in which nothing happened */
	idle(times) {
		return this.#repeat(times, async () => {
			await this.later(10 * MINUTE);
			return this.watch();
		});
	}

	/**
	 * @param {number} count - people who change, a hundred each second
	 * @param {number} times
	 * @returns {Promise<Watched>} the median
	 */
	changes(count, times) {
		return this.#repeat(times, async () => {
			// beyond the overlap of the window before
			await this.later(10 * MINUTE);
			const title = `Title ${++this.rounds}`;
			const changed = [];
			for (let skip = 0; skip < count; skip += BURST) {
				await this.later(SECOND);
				const { ids } = await this.control.people.bulk({ count: Math.min(BURST, count - skip), skip, profile: { title } });
				changed.push(...ids);
			}
			if (changed.length !== count) throw new Error(`Only ${changed.length} of ${count} people changed`);
			return this.watch(changed);
		});
	}

	/** A day later everybody is looked at once. */
	async sweep() {
		// the window of the last changes is left behind first
		await this.later(10 * MINUTE);
		await this.watch();
		await this.later(DAY);
		return this.watch();
	}

	/** @param {number} times @param {() => Promise<Watched>} step @returns {Promise<Watched>} */
	async #repeat(times, step) {
		/** @type {Watched[]} */
		const steps = [];
		while (steps.length < times) steps.push(await step());
		return { ...steps[steps.length - 1], ms: median(steps.map(({ ms }) => ms)), cpuMs: median(steps.map(({ cpuMs }) => cpuMs)) };
	}
}
