/**
 * parse5 for jest. It is an ES module, which jest on Node 20 cannot require, so esbuild (the build's own tool) turns it
 * into CommonJS in memory.
 */
const { buildSync } = require('esbuild');

const bundle = buildSync({
	stdin: { contents: "export { parseFragment } from 'parse5';", resolveDir: __dirname },
	bundle: true,
	write: false,
	format: 'cjs',
	platform: 'node',
});

/** @type {{ exports: any }} */
const loaded = { exports: {} };
new Function('module', 'exports', bundle.outputFiles[0].text)(loaded, loaded.exports);

/** @type {typeof import('parse5').parseFragment} */
const parseFragment = loaded.exports.parseFragment;

module.exports = { parseFragment };
