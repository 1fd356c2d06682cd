/**
 * An active workflow whose Okta Trigger watches a sandbox org of its own.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { noOp, oktaTrigger, row } from './workflow.mjs';

/** n8n polls every minute; the rest allows for a busy machine. */
const TICK_MS = 90_000;
const LOOK_MS = 500;

/**
 * Waits for the result of a poll.
 *
 * @param {string} what - named in the error if it does not arrive
 * @param {() => Promise<boolean>} holds
 * @param {{ polls?: number }} [options] - how many polls it may take
 */
export async function until(what, holds, { polls = 1 } = {}) {
	const deadline = Date.now() + polls * TICK_MS;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`${what} did not arrive within ${(polls * TICK_MS) / 1000} s`);
		await sleep(LOOK_MS);
	}
}

/** A workflow that watches an org for changes. */
export class Watch {
	/**
	 * @param {{ session: import('./n8n/session.mjs').N8nSession }} stage
	 * @param {import('./stage.mjs').Connected} connected
	 * @param {any} workflow - as returned by `importWorkflow`
	 */
	constructor({ session }, { org, credential }, workflow) {
		this.session = session;
		this.org = org;
		this.credential = credential;
		this.workflow = workflow;
		/** The node whose items count as delivered. */
		this.last = workflow.nodes.at(-1).name;
		/** @type {Map<string, import('./n8n/session.mjs').Execution>} */
		this.executions = new Map();
	}

	/**
	 * @param {import('./stage.mjs').Stage} stage
	 * @param {Parameters<import('./stage.mjs').Stage['connectOrg']>[0]} people - of the org
	 * @param {Record<string, unknown>} [parameters] - of the trigger
	 * @param {import('./workflow.mjs').Node} [behind] - the node after it
	 * @param {Record<string, unknown>} [data] - credential values that override the org's own
	 * @returns {Promise<Watch>} not active yet
	 */
	static async prepare(stage, people, parameters = {}, behind = noOp, data = {}) {
		const connected = await stage.connectOrg(people, data);
		const workflow = await stage.session.importWorkflow(row('Watch', oktaTrigger(connected.credential, parameters), behind));
		return new Watch(stage, connected, workflow);
	}

	/**
	 * @param {Parameters<typeof Watch.prepare>} what
	 * @returns {Promise<Watch>} active, its first poll done
	 */
	static async start(...what) {
		const watch = await Watch.prepare(...what);
		await watch.activate();
		return watch;
	}

	/** Publishes the workflow. Fails if its trigger does not start. */
	async activate() {
		const { status, triggers } = await this.session.activate(this.workflow);
		assert.equal(status, 'published', triggers[0]?.errorMessage ?? status);
	}

	/**
	 * Changes the trigger's parameters and publishes the workflow again.
	 *
	 * @param {Record<string, unknown>} parameters
	 */
	async change(parameters) {
		const { id, versionId, nodes, connections } = this.workflow;
		const changed = nodes.map((/** @type {any} */ node, /** @type {number} */ index) => (index === 0 ? { ...node, parameters } : node));
		this.workflow = await this.session.api('PATCH', `/workflows/${id}`, { nodes: changed, connections, versionId });
		await this.activate();
	}

	/** The message of errors that the step itself causes. A poll that meets them ends with an error. @type {RegExp | undefined} */
	expectedError;

	/** Stops watching. */
	async stop() {
		await this.session.deactivate(this.workflow);
	}

	/** @returns {Promise<import('./n8n/session.mjs').Execution[]>} finished executions, failed ones included, oldest first */
	async ended() {
		for (const id of await this.session.ended(this.workflow.id)) {
			if (!this.executions.has(id)) this.executions.set(id, await this.session.execution(id));
		}
		return [...this.executions.values()];
	}

	/** @returns {Promise<any[]>} items delivered so far, oldest first; rejects if an execution failed */
	async delivered() {
		const executions = await this.ended();
		const isExpected = (/** @type {import('./n8n/session.mjs').Execution} */ { error }) => this.expectedError?.test(error?.message ?? '') === true;
		const failed = executions.find((execution) => execution.status !== 'success' && !isExpected(execution));
		assert.equal(failed, undefined, `An execution ended with ${failed?.status}: ${failed?.error?.message}`);
		const succeeded = executions.filter(({ status }) => status === 'success');
		return succeeded.flatMap((execution) => execution.items(this.last).map(({ json }) => json));
	}

	/**
	 * Waits until the trigger has delivered a number of items.
	 *
	 * @param {number} count - total number of items
	 * @param {{ polls?: number }} [options]
	 * @returns {Promise<any[]>} everything delivered so far
	 */
	async items(count, options) {
		let items = await this.delivered();
		await until(`item ${count}`, async () => (items = await this.delivered()).length >= count, options).catch((error) => {
			throw new Error(`${error.message}: ${items.length} of ${count} items were delivered`);
		});
		return items;
	}

	/** @returns {Promise<Awaited<ReturnType<import('./stage.mjs').Connected['org']['control']['log']>>>} the requests that the org received */
	requests() {
		return this.org.control.log();
	}

	/**
	 * Waits for the next polls that reach the org.
	 *
	 * @param {number} [polls] - how many to wait for
	 */
	async polled(polls = 1) {
		await this.org.control.clearLog();
		await until('a poll', async () => (await this.requests()).length >= polls, { polls });
	}
}
