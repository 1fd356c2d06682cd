/**
 * The memory use of an n8n process over time.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { HEAP } from './heap.mjs';

const MB = 1024 * 1024;

/** n8n fills its caches during this time. */
export const WARM_UP_MINUTES = 5;

/** The fewest minutes after the warm-up that give a meaningful result. */
const LEAST_MINUTES = 5;

/** A collection takes less than a second. A process that has ended never responds. */
const ANSWER_MS = 60_000;

/**
 * `minute` is the age of the process. The rest is in MB, after a collection except for `rssBefore`. `committed` is the memory that
 * V8 has reserved for its heap, `external` that of C++ objects and array buffers outside it, `anonymous` the part of the
 * resident set that is not mapped from files.
 *
 * @typedef {{ minute: number, rssBefore: number, rss: number, anonymous: number, heap: number, committed: number, external: number }} Sample
 */

/** @returns {number} the mean of the values */
const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The samples of one process. */
export class Memory {
	/** @type {Sample[]} */
	samples = [];

	/** @param {import('node:child_process').ChildProcess} child - an n8n with heap.mjs in it */
	constructor(child) {
		this.child = child;
		this.start = Date.now();
	}

	/** Makes the running process collect garbage and takes a sample of the remaining memory. */
	async sample() {
		const minute = (Date.now() - this.start) / 60_000;
		const answer = once(this.child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
		this.child.send(HEAP);
		const [{ [HEAP]: held }] = /** @type {[Record<string, import('./heap.mjs').Held>]} */ (await answer);
		const rollup = readFileSync(`/proc/${this.child.pid}/smaps_rollup`, 'utf8');
		const anonymous = Number(/^Anonymous:\s+(\d+) kB$/m.exec(rollup)?.[1]) * 1024;
		const { rss, heapUsed: heap, heapTotal: committed, external } = held.after;
		const bytes = { rssBefore: held.rssBefore, rss, anonymous, heap, committed, external };
		this.samples.push({ minute, .../** @type {typeof bytes} */ (Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, value / MB]))) });
	}

	/**
	 * The growth of a value after the warm-up, by least squares over all samples.
	 *
	 * @param {Exclude<keyof Sample, 'minute'>} value
	 * @returns {{ aMinute: number, inAll: number } | undefined} MB; undefined if the process ran too briefly
	 */
	growth(value) {
		const points = this.samples.filter(({ minute }) => minute >= WARM_UP_MINUTES);
		const minutes = (points.at(-1)?.minute ?? 0) - (points[0]?.minute ?? 0);
		if (minutes < LEAST_MINUTES) return undefined;
		const x = mean(points.map(({ minute }) => minute));
		const y = mean(points.map((point) => point[value]));
		const covariance = mean(points.map((point) => (point.minute - x) * (point[value] - y)));
		const aMinute = covariance / mean(points.map(({ minute }) => (minute - x) ** 2));
		return { aMinute, inAll: aMinute * minutes };
	}
}
