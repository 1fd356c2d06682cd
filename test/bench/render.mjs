/**
 * Rendering signatures without n8n: our engine next to the template engine alone.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import { buildDir, root, showProgress } from '../support/run.mjs';
import { runContestant } from './contestant.mjs';
import { aim, count, megabytes, median, milliseconds, ofRuns, times } from './table.mjs';

const WARM_UP_PEOPLE = 2000;

const MOST_OF_FLOOR = 2;

/** The sandbox has people with unusual URLs, which our engine removes from links. */
const MIN_SHARE_ALIKE = 0.99;

const contestants = [
	{ name: 'mustache alone (the minimum)', program: 'renderMustache' },
	{ name: 'our engine', program: 'renderCore' },
	{ name: 'Okta Signature in n8n-core', program: 'renderNode' },
];

/** @returns {Promise<string>} a file with the engine and the gallery, bundled from the current sources */
async function bundleCore() {
	const contents = `
		export { GALLERY } from './gallery';
		export { compile, render } from './engine';
		export { Phones } from './engine/profile/phone';
	`;
	const outfile = join(buildDir, 'core.cjs');
	const stdin = { contents, resolveDir: join(root, 'nodes', 'OktaSignature'), loader: /** @type {const} */ ('ts') };
	await build({ stdin, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: ['n8n-workflow'], outfile });
	return outfile;
}

/**
 * @param {import('./main.mjs').Scale} scale
 * @returns {Promise<import('./main.mjs').Part>} rejects when the compared signatures differ
 */
export async function render({ people, runs, node, packageDir }) {
	const core = await bundleCore();
	/** @type {Map<string, { alike: number, usage: import('./child.mjs').Usage }[]>} */
	const measured = new Map(contestants.map(({ name }) => [name, []]));
	for (let run = 1; run <= runs; run++) {
		await showProgress(`Rendering ${count(people)} people without n8n, run ${run} of ${runs}`, async () => {
			for (const { name, program } of contestants) {
				const result = await runContestant(node, program, { people, warmUp: WARM_UP_PEOPLE, core, packageDir });
				const least = program === 'renderMustache' ? people * MIN_SHARE_ALIKE : people;
				if (result.people !== people || result.alike < least) throw new Error(`${name}: only ${result.alike} of ${people} signatures are the same`);
				measured.get(name)?.push(result);
			}
		});
	}
	const [floor, ours, inNode] = [...measured.values()].map((results) => ({
		alike: results[0].alike,
		cpuMs: median(results.map(({ usage }) => usage.cpuMs)),
		ms: median(results.map(({ usage }) => usage.ms)),
		peakBytes: median(results.map(({ usage }) => usage.peakBytes)),
	}));
	const aims = ['', aim(`within ${MOST_OF_FLOOR} × the minimum`, ours.cpuMs <= MOST_OF_FLOOR * floor.cpuMs), ''];
	const rows = [floor, ours, inNode].map(({ ms, cpuMs, peakBytes }, index) => [
		contestants[index].name, milliseconds(cpuMs), times(cpuMs / floor.cpuMs), milliseconds(ms), `${((1000 * ms) / people).toFixed(0)} µs`, megabytes(peakBytes), aims[index],
	]);
	const table = {
		title: `Render ${count(people)} people without n8n`,
		columns: ['Renderer', 'CPU', 'Compared with the minimum', 'Time', 'Per person', 'Peak memory', 'Aim'],
		rows,
		notes: [
			`${ofRuns(runs)}, each in a fresh process on n8n's Node, after a warm-up with ${count(WARM_UP_PEOPLE)} other people. All render the gallery template \`classic\` as HTML and as text; ${count(floor.alike)} of ${count(people)} results are identical. The minimum gets prepared data before the clock starts: cleaned values, formatted phone numbers and names, and a flag for each row and separator. Ours prepares them itself, looks for missing fields, and hashes the result.`,
		],
	};
	return { tables: [table], figures: { core: { ms: ours.cpuMs / people } } };
}
