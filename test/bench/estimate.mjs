/**
 * A million people, estimated from the figures of this run and Okta's rate limits (reference/okta-api.md 3).
 */
import { count, megabytes } from './table.mjs';

const PAGE = 200;

/** Requests a minute to the list of users that Okta leaves one app by default: half of what the org has. */
const PLANS = { free: 50, paid: 300 };

/** Pages of one step of a full scan, and the most users of one trigger (nodes/OktaTrigger/poll.ts). */
const SCAN_PAGES = 20;
const MOST_WATCHED = 250_000;

const SIZES = [10_000, 100_000, 250_000, 1_000_000];

/** @param {number} minutes @returns {string} */
function lasting(minutes) {
	if (minutes < 1) return 'under a minute';
	return minutes < 90 ? `${count(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}

/**
 * @param {import('./main.mjs').Scale} _scale
 * @param {Record<string, any>} figures - of the parts before
 * @returns {Promise<import('./main.mjs').Part>} nothing when a part is missing
 */
export async function estimate(_scale, { read, readChosen, poll, core, nodeInN8n }) {
	if (!read || !poll || !core || !nodeInN8n) throw new Error('The estimate needs the figures of all parts. Run it without --only');
	const row = (/** @type {string} */ name, /** @type {(people: number) => string} */ cell) => [name, ...SIZES.map(cell)];
	const requests = (/** @type {number} */ people) => Math.ceil(people / PAGE);
	const watched = (/** @type {(people: number) => string} */ cell) => (/** @type {number} */ people) => (people > MOST_WATCHED ? `${cell(MOST_WATCHED)} each` : cell(people));
	const rows = [
		row('Requests to read everybody', (people) => count(requests(people))),
		row(`… at ${PLANS.paid} a minute (one app on most plans)`, (people) => lasting(requests(people) / PLANS.paid)),
		row(`… at ${PLANS.free} a minute (one app on a free org)`, (people) => lasting(requests(people) / PLANS.free)),
		row('CPU time of the read', (people) => `${count(Math.max(1, (people * read.cpuMs) / 1000))} s`),
		row('Memory of the items, whole profiles', (people) => megabytes(people * read.memory)),
		row('Memory of the items, 8 attributes', (people) => megabytes(people * readChosen.memory)),
		row('Rendering, the engine', (people) => `${((people * core.ms) / 1000).toFixed(1)} s`),
		row('Rendering, the node in n8n', (people) => `${((people * nodeInN8n.ms) / 1000).toFixed(1)} s`),
		row('Triggers', (people) => count(Math.ceil(people / MOST_WATCHED))),
		row('Baseline: polls, a minute each', watched((people) => count(people / PAGE / SCAN_PAGES))),
		row('State of a trigger, whole profiles', watched((people) => megabytes(people * poll.stateBytes))),
		row('CPU time of a full scan', watched((people) => `${count(Math.max(1, (people * poll.sweepCpuMs) / 1000))} s`)),
	];
	const notes = [
		`Extrapolated from this run: reading and polling from ${count(1e5)} people, rendering from the 10,000 above. The rate limit decides how long a read takes, not the CPU. A trigger stores at most 30 MB, here about what ${count(MOST_WATCHED)} people with whole profiles take; beyond that, several triggers share the org, each with its own search.`,
		'The limit is one execution that holds everybody: each node keeps its output until the execution ends, and n8n saves all of it. Then read fewer attributes, read in batches with a search each (a letter, a country, a user type) in separate executions, do not save successful executions, and pass on only changed people. See [large orgs](../../nodes/OktaDirectory/README.md#large-orgs).',
	];
	return { tables: [{ title: 'A million people, estimated', columns: ['', ...SIZES.map((people) => `${count(people)} people`)], rows, notes }] };
}
