/**
 * A second n8n for comparison: as busy as the first, but without our nodes.
 */
import assert from 'node:assert/strict';
import { Stage } from '../e2e/stage.mjs';
import { row } from '../e2e/workflow.mjs';
import { Memory } from './memory.mjs';

export const ITEMS_A_MINUTE = 200;

const workflow = () =>
	row(
		'Control',
		{ name: 'Every minute', type: 'n8n-nodes-base.scheduleTrigger', typeVersion: 1.2, parameters: { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } } },
		{ name: 'People', type: 'n8n-nodes-base.debugHelper', typeVersion: 1, parameters: { category: 'randomData', randomDataType: 'user', randomDataCount: ITEMS_A_MINUTE } },
		{ name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	);

export class Control {
	/** @type {Set<string>} */
	#read = new Set();

	/**
	 * @param {Stage} stage
	 * @param {any} workflow - returned by `importWorkflow`
	 */
	constructor(stage, workflow) {
		this.stage = stage;
		this.workflow = workflow;
		this.memory = new Memory(/** @type {import('node:child_process').ChildProcess} */ (stage.n8n.child));
	}

	/**
	 * @param {ConstructorParameters<typeof import('../e2e/n8n/server.mjs').N8nServer>[0]} options - the same as for the n8n under test
	 * @returns {Promise<Control>} running
	 */
	static async open(options) {
		const stage = await Stage.open({ ...options, logName: 'soak-control-n8n' });
		const stored = await stage.session.importWorkflow(workflow());
		const { status, triggers } = await stage.session.activate(stored);
		assert.equal(status, 'published', triggers[0]?.errorMessage ?? status);
		return new Control(stage, stored);
	}

	/** @returns {number} executions that returned all their items */
	get executions() {
		return this.#read.size;
	}

	/** Reads the executions that have ended since the last call, as the soak run does for the other n8n. Rejects if one lacks items. */
	async look() {
		for (const id of await this.stage.session.ended(this.workflow.id)) {
			if (this.#read.has(id)) continue;
			const execution = await this.stage.session.execution(id);
			assert.equal(execution.items('Nothing').length, ITEMS_A_MINUTE, `Execution ${id} of the control: ${execution.error?.message ?? execution.status}`);
			this.#read.add(id);
		}
	}

	/** Stops its n8n. */
	async close() {
		await this.stage.close();
	}
}
