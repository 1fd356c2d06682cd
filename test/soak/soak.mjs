/**
 * A soak run: a real n8n whose Okta Trigger watches an org with constant changes and random faults. At the end, every change
 * must have been delivered.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { showProgress } from '../support/run.mjs';
import { createServiceCredential, openServiceOrg, serviceDirectory, serviceTrigger } from '../e2e/serviceApp.mjs';
import { until, Watch } from '../e2e/watch.mjs';
import { row, signature, workflow } from '../e2e/workflow.mjs';
import { createRandom } from '../sandbox/people/random.mjs';
import { ChangingUsers } from './changingUsers.mjs';
import { unlessBusy } from './control.mjs';
import { Memory } from './memory.mjs';
import { RandomFaults } from './randomFaults.mjs';

const PEOPLE = 3000;

const EVENTS = ['user.created', 'user.updated', 'user.activated', 'user.deactivated', 'user.suspended', 'user.unsuspended', 'user.deleted'];

/** Full scans often enough for several in a short run, and sometimes more changes than one poll delivers. */
const OPTIONS = { sweepHours: 1 / 20, maxUsersPerPoll: 400 };

/** The grace period that the README recommends, so that a renewal can be repeated if its response was lost. */
const GRACE_SECONDS = 60;

const TICK_MS = 1000;
const MOST_CHANGES_A_TICK = 3;

/** A bulk change, as when a department is renamed. */
const WAVE_EVERY_TICKS = 180;
const WAVE = 300;

const LOOK_EVERY_TICKS = 5;
const FAULT_EVERY_TICKS = 25;
const SAMPLE_EVERY_TICKS = 60;

/** When n8n is restarted, as a fraction of the run, and how long it stays down. */
const RESTART_AT = { user: 0.15, serviceApp: 0.5 };
const DOWN_MS = 40_000;

/** Of the service app: how long its tokens are valid, and how often the nonces for its proofs become invalid. */
const TOKEN_SECONDS = 600;
const NONCE_EVERY_TICKS = 600;

/** Polls until every change must have been delivered, a full scan and its look-ups included. */
const SETTLING_POLLS = 10;

/** @typedef {import('../e2e/stage.mjs').Stage} Stage */

/** As `Watch.prepare`, but with the credential of a service app for which Okta demands DPoP. @param {Parameters<typeof Watch.prepare>} what */
async function watchAsServiceApp(...[stage, people, parameters, behind]) {
	const org = await openServiceOrg(stage, { ...people, accessTokenSeconds: TOKEN_SECONDS });
	await org.control.set({ serviceApp: { dpopRequired: true } });
	const credential = await createServiceCredential(stage, org);
	const watched = await stage.session.importWorkflow(row('Watch', serviceTrigger(credential, parameters), /** @type {import('../e2e/workflow.mjs').Node} */ (behind)));
	return new Watch(stage, { org, credential }, watched);
}

export class Soak {
	/** One for each n8n process. @type {Memory[]} */
	memories = [];

	/** The folder for heap snapshots. None are written if undefined. @type {string | undefined} */
	heapDir;

	/** False while n8n restarts. */
	up = true;

	/** How often the nonces for DPoP proofs became invalid. */
	nonces = 0;

	/** Executions whose items have been recorded. @type {Set<string>} */
	#entered = new Set();

	/**
	 * @param {Stage} stage
	 * @param {Watch} watch
	 * @param {ChangingUsers} users
	 * @param {RandomFaults} faults
	 * @param {() => number} random
	 * @param {{ compared?: import('./control.mjs').Control, serviceApp?: boolean }} [options] - see `prepare`
	 */
	constructor(stage, watch, users, faults, random, { compared, serviceApp = false } = {}) {
		this.stage = stage;
		this.watch = watch;
		this.users = users;
		this.faults = faults;
		this.random = random;
		this.control = compared;
		this.serviceApp = serviceApp;
	}

	/**
	 * @param {Stage} stage
	 * @param {number} seed - of users, changes and faults
	 * @param {{ compared?: import('./control.mjs').Control, serviceApp?: boolean }} [options] - a second n8n to compare with; whether
	 *   the trigger connects as a service app that must prove with DPoP that it holds its key
	 * @returns {Promise<Soak>} with the trigger's baseline taken
	 */
	static async prepare(stage, seed, options = {}) {
		const org = { people: PEOPLE, seed, reuseGraceSeconds: GRACE_SECONDS };
		const parameters = { events: EVENTS, options: OPTIONS };
		// A deleted user has no profile, so Okta Signature returns an error for them instead of a signature.
		const behind = { ...signature({ operation: 'render' }), onError: 'continueRegularOutput' };
		const watch = options.serviceApp ? await watchAsServiceApp(stage, org, parameters, behind) : await Watch.prepare(stage, org, parameters, behind);
		const { control } = watch.org;
		await watch.activate();
		const { adminId } = await control.state();
		const everybody = (await control.people.list()).filter(({ id }) => id !== adminId);
		const random = createRandom(seed);
		return new Soak(stage, watch, new ChangingUsers(control.people, everybody, random), new RandomFaults(control, random), random, options);
	}

	get memory() {
		return /** @type {Memory} */ (this.memories.at(-1));
	}

	/** Starts measuring a new n8n process. */
	measure() {
		const prefix = this.heapDir && join(this.heapDir, `process-${this.memories.length + 1}`);
		this.memories.push(new Memory(/** @type {import('node:child_process').ChildProcess} */ (this.stage.n8n.child), prefix));
	}

	/** Records what the workflow has delivered since the last call. */
	async look() {
		for (const execution of await this.watch.ended()) {
			if (this.#entered.has(execution.id)) continue;
			this.#entered.add(execution.id);
			const [noticed, rendered] = ['Okta Trigger', this.watch.last].map((node) => execution.items(node));
			if (noticed.length !== rendered.length) this.users.wrong.push(`Execution ${execution.id} has ${noticed.length} users and ${rendered.length} signatures: ${execution.error?.message}`);
			else for (const [index, { json }] of noticed.entries()) this.users.take({ ...json, ...rendered[index].json });
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

	async #rotateNonce() {
		await this.watch.org.control.oauth.rotateDpopNonce();
		this.nonces++;
	}

	/**
	 * Changes users while faults occur.
	 *
	 * @param {number} minutes
	 */
	async storm(minutes) {
		const ticks = (minutes * 60_000) / TICK_MS;
		const restartTick = Math.round(ticks * RESTART_AT[this.serviceApp ? 'serviceApp' : 'user']);
		/** @type {Promise<void> | undefined} */
		let restarting;
		this.measure();
		const start = Date.now();
		for (let tick = 1; tick <= ticks; tick++) {
			for (let left = Math.floor(this.random() * (MOST_CHANGES_A_TICK + 1)); left > 0; left--) await this.users.change();
			if (tick % WAVE_EVERY_TICKS === 0) for (let left = WAVE; left > 0; left--) await this.users.changeSteady('edit');
			if (tick % FAULT_EVERY_TICKS === 0) await this.faults.turn();
			if (this.serviceApp && tick % NONCE_EVERY_TICKS === 0) await this.#rotateNonce();
			if (tick === restartTick) restarting = this.#restart();
			if (this.up) {
				if (tick % LOOK_EVERY_TICKS === 0) await unlessBusy(() => this.look());
				if (tick % SAMPLE_EVERY_TICKS === 0) await this.memory.sample();
			}
			if (tick % LOOK_EVERY_TICKS === 0) await unlessBusy(async () => this.control?.look());
			if (tick % SAMPLE_EVERY_TICKS === 0) await this.control?.memory.sample();
			await sleep(Math.max(0, start + tick * TICK_MS - Date.now()));
		}
		await restarting;
	}

	/** Waits without changes or faults until all expected events are delivered, then two more polls for unexpected ones. */
	async settle() {
		const settled = async () => {
			await unlessBusy(() => this.look());
			return this.users.owed().length === 0;
		};
		await until('everything owed', settled, { polls: SETTLING_POLLS }).catch((error) => this.users.wrong.push(error.message, ...this.users.owed().slice(0, 10)));
		const requests = async () => (await this.watch.requests()).length;
		const before = await requests();
		await until('two more polls', async () => (await requests()) >= before + 2, { polls: 2 });
		await this.look();
	}

	/**
	 * Reads all users once with Okta Directory.
	 *
	 * @returns {Promise<number>} how many; each user who is missing, invented or out of date is recorded as an error
	 */
	async #readEverybody() {
		const execution = await this.watch.session.importAndRun(workflow('Read everybody', serviceDirectory(this.watch.credential)));
		if (execution.status !== 'success') this.users.wrong.push(`Okta Directory ended with ${execution.status}: ${execution.error?.message}`);
		const listed = (await this.watch.org.control.people.list()).filter(({ status }) => status !== 'DEPROVISIONED');
		const titles = new Map(listed.map(({ id, profile }) => [id, profile.title ?? null]));
		const items = execution.items('Okta Directory').map(({ json }) => json);
		for (const { id, profile } of items) {
			if (titles.get(id) !== (profile.title ?? null)) this.users.wrong.push(`Okta Directory returns ${id} twice, or though Okta does not list them, or with another title`);
			titles.delete(id);
		}
		for (const id of titles.keys()) this.users.wrong.push(`Okta Directory does not return ${id}`);
		return items.length;
	}

	/**
	 * Reads everybody and counts the DPoP proofs of the whole run. A refused proof and a request without one are recorded as errors.
	 *
	 * @returns {Promise<{ read: number, proofs: number, refusals: number, tokenRequests: number, tokens: number, nonces: number }>} users
	 *   read, proofs, refused proofs, token requests, tokens issued, and how often the nonces became invalid
	 */
	async prove() {
		const read = await this.#readEverybody();
		const { control } = this.watch.org;
		const [{ dpopProofs: proofs, dpopRefusals, tokenRequests }, log] = [await control.stats(), await control.log()];
		for (const [fault, count] of Object.entries(dpopRefusals)) this.users.wrong.push(`${count} proofs were refused: ${fault}`);
		const unproven = log.filter(({ path, authorization }) => path.startsWith('/api/') && authorization !== 'DPoP').length;
		if (unproven > 0) this.users.wrong.push(`${unproven} requests had no proof`);
		const tokens = log.filter(({ path, status }) => path === '/oauth2/v1/token' && status === 200).length;
		const refusals = Object.values(dpopRefusals).reduce((total, count) => total + count, 0);
		return { read, proofs, refusals, tokenRequests: tokenRequests.client_credentials ?? 0, tokens, nonces: this.nonces };
	}

	/**
	 * @param {number} minutes
	 * @returns {Promise<{ hits: Record<string, number>, stats: Awaited<ReturnType<Watch['org']['control']['stats']>>, windows: number, dpop?: Awaited<ReturnType<Soak['prove']>> }>}
	 *   what the org saw: requests hit by faults, request counts, how often the trigger read its window, and the service app's proofs
	 */
	async run(minutes) {
		const { control } = this.watch.org;
		await control.clearLog();
		await showProgress(`${minutes} minutes of changes and faults`, () => this.storm(minutes));
		const hits = await this.faults.clear();
		const [stats, log] = [await control.stats(), await control.log()];
		const windows = log.filter(({ query, status }) => status === 200 && /lastUpdated(\+|%20)ge/.test(query) && !/(^|&)after=/.test(query)).length;
		await showProgress('Waiting for what is still owed', () => this.settle());
		const { status } = await this.watch.session.publication(this.watch.workflow.id);
		if (status !== 'published') this.users.wrong.push(`The trigger is ${status} at the end`);
		const dpop = this.serviceApp ? await this.prove() : undefined;
		return { hits, stats, windows, dpop };
	}
}
