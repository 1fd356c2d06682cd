/**
 * Loaded into n8n with `--import`. Reports n8n's memory use after a garbage collection.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The name of the request and of the response. */
export const HEAP = 'heap';

/**
 * The response, in bytes.
 *
 * @typedef {{ rssBefore: number, after: NodeJS.MemoryUsage }} Held
 */

/** A normal collection keeps freed pages, so the resident set would still include the largest heap so far. */
const EVERYTHING = { type: 'major', execution: 'sync', flavor: 'last-resort' };

process.on('message', async (message) => {
	if (message !== HEAP) return;
	const { rss: rssBefore } = process.memoryUsage();
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	collect(EVERYTHING);
	// Finalizers run between turns. A second collection frees what they release.
	await turn();
	collect(EVERYTHING);
	process.send?.({ [HEAP]: { rssBefore, after: process.memoryUsage() } });
});
// The channel alone must not keep n8n running.
process.channel?.unref();
