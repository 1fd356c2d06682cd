/**
 * Stryker, which changes one place of the code at a time and runs the tests that reach it. It is installed on demand, because
 * 65 MB in everybody's node_modules would serve one command.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, lock, once } from '../support/cache.mjs';
import { cleanNpmEnv, outputDir, root, run } from '../support/run.mjs';

/** The last version for Node 20. */
const VERSION = '9.6.1';

/** Besides one and a half times the tests' time: for the first turn, and for the second, which also repeats the mutants that timed out. Long there, because a mutant that is only slow on a busy machine would count as killed. */
const TIMEOUTS_MS = { first: 20_000, second: 60_000 };

/** The share of each property's cases in the first turn, in which a file meets its own tests. What survives meets all tests and cases in the second. */
const FIRST_SHARE = 0.2;

/**
 * Makes sure that Stryker is installed.
 *
 * @returns {Promise<string>} its node_modules folder
 */
export async function ensureStryker() {
	const dir = join(cacheDir(), `stryker-${VERSION}`);
	const unlock = await lock(cacheDir());
	try {
		await once(dir, `stryker@${VERSION}`, async () => {
			const dependencies = { '@stryker-mutator/core': VERSION, '@stryker-mutator/jest-runner': VERSION };
			writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies }));
			const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund'];
			await run(`Installing Stryker ${VERSION} (65 MB)`, 'npm', install, { name: 'install-stryker', cwd: dir, env: cleanNpmEnv(process.env) });
		});
	} finally {
		unlock();
	}
	return join(dir, 'node_modules');
}

/**
 * The file with an engine's results. Stryker also starts from it: it tests a mutant again only if the mutant, the test that
 * killed it, or the set of tests that reach it has changed.
 *
 * @param {import('./engines.mjs').Engine} engine
 * @returns {string}
 */
export const reportOf = ({ name }) => join(outputDir, 'mutation', `${name}.json`);

/**
 * Tests mutants, and writes their results.
 *
 * @param {string} stryker - its node_modules folder
 * @param {import('./engines.mjs').Engine} engine
 * @param {{ title: string, mutate: string[], again?: boolean, statics?: boolean, allTests?: boolean }} turn - `mutate`: files or places; `again`: also
 * those with a result; `statics`: also those that act while the file is loaded, so that all tests have to run; `allTests`:
 * not only the file's own, and properties run as many cases as in `npm test`
 */
export async function mutate(stryker, engine, { title, mutate: places, again = false, statics = false, allTests = false }) {
	const jestRunner = join(stryker, '@stryker-mutator', 'jest-runner', 'dist', 'src', 'index.js');
	const config = join(outputDir, 'mutation', `${engine.name}.config.json`);
	mkdirSync(join(outputDir, 'mutation'), { recursive: true });
	const options = {
		mutate: places,
		plugins: [join(root, 'test', 'mutation', 'jestPerFile.mjs'), jestRunner],
		testRunner: 'jest-per-file',
		jest: {
			configFile: 'test/jest.config.json',
			enableFindRelatedTests: false,
			config: {
				testEnvironment: join(root, 'test', 'mutation', 'environment.cjs'),
				testMatch: engine.tests.map((pattern) => `**/test/unit/${pattern}`),
			},
		},
		coverageAnalysis: 'perTest',
		// One process leaves the other cores to whoever works at the machine.
		concurrency: 1,
		// jest keeps 20 to 50 MB of each run.
		maxTestRunnerReuse: 50,
		timeoutMS: allTests ? TIMEOUTS_MS.second : TIMEOUTS_MS.first,
		incremental: true,
		incrementalFile: reportOf(engine),
		force: again,
		ignoreStatic: !statics,
		reporters: ['progress-append-only'],
		tempDirName: join('test-output', 'mutation', 'sandbox'),
		ignorePatterns: ['dist', 'demo-output', 'test-output'],
		// Stryker would need TypeScript in its own folder to adapt the paths in tsconfig.json, which stay valid in the sandbox.
		tsconfigFile: 'none',
		warnings: { slow: false },
	};
	writeFileSync(config, JSON.stringify(options));
	await run(title, process.execPath, [join(stryker, '@stryker-mutator', 'core', 'bin', 'stryker.js'), 'run', config], {
		name: `mutation-${engine.name}`,
		env: { ...process.env, MUTATION_JEST_RUNNER: jestRunner, ...(allTests ? { MUTATION_SHARE: '1' } : { MUTATION_SHARE: String(FIRST_SHARE), MUTATION_OWN_TESTS: 'yes' }) },
	});
}
