/**
 * The soak test: a real n8n polls an org with constant changes and faults. At the end every change must have been delivered
 * once, and n8n's memory must not have grown.
 *
 *     npm run test:soak [-- --minutes 20 --seed 1 --service-app --control --heap --results]
 *
 * With `--service-app` the trigger connects as a service app with DPoP, its tokens last 10 minutes, the nonces change every 10
 * minutes, n8n restarts in the middle, and at the end Okta Directory reads everybody; no proof may be refused.
 * `--control` also runs and measures a second n8n without our nodes (control.mjs). `--heap` writes heap snapshots to
 * test-output/heap when an n8n is 3, 15 and 30 minutes old (36 minutes give all three), compares the first and the last, and
 * has n8n log its garbage collections. A snapshot needs hundreds of MB, so the resident set tells nothing then. Prints
 * tables; `--results` writes them to test/soak/RESULTS.md, in place of the last run of the same kind. Needs Linux (/proc). Installs what it needs (see e2e/n8n/cache.mjs).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, markdown, text } from '../bench/table.mjs';
import { ensureN8n } from '../e2e/n8n/cache.mjs';
import { packPackage } from '../e2e/n8n/package.mjs';
import { Stage } from '../e2e/stage.mjs';
import { installDependencies } from '../support/install.mjs';
import { outputDir, root } from '../support/run.mjs';
import { Control } from './control.mjs';
import { TRACE } from './heap.mjs';
import { Soak } from './soak.mjs';
import { tables, verdict } from './tables.mjs';

const RESULTS = join(root, 'test', 'soak', 'RESULTS.md');

async function main() {
	const { values } = parseArgs({
		options: {
			minutes: { type: 'string', default: '20' },
			seed: { type: 'string', default: '1' },
			'service-app': { type: 'boolean', default: false },
			control: { type: 'boolean', default: false },
			heap: { type: 'boolean', default: false },
			results: { type: 'boolean', default: false },
		},
	});
	const minutes = Number(values.minutes);
	if (!(minutes >= 1)) throw new Error('--minutes must be a number of at least 1');
	await installDependencies();
	const packageDir = await packPackage();
	const heap = new URL('./heap.mjs', import.meta.url).href;
	const options = { ...(await ensureN8n()), packageDir, env: { NODE_OPTIONS: `--import ${heap}`, ...(values.heap && { [TRACE]: '1' }) } };
	const heapDir = values.heap ? join(outputDir, 'heap') : undefined;
	if (heapDir) mkdirSync(heapDir, { recursive: true });
	const stage = await Stage.open({ ...options, logName: 'soak-n8n' });
	/** @type {Control | undefined} */
	let control;
	try {
		if (values.control) control = await Control.open(options, heapDir && join(heapDir, 'control'));
		const soak = await Soak.prepare(stage, Number(values.seed), { compared: control, serviceApp: values['service-app'] });
		soak.heapDir = heapDir;
		const seen = await soak.run(minutes);
		const all = await tables(soak, seen, minutes);
		const wrong = verdict(soak);
		console.log(`\n${all.map(text).join('\n\n')}\n`);
		console.log(wrong.length === 0 ? 'All checks passed.' : `Failed:\n${wrong.map((line) => `  ${line}`).join('\n')}`);
		process.exitCode = wrong.length === 0 ? 0 : 1;
		if (!values.results) return;
		const memory = soak.memories.some((life) => life.growth('rss')) ? 'memory stayed within its bounds' : 'the run was too short to judge memory';
		const outcome = wrong.length === 0 ? `Nothing was lost, doubled or invented, ${values['service-app'] ? 'no DPoP proof was refused, ' : ''}and ${memory}.` : `What did not hold: ${wrong.join('; ')}.`;
		const flags = `${values['service-app'] ? ' --service-app' : ''}${values.control ? ' --control' : ''}${values.heap ? ' --heap' : ''}`;
		const measured = `Measured with \`npm run test:soak -- --minutes ${values.minutes} --seed ${values.seed}${flags} --results\` on ${machine()}. ${outcome}`;
		const heading = `## Last run${values['service-app'] ? ' with a service app' : ''}\n`;
		const kept = readFileSync(RESULTS, 'utf8').split(/^(?=## )/m).filter((section) => !section.startsWith(heading)).map((section) => section.trimEnd());
		writeFileSync(RESULTS, [...kept, `${heading}\n${measured}\n\n${all.map((table) => `#${markdown(table)}`).join('\n')}`].join('\n\n'));
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
