const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/** The markdown pages of the repository. All paths are relative to its root, with slashes. */
const root = resolve(__dirname, '..', '..');

const FOLDERS = ['.github', 'credentials', 'nodes', 'test'];

/** @returns {string[]} every page */
function listPages() {
	const below = FOLDERS.flatMap((folder) => {
		const files = /** @type {string[]} */ (readdirSync(join(root, folder), { recursive: true }));
		return files.map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
	});
	return [...readdirSync(root), ...below].filter((file) => file.endsWith('.md'));
}

/** @param {string} path */
const readText = (path) => readFileSync(join(root, path), 'utf8');

/** @param {string} path */
const isThere = (path) => existsSync(join(root, path));

module.exports = { isThere, listPages, readText };
