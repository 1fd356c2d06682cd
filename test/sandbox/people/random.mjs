/**
 * A small seeded random generator (mulberry32): the same seed gives the same users on every machine.
 * Not for secrets.
 */

/**
 * @param {number} seed any 32-bit integer
 * @returns {() => number} uniform in [0, 1)
 */
export function createRandom(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * One generator per user, so that user 7 is the same in an org of 10 and of 10,000.
 * @param {number} seed
 * @param {number} index
 */
export function randomFor(seed, index) {
	return createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
}

/**
 * @template T
 * @param {() => number} random
 * @param {readonly T[]} list
 * @returns {T}
 */
export function pick(random, list) {
	return list[Math.floor(random() * list.length)];
}

/**
 * Replaces `#` with a digit and `%` with a digit from 2 to 9, for positions where no dial plan has 0 or 1.
 * @param {() => number} random
 * @param {string} pattern
 */
export function digits(random, pattern) {
	return pattern.replace(/[#%]/g, (mark) =>
		mark === '#' ? String(Math.floor(random() * 10)) : String(2 + Math.floor(random() * 8)),
	);
}
