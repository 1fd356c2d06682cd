/**
 * Noticing changes: Okta Trigger, beside a poll that reads everybody and compares.
 */
import { startSandbox } from '../support/sandbox.js';
import { showProgress } from '../support/run.mjs';
import { runContestant } from './contestant.mjs';
import { aim, count, megabytes, milliseconds, times } from './table.mjs';

const WARM_UP_PEOPLE = 2000;

/** People who change at once. */
const FEW = 100;

/** By how much orgs differ in size, and how much more CPU time the same changes may take in the largest of them. */
const GROWTH = 100;
const MOST_GROWTH = 3;

/** @typedef {import('./contestants/histories.mjs').Watched} Watched */

/** @type {Record<string, string>} */
const steps = {
	baseline: 'baseline',
	idle: 'nothing happened',
	few: `${FEW} changes`,
	sweep: 'full scan, a day later',
};

/**
 * @param {string} program
 * @param {number} people
 * @param {Record<string, unknown>} options
 * @param {import('./main.mjs').Scale} scale
 * @returns {Promise<Record<string, Watched>>}
 */
async function watch(program, people, options, { node, packageDir }) {
	const [org, warmUp] = await Promise.all([startSandbox({ people }), startSandbox({ people: WARM_UP_PEOPLE })]);
	const address = (/** @type {typeof org} */ { url, clientId, apiToken }) => ({ url, clientId, apiToken });
	try {
		return await showProgress(`Polling ${count(people)} people, ${program}`, () =>
			runContestant(node, program, { packageDir, org: address(org), warmUp: address(warmUp), few: FEW, ...options }),
		);
	} finally {
		await Promise.all([org.stop(), warmUp.stop()]);
	}
}

/**
 * @param {import('./main.mjs').Scale} scale - orgs of a tenth of `people`, of `people`, and of ten times as many
 * @returns {Promise<import('./main.mjs').Part>}
 */
export async function poll(scale) {
	const { people } = scale;
	const sizes = [people / 10, people, people * 10].map(Math.round);
	if (sizes[0] < FEW) throw new Error(`The poll needs --people ${10 * FEW} or more`);
	/** @type {{ size: number, trigger: Record<string, Watched>, naive: Record<string, Watched> }[]} */
	const measured = [];
	for (const size of sizes) {
		const trigger = await watch('pollTrigger', size, { many: size < people ? 0 : people, sweep: size === sizes[2] }, scale);
		measured.push({ size, trigger, naive: await watch('pollNaive', size, {}, scale) });
	}
	const rows = measured.flatMap(({ size, trigger, naive }) => [
		...Object.entries(trigger).map(([step, watched]) => row('Okta Trigger', size, steps[step] ?? `${count(people)} changes`, watched)),
		row('read all and compare', size, `nothing, or ${FEW} changes`, naive.few),
	]);
	const columns = ['Poller', 'People known', 'What happened', 'Polls', 'Requests', 'CPU', 'State', 'Peak memory'];
	const notes = [
		`What each took until everything was delivered, in n8n-core's poll context, from the built package, on the sandbox's clock. The trigger has its default settings (whole profiles watched, up to 1,000 people delivered per poll). Repeated steps show the median. State: what n8n stores, as JSON. Peak memory: of the process up to that point, including n8n-core. "Read all and compare" hashes what it reads with \`fetch\`, without n8n.`,
	];
	const [small, , large] = measured;
	const growth = [
		growthRow('Okta Trigger, CPU', milliseconds, small.trigger, large.trigger, 'cpuMs', MOST_GROWTH),
		growthRow('Okta Trigger, requests', count, small.trigger, large.trigger, 'requests', 1),
		growthRow('read all and compare, CPU', milliseconds, small.naive, large.naive, 'cpuMs'),
		growthRow('read all and compare, requests', count, small.naive, large.naive, 'requests'),
	];
	const largest = large.trigger;
	return {
		tables: [
			{ title: 'Notice changes', columns, rows, notes },
			{
				title: `${FEW} changes in an org of ${count(sizes[2])} people, compared with an org of ${count(sizes[0])}`,
				columns: ['Poller', `${count(sizes[0])} people`, `${count(sizes[2])} people`, 'Growth', 'Aim'],
				rows: growth,
				notes: [`The org is ${GROWTH} times as large; only the full scan may grow with it. The remaining growth in CPU time comes from the trigger's state: it is one text, which is parsed and written again when somebody changed.`],
			},
		],
		figures: {
			poll: {
				fewRequests: largest.few.requests,
				fewCpuMs: largest.few.cpuMs,
				stateBytes: largest.few.stateBytes / sizes[2],
				peopleOfPoll: sizes[2] / largest.baseline.polls,
				sweepCpuMs: largest.sweep.cpuMs / sizes[2],
			},
		},
	};
}

/** @param {string} name @param {number} size @param {string} step @param {Watched} watched */
const row = (name, size, step, { polls, requests, cpuMs, stateBytes, peakBytes }) => [
	name, count(size), step, count(polls), count(requests), milliseconds(cpuMs), megabytes(stateBytes), megabytes(peakBytes),
];

/**
 * @param {string} name
 * @param {(value: number) => string} written
 * @param {Record<string, Watched>} small
 * @param {Record<string, Watched>} large
 * @param {'cpuMs' | 'requests'} figure
 * @param {number} [most]
 */
function growthRow(name, written, small, large, figure, most) {
	const [before, after] = [small.few[figure], large.few[figure]];
	return [name, written(before), written(after), times(after / before), most === undefined ? '' : aim(`at most ${most} ×`, after <= most * before)];
}
