/**
 * A real n8n whose Okta Trigger watches an org in constant change and bad weather, and the account of it at the end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { showProgress } from '../support/run.mjs';
import { until, Watch } from '../e2e/watch.mjs';
import { signature } from '../e2e/workflow.mjs';
import { createRandom } from '../sandbox/people/random.mjs';
import { Crowd } from './crowd.mjs';
import { Memory } from './memory.mjs';
import { Weather } from './weather.mjs';

const PEOPLE = 3000;

const EVENTS = ['user.created', 'user.updated', 'user.activated', 'user.deactivated', 'user.suspended', 'user.unsuspended', 'user.deleted'];

/** Full scans often enough for several in a short run, and sometimes more changes than one poll delivers. */
const OPTIONS = { sweepHours: 1 / 20, maxUsersPerPoll: 400 };

/** What Okta's rotation settings should be (README), so that a renewal whose answer was lost can be repeated. */
const GRACE_SECONDS = 60;

const TICK_MS = 1000;
const MOST_CHANGES_A_TICK = 3;

/** Somebody renames a department. */
const WAVE_EVERY_TICKS = 180;
const WAVE = 300;

const LOOK_EVERY_TICKS = 5;
const WEATHER_EVERY_TICKS = 25;
const SAMPLE_EVERY_TICKS = 60;

/** When n8n is restarted, as a share of the whole, and how long it stays away. */
const RESTART_AT = 0.15;
const DOWN_MS = 40_000;

/** Polls until every change must have been delivered, a full scan and its look-ups included. */
const SETTLING_POLLS = 10;

/** @typedef {import('../e2e/stage.mjs').Stage} Stage */

export class Soak {
	/** One for each n8n process. @type {Memory[]} */
	memories = [];

	/** False while n8n is restarted. */
	up = true;

	/** Executions whose items are entered. @type {Set<string>} */
	#entered = new Set();

	/**
	 * @param {Stage} stage
	 * @param {Watch} watch
	 * @param {Crowd} crowd
	 * @param {Weather} weather
	 * @param {() => number} random
	 * @param {import('./control.mjs').Control} [control] - an n8n to compare with
	 */
	constructor(stage, watch, crowd, weather, random, control) {
		this.stage = stage;
		this.watch = watch;
		this.crowd = crowd;
		this.weather = weather;
		this.random = random;
		this.control = control;
	}

	/**
	 * @param {Stage} stage
	 * @param {number} seed - of people, changes and weather
	 * @param {import('./control.mjs').Control} [compared] - an n8n to compare with
	 * @returns {Promise<Soak>} its trigger has learned who is there
	 */
	static async prepare(stage, seed, compared) {
		const watch = await Watch.prepare(
			stage,
			{ people: PEOPLE, seed, reuseGraceSeconds: GRACE_SECONDS },
			{ events: EVENTS, options: OPTIONS },
			signature({ operation: 'render' }),
		);
		const { control } = watch.org;
		await watch.activate();
		const { adminId } = await control.state();
		const everybody = (await control.people.list()).filter(({ id }) => id !== adminId);
		const random = createRandom(seed);
		return new Soak(stage, watch, new Crowd(control.people, everybody, random), new Weather(control, random), random, compared);
	}

	get memory() {
		return /** @type {Memory} */ (this.memories.at(-1));
	}

	/** A new n8n process is measured from now on. */
	measure() {
		this.memories.push(new Memory(/** @type {import('node:child_process').ChildProcess} */ (this.stage.n8n.child)));
	}

	/** Enters what the workflow has put out since. */
	async look() {
		for (const execution of await this.watch.ended()) {
			if (this.#entered.has(execution.id)) continue;
			this.#entered.add(execution.id);
			for (const { json } of execution.items(this.watch.last)) this.crowd.take(json);
			const lost = execution.items('Okta Trigger').length - execution.items(this.watch.last).length;
			if (lost > 0) this.crowd.wrong.push(`Execution ${execution.id} lost ${lost} people between trigger and signature: ${execution.error?.message}`);
		}
	}

	async #restart() {
		this.up = false;
		await this.stage.n8n.stop();
		await sleep(DOWN_MS);
		await this.stage.n8n.start();
		this.measure();
		this.up = true;
	}

	/**
	 * Changes people in bad weather.
	 *
	 * @param {number} minutes
	 */
	async storm(minutes) {
		const ticks = (minutes * 60_000) / TICK_MS;
		const restartTick = Math.round(ticks * RESTART_AT);
		/** @type {Promise<void> | undefined} */
		let restarting;
		this.measure();
		const start = Date.now();
		for (let tick = 1; tick <= ticks; tick++) {
			for (let left = Math.floor(this.random() * (MOST_CHANGES_A_TICK + 1)); left > 0; left--) await this.crowd.change();
			if (tick % WAVE_EVERY_TICKS === 0) for (let left = WAVE; left > 0; left--) await this.crowd.changeSteady('edit');
			if (tick % WEATHER_EVERY_TICKS === 0) await this.weather.turn();
			if (tick === restartTick) restarting = this.#restart();
			if (this.up) {
				if (tick % LOOK_EVERY_TICKS === 0) await this.look();
				if (tick % SAMPLE_EVERY_TICKS === 0) await this.memory.sample();
			}
			if (tick % LOOK_EVERY_TICKS === 0) await this.control?.look();
			if (tick % SAMPLE_EVERY_TICKS === 0) await this.control?.memory.sample();
			await sleep(Math.max(0, start + tick * TICK_MS - Date.now()));
		}
		await restarting;
	}

	/** Waits, without changes or faults, until everything owed was delivered, and two polls longer for what is not owed. */
	async settle() {
		const settled = async () => {
			await this.look();
			return this.crowd.owed().length === 0;
		};
		await until('everything owed', settled, { polls: SETTLING_POLLS }).catch((error) => this.crowd.wrong.push(error.message, ...this.crowd.owed().slice(0, 10)));
		await this.watch.polled(2);
		await this.look();
	}

	/**
	 * @param {number} minutes
	 * @returns {Promise<{ hits: Record<string, number>, stats: Awaited<ReturnType<Watch['org']['control']['stats']>>, windows: number }>} what the
	 *   org saw: faults met, counts of requests, and how often the trigger read its window
	 */
	async run(minutes) {
		const { control } = this.watch.org;
		await control.clearLog();
		await showProgress(`${minutes} minutes of changes and faults`, () => this.storm(minutes));
		const hits = await this.weather.clear();
		const [stats, log] = [await control.stats(), await control.log()];
		const windows = log.filter(({ query, status }) => status === 200 && /lastUpdated(\+|%20)ge/.test(query) && !/(^|&)after=/.test(query)).length;
		await showProgress('Waiting for what is still owed', () => this.settle());
		const { status } = await this.watch.session.publication(this.watch.workflow.id);
		if (status !== 'published') this.crowd.wrong.push(`The trigger is ${status} at the end`);
		return { hits, stats, windows };
	}
}
