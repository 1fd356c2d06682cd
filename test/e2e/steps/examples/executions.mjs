/** Reads the results of example workflow runs. */
import assert from 'node:assert/strict';
import { until } from '../../watch.mjs';

/** @param {any[]} people */
export const addresses = (people) => people.map(({ profile }) => profile.email).sort();

/** @param {import('../../n8n/session.mjs').Execution} execution */
export const updated = (execution) => execution.items('Updated').map(({ json }) => json.email).sort();

/** The rendered signatures by email address. @param {import('../../n8n/session.mjs').Execution} execution */
export const rendered = (execution) => new Map(execution.items('Okta Signature').map(({ json }) => [json.profile.email, json.signature]));

/**
 * Checks that the run failed in its own Stop and Error node, which names exactly these.
 *
 * @param {import('../../n8n/session.mjs').Execution} execution
 * @param {string} what - the text before the names
 * @param {[string, RegExp][]} left - email address and reason
 */
export function assertFailuresNamed(execution, what, left) {
	assert.equal(execution.status, 'error');
	assert.equal(execution.error?.node?.name, 'Report Failures', execution.error?.message);
	const told = execution.error?.message ?? '';
	assert.ok(told.startsWith(`${left.length} ${what}: `), told);
	for (const [who, why] of left) {
		const from = told.indexOf(`${who} (`);
		assert.ok(from > 0, `${who} is not in: ${told}`);
		assert.match(told.slice(from), why);
	}
}

/**
 * Waits for a run started by a trigger.
 *
 * @param {Awaited<ReturnType<typeof import('../../standIns/stage.mjs').exampleStage>>} stage
 * @param {{ id: string }} workflow
 */
export async function triggered({ session }, workflow) {
	await until('a run', async () => (await session.ended(workflow.id)).length > 0, { polls: 2 });
	return session.execution((await session.ended(workflow.id))[0]);
}
