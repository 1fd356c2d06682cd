/**
 * n8n's own REST API, as its editor uses it: one logged-in owner.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { unflatten } from './flatted.mjs';

/** The owner of every test instance; `npm run demo -- --open` prints it as the log-in. */
export const owner = { email: 'owner@example.com', firstName: 'Olga', lastName: 'Owner', password: 'Demo-Passw0rd' };

const RUN_TIMEOUT_MS = 300_000;
const PUBLISH_TIMEOUT_MS = 60_000;
const POLL_MS = 200;

/** The states of an execution that has not ended. */
const UNFINISHED = ['new', 'running', 'waiting', 'unknown'];

/** Says nothing but must stay the same: n8n binds the session cookie to it. */
const BROWSER_ID = 'okta-signatures-harness';

/**
 * What a finished execution left.
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
 * Whether a workflow's triggers run. A trigger that failed does not come back by itself, not even with a restart.
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
	 * One request with the session's cookie.
	 *
	 * @param {string} pathOrUrl - path on this n8n, or a whole URL on it
	 * @param {RequestInit} [init]
	 * @returns {Promise<Response>}
	 */
	async fetch(pathOrUrl, init = {}) {
		const response = await fetch(new URL(pathOrUrl, this.server.url), {
			...init,
			// no kept connection: a busy n8n closes an idle one just as the next request goes out
			headers: { cookie: this.cookie, 'browser-id': BROWSER_ID, connection: 'close', ...init.headers },
		});
		const cookie = response.headers.getSetCookie().find((entry) => entry.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0];
		return response;
	}

	/**
	 * One call of the REST API.
	 *
	 * @param {string} method
	 * @param {string} path - below `/rest`
	 * @param {unknown} [body]
	 * @returns {Promise<any>} the answer's `data`; rejects with n8n's message and the `status` on any other status than 2xx
	 */
	async api(method, path, body) {
		const response = await this.fetch(`/rest${path}`, {
			method,
			...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
		});
		const text = await response.text();
		if (!response.ok) {
			// of an address that it does not know n8n gives a page
			const reason = text.startsWith('{') ? JSON.parse(text).message : response.statusText;
			const message = `n8n answered ${method} /rest${path.split('?')[0]} with ${response.status}: ${reason}`;
			throw Object.assign(new Error(message), { status: response.status });
		}
		const answer = text === '' ? {} : JSON.parse(text);
		return answer.data;
	}

	/** Makes the owner of a fresh instance, and logs in. */
	async setUpOwner() {
		await this.api('POST', '/owner/setup', owner);
	}

	/** Logs in, after a restart. */
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
	 * @returns {Promise<any>} the workflow as n8n stored it
	 */
	async importWorkflow(workflow) {
		return this.api('POST', '/workflows', { settings: {}, pinData: {}, ...workflow });
	}

	/**
	 * Runs a stored workflow from its manual trigger and waits for the end.
	 *
	 * @param {any} workflow - as `importWorkflow` gave it
	 * @param {{ timeoutMs?: number }} [options]
	 * @returns {Promise<Execution>} also for a failed run: see `status` and `error`
	 */
	async run(workflow, { timeoutMs = RUN_TIMEOUT_MS } = {}) {
		const trigger = workflow.nodes.find((/** @type {any} */ node) => /trigger$/i.test(node.type));
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
	 * Publishes a workflow, so that its trigger starts it, and waits until n8n has settled that.
	 *
	 * @param {{ id: string, versionId: string }} workflow - as `importWorkflow` gave it
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
	 * What the editor shows of a workflow's triggers, once n8n has settled it.
	 *
	 * @param {string} workflowId
	 * @returns {Promise<Publication>}
	 */
	async publication(workflowId) {
		const deadline = Date.now() + PUBLISH_TIMEOUT_MS;
		for (;;) {
			const publication = await this.api('GET', `/workflows/${workflowId}/publication-status`).catch((error) => {
				if (error.status !== 404) throw error;
				// n8n before its publication service settles it within the activation, which fails when a trigger does not start
				return { status: 'published', triggers: [] };
			});
			if (['published', 'partial', 'failed'].includes(publication.status)) return publication;
			if (Date.now() > deadline) throw new Error(`Workflow ${workflowId} was not published in ${PUBLISH_TIMEOUT_MS / 1000} s: ${publication.status}`);
			await sleep(POLL_MS);
		}
	}

	/**
	 * The executions of a workflow that have ended.
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
			// asked of the list, which does not carry the data
			const { results } = await this.api('GET', '/executions?limit=20');
			const found = results.find((/** @type {any} */ execution) => String(execution.id) === String(id));
			if (found && !UNFINISHED.includes(found.status)) return this.execution(id);
			if (Date.now() > deadline) throw new Error(`Execution ${id} did not end in ${timeoutMs / 1000} s`);
			await sleep(POLL_MS);
		}
	}

	/**
	 * What an execution left.
	 *
	 * @param {string} id - of one that has ended
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
