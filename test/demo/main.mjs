/**
 * The demo: a sandbox Okta org with 500 users, a real n8n, a PKCE connection and the example workflow, which writes signatures.
 * A second Okta Signature node makes the page that shows them all.
 *
 *     npm run demo              writes demo-output/ and stops
 *     npm run demo -- --open    keeps n8n and its editor running until Ctrl-C
 *
 * Needs Node 20 and npm. Installs everything else itself.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installDependencies } from '../support/install.mjs';
import { elapsed, root, showProgress } from '../support/run.mjs';
import { ensureN8n } from '../e2e/n8n/cache.mjs';
import { exampleWorkflow, writtenFiles } from '../e2e/example.mjs';
import { owner } from '../e2e/n8n/session.mjs';
import { packPackage } from '../e2e/n8n/package.mjs';
import { Stage } from '../e2e/stage.mjs';

const PEOPLE = 500;
const outputFolder = join(root, 'demo-output');
const keepOpen = process.argv.includes('--open');

/** @type {[string, string][]} */
const times = [];

/**
 * Runs a step and records how long it took.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function timed(name, work) {
	const start = Date.now();
	const result = await work();
	times.push([name, elapsed(start)]);
	return result;
}

/**
 * Adds a node with the operation Preview behind Okta Directory. Its template is that of Okta Signature.
 *
 * @param {any} workflow - "Okta → signatures"
 * @returns {any}
 */
function withPreview(workflow) {
	const signature = workflow.nodes.find((/** @type {any} */ { name }) => name === 'Okta Signature');
	const { templateSource, galleryTemplate } = signature.parameters;
	const [x, y] = signature.position;
	workflow.nodes.push({ ...signature, id: 'preview', name: 'Preview', position: [x, y + 208], parameters: { operation: 'preview', templateSource, galleryTemplate } });
	workflow.connections['Okta Directory'].main[0].push({ node: 'Preview', type: 'main', index: 0 });
	return workflow;
}

/** @param {[string, string | number][]} rows */
function printTable(rows) {
	const width = Math.max(...rows.map(([name]) => name.length));
	console.log(`\n${rows.map(([name, value]) => `  ${name.padEnd(width)}  ${String(value).padStart(12)}`).join('\n')}\n`);
}

async function main() {
	await timed('Dependencies', installDependencies);
	const packageDir = await timed('Package', () => packPackage());
	const program = await timed('n8n and Node 24', () => ensureN8n());

	rmSync(outputFolder, { recursive: true, force: true });
	mkdirSync(outputFolder, { recursive: true });
	const stage = await timed('Start of n8n', () =>
		showProgress('Starting n8n', () =>
			Stage.open({ ...program, packageDir, logName: 'demo-n8n', env: { N8N_RESTRICT_FILE_ACCESS_TO: outputFolder } }),
		),
	);
	try {
		const { org, credential } = await timed('Okta org and PKCE connection', () =>
			showProgress('Connecting n8n to the Okta org', () => stage.connectOrg({ people: PEOPLE })),
		);
		const workflow = await stage.session.importWorkflow(withPreview(exampleWorkflow(credential, outputFolder)));
		const execution = await timed('Workflow "Okta → signatures"', () =>
			showProgress('Running the workflow', () => stage.session.run(workflow)),
		);
		if (execution.status !== 'success') {
			throw new Error(`The workflow ended with ${execution.status}: ${execution.error?.message}\n${stage.n8n.logTail()}`);
		}
		const items = execution.items('Okta Signature');
		const written = writtenFiles(execution).map((file) => basename(file));
		const onDisk = readdirSync(outputFolder);
		const lost = written.filter((name) => !onDisk.includes(`${name}.htm`) || !onDisk.includes(`${name}.txt`));
		if (items.length !== PEOPLE || new Set(written).size !== PEOPLE || lost.length > 0) {
			throw new Error(`${items.length} signatures for ${PEOPLE} users, ${new Set(written).size} files, ${lost.length} files missing`);
		}
		const [{ json: preview }] = execution.items('Preview');
		if (preview.people !== PEOPLE) throw new Error(`The preview page has ${preview.people} of ${PEOPLE} users`);
		writeFileSync(join(outputFolder, 'index.html'), preview.html);

		printTable([
			['Users read', execution.items('Okta Directory').length],
			['Signatures rendered', items.length],
			['Incomplete signatures', preview.incomplete],
			...times,
		]);
		console.log(`Open ${join(outputFolder, 'index.html')} in a browser to see all signatures.`);
		if (keepOpen) {
			console.log(`\nn8n:      ${stage.n8n.url}/workflow/${workflow.id}\nEmail:    ${owner.email}\nPassword: ${owner.password}\nOkta org: ${org.url}\nPress Ctrl-C to stop.`);
			await new Promise(() => {});
		}
	} finally {
		await stage.close();
	}
}

try {
	await main();
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : error}`);
	process.exitCode = 1;
}
