/**
 * A Stryker plugin: Stryker's jest runner, made faster. For each mutant it loads only the test files whose tests reach the mutant,
 * the mutated file's own tests first, then the quickest, and stops at the first that fails. Stryker's own loads every test file that imports the mutated one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Set by main.mjs: the start file of `@stryker-mutator/jest-runner`, which is installed outside the repository. */
const { MUTATION_JEST_RUNNER } = process.env;

/** In the sandbox, the working directory of each runner process. A process that a hanging mutant has ended gets a successor. */
const TIMES_FILE = 'mutation-times.json';

/** Files that need less run together, because each start of jest costs about as much. */
const QUICK_MS = 400;

/** @typedef {{ file: string, ms: number }} TestTime */

const [{ factory: createRunner }] = (await import(pathToFileURL(MUTATION_JEST_RUNNER).href)).strykerPlugins;

/**
 * The test files of some tests in the order to run them. The file's own tests, such as dates.test.ts for dates.ts, run first and
 * alone: they find most mutants, and loading another test file takes up to a second.
 *
 * @param {Record<string, TestTime[]>} times - by the test's full name, which several files can share
 * @param {string} mutated - path of the mutated file
 * @param {string[] | undefined} tests - all tests by default
 * @returns {string[][]} files that run together
 */
function inOrder(times, mutated, tests = Object.keys(times)) {
	/** @type {Map<string, number>} */
	const files = new Map();
	for (const { file, ms } of tests.flatMap((test) => times[test] ?? [])) files.set(file, (files.get(file) ?? 0) + ms);
	const ownName = basename(mutated).replace(/\.ts$/, '.test.ts');
	const isOwn = (/** @type {string} */ file) => basename(file) === ownName;
	const own = [...files.keys()].filter(isOwn);
	const others = [...files].filter(([file]) => !isOwn(file)).sort(([, first], [, second]) => first - second);
	if (others.length === 0) return [own];
	const groups = own.length > 0 ? [own, []] : [[]];
	let sum = 0;
	for (const [file, ms] of others) {
		if (sum + ms > QUICK_MS && groups.at(-1).length > 0) {
			groups.push([]);
			sum = 0;
		}
		groups.at(-1).push(file);
		sum += ms;
	}
	return groups;
}

/** @param {any} injector - Stryker's */
function jestPerFile(injector) {
	const runner = injector.injectFunction(createRunner);
	const adapter = runner.jestTestAdapter;
	/** @type {string[] | undefined} */
	let testFiles;
	runner.jestTestAdapter = { run: (settings) => adapter.run({ ...settings, testFiles }) };
	return {
		init: () => runner.init(),
		capabilities: () => runner.capabilities(),
		async dryRun(options) {
			const result = await runner.dryRun(options);
			/** @type {Record<string, TestTime[]>} */
			const times = {};
			for (const { id, fileName, timeSpentMs } of result.tests ?? []) (times[id] ??= []).push({ file: fileName, ms: timeSpentMs });
			writeFileSync(TIMES_FILE, JSON.stringify(times));
			return result;
		},
		async mutantRun(options) {
			const times = JSON.parse(readFileSync(TIMES_FILE, 'utf8'));
			let result;
			let nrOfTests = 0;
			for (testFiles of inOrder(times, options.sandboxFileName, options.testFilter)) {
				result = await runner.mutantRun(options);
				nrOfTests += result.nrOfTests ?? 0;
				if (result.status !== 'survived') break;
			}
			return { ...result, nrOfTests };
		},
	};
}
jestPerFile.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'jest-per-file', factory: jestPerFile }];
