/**
 * Mutation testing of the engines: Stryker changes one place of the code at a time (a mutant), and a test has to fail. A mutant that
 * survives every test is a promise that no test keeps. Writes RESULTS.md.
 *
 *     npm run test:mutation [-- --engine trigger|client|signature --only <pattern> --again --report]
 *
 * `--engine` and `--only` (a regular expression for file names) select files. Results are kept in test-output/mutation, and only what
 * changed is tested again; `--again` tests everything. `--report` only writes RESULTS.md from the results.
 *
 * Mutants meet their file's own tests with a fifth of the properties' cases, then the survivors all tests and cases. Survivors that no test can find
 * are listed in equivalent.json, each with the reason. Exits with code 1 if other mutants survived.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from '../support/install.mjs';
import { root } from '../support/run.mjs';
import { ENGINES, filesOf } from './engines.mjs';
import { readMutants } from './mutants.mjs';
import { results } from './results.mjs';
import { ensureStryker, mutate } from './stryker.mjs';

const { values: options } = parseArgs({
	options: {
		engine: { type: 'string' },
		only: { type: 'string', default: '' },
		again: { type: 'boolean', default: false },
		report: { type: 'boolean', default: false },
	},
});

/** Results are written after so many files: whoever stops a run keeps them. */
const FILES_AT_ONCE = 6;

/** @param {string} stryker @param {import('./engines.mjs').Engine} engine @param {string[]} files */
async function test(stryker, engine, files) {
	for (let done = 0; done < files.length; done += FILES_AT_ONCE) {
		const some = files.slice(done, done + FILES_AT_ONCE);
		await mutate(stryker, engine, { title: `Mutants of ${engine.name}, ${done + some.length} of ${files.length} files`, mutate: some, again: options.again });
	}
	const inFiles = () => readMutants(engine).mutants.filter(({ file }) => files.includes(file));
	const statics = inFiles().filter(({ tested }) => !tested);
	if (statics.length > 0) {
		const title = `Mutants of ${engine.name} that act while a file is loaded`;
		await mutate(stryker, engine, { title, mutate: statics.map(({ range }) => range), again: true, statics: true });
	}
	// Those that timed out as well: the machine may have been busy.
	const survivors = inFiles().filter(({ tested, killed, timedOut, equivalent }) => tested && (!killed || timedOut) && equivalent === undefined);
	if (survivors.length > 0) {
		const title = `Survivors of ${engine.name}, with all tests`;
		await mutate(stryker, engine, { title, mutate: survivors.map(({ range }) => range), again: true, statics: true, allTests: true });
	}
}

const selected = ENGINES.filter(({ name }) => options.engine === undefined || options.engine === name);
if (selected.length === 0) throw new Error(`No engine ${options.engine}. There are: ${ENGINES.map(({ name }) => name).join(', ')}`);
if (!options.report) {
	await installDependencies();
	const stryker = await ensureStryker();
	for (const engine of selected) {
		const files = filesOf(engine).filter((file) => new RegExp(options.only).test(file));
		if (files.length > 0) await test(stryker, engine, files);
	}
}
const { markdown, unexplained } = results();
writeFileSync(join(root, 'test', 'mutation', 'RESULTS.md'), markdown);
console.log(markdown);
if (unexplained > 0) process.exitCode = 1;
