/**
 * Signatures for a whole directory in a real n8n: ours, beside n8n's own nodes with the same people in the same execution.
 */
import { N8N_VERSION } from '../e2e/n8n/cache.mjs';
import { Stage } from '../e2e/stage.mjs';
import { directory, signature, workflow } from '../e2e/workflow.mjs';
import { showProgress } from '../support/run.mjs';
import { expressionTemplate } from './peers.mjs';
import { aim, count, median, ofRuns, seconds, times } from './table.mjs';

/**
 * The peers write what is in a profile as it is. The sandbox has people with markup, blanks and line breaks in their values, and
 * with Chinese, Japanese and Korean names, which ours puts in their own order: those read differently.
 */
const LEAST_SHARE_ALIKE = 0.75;

/** How many times slower than ours n8n's own nodes are to be. @type {Record<string, number>} */
const LEAST_SLOWER = { 'Edit Fields': 10, HTML: 50 };

const peers = [
	{
		name: 'Edit Fields',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments: [{ id: 'html', name: 'html', type: 'string', value: `=${expressionTemplate}` }] }, options: {} },
	},
	{
		name: 'HTML',
		type: 'n8n-nodes-base.html',
		typeVersion: 1.2,
		parameters: { operation: 'generateHtmlTemplate', html: expressionTemplate },
	},
];

/** @returns {string} what a reader sees of HTML */
const visible = (/** @type {string} */ html) =>
	html
		.replace(/<[^>]*>/g, ' ')
		.replace(/&nbsp;/g, ' ')
		.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' })[entity] ?? '')
		.replace(/\s+/g, ' ')
		.trim();

/** The words that a reader sees. Only ours writes an address as its country does: in another order, and without a state where none is written. */
const words = (/** @type {string} */ html) => visible(html).split(/[\s,-]+/);

/**
 * A reader of the directory with a renderer on each of its branches.
 *
 * @param {{ id: string, name: string }} credential
 */
function renderers(credential) {
	const reader = directory(credential, { resource: 'user', operation: 'getAll', returnAll: true });
	const ours = signature({ operation: 'render', templateSource: 'gallery', galleryTemplate: 'classic', options: { target: 'none' } });
	const row = workflow('Render', reader, ours, ...peers);
	return {
		...row,
		connections: {
			Start: { main: [[{ node: reader.name, type: 'main', index: 0 }]] },
			[reader.name]: { main: [[ours, ...peers].map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
	};
}

/**
 * @param {import('./main.mjs').Scale} scale
 * @returns {Promise<import('./main.mjs').Part>} rejects when a node leaves anybody out, or the peers' signatures are not the same as ours
 */
export async function renderInN8n({ people, runs, node, n8n, packageDir }) {
	const stage = await showProgress('Starting n8n', async () =>
		// the data of an execution is held several times over while it is saved and read
		Stage.open({ node, n8n, packageDir, logName: 'bench-n8n', env: { NODE_OPTIONS: '--max-old-space-size=6144' } }),
	);
	try {
		const { credential } = await stage.connectOrg({ people });
		const stored = await stage.session.importWorkflow(renderers(credential));
		/** @type {Map<string, number[]>} */
		const measurements = new Map(['Okta Signature', ...peers.map(({ name }) => name)].map((name) => [name, []]));
		let alike = 0;
		for (let run = 1; run <= runs; run++) {
			const execution = await showProgress(`Rendering ${people} people, run ${run} of ${runs}`, () => stage.session.run(stored));
			if (execution.status !== 'success') throw new Error(`The run ended with ${execution.status}: ${execution.error?.message}`);
			for (const [name, measured] of measurements) {
				const count = execution.items(name).length;
				if (count !== people) throw new Error(`${name} gave ${count} signatures for ${people} people`);
				measured.push(execution.nodeMs(name));
			}
			const htmls = [execution.items('Okta Signature').map(({ json }) => json.signature.html), ...peers.map(({ name }) => execution.items(name).map(({ json }) => json.html))];
			alike = htmls[0].filter((html, index) => htmls.every((other) => words(html).every((word) => words(other[index]).includes(word)))).length;
			if (alike < people * LEAST_SHARE_ALIKE) throw new Error(`Only ${alike} of ${people} signatures read the same in all nodes`);
		}
		const ours = median(measurements.get('Okta Signature') ?? []);
		const table = {
			title: `Render ${count(people)} people in n8n ${N8N_VERSION}`,
			columns: ['Node', 'Time', 'Compared with ours', 'Runs', 'Aim'],
			rows: [...measurements].map(([name, measured]) => [
				name,
				seconds(median(measured)),
				name === 'Okta Signature' ? '' : times(median(measured) / ours),
				measured.map(seconds).join(', '),
				Object.hasOwn(LEAST_SLOWER, name) ? aim(`at least ${LEAST_SLOWER[name]} ×`, median(measured) >= LEAST_SLOWER[name] * ours) : '',
			]),
			notes: [
				`${ofRuns(runs)}. Execution time of each node as n8n records it; all nodes get the same people in the same execution. Ours renders the gallery template \`classic\` as HTML and text, with hash and completeness; the others only its HTML ([peers.mjs](peers.mjs)). ${count(alike)} of the signatures have the same words in all three, except that ours writes addresses as each country does. In the rest, the others lose markup in a value, keep separators next to blank values, or reverse East Asian names.`,
			],
		};
		return { tables: [table], figures: { nodeInN8n: { ms: ours / people } } };
	} finally {
		await stage.close();
	}
}
