/**
 * A Stryker plugin: Stryker's jest runner, made faster. For each mutant it loads only the test files whose tests reach the mutant,
 * the mutated file's own tests first, then the others together, the quickest first, and stops at the first that fails. Stryker's own loads every test file that imports the mutated one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Set by main.mjs: the start file of `@stryker-mutator/jest-runner`, which is installed outside the repository. */
const { MUTATION_JEST_RUNNER } = process.env;

/** In the sandbox, the working directory of each runner process. A process that a hanging mutant has ended gets a successor. */
const TIMES_FILE = 'mutation-times.json';

/** Also in the sandbox: a test file that runs the test files in `MUTATION_TEST_FILES`. Together they load each module once, which takes longer than their tests. */
const TOGETHER_FILE = join('test', 'unit', 'mutation-together.test.js');
const TOGETHER = `for (const file of JSON.parse(process.env.MUTATION_TEST_FILES)) describe('', () => { require(file); });\n`;

/** Set by stryker.mjs: whether a file with tests of its own meets only these. */
const { MUTATION_OWN_TESTS } = process.env;

/** @typedef {{ file: string, ms: number }} TestTime */

const [{ factory: createRunner }] = (await import(pathToFileURL(MUTATION_JEST_RUNNER).href)).strykerPlugins;

/**
 * The test files of some tests. The file's own tests are apart, because they find most mutants and load little: phones.test.ts and phoneTable.test.ts for
 * phone.ts, otherwise the tests of its folder.
 *
 * @param {Record<string, TestTime[]>} times - by the test's full name, which several files can share
 * @param {string} mutated - path of the mutated file
 * @param {string[] | undefined} tests - all tests by default
 * @returns {{ own: string[], others: string[] }} others: the quickest first
 */
function testFiles(times, mutated, tests = Object.keys(times)) {
	/** @type {Map<string, number>} */
	const files = new Map();
	for (const { file, ms } of tests.flatMap((test) => times[test] ?? [])) files.set(file, (files.get(file) ?? 0) + ms);
	const quickestFirst = [...files].sort(([, first], [, second]) => first - second).map(([file]) => file);
	const name = basename(mutated, '.ts');
	const hasName = quickestFirst.some((file) => basename(file).startsWith(name));
	const folder = basename(dirname(mutated));
	const isOwn = (/** @type {string} */ file) => (hasName ? basename(file).startsWith(name) : basename(dirname(file)) === folder);
	return { own: quickestFirst.filter(isOwn), others: quickestFirst.filter((file) => !isOwn(file)) };
}

/** @param {any} injector - Stryker's */
function jestPerFile(injector) {
	const runner = injector.injectFunction(createRunner);
	const adapter = runner.jestTestAdapter;
	/** @type {string[] | undefined} - full paths, as jest's `testMatch` patterns */
	let testMatch;
	runner.jestTestAdapter = {
		run: (settings) => adapter.run(testMatch === undefined ? settings : { ...settings, jestConfig: { ...settings.jestConfig, testMatch } }),
	};
	return {
		init: () => runner.init(),
		capabilities: () => runner.capabilities(),
		async dryRun(options) {
			const result = await runner.dryRun(options);
			/** @type {Record<string, TestTime[]>} */
			const times = {};
			for (const { id, fileName, timeSpentMs } of result.tests ?? []) (times[id] ??= []).push({ file: fileName, ms: timeSpentMs });
			writeFileSync(TIMES_FILE, JSON.stringify(times));
			writeFileSync(TOGETHER_FILE, TOGETHER);
			return result;
		},
		async mutantRun(options) {
			const { own, others } = testFiles(JSON.parse(readFileSync(TIMES_FILE, 'utf8')), options.sandboxFileName, options.testFilter);
			let nrOfTests = 0;
			const run = async (/** @type {string[]} */ files) => {
				process.env.MUTATION_TEST_FILES = JSON.stringify(files);
				testMatch = files.length === 1 ? files : [join(process.cwd(), TOGETHER_FILE)];
				const result = await runner.mutantRun(options);
				nrOfTests += result.nrOfTests ?? 0;
				// The block around each file adds a blank to the names.
				return { ...result, nrOfTests, ...(result.killedBy && { killedBy: result.killedBy.map((name) => name.trim()) }) };
			};
			if (own.length > 0) {
				const result = await run(own);
				if (result.status !== 'survived' || others.length === 0 || MUTATION_OWN_TESTS !== undefined) return result;
			}
			return await run(others);
		},
	};
}
jestPerFile.inject = ['$injector'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'jest-per-file', factory: jestPerFile }];
