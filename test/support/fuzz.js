const { appendFileSync } = require('node:fs');
const { check, defaultReportMessage, nat } = require('fast-check');

/**
 * Checks fast-check properties in jest. `npm test` runs a few cases that are always the same; `npm run test:fuzz`
 * (test/fuzz/main.mjs) runs new cases for a given time.
 */

/**
 * The result of a property, one line of JSON in the report for test/fuzz/main.mjs.
 *
 * @typedef {object} PropertyResult
 * @property {string} property - the test's full name
 * @property {number} runs
 * @property {string} [failure] - fast-check's text with seed, path and shrunk case
 */

/** The fixed seed of `npm test`, which gives the same cases on every machine. */
const SHORT_SEED = 20_260_131;

/** Set by test/fuzz/main.mjs, not in `npm test`. */
const { FUZZ_SECONDS, FUZZ_SEED, FUZZ_PATH, FUZZ_REPORT } = process.env;

/** Set by test/mutation/main.mjs: the share of the cases to run, such as 0.2. A property then ends at the first failure without shrinking it. */
const { MUTATION_SHARE } = process.env;

/** @param {number} runs @returns {import('fast-check').Parameters<any>} */
function parameters(runs) {
	if (MUTATION_SHARE !== undefined) return { numRuns: Math.ceil(runs * Number(MUTATION_SHARE)), seed: SHORT_SEED, endOnFailure: true };
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
function report(details) {
	// Without the stack, which contains only fast-check and jest.
	const failure = details.failed ? defaultReportMessage(details)?.replace(/^\s+at .*\n/gm, '') : undefined;
	if (FUZZ_REPORT !== undefined) {
		/** @type {PropertyResult} */
		const result = { property: expect.getState().currentTestName ?? '', runs: details.numRuns, failure };
		appendFileSync(FUZZ_REPORT, `${JSON.stringify(result)}\n`);
	}
	if (failure !== undefined) throw new Error(failure);
}

/**
 * Checks a property.
 *
 * @param {import('fast-check').IProperty<any>} property
 * @param {number} [runs] - cases in `npm test`
 * @throws {Error} with seed, path and shrunk case
 */
function holds(property, runs = 100) {
	report(check(property, parameters(runs)));
}

/**
 * The same for an asynchronous property.
 *
 * @param {import('fast-check').IAsyncProperty<any>} property
 * @param {number} [runs]
 */
async function holdsAsync(property, runs = 100) {
	report(await check(property, parameters(runs)));
}

const FIRST_SURROGATE = 0xd800;
const SURROGATES = 0x800;

/** @param {unknown} character @throws {Error} if it is not one character */
function positionOf(character) {
	const code = typeof character === 'string' ? (character.codePointAt(0) ?? -1) : -1;
	if (code < 0 || String.fromCodePoint(code) !== character) throw new Error('Not one character');
	return code < FIRST_SURROGATE ? code : code - SURROGATES;
}

/**
 * Any character of Unicode, as `unit` of `fc.string`. It gives the same cases as fast-check's own `binary`, which first builds a list
 * of a million characters, half a second for each test file.
 */
const anyCharacter = nat(0x10ffff - SURROGATES).map(
	(position) => String.fromCodePoint(position < FIRST_SURROGATE ? position : position + SURROGATES),
	positionOf,
);

module.exports = { anyCharacter, holds, holdsAsync };
