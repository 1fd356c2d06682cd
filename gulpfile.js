/**
 * Builds `dist/`: type check, one self-contained bundle per node and credential (n8n installs no
 * dependencies of ours, so they are bundled; only n8n-workflow comes from n8n), icons, codex files
 * and output schemas. Which nodes and credentials there are is read from package.json's `n8n` part.
 */
const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');

const entryPoints = [...n8n.credentials, ...n8n.nodes].map((file) =>
	file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
);

const clean = () => rm('dist', { recursive: true, force: true });

const typecheck = () =>
	promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', '.']).catch(
		(failure) => {
			throw new Error(failure.stdout || failure.message);
		},
	);

/**
 * htmlparser2 exports its DOM utilities beside the parser. We only use the parser, but esbuild keeps these packages
 * because they do not declare themselves free of side effects: 31 KB for nothing.
 */
const unusedDomUtilities = {
	name: 'unused-dom-utilities',
	setup(build) {
		build.onResolve({ filter: /^(domutils|domhandler|dom-serializer)$/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
			if (pluginData?.resolving) return undefined;
			const resolved = await build.resolve(path, { kind, importer, resolveDir, pluginData: { resolving: true } });
			return { ...resolved, sideEffects: false };
		});
	},
};

const bundleOptions = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	// What n8n 2.x itself still runs on.
	target: 'node20',
	external: ['n8n-workflow'],
	// HTML entities and phone metadata are mostly characters outside ASCII.
	charset: 'utf8',
	minifyWhitespace: true,
	plugins: [unusedDomUtilities],
	legalComments: 'inline',
};

const bundle = () => esbuild.build({ ...bundleOptions, entryPoints, outdir: 'dist', outbase: '.' });

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const descriptions = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json']).pipe(dest('dist/nodes'));

exports.build = series(clean, parallel(typecheck, bundle, icons, descriptions));
exports.default = exports.build;
// For tests of the built text. Not enumerable, because gulp takes every enumerable export for a task.
Object.defineProperty(exports, 'bundleOptions', { value: bundleOptions });
