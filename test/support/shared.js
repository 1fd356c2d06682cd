const { existsSync, readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/** The reference texts that `npm run check:contract` compares with. They are in a folder next to the repository, not in it. */
const folder = resolve(__dirname, '..', '..', '..', 'shared');

const FILES = ['okta-openapi.yaml', 'mustache-spec'];

/** @returns {string | undefined} which reference texts are missing and where they belong, in one line */
function missingShared() {
	const missing = FILES.filter((file) => !existsSync(join(folder, file)));
	return missing.length === 0 ? undefined : `npm run check:contract needs ${missing.join(' and ')} in ${folder}. Put the project's shared folder there.`;
}

/** @param {string} path inside the folder, e.g. `okta-openapi.yaml` */
const readShared = (path) => readFileSync(join(folder, path), 'utf8');

module.exports = { missingShared, readShared };
