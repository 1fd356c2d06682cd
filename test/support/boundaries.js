const { execFile } = require('node:child_process');
const { mkdir, mkdtemp, rm, writeFile } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const { promisify } = require('node:util');

/** @typedef {{ files: string[], violations: Array<{ rule: string, path: string }> }} Boundaries the files checked, and the imports that break a rule */

/**
 * Runs dependencyRules.mjs.
 *
 * @param {string[]} folder the folder that holds `nodes` and `credentials`; the repository when left out
 * @returns {Promise<Boundaries>}
 */
async function checkBoundaries(...folder) {
	const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'dependencyRules.mjs'), ...folder]);
	return JSON.parse(stdout);
}

/**
 * Checks a source tree in a temporary folder.
 *
 * @param {Record<string, string>} tree each file's text by its path
 * @returns {Promise<Boundaries>}
 */
async function checkTree(tree) {
	const folder = await mkdtemp(join(tmpdir(), 'boundaries-'));
	try {
		for (const name of ['nodes', 'credentials']) await mkdir(join(folder, name));
		for (const [path, text] of Object.entries(tree)) {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), text);
		}
		return await checkBoundaries(folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}

module.exports = { checkBoundaries, checkTree };
