/**
 * Builds `dist/`: type check, a bundle of all nodes and credentials (n8n installs no dependencies of
 * ours, so they are bundled; only n8n-workflow comes from n8n), the files that n8n loads them from, icons,
 * codex files and output schemas. Which nodes and credentials there are is read from package.json's `n8n` part.
 */
const { execFile } = require('node:child_process');
const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative } = require('node:path');
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
	minifyWhitespace: true,
	plugins: [phoneMetadataAsJson],
	legalComments: 'inline',
};

/**
 * Libraries that only rendering needs, and the paths they are imported by. They have files of their own, because loading
 * them took a third of the time that n8n needs for the package at its start.
 */
const lazyLibraries = {
	htmlparser2: ['htmlparser2'],
	'libphonenumber-js': ['libphonenumber-js/core', 'libphonenumber-js/max', 'libphonenumber-js/max/metadata'],
};

/** Builds one file per lazy library. It exports each module under the path it is imported by. */
const bundleLibraries = () =>
	Promise.all(
		Object.entries(lazyLibraries).map(([library, paths]) => {
			const contents = paths.map((path, index) => `import * as module${index} from '${path}'; export { module${index} as '${path}' };`).join('\n');
			// HTML entities and phone metadata are mostly characters outside ASCII. n8n's scanner forbids `console`, which only functions that we do not call use.
			return esbuild.build({ ...bundleOptions, charset: 'utf8', drop: ['console'], stdin: { contents, resolveDir: __dirname }, outfile: `dist/lib/${library}.js`, metafile: true });
		}),
	);

/** Loads a lazy library when one of its exports is used for the first time. */
const loadLibrariesLazily = {
	name: 'lazy-libraries',
	setup(build) {
		const fileOf = new Map(Object.entries(lazyLibraries).flatMap(([library, paths]) => paths.map((path) => [path, `./${library}.js`])));
		build.onResolve({ filter: /^/ }, ({ path, namespace }) => {
			if (fileOf.has(path)) return { path, namespace: 'lazy-library' };
			return namespace === 'lazy-library' ? { path, external: true } : undefined;
		});
		build.onLoad({ filter: /^/, namespace: 'lazy-library' }, ({ path }) => {
			const file = fileOf.get(path);
			const names = Object.keys(require(join(__dirname, 'dist', 'lib', file))[path]);
			return {
				contents: `
					let loaded;
					const load = () => (loaded ??= require('${file}')['${path}']);
					module.exports = { __esModule: true, ${names.map((name) => `get ${name}() { return load().${name}; }`).join(', ')} };`,
			};
		});
	},
};

/** Builds the code of all nodes and credentials as one file, because they have much in common. */
const bundlePackage = () =>
	esbuild.build({
		...bundleOptions,
		plugins: [loadLibrariesLazily, ...bundleOptions.plugins],
		stdin: { contents: entryPoints.map((file) => `export * from './${file}';`).join('\n'), resolveDir: __dirname },
		outfile: 'dist/lib/package.js',
		metafile: true,
	});

/** Data in our own folders, and the package that it comes from. */
const reducedData = new Map([['nodes/OktaSignature/engine/check/mailClients.json', 'node_modules/caniemail']]);

/** The license texts of the packages in the bundles: they ask for their notices in every distribution. */
async function licensesOf(metafiles) {
	const used = metafiles.flatMap(({ outputs }) => Object.values(outputs)).flatMap(({ inputs }) => Object.keys(inputs).filter((input) => inputs[input].bytesInOutput > 0));
	const folders = used.flatMap((input) => reducedData.get(input) ?? /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
	const texts = [...new Set(folders)].sort().map(async (folder) => {
		const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one));
		if (file === undefined) throw new Error(`${folder} has no license file`);
		return `${name} ${version}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}\n`;
	});
	return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

const bundle = async () => {
	const builds = [...(await bundleLibraries()), await bundlePackage()];
	await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licensesOf(builds.map(({ metafile }) => metafile)));
};

/** Writes the files that package.json names. Each exports the class of its name, as n8n requires. */
const entryFiles = () =>
	Promise.all(
		entryPoints.map(async (file) => {
			const [name] = basename(file).split('.');
			const lib = relative(dirname(file), 'lib/package.js').replaceAll('\\', '/');
			await mkdir(join('dist', dirname(file)), { recursive: true });
			await writeFile(join('dist', file.replace(/\.ts$/, '.js')), `exports.${name} = require('${lib}').${name};\n`);
		}),
	);

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const descriptions = () =>
	src(['nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json']).pipe(dest('dist/nodes'));

exports.build = series(clean, parallel(typecheck, bundle, entryFiles, icons, descriptions));
exports.default = exports.build;
// For tests of the built text. Not enumerable, because gulp takes every enumerable export for a task.
Object.defineProperty(exports, 'bundleOptions', { value: bundleOptions });
