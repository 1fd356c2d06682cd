/** What must hold when a main hands the work to workers. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { directory, oktaTrigger, row, signature, workflow } from '../workflow.mjs';

const PEOPLE = 2000;
const RUNS = 8;
const CHANGED = 200;

/** Two polls, and time to render. */
const TRIGGER_TIMEOUT_MS = 200_000;
const POLL_MS = 1000;

/** @typedef {import('./cluster.mjs').Cluster} Cluster */

const sum = (/** @type {number[]} */ counts) => counts.reduce((total, count) => total + count, 0);

/** Reads and renders everybody, several times at once. */
async function renderAtOnce(/** @type {Cluster} */ { session }, /** @type {{ id: string, name: string }} */ credential) {
	const start = Date.now();
	const executions = await Promise.all(
		Array.from({ length: RUNS }, () =>
			session.importAndRun(
				workflow('Queue', directory(credential, { resource: 'user', operation: 'getAll', returnAll: true }), signature({ operation: 'render' })),
			),
		),
	);
	for (const { status, error, items } of executions) {
		assert.equal(status, 'success', error?.message);
		const people = items('Okta Signature').map(({ json }) => json.id);
		assert.equal(people.length, PEOPLE);
		assert.equal(new Set(people).size, PEOPLE);
	}
	return (Date.now() - start) / 1000;
}

/** What the trigger has started, once it has found that many people. */
async function triggered(/** @type {Cluster} */ { session }, /** @type {string} */ workflowId, /** @type {number} */ people) {
	for (const deadline = Date.now() + TRIGGER_TIMEOUT_MS; ; await sleep(POLL_MS)) {
		const executions = await Promise.all((await session.ended(workflowId)).map((id) => session.execution(id)));
		for (const { status, error } of executions) assert.equal(status, 'success', error?.message);
		const items = executions.flatMap((execution) => execution.items('Okta Signature')).map(({ json }) => json);
		if (items.length >= people || Date.now() > deadline) return items;
	}
}

/** @type {import('../runner.mjs').Step<Cluster>[]} */
export const steps = [
	{
		name: `queue: ${RUNS} runs at once over ${PEOPLE.toLocaleString('en')} people are rendered, every run by a worker`,
		async run(cluster) {
			const { credential } = await cluster.sharedOrg('queue', { people: PEOPLE });
			const before = cluster.executions();
			const seconds = await renderAtOnce(cluster, credential);
			const workers = cluster.executions().map((count, index) => count - before[index]);
			assert.equal(sum(workers), RUNS);
			assert.ok(workers.every((count) => count > 0), `executions a worker: ${workers}`);
			const perMinute = Math.round(((RUNS * PEOPLE) / seconds) * 60);
			return `${perMinute.toLocaleString('en')} people a minute, executions a worker: ${workers.join(' and ')}`;
		},
	},
	{
		name: `queue: ${RUNS} runs at once with an expired token share one renewal over both workers`,
		async run(cluster) {
			const { org, credential } = await cluster.connectOrg({ people: PEOPLE });
			await org.control.set({ tokenLatencyMs: 400 });
			await org.control.oauth.expireAccessTokens();
			const before = cluster.executions();
			await renderAtOnce(cluster, credential);
			const used = cluster.executions().map((count, index) => count - before[index]);
			assert.ok(used.every((count) => count > 0), `executions a worker: ${used}`);
			const { refreshes, reuseDetections, tokenRequests } = await org.control.stats();
			assert.equal(refreshes, 1);
			assert.equal(tokenRequests.refresh_token, 1);
			assert.equal(reuseDetections, 0);
			return `executions a worker: ${used.join(' and ')}`;
		},
	},
	{
		name: `queue: the trigger polls on the main, the workers render, each of ${CHANGED} changes arrives once`,
		async run(cluster) {
			const { org, credential } = await cluster.connectOrg({ people: PEOPLE });
			const stored = await cluster.session.importWorkflow(
				row('Queue trigger', oktaTrigger(credential, { events: ['user.updated'] }), signature({ operation: 'render' })),
			);
			const before = sum(cluster.executions());
			const { status } = await cluster.session.activate(stored);
			assert.equal(status, 'published');
			const { ids } = await org.control.people.bulk({ count: CHANGED, profile: { title: 'Chief {n}' } });
			const start = Date.now();
			const items = await triggered(cluster, stored.id, CHANGED);
			const seconds = Math.round((Date.now() - start) / 1000);
			await cluster.session.deactivate(stored);
			assert.deepEqual(items.map(({ id }) => id).sort(), ids.sort());
			assert.equal(new Set(items.map(({ eventId }) => eventId)).size, CHANGED);
			assert.ok(items.every(({ signature: { html }, profile }) => html.includes(profile.title)));
			assert.ok(sum(cluster.executions()) > before, 'the workers ran what the trigger started');
			return `rendered ${seconds} s after the change`;
		},
	},
];
