/**
 * Installs large programs that few people need, each once and into its own folder, in a cache outside the repository.
 *
 * The cache is `OKTA_SIGNATURES_CACHE` or `~/.cache/n8n-nodes-okta-signatures`. Each folder gets a `.complete` file last. A folder
 * without it is an interrupted install, which is then finished. Uses only Node's own modules.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOCK_POLL_MS = 2000;

/** @returns {string} the cache folder */
export const cacheDir = () => process.env.OKTA_SIGNATURES_CACHE || join(homedir(), '.cache', 'n8n-nodes-okta-signatures');

/**
 * Runs `install` unless `dir` already holds a complete install of the same thing.
 *
 * @param {string} dir
 * @param {string} what - identifies the content; a folder with other content is installed again
 * @param {() => Promise<void>} install
 */
export async function once(dir, what, install) {
	const marker = join(dir, '.complete');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === what) return;
	mkdirSync(dir, { recursive: true });
	rmSync(marker, { force: true });
	await install();
	writeFileSync(marker, what);
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * Locks the cache while a run installs. Takes over a lock whose owner has ended.
 *
 * @param {string} dir - the cache folder
 * @returns {Promise<() => void>} releases the lock
 */
export async function lock(dir) {
	mkdirSync(dir, { recursive: true });
	const file = join(dir, '.lock');
	for (let told = false; ; ) {
		try {
			writeFileSync(file, String(process.pid), { flag: 'wx' });
			return () => rmSync(file, { force: true });
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		}
		const owner = Number(existsSync(file) ? readFileSync(file, 'utf8') : 0);
		if (owner && !isRunning(owner)) {
			rmSync(file, { force: true });
			continue;
		}
		if (!told) console.log(`Waiting for process ${owner}, which is installing into ${dir} (delete ${file} if no install is running)`);
		told = true;
		await sleep(LOCK_POLL_MS);
	}
}
