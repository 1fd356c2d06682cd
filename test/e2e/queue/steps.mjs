/** Checks of queue mode, where workers run the executions. */
import assert from 'node:assert/strict';
import { createServiceCredential, openServiceOrg, serviceDirectory, tokenRequests } from '../serviceApp.mjs';
import { Watch } from '../watch.mjs';
import { directory, signature, workflow } from '../workflow.mjs';
import { AT_ONCE } from './cluster.mjs';

const PEOPLE = 2000;
const CHANGED = 200;

/** More than one worker can run at once. */
const RUNS = AT_ONCE + 3;

/** @typedef {import('./cluster.mjs').Cluster} Cluster */
/** @typedef {import('../workflow.mjs').Node} Node */

/** @param {{ id: string, name: string }} credential @returns {Node} reads all users */
const reader = (credential) => directory(credential, { resource: 'user', operation: 'getAll', returnAll: true });

const sum = (/** @type {number[]} */ counts) => counts.reduce((total, count) => total + count, 0);

/** @param {number[]} counts of executions @returns {string} */
const shares = (counts) => `executions a worker: ${counts.join(' and ')}`;

/**
 * Reads and renders all users in several parallel runs. Each run must contain each user once, and both workers must take part.
 *
 * @param {Cluster} cluster
 * @param {Node} read
 * @returns {Promise<{ seconds: number, workers: number[] }>} `workers`: executions per worker
 */
async function renderAtOnce(cluster, read) {
	const before = cluster.executions();
	const start = Date.now();
	const executions = await Promise.all(
		Array.from({ length: RUNS }, () => cluster.session.importAndRun(workflow('Queue', read, signature({ operation: 'render' })))),
	);
	const seconds = (Date.now() - start) / 1000;
	for (const { status, error, items } of executions) {
		assert.equal(status, 'success', error?.message);
		const people = items('Okta Signature').map(({ json }) => json.id);
		assert.equal(people.length, PEOPLE);
		assert.equal(new Set(people).size, PEOPLE);
	}
	const workers = cluster.executions().map((count, index) => count - before[index]);
	assert.equal(sum(workers), RUNS, 'every run by a worker');
	assert.ok(workers.every((count) => count > 0), shares(workers));
	return { seconds, workers };
}

/** @type {import('../runner.mjs').Step<Cluster>[]} */
export const steps = [
	{
		name: `queue: ${RUNS} parallel runs over ${PEOPLE.toLocaleString('en')} users are rendered by workers`,
		async run(cluster) {
			const { credential } = await cluster.connectOrg({ people: PEOPLE });
			const { seconds, workers } = await renderAtOnce(cluster, reader(credential));
			const perMinute = Math.round(((RUNS * PEOPLE) / seconds) * 60);
			return `${perMinute.toLocaleString('en')} users per minute, ${shares(workers)}`;
		},
	},
	{
		name: `queue: ${RUNS} parallel runs on two workers with an expired token share one renewal`,
		async run(cluster) {
			const { org, credential } = await cluster.connectOrg({ people: PEOPLE });
			await org.control.set({ tokenLatencyMs: 400 });
			await org.control.oauth.expireAccessTokens();
			const { workers } = await renderAtOnce(cluster, reader(credential));
			const { refreshes, reuseDetections, tokenRequests: asked, apiStatuses } = await org.control.stats();
			assert.equal(refreshes, 1);
			assert.equal(asked.refresh_token, 1);
			assert.equal(reuseDetections, 0);
			assert.ok(apiStatuses['401'] > 1, 'several runs met the expired token');
			return `${apiStatuses['401']} runs had the expired token, ${refreshes} renewal, ${shares(workers)}`;
		},
	},
	{
		name: `queue: ${RUNS} parallel runs with a service app request at most one token each, then reuse the stored one`,
		async run(cluster) {
			const org = await openServiceOrg(cluster, { people: PEOPLE });
			const read = serviceDirectory(await createServiceCredential(cluster, org));
			await org.control.set({ tokenLatencyMs: 400 });
			await renderAtOnce(cluster, read);
			const first = await tokenRequests(org);
			assert.ok(first >= 1 && first <= RUNS, `${first} tokens`);
			const { workers } = await renderAtOnce(cluster, read);
			assert.equal(await tokenRequests(org), first);
			assert.equal((await org.control.stats()).apiStatuses['401'], undefined);
			return `${first} tokens for ${2 * RUNS} runs, ${shares(workers)}`;
		},
	},
	{
		name: `queue: the main polls, the workers render, and each of ${CHANGED} changes arrives once`,
		async run(cluster) {
			const watch = await Watch.prepare(cluster, { people: PEOPLE }, { events: ['user.updated'] }, signature({ operation: 'render' }));
			const before = sum(cluster.executions());
			await watch.activate();
			const { ids } = await watch.org.control.people.bulk({ count: CHANGED, profile: { title: 'Chief {n}' } });
			const start = Date.now();
			const items = await watch.items(CHANGED, { polls: 2 });
			const seconds = Math.round((Date.now() - start) / 1000);
			await watch.polled();
			assert.equal((await watch.delivered()).length, CHANGED, 'the next poll adds nothing');
			await watch.stop();
			assert.deepEqual(items.map(({ id }) => id).sort(), ids.sort());
			const duplicates = CHANGED - new Set(items.map(({ eventId }) => eventId)).size;
			assert.equal(duplicates, 0);
			assert.ok(items.every(({ signature: { html }, profile }) => html.includes(profile.title)));
			assert.equal(sum(cluster.executions()) - before, watch.executions.size, 'the workers ran what the trigger started');
			return `rendered ${seconds} s after the change, ${duplicates} duplicates`;
		},
	},
];
