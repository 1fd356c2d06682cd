/**
 * Checks every property of the test suite with new cases for a given time.
 *
 *     npm run test:fuzz [-- --minutes 10 --only <pattern> --seed <number> --path <path>]
 *
 * Runs all properties in rounds until the time is over. Each round uses the next seed. Prints the iterations of each property.
 * For a failure, prints seed, path and shrunk case, and exits with code 1. `--only` selects tests by a regular expression;
 * with the printed `--seed` and `--path` it repeats one failure.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from '../support/install.mjs';
import { outputDir, root, run } from '../support/run.mjs';

/** Long enough to run every property once and to count them. */
const FIRST_ROUND_S = 2;

/** A longer round would report a failure late. */
const LONGEST_TURN_S = 60;

/** Two processes run properties in parallel. */
const WORKERS = 2;

const report = join(outputDir, 'fuzz.jsonl');

/** @typedef {import('../support/fuzz').PropertyResult} PropertyResult */

/** @returns {string[]} the test files with properties */
function filesWithProperties() {
	const unit = join(root, 'test', 'unit');
	return readdirSync(unit, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => join(unit, name))
		.filter((file) => readFileSync(file, 'utf8').includes('support/fuzz'));
}

/**
 * One round over all properties.
 *
 * @param {{ number: number, seconds: number, seed: number, path?: string, only: string }} round - `seconds` for each property
 * @returns {Promise<PropertyResult[]>} rejects if tests failed for another reason than a property
 */
async function play({ number, seconds, seed, path, only }) {
	rmSync(report, { force: true });
	const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
	const options = ['--config', 'test/jest.config.json', '--maxWorkers', String(WORKERS), '--testTimeout', '3600000', '--testNamePattern', only];
	const env = { ...process.env, FUZZ_SECONDS: String(seconds), FUZZ_SEED: String(seed), FUZZ_REPORT: report, ...(path && { FUZZ_PATH: path }) };
	const title = `Round ${number}, seed ${seed}, ${seconds} s a property`;
	const failed = await run(title, process.execPath, [jest, ...options, '--runTestsByPath', ...filesWithProperties()], { name: 'fuzz', env }).then(
		() => undefined,
		(error) => error,
	);
	const fared = readReport();
	if (failed && !fared.some(({ failure }) => failure)) throw failed;
	return fared;
}

/** @returns {PropertyResult[]} */
function readReport() {
	try {
		return readFileSync(report, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
	} catch {
		throw new Error('No property has that name');
	}
}

/** @param {PropertyResult[]} fared */
function print(fared) {
	/** @type {Map<string, number>} */
	const runs = new Map();
	for (const { property, runs: more } of fared) runs.set(property, (runs.get(property) ?? 0) + more);
	console.log('\nIterations  Property');
	for (const [property, count] of [...runs].sort(([a], [b]) => a.localeCompare(b))) console.log(`${count.toLocaleString('en').padStart(10)}  ${property}`);
	const total = [...runs.values()].reduce((sum, count) => sum + count, 0);
	const failures = fared.filter(({ failure }) => failure);
	for (const { property, failure } of failures) console.log(`\nFAILED  ${property}\n${failure}`);
	console.log(`\n${total.toLocaleString('en')} iterations of ${runs.size} properties, ${failures.length} failed`);
	return failures.length;
}

async function main() {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '10' },
			only: { type: 'string', default: '' },
			seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
			path: { type: 'string' },
		},
	});
	const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
	if (!(minutes > 0) || !Number.isInteger(seed)) throw new Error('--minutes takes a number above 0, --seed a whole number');
	const deadline = Date.now() + minutes * 60_000;
	await installDependencies();
	mkdirSync(outputDir, { recursive: true });
	/** @type {PropertyResult[]} */
	const fared = [];
	let seconds = FIRST_ROUND_S;
	for (let number = 1; ; number++) {
		fared.push(...(await play({ number, seconds, seed: seed + number - 1, path: values.path, only: values.only })));
		const left = (deadline - Date.now()) / 1000;
		seconds = Math.min(LONGEST_TURN_S, Math.floor((left * WORKERS) / new Set(fared.map(({ property }) => property)).size));
		if (seconds < 1 || values.path || fared.some(({ failure }) => failure)) break;
	}
	process.exitCode = print(fared) === 0 ? 0 : 1;
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
