/**
 * Runs steps one after the other and shows each with its seconds. A failed step does not keep the next from running.
 */
import { elapsed } from '../support/run.mjs';

/**
 * One thing that must hold in a real n8n. `run` rejects when it does not; what it returns is shown beside the name.
 *
 * @template Stage
 * @typedef {{ name: string, run: (stage: Stage) => Promise<string | void> }} Step
 */

/**
 * @template Stage
 * @param {Step<Stage>[]} steps
 * @param {Stage} stage - what all steps share
 * @param {{ only?: RegExp, whenFailed?: () => string }} [options] - `only`: names to run; `whenFailed`: more to show on a failure
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSteps(steps, stage, { only = /(?:)/, whenFailed = () => '' } = {}) {
	let passed = 0;
	const failures = [];
	for (const { name, run } of steps.filter((step) => only.test(step.name))) {
		const start = Date.now();
		try {
			const note = await run(stage);
			passed++;
			console.log(`ok      ${elapsed(start).padStart(7)}  ${name}${note ? ` (${note})` : ''}`);
		} catch (error) {
			failures.push(name);
			console.log(`FAILED  ${elapsed(start).padStart(7)}  ${name}`);
			console.log(error instanceof Error ? (error.stack ?? error.message) : error);
			console.log(whenFailed());
		}
	}
	if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
	return { passed, failed: failures.length };
}
