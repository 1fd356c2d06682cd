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

/** A collection takes less than a second, a heap snapshot half a minute. A process that has ended never responds. */
const ANSWER_MS = 120_000;

/** glibc reserves an arena other than the main one at a multiple of this size. */
const ARENA = 64 * MB;

/** The ages, in minutes, at which a heap snapshot is written: after the warm-up of the caches, halfway, and at the end. */
const SNAPSHOT_MINUTES = [3, 15, 30];

/**
 * `minute` is the age of the process. The rest is in MB, after a collection except for `rssBefore`. `committed` is the memory that
 * V8 has reserved for its heap, `external` that of C++ objects and array buffers outside it, `anonymous` the part of the
 * resident set that is not mapped from files, `malloc` the part of that in malloc's arenas.
 *
 * @typedef {{ minute: number, rssBefore: number, rss: number, anonymous: number, malloc: number, heap: number, committed: number, external: number, buffers: number }} Sample
 */

/**
 * The memory of a process that is not mapped from files.
 *
 * @param {string} smaps - content of `/proc/<pid>/smaps`
 * @returns {{ anonymous: number, malloc: number }} in bytes; `malloc`: in malloc's arenas
 */
export function anonymousMemory(smaps) {
	const found = { anonymous: 0, malloc: 0 };
	let isMalloc = false;
	for (const line of smaps.split('\n')) {
		const mapping = /^([0-9a-f]+)-[0-9a-f]+ (\S+) \S+ \S+ \S+ *(.*)$/.exec(line);
		if (mapping) {
			const [, start, access, name] = mapping;
			isMalloc = name === '[heap]' || (name === '' && access === 'rw-p' && Number.parseInt(start, 16) % ARENA === 0);
		}
		const bytes = Number(/^Anonymous: +(\d+) kB$/.exec(line)?.[1] ?? 0) * 1024;
		found.anonymous += bytes;
		if (isMalloc) found.malloc += bytes;
	}
	return found;
}

/** @returns {number} the mean of the values */
const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The samples of one process. */
export class Memory {
	/** @type {Sample[]} */
	samples = [];

	/** Files of heap snapshots, oldest first. @type {string[]} */
	snapshots = [];

	/**
	 * @param {import('node:child_process').ChildProcess} child - an n8n with heap.mjs in it
	 * @param {string} [prefix] - path of the heap snapshots, to which the age is appended; none are written if undefined
	 */
	constructor(child, prefix) {
		this.child = child;
		this.prefix = prefix;
		this.start = Date.now();
	}

	/** @returns {string} the file of the heap snapshot that is due, or empty */
	#dueSnapshot(/** @type {number} */ minute) {
		const due = SNAPSHOT_MINUTES[this.snapshots.length];
		if (this.prefix === undefined || due === undefined || minute < due) return '';
		return `${this.prefix}-minute-${due}.heapsnapshot`;
	}

	/** Makes the running process collect garbage and takes a sample of the remaining memory. */
	async sample() {
		const minute = (Date.now() - this.start) / 60_000;
		const answer = once(this.child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
		const snapshot = this.#dueSnapshot(minute);
		this.child.send({ [HEAP]: snapshot });
		const [{ [HEAP]: held }] = /** @type {[Record<string, import('./heap.mjs').Held>]} */ (await answer);
		if (snapshot) this.snapshots.push(snapshot);
		const { rss, heapUsed: heap, heapTotal: committed, external, arrayBuffers: buffers } = held.after;
		const bytes = { rssBefore: held.rssBefore, rss, ...anonymousMemory(readFileSync(`/proc/${this.child.pid}/smaps`, 'utf8')), heap, committed, external, buffers };
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
