/**
 * Measures the package next to what people would use instead, in one run.
 *
 *     node test/bench/main.mjs [--people 10000] [--runs 3] [--only <part>]
 *
 * Prints a table for each comparison. A run of all parts also writes them to test/bench/RESULTS.md. Installs what it needs (see
 * e2e/n8n/cache.mjs).
 */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from '../support/install.mjs';
import { elapsed, outputDir, root } from '../support/run.mjs';
import { ensureN8n } from '../e2e/n8n/cache.mjs';
import { packPackage } from '../e2e/n8n/package.mjs';
import { estimate } from './estimate.mjs';
import { latency } from './latency.mjs';
import { poll } from './poll.mjs';
import { read } from './read.mjs';
import { render } from './render.mjs';
import { renderInN8n } from './renderInN8n.mjs';
import { startUp } from './startUp.mjs';
import { machine, markdown, text } from './table.mjs';

/**
 * @typedef {{ people: number, runs: number, node: string, n8n: string, packageDir: string }} Scale - how much is measured; paths of n8n's Node
 *   and start script and of the unpacked package
 * @typedef {{ tables: import('./table.mjs').Table[], figures?: Record<string, any> }} Part - what a part gives; its figures go to the estimate
 */

/** @type {Record<string, (scale: Scale, figures: Record<string, any>) => Promise<Part>>} */
const parts = { read, render, renderInN8n, poll, latency, startUp, estimate };

/** @returns {Promise<string>} the unpacked package in a place of the bench's own: other programs pack anew while it runs */
async function ownPackage() {
	const dir = join(outputDir, 'bench', 'package');
	const packed = await packPackage();
	rmSync(dir, { recursive: true, force: true });
	cpSync(packed, dir, { recursive: true });
	return dir;
}

/** @param {string} option @param {string} value @returns {number} */
function wholeNumber(option, value) {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1) throw new Error(`--${option} takes a whole number of at least 1, not ${value}`);
	return number;
}

async function main() {
	const { values } = parseArgs({
		options: { people: { type: 'string', default: '10000' }, runs: { type: 'string', default: '3' }, only: { type: 'string' } },
	});
	const { only } = values;
	if (only !== undefined && !Object.hasOwn(parts, only)) throw new Error(`--only takes one of ${Object.keys(parts).join(', ')}, not ${only}`);
	const size = { people: wholeNumber('people', values.people), runs: wholeNumber('runs', values.runs) };
	const start = Date.now();
	await installDependencies();
	const scale = { ...size, ...(await ensureN8n()), packageDir: await ownPackage() };
	/** @type {Record<string, any>} */
	const figures = {};
	const tables = [];
	for (const [name, part] of Object.entries(parts)) {
		if (only !== undefined && only !== name) continue;
		const measured = await part(scale, figures);
		Object.assign(figures, measured.figures);
		for (const table of measured.tables) console.log(`\n${text(table)}\n`);
		tables.push(...measured.tables);
	}
	if (only !== undefined) return console.log(`${elapsed(start)} in all`);
	const file = join(root, 'test', 'bench', 'RESULTS.md');
	writeFileSync(file, `# Benchmark results\n\nMeasured with \`npm run bench\` on ${machine()}.\n\n${tables.map(markdown).join('\n')}`);
	console.log(`${elapsed(start)} in all, written to ${file}`);
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
