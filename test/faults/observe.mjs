import { Trial } from './trial.mjs';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./world.mjs').Build} Build
 * @typedef {import('./reading.mjs').Read} Read
 * @typedef {import('./polling.mjs').Watch} Watch
 * @typedef {import('./cell.mjs').Cell} Cell
 */

/**
 * The result of a cell.
 *
 * @typedef {object} Observation
 * @property {string[]} expected
 * @property {string[]} delivered
 * @property {number} early - how many of them before the fault was removed
 * @property {import('./errorText.mjs').Shown[]} errors
 * @property {number} waitedMs - in the longest run
 * @property {boolean} stuck - a run did not end by itself
 * @property {number} requests - in the longest run
 * @property {boolean} moved - a failed poll changed the state
 * @property {boolean} met - the fault hit a request
 */

/** @param {Cell['subject']} subject @returns {subject is Read} */
export const isRead = (subject) => subject.kind !== 'poll' && subject.kind !== 'durable poll';

/** Requests that a run may send: a read without faults needs ten, and a request that Okta throttles for five minutes is sent 15 times. */
export const MOST_REQUESTS = 40;
/** After this many requests, a run counts as endless and is ended. */
const ENDLESS = 550;
const LASTING_POLLS = 3;

/**
 * Watches the fault that was just added, and ends an endless run.
 * @param {World} world
 */
function watchFault({ control }) {
	const requests = async () => (await control.stats()).apiTotal;
	let before = 0;
	let most = 0;
	let endless = false;
	const timer = setInterval(async () => {
		if (endless || (await requests()) - before < ENDLESS) return;
		endless = true;
		await control.faults.clear();
		await control.faults.add({ fault: 'status', status: 400, match: { times: 0 } });
	}, 200);
	return {
		/** Call at the start of another run. */
		begin: async () => void (before = await requests()),
		/** Call at the end of each run. */
		count: async () => void (most = Math.max(most, (await requests()) - before)),
		/** @returns {Promise<{ endless: boolean, met: boolean, requests: number }>} whether it had to end a run, whether the fault hit a request, and the requests of the longest run */
		async end() {
			clearInterval(timer);
			return { endless, requests: most, met: (await control.faults.list()).some(({ hits }) => hits > 0) };
		},
	};
}

/** The sandbox's rule for a cell. @param {Cell} cell @returns {import('../support/sandbox.js').FaultRule} */
const ruleOf = ({ subject, fault, position, lasting }) => ({
	.../** @type {import('../support/sandbox.js').FaultRule} */ (fault.rule),
	match: { pathPattern: subject.requests.source, nth: position.nth, times: lasting ? 0 : 1 },
});

/**
 * Runs a read with the fault.
 *
 * @param {World} world
 * @param {Build} build
 * @param {Cell} cell
 * @param {string[]} expected
 * @returns {Promise<Observation>}
 */
export async function read(world, build, cell, expected) {
	const { clock, control } = world;
	const run = await /** @type {Read} */ (cell.subject).prepare(world, build);
	await control.faults.add(ruleOf(cell));
	const start = clock.waitedMs;
	const stuckBefore = clock.stuck;
	const faulted = watchFault(world);
	await faulted.begin();
	/** @type {Observation} */
	const seen = { expected, delivered: [], errors: [], early: 0, waitedMs: 0, stuck: false, requests: 0, moved: false, met: false };
	await run().then(
		(things) => void (seen.delivered = things),
		(error) => void seen.errors.push(error),
	);
	const waitedMs = clock.waitedMs - start;
	await faulted.count();
	const { endless, met, requests } = await faulted.end();
	return { ...seen, waitedMs, met, requests, stuck: endless || clock.stuck > stuckBefore };
}

/**
 * Polls with the fault and changes a user meanwhile; then removes the fault and polls until everything is delivered.
 *
 * @param {World} world
 * @param {Build} build
 * @param {Cell} cell
 * @returns {Promise<Observation>} rejects when a poll fails after the fault was removed
 */
export async function watch(world, build, cell) {
	const { clock, control } = world;
	const subject = /** @type {Watch} */ (cell.subject);
	const trial = new Trial(world, build, subject);
	await trial.open();
	await control.faults.add(ruleOf(cell));
	const stuckBefore = clock.stuck;
	const faulted = watchFault(world);
	let waitedMs = 0;
	for (let polls = 0; polls < (cell.lasting ? LASTING_POLLS : 1); polls++) {
		const start = clock.waitedMs;
		await faulted.begin();
		await trial.poll();
		await faulted.count();
		waitedMs = Math.max(waitedMs, clock.waitedMs - start - 60_000);
		if (polls === 0 && !subject.learning) await trial.change(trial.bystander);
	}
	const { endless, met, requests } = await faulted.end();
	const stuck = endless || clock.stuck > stuckBefore;
	await control.faults.clear();
	const { errors, moved } = trial;
	const early = trial.delivered.length;
	await trial.settle();
	if (subject.learning) {
		await trial.change(trial.bystander);
		await trial.settle();
	}
	await trial.close();
	return { expected: trial.expected, delivered: trial.delivered, errors, early, waitedMs, stuck, requests, moved, met };
}
