/**
 * Queue mode alone: `node test/e2e/queue/main.mjs [--only <pattern>]`. Part of `npm run test:e2e` too (`--only queue`).
 * Needs redis-server and PostgreSQL's initdb and postgres; starts its own.
 */
import { parseArgs } from 'node:util';
import { installDependencies } from '../../support/install.mjs';
import { ensureN8n } from '../n8n/cache.mjs';
import { packPackage } from '../n8n/package.mjs';
import { runSteps } from '../runner.mjs';
import { Cluster } from './cluster.mjs';
import { steps } from './steps.mjs';

async function main() {
	const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
	await installDependencies();
	const packageDir = await packPackage();
	const cluster = await Cluster.open({ ...(await ensureN8n()), packageDir });
	try {
		const { passed, failed } = await runSteps(steps, cluster, {
			only: new RegExp(values.only, 'i'),
			whenFailed: () => [cluster.n8n, ...cluster.workers].map((server) => server.logTail()).join('\n'),
		});
		console.log(`${passed} passed, ${failed} failed`);
		process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
	} finally {
		await cluster.close();
	}
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
