/**
 * What an n8n process holds in memory over time.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { HEAP } from './heap.mjs';

const MB = 1024 * 1024;

/** n8n fills its caches first. */
export const WARM_UP_MINUTES = 5;

/** Fewer minutes than this behind the warm-up say nothing. */
const LEAST_MINUTES = 5;

/** A collection takes less than a second; a process that ended never answers. */
const ANSWER_MS = 60_000;

/**
 * `minute` of the process; all else MB after a collection, except `rssBefore`. `committed` is what V8 has of the system for its
 * heap, `external` what C++ objects and array buffers of JavaScript hold beside it (Node counts array buffers in), `anonymous`
 * the part of the resident set that is no file's.
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

	/** Has the process collect its garbage, and takes a sample of what is left; the process runs. */
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
	 * How a value grows after the warm-up, by least squares over all samples.
	 *
	 * @param {Exclude<keyof Sample, 'minute'>} value
	 * @returns {{ aMinute: number, inAll: number } | undefined} MB; undefined when the process ran too short
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
