/**
 * Runs steps and shows each with its seconds. A failed step does not keep the next from running.
 */
import { elapsed } from '../support/run.mjs';

/**
 * One thing that must hold in a real n8n. `run` rejects when it does not; what it returns is shown beside the name.
 * Neighbours of the same `together` run at the same time: for steps that mostly wait.
 *
 * @template Stage
 * @typedef {{ name: string, run: (stage: Stage) => Promise<string | void>, together?: string }} Step
 */

/**
 * @template Stage
 * @param {Step<Stage>[]} steps
 * @returns {Step<Stage>[][]} what to run at the same time, in order
 */
function batches(steps) {
	/** @type {Step<Stage>[][]} */
	const batches = [];
	for (const step of steps) {
		const last = batches.at(-1);
		if (last && step.together && last[0].together === step.together) last.push(step);
		else batches.push([step]);
	}
	return batches;
}

/**
 * @template Stage
 * @param {Step<Stage>[]} steps
 * @param {Stage} stage - what all steps share
 * @param {{ only?: RegExp, whenFailed?: () => string }} [options] - `only`: names to run; `whenFailed`: more to show on a failure
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runSteps(steps, stage, { only = /(?:)/, whenFailed = () => '' } = {}) {
	let passed = 0;
	/** @type {string[]} */
	const failures = [];
	const runStep = async (/** @type {Step<Stage>} */ { name, run }) => {
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
	};
	for (const batch of batches(steps.filter((step) => only.test(step.name)))) await Promise.all(batch.map(runStep));
	if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
	return { passed, failed: failures.length };
}
