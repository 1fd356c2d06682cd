/**
 * ES modules for jest. Jest on Node 20 cannot require them, so esbuild (the build's own tool) turns them into CommonJS in
 * memory.
 */
const { buildSync } = require('esbuild');

/**
 * @param {string} contents - an ES module's text; its imports are found from this folder
 * @returns {any} what it exports
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
