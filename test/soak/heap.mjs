/**
 * Loaded into n8n with `--import`: tells the harness what n8n holds after a collection.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the harness sends, and the name of the answer. */
export const HEAP = 'heap';

/**
 * What is answered, in bytes.
 *
 * @typedef {{ rssBefore: number, after: NodeJS.MemoryUsage }} Held
 */

/** A plain collection keeps freed pages for later: the resident set would still hold the largest heap there ever was. */
const EVERYTHING = { type: 'major', execution: 'sync', flavor: 'last-resort' };

process.on('message', async (message) => {
	if (message !== HEAP) return;
	const { rss: rssBefore } = process.memoryUsage();
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	collect(EVERYTHING);
	// finalizers run between turns, and what they let go is for a second collection
	await turn();
	collect(EVERYTHING);
	process.send?.({ [HEAP]: { rssBefore, after: process.memoryUsage() } });
});
// the channel alone must not keep n8n from ending
process.channel?.unref();
