import { Trial } from './trial.mjs';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./world.mjs').Build} Build
 * @typedef {import('./reading.mjs').Read} Read
 * @typedef {import('./polling.mjs').Watch} Watch
 * @typedef {import('./cell.mjs').Cell} Cell
 */

/**
 * What came of a cell.
 *
 * @typedef {object} Observation
 * @property {string[]} expected
 * @property {string[]} delivered
 * @property {number} early - how many of them before the fault was lifted
 * @property {import('./sentence.mjs').Shown[]} errors
 * @property {number} waitedMs - by the longest run
 * @property {boolean} stuck - a run had to be ended from outside
 * @property {boolean} moved - a poll that failed left another state behind
 * @property {boolean} met - some request came to the fault
 */

/** @param {Cell['subject']} subject @returns {subject is Read} */
export const isRead = (subject) => subject.kind !== 'poll' && subject.kind !== 'durable poll';

/** Requests after which a run counts as one that never ends. */
const ENDLESS = 550;
const LASTING_POLLS = 3;

/**
 * Watches the fault that was just added, and ends a run that goes round for ever.
 * @param {World} world
 */
function watchFault({ control }) {
	const requests = async () => (await control.stats()).apiTotal;
	let before = 0;
	let endless = false;
	const timer = setInterval(async () => {
		if (endless || (await requests()) - before < ENDLESS) return;
		endless = true;
		await control.faults.clear();
		await control.faults.add({ fault: 'status', status: 400, match: { times: 0 } });
	}, 200);
	return {
		/** Another run begins. */
		begin: async () => void (before = await requests()),
		/** @returns {Promise<{ endless: boolean, met: boolean }>} whether it had to end one, and whether a request met the fault */
		async end() {
			clearInterval(timer);
			return { endless, met: (await control.faults.list()).some(({ hits }) => hits > 0) };
		},
	};
}

/** The sandbox's rule for a cell. @param {Cell} cell @returns {import('../support/sandbox.js').FaultRule} */
const ruleOf = ({ subject, fault, position, lasting }) => ({
	.../** @type {import('../support/sandbox.js').FaultRule} */ (fault.rule),
	match: { pathPattern: subject.requests.source, nth: position.nth, times: lasting ? 0 : 1 },
});

/**
 * Reads through the fault.
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
	/** @type {Observation} */
	const seen = { expected, delivered: [], errors: [], early: 0, waitedMs: 0, stuck: false, moved: false, met: false };
	await run().then(
		(things) => void (seen.delivered = things),
		(error) => void seen.errors.push(error),
	);
	const waitedMs = clock.waitedMs - start;
	const { endless, met } = await faulted.end();
	return { ...seen, waitedMs, met, stuck: endless || clock.stuck > stuckBefore };
}

/**
 * Polls through the fault, lets somebody change meanwhile, lifts it, and polls until all is told.
 *
 * @param {World} world
 * @param {Build} build
 * @param {Cell} cell
 * @returns {Promise<Observation>} rejects when a poll fails after the fault was lifted
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
		waitedMs = Math.max(waitedMs, clock.waitedMs - start - 60_000);
		if (polls === 0 && !subject.learning) await trial.change(trial.bystander);
	}
	const { endless, met } = await faulted.end();
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
	return { expected: trial.expected, delivered: trial.delivered, errors, early, waitedMs, stuck, moved, met };
}
