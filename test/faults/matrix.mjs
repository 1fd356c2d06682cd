import { isRead } from './observe.mjs';
import { Trial } from './trial.mjs';

/**
 * @typedef {import('./cell.mjs').Cell} Cell
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./world.mjs').Build} Build
 */

/** A run without faults: the result of a read (empty for a trigger) and the paths of its requests. @typedef {{ expected: string[], paths: string[] }} Healthy */

/**
 * Runs a subject without faults.
 *
 * @param {World} world
 * @param {Build} build
 * @param {Cell['subject']} subject
 * @returns {Promise<Healthy>}
 * @throws {Error} when the result is not complete
 */
export async function healthy(world, build, subject) {
	await world.reset();
	const { control } = world;
	const requested = async () => (await control.log()).map(({ path }) => path).filter((path) => subject.requests.test(path));
	if (isRead(subject)) {
		const run = await subject.prepare(world, build);
		await control.clearLog();
		const expected = await run();
		const { things = expected.length } = subject;
		if (expected.length === 0 || expected.length !== things || new Set(expected).size !== things) throw new Error(`${subject.name} read ${expected.length} items without a fault instead of ${things}`);
		return { expected, paths: await requested() };
	}
	const trial = new Trial(world, build, subject);
	await trial.open();
	await control.clearLog();
	await trial.poll();
	const paths = await requested();
	await trial.settle();
	await trial.close();
	if ([...trial.delivered].sort().join() !== [...trial.expected].sort().join()) throw new Error(`${subject.name} delivered ${trial.delivered.length} events without a fault instead of ${trial.expected.length}`);
	return { expected: [], paths };
}

/** The first, a middle and the last request. @param {string[]} paths */
function positions(paths) {
	const requests = paths.length;
	const last = { name: requests === 1 ? 'only' : 'last', nth: requests };
	const first = { name: 'first', nth: 1 };
	const middle = { name: 'middle', nth: Math.ceil(requests / 2) };
	return [...(requests > 1 ? [first] : []), ...(requests > 2 ? [middle] : []), last];
}

/**
 * Every fault at the first, a middle and the last request of a subject, once and permanently.
 *
 * @param {Cell['subject']} subject
 * @param {string[]} paths - of its requests
 * @param {import('./faults.mjs').Fault[]} faults
 * @returns {Cell[]}
 */
export const cellsOf = (subject, paths, faults) =>
	positions(paths).flatMap((position) =>
		faults
			.filter(({ only }) => only?.test(paths[position.nth - 1]) ?? true)
			// Okta refuses what a service app signs with a clock that is hours off, so it gets no token.
			.filter(({ skewMs }) => !(skewMs && /service app/i.test(subject.name)))
			.flatMap((fault) => [false, true].map((lasting) => ({ subject, fault, position, lasting }))),
	);

/**
 * A random sample in the original order, the same for the same seed.
 *
 * @template T
 * @param {T[]} all
 * @param {number} count
 * @param {number} seed
 * @returns {T[]}
 */
export function sample(all, count, seed) {
	let state = seed >>> 0;
	// mulberry32
	const random = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const drawn = all.map((_, index) => ({ index, lot: random() })).sort((a, b) => a.lot - b.lot);
	return drawn.slice(0, count).map(({ index }) => index).sort((a, b) => a - b).map((index) => all[index]);
}
