/**
 * What the package costs n8n before anything runs: the time to load it, and its size.
 */
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cleanNpmEnv, showProgress } from '../support/run.mjs';
import { runContestant } from './contestant.mjs';
import { aim, megabytes, median, milliseconds } from './table.mjs';

/** Fresh processes, of which the median counts. */
const STARTS = 9;

const MOST_PACKED = 1e6;
const MOST_MS = 40;

/** Of n8n's own nodes: the one for Okta, and one of a usual size. */
const PEERS = ['Okta', 'Set'];

/**
 * @param {string} node
 * @param {string[]} files
 * @returns {Promise<number[]>} for each file the CPU milliseconds to load it when those before it are loaded, then of all
 */
async function loadTimes(node, files) {
	/** @type {number[][]} */
	const starts = [];
	while (starts.length < STARTS) {
		const { cpuMs } = await runContestant(node, 'requireNodes', { files });
		starts.push([...cpuMs, cpuMs.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0)]);
	}
	return starts[0].map((_, index) => median(starts.map((start) => start[index])));
}

/** @param {string} packageDir @returns {Promise<{ size: number, unpackedSize: number, entryCount: number }>} of the tarball, in bytes */
async function tarball(packageDir) {
	const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: packageDir, env: cleanNpmEnv(process.env), shell: process.platform === 'win32' });
	return JSON.parse(stdout)[0];
}

/**
 * @param {import('./main.mjs').Scale} scale
 * @returns {Promise<import('./main.mjs').Part>}
 */
export async function startUp({ node, n8n, packageDir }) {
	const { n8n: listed } = createRequire(import.meta.url)(join(packageDir, 'package.json'));
	/** @type {string[]} */
	const files = [...listed.credentials, ...listed.nodes];
	const nodesBase = join(dirname(dirname(dirname(n8n))), 'n8n-nodes-base', 'dist', 'nodes');
	return showProgress(`Loading the package ${STARTS} times`, async () => {
		const ours = await loadTimes(node, files.map((file) => join(packageDir, file)));
		const rows = [];
		for (const [index, file] of files.entries()) {
			const [alone] = await loadTimes(node, [join(packageDir, file)]);
			rows.push([file.replace(/^dist\//, ''), '', milliseconds(alone), milliseconds(ours[index]), '']);
		}
		const all = ours[files.length];
		const bytes = readdirSync(join(packageDir, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + statSync(join(packageDir, 'dist', file)).size, 0);
		rows.push(['all of it', megabytes(bytes), '', milliseconds(all), aim(`at most ${MOST_MS} ms`, all <= MOST_MS)]);
		const { size, unpackedSize, entryCount } = await tarball(packageDir);
		rows.push([`npm pack, ${entryCount} files`, `${megabytes(size)}, unpacked ${megabytes(unpackedSize)}`, '', '', aim(`at most ${megabytes(MOST_PACKED)}`, size <= MOST_PACKED)]);
		for (const peer of PEERS) {
			const [alone] = await loadTimes(node, [join(nodesBase, peer, `${peer}.node.js`)]);
			rows.push([`n8n's own node ${peer}`, '', milliseconds(alone), '', '']);
		}
		const columns = ['File', 'Size', 'CPU to load it alone', 'CPU to load it after those above', 'Aim'];
		const notes = [`Median of ${STARTS} fresh processes on n8n's Node, with n8n-workflow already loaded. Our files share one bundle, so the first pays for all. The libraries that only rendering needs are loaded by the first signature.`];
		return { tables: [{ title: 'Start-up', columns, rows, notes }] };
	});
}
