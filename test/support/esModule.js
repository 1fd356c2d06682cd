/**
 * Loads ES modules in jest. Jest on Node 20 cannot require them, so esbuild converts them to CommonJS in memory.
 */
const { buildSync } = require('esbuild');

/**
 * @param {string} contents - source of an ES module; its imports are relative to this folder
 * @returns {any} its exports
 */
function loadEsModule(contents) {
	const { outputFiles } = buildSync({
		stdin: { contents, resolveDir: __dirname },
		bundle: true,
		write: false,
		format: 'cjs',
		platform: 'node',
	});
	const loaded = { exports: {} };
	new Function('module', 'exports', 'require', outputFiles[0].text)(loaded, loaded.exports, require);
	return loaded.exports;
}

module.exports = { loadEsModule };
