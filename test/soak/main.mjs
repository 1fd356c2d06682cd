/**
 * The soak test: a real n8n polls an org with constant changes and faults. At the end every change must have been delivered
 * once, and n8n's memory must not have grown.
 *
 *     npm run test:soak [-- --minutes 20 --seed 1 --control --results]
 *
 * `--control` also runs and measures a second n8n without our nodes (control.mjs). Prints tables; `--results` writes
 * them to test/soak/RESULTS.md. Needs Linux (/proc). Installs what it needs (see e2e/n8n/cache.mjs).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, markdown, text } from '../bench/table.mjs';
import { ensureN8n } from '../e2e/n8n/cache.mjs';
import { packPackage } from '../e2e/n8n/package.mjs';
import { Stage } from '../e2e/stage.mjs';
import { installDependencies } from '../support/install.mjs';
import { root } from '../support/run.mjs';
import { Control } from './control.mjs';
import { Soak } from './soak.mjs';
import { tables, verdict } from './tables.mjs';

async function main() {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '20' },
			seed: { type: 'string', default: '1' },
			control: { type: 'boolean', default: false },
			results: { type: 'boolean', default: false },
		},
	});
	const minutes = Number(values.minutes);
	if (!(minutes >= 1)) throw new Error('--minutes must be a number of at least 1');
	await installDependencies();
	const packageDir = await packPackage();
	const heap = new URL('./heap.mjs', import.meta.url).href;
	const options = { ...(await ensureN8n()), packageDir, env: { NODE_OPTIONS: `--import ${heap}` } };
	const stage = await Stage.open({ ...options, logName: 'soak-n8n' });
	/** @type {Control | undefined} */
	let control;
	try {
		if (values.control) control = await Control.open(options);
		const soak = await Soak.prepare(stage, Number(values.seed), control);
		const seen = await soak.run(minutes);
		const all = await tables(soak, seen, minutes);
		const wrong = verdict(soak);
		console.log(`\n${all.map(text).join('\n\n')}\n`);
		console.log(wrong.length === 0 ? 'All checks passed.' : `Failed:\n${wrong.map((line) => `  ${line}`).join('\n')}`);
		process.exitCode = wrong.length === 0 ? 0 : 1;
		if (!values.results) return;
		const memory = soak.memories.some((life) => life.growth('rss')) ? 'memory stayed within its bounds' : 'it was too short to tell of memory';
		const outcome = wrong.length === 0 ? `Nothing was lost, doubled or invented, and ${memory}.` : `What did not hold: ${wrong.join('; ')}.`;
		writeFileSync(
			join(root, 'test', 'soak', 'RESULTS.md'),
			`# Soak\n\nBy \`npm run test:soak -- --minutes ${values.minutes} --seed ${values.seed}${values.control ? ' --control' : ''} --results\` on ${machine()}. ${outcome}\n\n${all.map(markdown).join('\n')}`,
		);
	} finally {
		await control?.close();
		await stage.close();
	}
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
