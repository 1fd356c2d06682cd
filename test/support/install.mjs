/**
 * Installs the repository's dependencies when they are missing or older than package-lock.json, so that one command is
 * enough in a new clone. Uses only Node's own modules.
 *
 *     node test/support/install.mjs
 */
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cleanNpmEnv, root, run } from './run.mjs';

const MINIMUM_NODE = [20, 19];

/** @returns {number} the time of a file's last change in milliseconds; 0 if it does not exist */
const writtenAt = (/** @type {string} */ file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Makes sure that `node_modules` matches package-lock.json.
 *
 * @returns {Promise<void>} rejects when Node is too old, node_modules is an outdated link, or `npm ci` fails
 */
export async function installDependencies() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1])) {
		throw new Error(`Node ${MINIMUM_NODE.join('.')} or newer is needed, this is ${process.version}.`);
	}
	// npm writes its copy of the lock last, so an interrupted install has none.
	const installed = writtenAt(join(root, 'node_modules', '.package-lock.json'));
	if (installed >= writtenAt(join(root, 'package-lock.json')) && installed > 0) return;
	const folder = join(root, 'node_modules');
	if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
		// npm ci would empty the linked folder, which belongs to another checkout.
		throw new Error(`${folder} is a link to a folder that does not match package-lock.json. Delete the link and run npm ci.`);
	}
	await run('Installing the development dependencies (npm ci)', 'npm', ['ci'], {
		name: 'npm-ci',
		env: cleanNpmEnv(process.env),
	});
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		await installDependencies();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
