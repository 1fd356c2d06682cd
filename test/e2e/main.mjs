/**
 * The end-to-end suite: the packed package in a real n8n against the sandbox Okta org.
 *
 *     node test/e2e/main.mjs [--only <pattern>]
 *
 * The oldest n8n (`--only old-n8n`) and queue mode (`--only queue`) run only when named: they need extra programs.
 *
 * Installs what it needs (see n8n/cache.mjs), prints one line per step and the totals at the end. Logs and the error messages
 * that users see are then in test-output/.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from '../support/install.mjs';
import { elapsed, outputDir } from '../support/run.mjs';
import { ensureN8n } from './n8n/cache.mjs';
import { packPackage } from './n8n/package.mjs';
import { runSteps } from './runner.mjs';
import { writeMessages } from './errorMessages.mjs';
import { signatureFolder } from './steps/signatures.mjs';
import { Stage } from './stage.mjs';
import * as badInput from './steps/badInput.mjs';
import * as connection from './steps/connection.mjs';
import * as editor from './steps/editor.mjs';
import * as eventHook from './steps/eventHook.mjs';
import * as examples from './steps/examples.mjs';
import * as faults from './steps/faults.mjs';
import * as nodes from './steps/nodes.mjs';
import * as oldN8n from './steps/oldN8n.mjs';
import * as pickers from './steps/pickers.mjs';
import * as queue from './steps/queue.mjs';
import * as reading from './steps/reading.mjs';
import * as secrets from './steps/secrets.mjs';
import * as serviceApp from './steps/serviceApp.mjs';
import * as signatures from './steps/signatures.mjs';
import * as tools from './steps/tools.mjs';
import * as trigger from './steps/trigger.mjs';
import * as triggerDurable from './steps/triggerDurable.mjs';
import * as triggerRefused from './steps/triggerRefused.mjs';
import * as triggerSurvival from './steps/triggerSurvival.mjs';

const steps = [
	nodes, connection, serviceApp, reading, pickers, faults, badInput, signatures, tools, editor, examples, eventHook, trigger, triggerRefused, triggerDurable, secrets, triggerSurvival,
].flatMap((group) => group.steps);

/** Steps that run only when `--only` names them. */
const onDemand = [...oldN8n.steps, ...queue.steps];

async function main() {
	const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
	const start = Date.now();
	await installDependencies();
	const packageDir = await packPackage();
	const program = await ensureN8n();

	rmSync(signatureFolder, { recursive: true, force: true });
	mkdirSync(signatureFolder, { recursive: true });
	const stage = await Stage.open({ ...program, packageDir, env: { N8N_RESTRICT_FILE_ACCESS_TO: signatureFolder } });
	console.log(`n8n is up after ${elapsed(start)}\n`);
	try {
		const { passed, failed } = await runSteps(values.only ? [...steps, ...onDemand] : steps, stage, {
			only: new RegExp(values.only, 'i'),
			whenFailed: () => stage.n8n.logTail(),
		});
		writeMessages(join(outputDir, 'errors.md'));
		console.log(`\n${elapsed(start)} in all, artefacts in ${outputDir}`);
		console.log(`${passed} passed, ${failed} failed`);
		process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
	} finally {
		await stage.close();
	}
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
