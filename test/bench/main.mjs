/**
 * Figures against what people would use instead, side by side in one run.
 *
 *     node test/bench/main.mjs [--people 10000] [--runs 3]
 *
 * Prints a table for each comparison and writes them to test/bench/RESULTS.md. Installs what it needs (see e2e/n8n/cache.mjs).
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from '../support/install.mjs';
import { elapsed, root } from '../support/run.mjs';
import { N8N_VERSION } from '../e2e/n8n/cache.mjs';
import { renderInN8n } from './renderInN8n.mjs';
import { markdown, text } from './table.mjs';

const comparisons = [renderInN8n];

async function main() {
	const { values } = parseArgs({ options: { people: { type: 'string', default: '10000' }, runs: { type: 'string', default: '3' } } });
	const scale = { people: Number(values.people), runs: Number(values.runs) };
	const start = Date.now();
	await installDependencies();
	const tables = [];
	for (const comparison of comparisons) {
		const table = await comparison(scale);
		console.log(`\n${text(table)}\n`);
		tables.push(table);
	}
	const machine = `${cpus()[0].model}, ${cpus().length} cores, n8n ${N8N_VERSION}, ${new Date().toISOString().slice(0, 10)}`;
	const file = join(root, 'test', 'bench', 'RESULTS.md');
	writeFileSync(file, `# Figures\n\nBy \`npm run bench\` on ${machine}.\n\n${tables.map(markdown).join('\n')}`);
	console.log(`${elapsed(start)} in all, written to ${file}`);
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
