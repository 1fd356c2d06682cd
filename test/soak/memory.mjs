/**
 * What an n8n process holds in memory over time.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { HEAP } from './heap.mjs';

const MB = 1024 * 1024;

/** n8n fills its caches first, and V8 finds out how large a heap it needs. */
export const WARM_UP_MINUTES = 5;

/** Between collections of garbage the resident set rises and falls: what counts is the lowest of some minutes. */
export const TROUGH_MINUTES = 2;

/** Fewer minutes than this behind the warm-up say nothing. */
const LEAST_MINUTES = 5;

/** @typedef {{ minute: number, rss: number }} Sample `minute` of the process; MB */

/** The samples of one process. */
export class Memory {
	/** @type {Sample[]} */
	samples = [];

	/** Heap after a collection. @type {{ minute: number, heap: number }[]} */
	heaps = [];

	/** @param {import('node:child_process').ChildProcess} child - an n8n with heap.mjs in it */
	constructor(child) {
		this.child = child;
		this.start = Date.now();
	}

	get minute() {
		return (Date.now() - this.start) / 60_000;
	}

	/** Takes a sample of the resident set; the process runs. */
	sample() {
		const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
		this.samples.push({ minute: this.minute, rss: (Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024) / MB });
	}

	/** Has the process collect its garbage, and takes a sample of what is left. */
	async measureHeap() {
		this.child.send(HEAP);
		const [{ [HEAP]: bytes }] = await once(this.child, 'message');
		this.heaps.push({ minute: this.minute, heap: bytes / MB });
	}

	/** @returns {Sample[]} the lowest of every few minutes after the warm-up */
	#troughs() {
		/** @type {Map<number, Sample>} */
		const lowest = new Map();
		for (const sample of this.samples.filter(({ minute }) => minute >= WARM_UP_MINUTES)) {
			const at = Math.floor(sample.minute / TROUGH_MINUTES);
			if (sample.rss < (lowest.get(at)?.rss ?? Infinity)) lowest.set(at, sample);
		}
		return [...lowest.values()];
	}

	/** @returns {number | undefined} MB a minute by which the troughs of the resident set rise, by least squares; undefined when it ran too short */
	growth() {
		const points = this.#troughs();
		const minutes = (points.at(-1)?.minute ?? 0) - (points[0]?.minute ?? 0);
		if (minutes < LEAST_MINUTES) return undefined;
		const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
		const x = mean(points.map(({ minute }) => minute));
		const y = mean(points.map(({ rss }) => rss));
		const covariance = mean(points.map(({ minute, rss }) => (minute - x) * (rss - y)));
		return covariance / mean(points.map(({ minute }) => (minute - x) ** 2));
	}
}
