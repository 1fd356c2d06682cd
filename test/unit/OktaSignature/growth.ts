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

/** Times below this are noise. */
const LEAST_MS = 5;

const SMALLEST = 500;

const LARGEST = 64_000;

/**
 * How much the time may grow when the size grows fourfold: 4 in linear time, 16 in quadratic time. What lies between are
 * caches, the garbage collector and other programs on the machine.
 */
const MOST_GROWTH = 9;

const MOST_TRIES = 4;

/**
 * Runs a function with growing sizes until it takes measurable time, then with four times the size.
 * @returns undefined when the time grows in proportion to the size or remains too short to tell, otherwise a sentence
 */
export function superlinearGrowth(run: (size: number) => unknown): string | undefined {
	for (let size = SMALLEST; size * 4 <= LARGEST; size *= 2) {
		let small = cpuMs(() => run(size));
		if (small < LEAST_MS) continue;
		// Once more, because the compiler and the garbage collector may have been part of it.
		small = Math.min(small, cpuMs(() => run(size)));
		if (small < LEAST_MS) continue;
		let large = Infinity;
		for (let tries = 0; tries < MOST_TRIES; tries++) {
			large = Math.min(large, cpuMs(() => run(size * 4)));
			if (large <= small * MOST_GROWTH) return undefined;
			small = Math.max(small, cpuMs(() => run(size)));
		}
		return `${size} took ${small.toFixed(0)} ms, ${size * 4} took ${large.toFixed(0)} ms`;
	}
	return undefined;
}
