/**
 * One n8n process with its own user folder and our package installed as a community package.
 */
import { spawn } from 'node:child_process';
import { closeSync, cpSync, fstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanNpmEnv, outputDir, tail } from '../../support/run.mjs';
import { packageName } from './package.mjs';

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;
const POLL_MS = 250;

/** No telemetry and no outside requests: n8n runs without internet. */
const OFFLINE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_SECURE_COOKIE: 'false',
};

/** What each n8n command logs when it is ready. */
const READY = { start: 'Editor is now accessible', worker: 'n8n worker is now ready' };

/** Running instances, to be stopped when this process ends. */
const running = new Set();

/**
 * @returns {Promise<number>} a port that is free on the loopback address
 */
export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.on('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(port));
		});
	});
}

/** A real n8n. Call `start` first. `stop` and `kill` may be called at any time and repeatedly. */
export class N8nServer {
	/**
	 * @param {{ node: string, n8n: string, packageDir: string, env?: Record<string, string>, command?: keyof typeof READY, logName?: string }} options -
	 *   paths from `ensureN8n` and `packPackage`; `env` is added to the offline settings
	 */
	constructor({ node, n8n, packageDir, env = {}, command = 'start', logName = 'n8n' }) {
		this.command = command;
		this.program = { node, n8n };
		this.packageDir = packageDir;
		this.env = env;
		this.userFolder = mkdtempSync(join(tmpdir(), 'okta-signatures-n8n-'));
		this.logFile = join(outputDir, 'logs', `${logName}.log`);
		mkdirSync(dirname(this.logFile), { recursive: true });
		rmSync(this.logFile, { force: true });
		/** @type {import('node:child_process').ChildProcess | undefined} */
		this.child = undefined;
		/** @type {number | undefined} */
		this.port = undefined;
		/** @type {number | undefined} */
		this.brokerPort = undefined;
		this.url = '';
		cpSync(packageDir, join(this.userFolder, '.n8n', 'nodes', 'node_modules', packageName), { recursive: true });
	}

	/**
	 * Starts n8n and waits until its editor or its queue is ready. Restarts keep the port, because the redirect URI contains it.
	 *
	 * @returns {Promise<void>} rejects with the end of n8n's log if it does not start
	 */
	async start() {
		this.port ??= await freePort();
		this.brokerPort ??= await freePort();
		// n8n's redirect URI contains "localhost".
		this.url = `http://localhost:${this.port}`;
		const log = openSync(this.logFile, 'a');
		const { size: logStart } = fstatSync(log);
		const endWithParent = new URL('./endWithParent.mjs', import.meta.url).href;
		const child = spawn(this.program.node, ['--import', endWithParent, this.program.n8n, this.command], {
			// A separate process group: Ctrl-C reaches only this program, which then stops n8n cleanly.
			detached: process.platform !== 'win32',
			stdio: ['ignore', log, log, 'ipc'],
			env: {
				...cleanNpmEnv(process.env),
				...OFFLINE,
				N8N_USER_FOLDER: this.userFolder,
				N8N_HOST: 'localhost',
				N8N_LISTEN_ADDRESS: '127.0.0.1',
				N8N_PORT: String(this.port),
				N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
				...this.env,
			},
		});
		this.child = child;
		running.add(this);
		closeSync(log);
		/** @type {Promise<void>} */
		this.ended = new Promise((resolve) => {
			child.on('close', () => resolve());
			child.on('error', () => resolve());
		});
		const deadline = Date.now() + START_TIMEOUT_MS;
		// The port and the health checks answer before n8n has loaded its nodes, so wait for the log line.
		while (!readFileSync(this.logFile).subarray(logStart).includes(READY[this.command])) {
			if (child.exitCode !== null || child.signalCode !== null) throw new Error(`n8n ended while starting.\n${this.logTail()}`);
			if (Date.now() > deadline) {
				// The timer would keep this process running.
				await this.kill();
				throw new Error(`n8n did not start in ${START_TIMEOUT_MS / 1000} s.\n${this.logTail()}`);
			}
			await sleep(POLL_MS);
		}
	}

	/** @returns {string} the end of n8n's log */
	logTail() {
		return `The end of ${this.logFile}:\n${tail(this.logFile)}`;
	}

	/** @param {NodeJS.Signals} signal */
	signal(signal) {
		const child = this.child;
		if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
		try {
			// The whole group, because n8n's task runner is a separate process.
			process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
		}
	}

	/** Stops n8n as an administrator does, and kills it if it does not stop. */
	async stop() {
		this.signal('SIGTERM');
		const gone = await Promise.race([this.ended?.then(() => true), sleep(STOP_TIMEOUT_MS, false, { ref: false })]);
		if (gone === false) await this.kill();
		running.delete(this);
	}

	/** Kills n8n, as a power cut would. */
	async kill() {
		this.signal('SIGKILL');
		await this.ended;
		running.delete(this);
	}

	/** Restarts n8n with the same folder and ports. */
	async restart() {
		await this.stop();
		await this.start();
	}

	/** Stops n8n and removes its user folder. */
	async dispose() {
		await this.stop();
		rmSync(this.userFolder, { recursive: true, force: true });
	}
}

let armed = false;

/**
 * Stops all running n8n instances however this process ends: Ctrl-C, a signal or an uncaught error.
 */
export function disposeOnExit() {
	if (armed) return;
	armed = true;
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.once(signal, async () => {
			await Promise.all([...running].map((server) => server.dispose()));
			process.exit(signal === 'SIGINT' ? 130 : 143);
		});
	}
	process.on('exit', () => {
		for (const server of running) {
			server.signal('SIGKILL');
			rmSync(server.userFolder, { recursive: true, force: true });
		}
	});
}
