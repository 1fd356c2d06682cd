const { appendFileSync } = require('node:fs');
const { check, defaultReportMessage } = require('fast-check');

/**
 * Properties for jest: in `npm test` with few cases that are always the same, under `npm run test:fuzz` (test/fuzz/main.mjs)
 * with new ones for as long as it gives.
 */

/**
 * How a property fared, as the long runner reads it: one line of JSON each.
 *
 * @typedef {object} Fared
 * @property {string} property - the test's whole name
 * @property {number} runs
 * @property {string} [failure] - seed, path and shrunk case, as fast-check words them
 */

/** The seed of short runs: the same cases on every machine. */
const SHORT_SEED = 20_260_131;

/** What the long runner asks for; nothing of it is set in `npm test`. */
const { FUZZ_SECONDS, FUZZ_SEED, FUZZ_PATH, FUZZ_REPORT } = process.env;

/** @param {number} runs @returns {import('fast-check').Parameters<any>} */
function parameters(runs) {
	if (FUZZ_SECONDS === undefined) return { numRuns: runs, seed: SHORT_SEED, includeErrorInReport: true };
	return {
		numRuns: Number.MAX_SAFE_INTEGER,
		seed: Number(FUZZ_SEED),
		path: FUZZ_PATH,
		interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1000,
		markInterruptAsFailure: false,
		includeErrorInReport: true,
	};
}

/** @param {import('fast-check').RunDetails<any>} details */
function judged(details) {
	// Without the stack, which leads through fast-check and jest only.
	const failure = details.failed ? defaultReportMessage(details)?.replace(/^\s+at .*\n/gm, '') : undefined;
	if (FUZZ_REPORT !== undefined) {
		/** @type {Fared} */
		const fared = { property: expect.getState().currentTestName ?? '', runs: details.numRuns, failure };
		appendFileSync(FUZZ_REPORT, `${JSON.stringify(fared)}\n`);
	}
	if (failure !== undefined) throw new Error(failure);
}

/**
 * Tries a property.
 *
 * @param {import('fast-check').IProperty<any>} property
 * @param {number} [runs] - cases of the short run
 * @throws {Error} with seed, path and shrunk case
 */
function holds(property, runs = 100) {
	judged(check(property, parameters(runs)));
}

/**
 * The same for a property that has to be waited for.
 *
 * @param {import('fast-check').IAsyncProperty<any>} property
 * @param {number} [runs]
 */
async function holdsAsync(property, runs = 100) {
	judged(await check(property, parameters(runs)));
}

module.exports = { holds, holdsAsync };
