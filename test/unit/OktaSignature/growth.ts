import fc from 'fast-check';
import { cpuMs } from '../../support/cpuTime';

/** A text of any length that repeats one piece. */
export interface Pattern {
	prefix: string;
	unit: string;
	suffix: string;
}

/** `%` in the repeated piece becomes a number, which differs each time. */
export function textOf({ prefix, unit, suffix }: Pattern, length: number): string {
	const count = Math.ceil(length / unit.length);
	const repeated = unit.includes(NUMBER) ? Array.from({ length: count }, (_, i) => unit.replaceAll(NUMBER, String(i))).join('') : unit.repeat(count);
	return prefix + repeated + suffix;
}

const NUMBER = '%';

/** Patterns from pieces on which regular expressions and parsers may go back. */
export function patternsOf(pieces: readonly string[]): fc.Arbitrary<Pattern> {
	const piece = fc.constantFrom(...pieces);
	const end = fc.array(piece, { maxLength: 2 }).map((parts) => parts.join(''));
	const unit = fc.oneof({ weight: 2, arbitrary: piece }, fc.array(piece, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('')));
	return fc.record({ prefix: end, unit, suffix: end });
}

/** Limits stop what takes longer in small sizes, such as 50 fields that are each left out once. */
const SMALLEST = 4000;

const LARGEST = 64_000;

/** Times below this are noise. */
const LEAST_MS = 20;

/** A fourfold size takes 4 times as long in linear time. From here on, it is worth a closer look. */
const SUSPICIOUS_GROWTH = 5;

/**
 * How much the time may grow when the size doubles: 2 in linear time, 4 in quadratic time. What lies between are caches,
 * the garbage collector and other programs on the machine.
 */
const MOST_GROWTH = 3;

/**
 * Doublings in a row that must exceed it. One alone may be a step, such as a limit after which an error is built, or
 * memory that is collected for the first time.
 */
const DOUBLINGS = 3;

const MOST_TRIES = 4;

/**
 * Runs a function with growing sizes until it takes measurable time, and compares that with a quarter of the size. If the
 * difference is suspicious, each doubling up to that size and behind it is measured several times.
 * @returns undefined when the time grows in proportion to the size or remains too short to tell, otherwise a sentence
 */
export function superlinearGrowth(run: (size: number) => unknown): string | undefined {
	const times = new Map<number, number>();
	/** The shortest time so far, because the compiler, the garbage collector and other programs only add to it. */
	const measure = (size: number) => {
		const least = Math.min(times.get(size) ?? Infinity, cpuMs(() => run(size)));
		times.set(size, least);
		return least;
	};
	for (let size = SMALLEST; size <= LARGEST; size *= 2) {
		if (measure(size) < LEAST_MS) continue;
		if (measure(size) <= measure(size / 4) * SUSPICIOUS_GROWTH) return undefined;
		const sizes = Array.from({ length: DOUBLINGS + 1 }, (_, i) => size / 2 ** (DOUBLINGS - i));
		if (isSteep(sizes, measure)) return `${sizes.join(', ')} took ${sizes.map((one) => times.get(one)?.toFixed(1)).join(', ')} ms`;
	}
	return undefined;
}

/** Whether each size takes too long compared with the one before, however often it is measured. */
function isSteep(sizes: readonly number[], measure: (size: number) => number): boolean {
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const times = sizes.map(measure);
		if (times.some((time, i) => i > 0 && time <= times[i - 1] * MOST_GROWTH)) return false;
	}
	return true;
}
