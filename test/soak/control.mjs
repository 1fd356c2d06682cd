/**
 * A second n8n for comparison: as busy as the first, but with n8n's own nodes only. Each minute it reads users with HTTP Request
 * and adds a text of a signature's size with Edit Fields.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Stage } from '../e2e/stage.mjs';
import { row } from '../e2e/workflow.mjs';
import { Memory } from './memory.mjs';

export const ITEMS_A_MINUTE = 200;

/** The length of a signature's HTML and text. */
const SIGNATURE_LENGTH = 4000;

const LAST = 'Edit Fields';

/** The HTTP status of an n8n whose database does not respond in time. */
const BUSY = 503;

const node = (/** @type {string} */ name, /** @type {string} */ type, /** @type {number} */ typeVersion, /** @type {Record<string, unknown>} */ parameters) => ({ name, type: `n8n-nodes-base.${type}`, typeVersion, parameters });

const workflow = (/** @type {string} */ url) =>
	row(
		'Control',
		node('Every minute', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'minutes', minutesInterval: 1 }] } }),
		node('HTTP Request', 'httpRequest', 4.2, { url, options: {} }),
		node(LAST, 'set', 3.4, {
			includeOtherFields: true,
			assignments: { assignments: [{ id: 'html', name: 'html', type: 'string', value: `={{ ($json.profile.displayName + ' ').repeat(${SIGNATURE_LENGTH}).slice(0, ${SIGNATURE_LENGTH}) }}` }] },
			options: {},
		}),
	);

/** @returns {object[]} users as Okta returns them; each call returns other values */
const users = (/** @type {number} */ call) =>
	Array.from({ length: ITEMS_A_MINUTE }, (_, index) => {
		const number = call * ITEMS_A_MINUTE + index;
		const texts = Array.from({ length: 25 }, (_, field) => [`attribute${field}`, `Value ${number} of field ${field}`]);
		return { id: `00u${number}`, status: 'ACTIVE', lastUpdated: new Date().toISOString(), profile: { displayName: `Person ${number}`, ...Object.fromEntries(texts) } };
	});

/** @returns {Promise<import('node:http').Server>} a server on loopback that returns users */
async function serveUsers() {
	let calls = 0;
	const server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(users(calls++))));
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return server;
}

/**
 * Looks at executions, but not while n8n answers that its database is busy: on a slow machine it does so for a moment.
 *
 * @param {() => Promise<void>} look
 */
export async function unlessBusy(look) {
	await look().catch((error) => {
		if (error.status !== BUSY) throw error;
	});
}

export class Control {
	/** @type {Set<string>} */
	#read = new Set();

	/**
	 * @param {Stage} stage
	 * @param {any} workflow - returned by `importWorkflow`
	 * @param {string} [snapshots] - path of its heap snapshots, to which the age is appended
	 */
	constructor(stage, workflow, snapshots) {
		this.stage = stage;
		this.workflow = workflow;
		this.memory = new Memory(/** @type {import('node:child_process').ChildProcess} */ (stage.n8n.child), snapshots);
	}

	/**
	 * @param {ConstructorParameters<typeof import('../e2e/n8n/server.mjs').N8nServer>[0]} options - the same as for the n8n under test
	 * @param {string} [snapshots] - path of its heap snapshots, to which the age is appended; none are written if undefined
	 * @returns {Promise<Control>} running
	 */
	static async open(options, snapshots) {
		const stage = await Stage.open({ ...options, logName: 'soak-control-n8n' });
		const server = await serveUsers();
		stage.onClose(() => server.close());
		const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
		const stored = await stage.session.importWorkflow(workflow(`http://127.0.0.1:${port}/`));
		const { status, triggers } = await stage.session.activate(stored);
		assert.equal(status, 'published', triggers[0]?.errorMessage ?? status);
		return new Control(stage, stored, snapshots);
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
			assert.equal(execution.items(LAST).length, ITEMS_A_MINUTE, `Execution ${id} of the control: ${execution.error?.message ?? execution.status}`);
			this.#read.add(id);
		}
	}

	/** Stops its n8n. */
	async close() {
		await this.stage.close();
	}
}
