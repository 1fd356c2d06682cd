/** Reads whole directories. */
import assert from 'node:assert/strict';
import { directory, workflow } from '../workflow.mjs';

const PAGE_SIZE = 200;

/**
 * Reads all users and compares them with the org's.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @param {import('../stage.mjs').Connected} connected
 * @returns {Promise<{ seconds: number, requests: number }>} rejects if a user is missing, doubled or unexpected
 */
export async function readComplete({ session }, { org, credential }) {
	const before = (await org.control.stats()).apiRequests['/api/v1/users'] ?? 0;
	const execution = await session.importAndRun(
		workflow('Read everybody', directory(credential, { resource: 'user', operation: 'getAll', returnAll: true })),
	);
	assert.equal(execution.status, 'success', execution.error?.message);
	const ids = execution.items('Okta Directory').map(({ json }) => json.id);
	const everybody = (await org.control.people.list()).filter(({ status }) => status !== 'DEPROVISIONED');
	assert.deepEqual(ids.sort(), everybody.map(({ id }) => id).sort());
	const requests = (await org.control.stats()).apiRequests['/api/v1/users'] - before;
	return { seconds: execution.seconds, requests };
}

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [450, 2000, 10_000].map((people) => {
	const pages = Math.ceil(people / PAGE_SIZE);
	return {
		name: `${people.toLocaleString('en')} users are read with ${pages} requests, each user once`,
		async run(stage) {
			const { seconds, requests } = await readComplete(stage, await stage.connectOrg({ people }));
			assert.equal(requests, pages);
			return `${seconds.toFixed(1)} s in n8n`;
		},
	};
});
