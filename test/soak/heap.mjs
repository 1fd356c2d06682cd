/**
 * Loaded into n8n with `--import`. Reports n8n's memory use after a garbage collection, and writes heap snapshots.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The name of the request and of the response. A request names the file for a heap snapshot, or is empty. */
export const HEAP = 'heap';

/** If this variable is set, n8n logs each garbage collection. */
export const TRACE = 'SOAK_TRACE_GC';

/**
 * The response, in bytes.
 *
 * @typedef {{ rssBefore: number, after: NodeJS.MemoryUsage }} Held
 */

/** A normal collection keeps freed pages, so the resident set would still include the largest heap so far. */
const EVERYTHING = { type: 'major', execution: 'sync', flavor: 'last-resort' };

// Node does not accept --trace-gc in NODE_OPTIONS.
if (process.env[TRACE]) setFlagsFromString('--trace-gc');

process.on('message', async (/** @type {Record<string, string>} */ message) => {
	const file = message?.[HEAP];
	if (file === undefined) return;
	const { rss: rssBefore } = process.memoryUsage();
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	collect(EVERYTHING);
	// Finalizers run between turns. A second collection frees what they release.
	await turn();
	collect(EVERYTHING);
	const after = process.memoryUsage();
	if (file) writeHeapSnapshot(file);
	process.send?.({ [HEAP]: { rssBefore, after } });
});
// The channel alone must not keep n8n running.
process.channel?.unref();
