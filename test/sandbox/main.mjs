#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createSandbox } from './sandbox.mjs';

/**
 * Starts the sandbox: `npm run sandbox -- --people 500 --seed 1 --port 0 --consent auto`
 * or with any other option of sandbox.mjs as JSON: `--options '{"indexLagMs":2000}'`.
 * Prints one line of JSON when it is ready ({ url, clientId, serviceClientId, apiToken }). Stops on SIGTERM, SIGINT or when stdin closes.
 */

const { values } = parseArgs({
	options: { port: { type: 'string' }, people: { type: 'string' }, seed: { type: 'string' }, consent: { type: 'string' }, options: { type: 'string' } },
});

// Standard output carries only the ready line, so oidc-provider's notices go to standard error.
console.info = console.error;

/** @param {'port' | 'people' | 'seed'} name */
function number(name) {
	if (values[name] === undefined) return {};
	const value = Number(values[name]);
	if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} takes a whole number, not ${values[name]}`);
	return { [name]: value };
}

if (values.consent !== undefined && !['page', 'auto'].includes(values.consent)) throw new Error(`--consent takes page or auto, not ${values.consent}`);

const sandbox = await createSandbox({
	...JSON.parse(values.options ?? '{}'),
	...number('port'),
	...number('people'),
	...number('seed'),
	...(values.consent ? { consent: /** @type {'page' | 'auto'} */ (values.consent) } : {}),
});
process.stdout.write(`${JSON.stringify({ url: sandbox.url, clientId: sandbox.clientId, serviceClientId: sandbox.serviceClientId, apiToken: sandbox.apiToken })}\n`);

async function stop() {
	await sandbox.close();
	process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (!process.stdin.isTTY) process.stdin.resume().on('end', stop).on('close', stop);
