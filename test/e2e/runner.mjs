/**
 * Runs steps and prints each with its duration. Later steps run even if one fails.
 */
import { elapsed } from '../support/run.mjs';

/**
 * One check in a real n8n. `run` rejects when the check fails; the text that it returns is printed next to the name.
 * Consecutive steps with the same `together` run in parallel. It is meant for steps that mostly wait.
 *
 * @template Stage
 * @typedef {{ name: string, run: (stage: Stage) => Promise<string | void>, together?: string }} Step
 */

/**
 * @template Stage
 * @param {Step<Stage>[]} steps
 * @returns {Step<Stage>[][]} steps to run in parallel, in order
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
 * @param {Stage} stage - shared by all steps
 * @param {{ only?: RegExp, whenFailed?: () => string }} [options] - `only`: names to run; `whenFailed`: extra text to print on a failure
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
