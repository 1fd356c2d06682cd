/**
 * Runs long child processes: writes their output to a log file, shows progress and reports errors.
 * Uses only Node's own modules, because it runs before anything is installed.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The folder for logs and artifacts, which git ignores. */
export const outputDir = join(root, 'test-output');

/** Code that tests build. ESLint skips node_modules: n8n's config would lint bundled libraries, too. */
export const buildDir = join(root, 'node_modules', '.cache', 'n8n-nodes-okta-signatures');

const HEARTBEAT_MS = 10_000;
const TAIL_LINES = 25;

/** Machine settings that a nested npm must keep. `npm run` also exports project settings such as ignore-scripts, which it must not. */
const KEPT_NPM_SETTINGS = /^npm_config_(registry|cache|userconfig|globalconfig|proxy|https_proxy|noproxy|cafile)$/i;

/**
 * Formats the time since `start`.
 *
 * @param {number} start - milliseconds, as from `Date.now()`
 * @returns {string} e.g. `12 s`, `3 min 05 s`
 */
export function elapsed(start) {
	const seconds = Math.round((Date.now() - start) / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/**
 * The environment without the variables that the surrounding npm has set.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanNpmEnv(env) {
	return Object.fromEntries(
		Object.entries(env).filter(([name]) => !/^npm_/i.test(name) || KEPT_NPM_SETTINGS.test(name)),
	);
}

/**
 * The last lines of a text file, for an error message.
 *
 * @param {string} file
 * @param {number} [lines]
 * @returns {string} empty when the file cannot be read
 */
export function tail(file, lines = TAIL_LINES) {
	try {
		return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
	} catch {
		return '';
	}
}

/**
 * Prints a line at the start, every ten seconds and at the end of some work.
 *
 * @template T
 * @param {string} title - e.g. `Installing n8n 2.41.1`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} the result of `work`
 */
export async function showProgress(title, work) {
	const start = Date.now();
	console.log(`${title} …`);
	const heartbeat = setInterval(() => console.log(`${title}: ${elapsed(start)} …`), HEARTBEAT_MS);
	try {
		const result = await work();
		console.log(`${title}: done in ${elapsed(start)}`);
		return result;
	} finally {
		clearInterval(heartbeat);
	}
}

/**
 * Runs a program to its end, with progress on the terminal and its output in `test-output/logs/<name>.log`.
 *
 * @param {string} title - describes the work
 * @param {string} command
 * @param {string[]} args
 * @param {{ name: string, cwd?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<void>} rejects with the end of the log when the program fails
 */
export function run(title, command, args, { name, cwd = root, env = process.env }) {
	const logFile = join(outputDir, 'logs', `${name}.log`);
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'w');
	const ended = () =>
		new Promise((/** @type {(value?: undefined) => void} */ resolve, reject) => {
			const fail = (/** @type {string} */ what) =>
				reject(new Error(`${title}: ${what}. The end of ${logFile}:\n${tail(logFile)}`));
			// On Windows npm is a .cmd file, which only a shell can start.
			const child = spawn(command, args, { cwd, env, shell: process.platform === 'win32', stdio: ['ignore', log, log] });
			child.on('error', (error) => fail(`${command} did not start (${error.message})`));
			child.on('close', (code, signal) => {
				if (code === 0) return resolve();
				fail(signal ? `stopped by ${signal}` : `ended with code ${code}`);
			});
		});
	return showProgress(title, ended).finally(() => closeSync(log));
}
