/**
 * Starts what n8n's queue mode needs: Redis and PostgreSQL, each on a free loopback port with its files in a temporary folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../n8n/server.mjs';

const START_TIMEOUT_MS = 30_000;
const POLL_MS = 100;

/** Debian does not put initdb and postgres on the PATH. */
const POSTGRES_ROOT = '/usr/lib/postgresql';

/**
 * @param {string} name - of a program
 * @param {string[]} [folders] - in addition to those on the PATH
 * @returns {string}
 */
function program(name, folders = []) {
	const found = [...(process.env.PATH ?? '').split(delimiter), ...folders].map((folder) => join(folder, name)).find((file) => existsSync(file));
	if (!found) throw new Error(`There is no ${name} here. Queue mode needs Redis and PostgreSQL (Debian: apt-get install redis-server postgresql).`);
	return found;
}

/** @param {number} port @returns {Promise<boolean>} */
const answers = (port) =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		const tell = (/** @type {boolean} */ answer) => {
			socket.destroy();
			resolve(answer);
		};
		socket.on('connect', () => tell(true)).on('error', () => tell(false));
	});

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} port - answers once the program is up
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<() => Promise<void>>} stops the program
 */
async function start(command, args, port, options = {}) {
	const child = spawn(command, args, { stdio: 'ignore', ...options });
	const ended = new Promise((resolve) => child.on('close', resolve).on('error', resolve));
	// Ends with this process, however that ends.
	const kill = () => child.kill('SIGKILL');
	process.on('exit', kill);
	for (const deadline = Date.now() + START_TIMEOUT_MS; !(await answers(port)); await sleep(POLL_MS)) {
		if (child.exitCode === null && Date.now() <= deadline) continue;
		kill();
		throw new Error(`${command} did not start on port ${port}`);
	}
	return async () => {
		// SIGINT stops PostgreSQL at once; Redis has nothing to save.
		child.kill('SIGINT');
		await ended;
		process.off('exit', kill);
	};
}

/** @returns {Promise<{ port: number, stop: () => Promise<void> }>} */
export async function startRedis() {
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
	return { port, stop: await start(program('redis-server'), args, port) };
}

/** @returns {{ uid?: number, gid?: number }} PostgreSQL refuses to run as root */
function unprivileged() {
	if (process.getuid?.() !== 0) return {};
	const id = (/** @type {string} */ flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
	return { uid: id('-u'), gid: id('-g') };
}

/** @returns {Promise<{ port: number, user: string, stop: () => Promise<void> }>} a database `postgres` without a password */
export async function startPostgres() {
	const versions = existsSync(POSTGRES_ROOT) ? readdirSync(POSTGRES_ROOT).map((version) => join(POSTGRES_ROOT, version, 'bin')) : [];
	const user = 'n8n';
	const as = unprivileged();
	const folder = mkdtempSync(join(tmpdir(), 'okta-signatures-postgres-'));
	if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
	const made = spawnSync(program('initdb', versions), ['-D', folder, '-U', user, '-A', 'trust', '-E', 'UTF8', '--no-sync'], { ...as, cwd: folder, encoding: 'utf8' });
	if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
	const port = await freePort();
	const args = ['-D', folder, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'];
	const stop = await start(program('postgres', versions), args, port, { ...as, cwd: folder });
	return {
		port,
		user,
		stop: async () => {
			await stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
