/**
 * Calls n8n's internal REST API as its editor does, logged in as the owner.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { unflatten } from './flatted.mjs';

/** The owner of every test instance; `npm run demo -- --open` prints these as the login. */
export const owner = { email: 'owner@example.com', firstName: 'Olga', lastName: 'Owner', password: 'Demo-Passw0rd' };

const RUN_TIMEOUT_MS = 300_000;
const PUBLISH_TIMEOUT_MS = 180_000;
const POLL_MS = 200;

/** The statuses of an unfinished execution. */
const UNFINISHED = ['new', 'running', 'waiting', 'unknown'];

/** Any value works but it must not change: n8n binds the session cookie to it. */
const BROWSER_ID = 'okta-signatures-harness';

/**
 * The results of a finished execution.
 *
 * @typedef {{
 *   id: string,
 *   status: string,
 *   seconds: number,
 *   items: (node: string, output?: number) => any[],
 *   nodeMs: (node: string) => number,
 *   error?: { message: string, description?: string | null, node?: { name: string }, context?: any },
 *   hints: (node: string) => string[],
 * }} Execution
 */

/**
 * Whether a workflow's triggers run. A failed trigger does not start again, not even after a restart.
 *
 * @typedef {{ status: 'published' | 'partial' | 'failed', triggers: { nodeId: string, status: 'activated' | 'failed', errorMessage: string | null }[] }} Publication
 */

/** A browser session of the owner. */
export class N8nSession {
	/** @param {{ url?: string }} server */
	constructor(server) {
		this.server = server;
		this.cookie = '';
	}

	/**
	 * Sends a request with the session's cookie.
	 *
	 * @param {string} pathOrUrl - path or full URL on this n8n
	 * @param {RequestInit} [init]
	 * @returns {Promise<Response>}
	 */
	async fetch(pathOrUrl, init = {}) {
		const response = await fetch(new URL(pathOrUrl, this.server.url), {
			...init,
			// No keep-alive: a busy n8n may close an idle connection while the next request is sent.
			headers: { cookie: this.cookie, 'browser-id': BROWSER_ID, connection: 'close', ...init.headers },
		});
		const cookie = response.headers.getSetCookie().find((entry) => entry.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0];
		return response;
	}

	/**
	 * Calls the REST API.
	 *
	 * @param {string} method
	 * @param {string} path - below `/rest`
	 * @param {unknown} [body]
	 * @returns {Promise<any>} the response's `data`; rejects with n8n's message and `status` unless the status is 2xx
	 */
	async api(method, path, body) {
		const response = await this.fetch(`/rest${path}`, {
			method,
			...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
		});
		const text = await response.text();
		if (!response.ok) {
			// n8n answers an unknown address with an HTML page.
			const reason = text.startsWith('{') ? JSON.parse(text).message : response.statusText;
			const message = `n8n answered ${method} /rest${path.split('?')[0]} with ${response.status}: ${reason}`;
			throw Object.assign(new Error(message), { status: response.status });
		}
		const answer = text === '' ? {} : JSON.parse(text);
		return answer.data;
	}

	/** Creates the owner of a new instance and logs in. */
	async setUpOwner() {
		await this.api('POST', '/owner/setup', owner);
	}

	/** Logs in again after a restart. */
	async logIn() {
		await this.api('POST', '/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	}

	/**
	 * @param {string} name
	 * @param {string} type
	 * @param {Record<string, unknown>} data
	 * @returns {Promise<{ id: string, name: string }>}
	 */
	async createCredential(name, type, data) {
		const { id } = await this.api('POST', '/credentials', { name, type, data });
		return { id, name };
	}

	/**
	 * @param {any} workflow - as in a workflow file: name, nodes, connections, settings
	 * @returns {Promise<any>} the stored workflow
	 */
	async importWorkflow(workflow) {
		return this.api('POST', '/workflows', { settings: {}, pinData: {}, ...workflow });
	}

	/**
	 * Runs a stored workflow from a trigger and waits until it ends.
	 *
	 * @param {any} workflow - returned by `importWorkflow`
	 * @param {{ timeoutMs?: number, from?: string }} [options] - `from`: the trigger's name (the first trigger)
	 * @returns {Promise<Execution>} also for a failed run: see `status` and `error`
	 */
	async run(workflow, { timeoutMs = RUN_TIMEOUT_MS, from } = {}) {
		const trigger = workflow.nodes.find((/** @type {any} */ { name, type }) => (from ? name === from : /trigger$/i.test(type)));
		const { executionId } = await this.api('POST', `/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: trigger.name },
		});
		return this.finished(executionId, timeoutMs);
	}

	/**
	 * Stores a workflow and runs it.
	 *
	 * @param {any} workflow
	 * @param {{ timeoutMs?: number }} [options]
	 * @returns {Promise<Execution>}
	 */
	async importAndRun(workflow, options) {
		return this.run(await this.importWorkflow(workflow), options);
	}

	/**
	 * Publishes a workflow and waits until n8n reports whether its triggers started.
	 *
	 * @param {{ id: string, versionId: string }} workflow - returned by `importWorkflow`
	 * @returns {Promise<Publication>} also when the trigger did not start: see `status`
	 */
	async activate({ id, versionId }) {
		await this.api('POST', `/workflows/${id}/activate`, { versionId });
		return this.publication(id);
	}

	/** @param {{ id: string }} workflow */
	async deactivate({ id }) {
		await this.api('POST', `/workflows/${id}/deactivate`);
	}

	/**
	 * The status of a workflow's triggers, as the editor shows it, once n8n reports a final one.
	 *
	 * @param {string} workflowId
	 * @returns {Promise<Publication>}
	 */
	async publication(workflowId) {
		const deadline = Date.now() + PUBLISH_TIMEOUT_MS;
		for (;;) {
			const publication = await this.api('GET', `/workflows/${workflowId}/publication-status`).catch((error) => {
				if (error.status !== 404) throw error;
				// Older n8n versions have no publication service: the activation itself fails if a trigger does not start.
				return { status: 'published', triggers: [] };
			});
			if (['published', 'partial', 'failed'].includes(publication.status)) return publication;
			if (Date.now() > deadline) throw new Error(`Workflow ${workflowId} was not published in ${PUBLISH_TIMEOUT_MS / 1000} s: ${publication.status}`);
			await sleep(POLL_MS);
		}
	}

	/**
	 * Lists the finished executions of a workflow.
	 *
	 * @param {string} workflowId
	 * @returns {Promise<string[]>} their ids, oldest first
	 */
	async ended(workflowId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.api('GET', `/executions?limit=100&filter=${filter}`);
		return results
			.filter((/** @type {any} */ { status }) => !UNFINISHED.includes(status))
			.map((/** @type {any} */ { id }) => String(id))
			.sort((/** @type {string} */ a, /** @type {string} */ b) => Number(a) - Number(b));
	}

	/**
	 * Waits until an execution has ended.
	 *
	 * @param {string} id
	 * @param {number} timeoutMs
	 * @returns {Promise<Execution>}
	 */
	async finished(id, timeoutMs) {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			// The list does not carry the data.
			const { results } = await this.api('GET', '/executions?limit=20');
			const found = results.find((/** @type {any} */ execution) => String(execution.id) === String(id));
			if (found && !UNFINISHED.includes(found.status)) return this.execution(id);
			if (Date.now() > deadline) throw new Error(`Execution ${id} did not end in ${timeoutMs / 1000} s`);
			await sleep(POLL_MS);
		}
	}

	/**
	 * The results of an execution.
	 *
	 * @param {string} id - of a finished execution
	 * @returns {Promise<Execution>}
	 */
	async execution(id) {
		const execution = await this.api('GET', `/executions/${id}`);
		const { resultData } = unflatten(execution.data);
		const runs = (/** @type {string} */ node) => resultData.runData[node] ?? [];
		return {
			id: String(id),
			status: execution.status,
			seconds: (Date.parse(execution.stoppedAt) - Date.parse(execution.startedAt)) / 1000,
			items: (node, output = 0) => runs(node).flatMap((/** @type {any} */ run) => run.data?.main?.[output] ?? []),
			nodeMs: (node) => runs(node).reduce((/** @type {number} */ sum, /** @type {any} */ run) => sum + run.executionTime, 0),
			error: resultData.error,
			hints: (node) => runs(node).flatMap((/** @type {any} */ run) => (run.hints ?? []).map((/** @type {any} */ hint) => hint.message)),
		};
	}
}
