/**
 * Builds `dist/`: type check, one self-contained bundle per node and credential (n8n installs no
 * dependencies of ours, so they are bundled; only n8n-workflow comes from n8n), icons, codex files
 * and output schemas. Which nodes and credentials there are is read from package.json's `n8n` part.
 */
const { execFile } = require('node:child_process');
const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
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

/** The metadata of phone numbers, parsed from JSON text: that takes half the time of evaluating the same data as JavaScript. */
const phoneMetadataAsJson = {
	name: 'phone-metadata-as-json',
	setup(build) {
		build.onLoad({ filter: /libphonenumber-js.metadata\.\w+\.json\.js$/ }, async ({ path }) => {
			const json = await readFile(path.replace(/\.js$/, ''), 'utf8');
			return { contents: `export default JSON.parse(${JSON.stringify(json)})` };
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
	plugins: [unusedDomUtilities, phoneMetadataAsJson],
	legalComments: 'inline',
};

/** The license texts of the packages in the bundles: they ask for their notices in every distribution. */
async function licensesOf(metafile) {
	const used = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0));
	const folders = used.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
	const texts = [...new Set(folders)].sort().map(async (folder) => {
		const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
		if (file === undefined) throw new Error(`${folder} has no license file`);
		return `${name} ${version}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

const bundle = async () => {
	const { metafile } = await esbuild.build({ ...bundleOptions, entryPoints, outdir: 'dist', outbase: '.', metafile: true });
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licensesOf(metafile));
};

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const descriptions = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json']).pipe(dest('dist/nodes'));

exports.build = series(clean, parallel(typecheck, bundle, icons, descriptions));
exports.default = exports.build;
// For tests of the built text. Not enumerable, because gulp takes every enumerable export for a task.
Object.defineProperty(exports, 'bundleOptions', { value: bundleOptions });
