/**
 * The results of a soak run and the limits that they must keep.
 */
import { basename } from 'node:path';
import { median } from '../bench/table.mjs';
import { ITEMS_A_MINUTE } from './control.mjs';
import { WARM_UP_MINUTES } from './memory.mjs';
import { growthByConstructor } from './snapshot.mjs';

/** @typedef {import('./soak.mjs').Soak} Soak */
/** @typedef {import('../bench/table.mjs').Table} Table */

/** In about 3,000 attribute changes, less than one is expected. */
const MOST_IMPRECISE = 5;

/** MB per minute of the resident set. Allows for the noise that remains over ten minutes. */
const MOST_GROWTH = 4;

/** MB of the heap from the end of the warm-up to the end of the run. */
const MOST_HEAP_GROWTH = 15;

const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');
const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/** Changes that do not affect the profile. */
const SILENT = ['password change', 'sign-in'];

/** @returns {Table} a row for each kind of change */
function changes(/** @type {Soak} */ { users }, /** @type {number} */ minutes) {
	const kinds = Object.keys(users.made).filter((kind) => kind !== 'restless').sort();
	const due = kinds.filter((kind) => !SILENT.includes(kind));
	const total = (/** @type {Record<string, number>} */ counts) => number(due.reduce((count, kind) => count + (counts[kind] ?? 0), 0));
	const delays = [...users.delays].sort((a, b) => a - b).map((ms) => ms / 1000);
	return {
		title: `${minutes} minutes, ${number(users.steady.size + users.restless.size)} users at the end`,
		columns: ['Change', 'Made', 'Delivered'],
		rows: [...kinds.map((kind) => [kind, number(users.made[kind]), number(users.delivered[kind] ?? 0)]), ['all to be delivered', total(users.made), total(users.delivered)]],
		notes: [
			`Each of these users changed again only after delivery. ${users.restless.size} more users changed ${number(users.made.restless ?? 0)} times at any time, also back and forth between two polls: ${number(users.toRestless)} deliveries, each with a state that the user had, ending with the last one.`,
			`Delivered twice: ${users.doubled}. Other errors: ${users.wrong.length}. Inexact \`changedAttributes\`: ${users.imprecise}. From change to workflow: median ${number(median(delays))} s, longest ${number(delays.at(-1) ?? 0)} s (deletions wait for a recheck, here every 3 minutes).`,
		],
	};
}

/** @returns {Table} the requests and faults */
function traffic(/** @type {Soak} */ { watch, faults }, /** @type {Awaited<ReturnType<Soak['run']>>} */ { hits, stats, windows, dpop }, /** @type {number} */ stateBytes) {
	const executions = [...watch.executions.values()];
	const failed = executions.filter(({ status }) => status !== 'success');
	return {
		title: 'Traffic and faults',
		columns: ['What', 'Count'],
		rows: [
			['requests to the API', number(stats.apiTotal)],
			['answered with 429', number(stats.apiStatuses['429'] ?? 0)],
			['answered with 401', number(stats.apiStatuses['401'] ?? 0)],
			['windows started', number(windows)],
			['polls that ended with an error', number(failed.length)],
			['executions that delivered', number(executions.length - failed.length)],
			...(dpop
				? [
						['token requests', number(dpop.tokenRequests)],
						['tokens issued', number(dpop.tokens)],
						['times the nonces became invalid', number(dpop.nonces)],
						['DPoP proofs', number(dpop.proofs)],
						['DPoP proofs refused', number(dpop.refusals)],
						['users read with Okta Directory at the end', number(dpop.read)],
					]
				: [
						['token renewals', number(stats.refreshes)],
						['reused refresh tokens', number(stats.reuseDetections)],
					]),
			['state kept by the trigger', `${number(stateBytes / 1024)} KB`],
			...Object.entries(hits).sort(([a], [b]) => (a < b ? -1 : 1)).map(([fault, count]) => [`requests hit by ${fault}`, number(count)]),
		],
		notes: [`Random faults: ${Object.entries(faults.turns).map(([turn, count]) => `${turn} ${count}`).join(', ')}. ${number(sum(hits))} requests were hit.`],
	};
}

/** @returns {{ name: string, life: import('./memory.mjs').Memory }[]} all measured processes, the control's last */
const processes = (/** @type {Soak} */ { memories, control }) => [
	...memories.map((life, index) => ({ name: `process ${index + 1}`, life })),
	...(control ? [{ name: 'control', life: control.memory }] : []),
];

/** @returns {Table} one row per minute */
function memory(/** @type {Soak} */ soak) {
	const lives = processes(soak);
	const growths = lives.map(({ name, life }) => {
		const [rss, heap] = [life.growth('rss'), life.growth('heap')];
		return `${name}: ${rss && heap ? `${rss.aMinute.toFixed(1)} and ${heap.inAll.toFixed(1)}` : 'ran too briefly'}`;
	});
	return {
		title: 'Memory of n8n, MB',
		columns: ['When', 'RSS before', 'RSS', 'Anonymous', 'malloc', 'Heap used', 'Heap committed', 'External', 'Array buffers'],
		rows: lives.flatMap(({ name, life }) =>
			life.samples.map(({ minute, rssBefore, rss, anonymous, malloc, heap, committed, external, buffers }) => [
				`${name}, minute ${minute.toFixed(1)}`,
				...[rssBefore, rss, anonymous, malloc, heap, committed, external, buffers].map(number),
			]),
		),
		notes: [
			'Each row is taken right after two collections that return freed pages; only "RSS before" is from before them. Anonymous is the part of the RSS that is not mapped from files; malloc is the part of that in the arenas of glibc. External includes array buffers.',
			`Growth of the RSS in MB per minute and total growth of the used heap in MB, by least squares over the samples after the first ${WARM_UP_MINUTES} minutes: ${growths.join('; ')}. More than ${MOST_GROWTH} or ${MOST_HEAP_GROWTH} fails the run, except for the control.`,
			...(soak.control ? [`The control is a second n8n without our nodes that is not restarted. It ran ${soak.control.executions} executions, one per minute, of n8n's own HTTP Request and Edit Fields with ${ITEMS_A_MINUTE} items each, which were saved and read like those of the first.`] : []),
		],
	};
}

/** How many constructors a comparison of heap snapshots lists. */
const LISTED = 15;

/** @returns {Table[]} for each process with two heap snapshots: what grew between the first and the last */
const heaps = (/** @type {Soak} */ soak) =>
	processes(soak).flatMap(({ name, life: { snapshots } }) => {
		const [first, last] = [snapshots[0], snapshots.at(-1)];
		if (first === undefined || last === undefined || first === last) return [];
		const grown = growthByConstructor(first, last);
		const bytes = (/** @type {'before' | 'after'} */ when) => grown.reduce((total, kind) => total + kind[when].bytes, 0) / 1024;
		return [
			{
				title: `Heap of ${name} by constructor, KB`,
				columns: ['Constructor', 'Number before', 'after', 'KB before', 'after', 'growth'],
				rows: grown.slice(0, LISTED).map(({ name: constructor, before, after }) => [
					constructor.replaceAll('|', '\\|'),
					...[before.count, after.count, before.bytes / 1024, after.bytes / 1024, (after.bytes - before.bytes) / 1024].map(number),
				]),
				notes: [`From ${basename(first)} to ${basename(last)}: ${number(bytes('before'))} KB and ${number(bytes('after'))} KB in all. The ${LISTED} constructors that grew most. In parentheses: V8's own kinds.`],
			},
		];
	});

/**
 * @param {Soak} soak - a finished one
 * @param {Awaited<ReturnType<Soak['run']>>} seen
 * @param {number} minutes
 * @returns {Promise<Table[]>}
 */
export async function tables(soak, seen, minutes) {
	const { staticData } = await soak.watch.session.api('GET', `/workflows/${soak.watch.workflow.id}`);
	return [changes(soak, minutes), traffic(soak, seen, JSON.stringify(staticData).length), memory(soak), ...heaps(soak)];
}

/** @returns {string[]} failed checks, one sentence each */
export function verdict(/** @type {Soak} */ { users, memories, heapDir }) {
	const wrong = [...users.wrong];
	if (users.doubled > 0) wrong.push(`${users.doubled} items were delivered twice`);
	if (users.imprecise > MOST_IMPRECISE) wrong.push(`${users.imprecise} items name attributes other than those that changed`);
	for (const [kind, count] of Object.entries(users.made)) {
		const due = kind !== 'restless' && !SILENT.includes(kind);
		if (due && users.delivered[kind] !== count) wrong.push(`${kind}: ${count} made, ${users.delivered[kind] ?? 0} delivered`);
	}
	for (const life of memories) {
		const growth = life.growth('rss')?.aMinute ?? 0;
		const heap = life.growth('heap')?.inAll ?? 0;
		// A heap snapshot itself takes hundreds of MB, of which malloc keeps a part.
		if (growth > MOST_GROWTH && heapDir === undefined) wrong.push(`n8n's memory grew by ${growth.toFixed(1)} MB per minute`);
		if (heap > MOST_HEAP_GROWTH) wrong.push(`n8n's heap grew by ${Math.round(heap)} MB`);
	}
	return wrong;
}
