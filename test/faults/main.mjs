/**
 * The fault campaign: every fault at the first, a middle and the last request of every operation of the package, once and
 * permanently. Required: nothing lost, nothing doubled, a bounded duration and, if it ends in an error, a message with a
 * resolution.
 *
 *     node test/faults/main.mjs [--only <pattern>] [--fault <pattern>] [--sample <count>] [--seed <number>] [--write]
 *
 * Exits with code 1 if a cell is bad. --only and --fault select operations and faults by name; --sample runs a random sample of
 * this size, which --seed varies; --write stores the counts in RESULTS.md. Waiting times are counted but skipped (clock.mjs).
 *
 * First it runs builds that are broken on purpose (broken.mjs). It must detect each of them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdown, text } from '../bench/table.mjs';
import { installDependencies } from '../support/install.mjs';
import { root, run } from '../support/run.mjs';
import { brokenBuilds, buildBroken } from './broken.mjs';
import { runCell } from './cell.mjs';
import { Clock } from './clock.mjs';
import { faults as faultsWith } from './faults.mjs';
import { BAD, GOOD } from './judge.mjs';
import { cellsOf, healthy, sample } from './matrix.mjs';
import { watches } from './polling.mjs';
import { reads } from './reading.mjs';
import { distOfUsers, loadBuild, World } from './world.mjs';

/** @typedef {import('./cell.mjs').Cell & import('./cell.mjs').Verdict} Result */

const RESULTS = join(root, 'test', 'faults', 'RESULTS.md');
const LAST_RUN = '## Last run\n';

/** `performance` is the only real clock here: clock.mjs replaces `Date`. */
const start = performance.now();
const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;

const title = (/** @type {import('./cell.mjs').Cell} */ { subject, fault, position, lasting }) =>
	`${subject.name} | ${fault.name} | ${position.name} request | ${lasting ? 'always' : 'once'}`;

/** @param {World} world @param {import('./faults.mjs').Fault[]} faults @param {import('./world.mjs').Build} build */
async function prove(world, faults, build) {
	const missed = [];
	for (const broken of brokenBuilds) {
		const subject = [...reads, ...watches].find(({ name }) => name === broken.cell.subject);
		const fault = faults.find(({ name }) => name === broken.cell.fault);
		if (!subject || !fault) throw new Error(`No cell ${broken.cell.subject} | ${broken.cell.fault}`);
		const { expected } = await healthy(world, build, subject);
		const cell = { subject, fault, position: { name: `${broken.cell.nth}.`, nth: broken.cell.nth }, lasting: broken.cell.lasting };
		const { outcome, detail } = await runCell(world, await buildBroken(broken), cell, expected);
		console.log(`${outcome === broken.outcome ? 'detected' : 'MISSED'}  a build that ${broken.name}: ${outcome}, ${detail}`);
		if (outcome !== broken.outcome) missed.push(broken.name);
	}
	return missed;
}

/** @param {Result[]} results @param {import('./faults.mjs').Fault[]} faults @returns {import('../bench/table.mjs').Table} */
function counted(results, faults) {
	const outcomes = [...GOOD, ...BAD];
	const row = (/** @type {string} */ name, /** @type {Result[]} */ some) => [name, ...outcomes.map((outcome) => String(some.filter((result) => result.outcome === outcome).length || '')), String(some.length)];
	const hours = results.reduce((sum, { waitedMs }) => sum + waitedMs, 0) / 3_600_000;
	return {
		title: `${results.length.toLocaleString('en')} cells`,
		columns: ['Fault', ...outcomes, 'cells'],
		rows: [...faults.map(({ name }) => row(name, results.filter(({ fault }) => fault.name === name))).filter((cells) => cells.at(-1) !== '0'), row('All', results)],
		notes: [`${new Set(results.map(({ subject }) => subject.name)).size} operations; ${hours.toFixed(1)} hours of waiting skipped.`],
	};
}

async function main() {
	const { values } = parseArgs({
		options: { only: { type: 'string', default: '' }, fault: { type: 'string', default: '' }, sample: { type: 'string' }, seed: { type: 'string', default: '1' }, write: { type: 'boolean', default: false } },
	});
	await installDependencies();
	await run('Building the package', process.execPath, [join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'], { name: 'build' });
	const build = loadBuild(distOfUsers);
	const clock = new Clock();
	clock.install();
	const world = await World.open(clock);
	const faults = faultsWith(world.elsewhere.origin);
	const missed = await prove(world, faults, build);

	const subjects = [...reads, ...watches].filter(({ name }) => new RegExp(values.only, 'i').test(name));
	const matrix = [];
	for (const subject of subjects) {
		const { paths } = await healthy(world, build, subject);
		matrix.push(...cellsOf(subject, paths, faults.filter(({ name }) => new RegExp(values.fault, 'i').test(name))));
	}
	const chosen = values.sample === undefined ? matrix : sample(matrix, Number(values.sample), Number(values.seed));
	console.log(`${chosen.length} of ${matrix.length} cells, seed ${values.seed}`);
	/** @type {Result[]} */
	const results = [];
	/** @type {string[]} */
	let expected = [];
	for (const [index, cell] of chosen.entries()) {
		if (cell.subject !== chosen[index - 1]?.subject) {
			console.log(`${seconds().padStart(6)}  ${cell.subject.name}`);
			// Earlier trigger cells have changed users.
			({ expected } = await healthy(world, build, cell.subject));
		}
		const result = { ...cell, ...(await runCell(world, build, cell, expected)) };
		results.push(result);
		if (BAD.includes(result.outcome)) console.log(`${result.outcome}  ${title(cell)}\n        ${result.detail}`);
	}
	await world.close();

	const table = counted(results, faults);
	console.log(`\n${text(table)}\n`);
	const bad = results.filter(({ outcome }) => BAD.includes(outcome));
	for (const result of bad) console.log(`${result.outcome}  ${title(result)}`);
	console.log(`${results.length - bad.length} of ${results.length} cells passed, ${brokenBuilds.length - missed.length} of ${brokenBuilds.length} broken builds were detected, ${seconds()}`);
	if (values.write) {
		const kept = readFileSync(RESULTS, 'utf8').split(LAST_RUN)[0];
		writeFileSync(RESULTS, `${kept}${LAST_RUN}\n${markdown(table).replace(/^## .*\n\n/, '')}`);
	}
	return bad.length + missed.length === 0 && results.length > 0;
}

let passed = false;
try {
	passed = await main();
} catch (error) {
	console.error(error instanceof Error ? error.stack : error);
}
// n8n-core's timers would keep the process running.
process.exit(passed ? 0 : 1);
