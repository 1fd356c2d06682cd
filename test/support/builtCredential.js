const { build } = require('esbuild');
const { join } = require('node:path');
const { bundleOptions } = require('../../gulpfile');

/**
 * Loads a credential from a bundle made with the options of the build.
 *
 * @param {string} name - of the class, such as `OktaOAuth2Api`
 * @returns {Promise<import('n8n-workflow').ICredentialType>}
 */
async function builtCredential(name) {
	const { outputFiles } = await build({
		...bundleOptions,
		entryPoints: [join(__dirname, '..', '..', 'credentials', `${name}.credentials.ts`)],
		write: false,
	});
	const loaded = { exports: /** @type {any} */ ({}) };
	new Function('module', 'exports', 'require', outputFiles[0].text)(loaded, loaded.exports, require);
	return new loaded.exports[name]();
}

module.exports = { builtCredential };
