/**
 * Loaded into n8n with `--import`: tells the harness what the heap holds after a collection.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the harness sends, and the name of the answer. */
export const HEAP = 'heap';

process.on('message', (message) => {
	if (message !== HEAP) return;
	setFlagsFromString('--expose-gc');
	runInNewContext('gc')();
	process.send?.({ [HEAP]: process.memoryUsage().heapUsed });
});
// the channel alone must not keep n8n from ending
process.channel?.unref();
