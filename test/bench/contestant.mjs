/**
 * Starts contestants: each in a fresh process, on the Node that n8n runs on.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cleanNpmEnv, root } from '../support/run.mjs';

const child = fileURLToPath(new URL('./child.mjs', import.meta.url));

/**
 * @param {string} node - path of the Node binary
 * @param {string} name - of a file in contestants/
 * @param {Record<string, unknown>} options - what that file's `contest` takes
 * @returns {Promise<any>} what it gives; rejects with its standard error when it fails
 */
export async function runContestant(node, name, options) {
	const args = ['--expose-gc', '--no-warnings', child, name, JSON.stringify(options)];
	const { stdout } = await promisify(execFile)(node, args, { cwd: root, env: cleanNpmEnv(process.env), maxBuffer: 2 ** 28 });
	return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}
