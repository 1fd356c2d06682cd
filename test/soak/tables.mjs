/**
 * What a soak run shows, and what of it must hold.
 */
import { median } from '../bench/table.mjs';
import { ITEMS_A_MINUTE } from './control.mjs';
import { WARM_UP_MINUTES } from './memory.mjs';

/** @typedef {import('./soak.mjs').Soak} Soak */
/** @typedef {import('../bench/table.mjs').Table} Table */

/** Of some 3,000 attributes changed, less than one is expected. */
const MOST_IMPRECISE = 5;

/** MB a minute of the resident set: what is left of the noise over ten minutes. */
const MOST_GROWTH = 4;

/** MB of the heap from the end of the warm-up to the end. */
const MOST_HEAP_GROWTH = 15;

const number = (/** @type {number} */ value) => Math.round(value).toLocaleString('en');
const sum = (/** @type {Record<string, number>} */ counts) => Object.values(counts).reduce((total, count) => total + count, 0);

/** Changes that are no news to a profile. */
const SILENT = ['password change', 'sign-in'];

/** @returns {Table} a row for each kind of change */
function changes(/** @type {Soak} */ { crowd }, /** @type {number} */ minutes) {
	const kinds = Object.keys(crowd.made).filter((kind) => kind !== 'restless').sort();
	const due = kinds.filter((kind) => !SILENT.includes(kind));
	const total = (/** @type {Record<string, number>} */ counts) => number(due.reduce((count, kind) => count + (counts[kind] ?? 0), 0));
	const delays = [...crowd.delays].sort((a, b) => a - b).map((ms) => ms / 1000);
	return {
		title: `${minutes} minutes, ${number(crowd.steady.size + crowd.restless.size)} people at the end`,
		columns: ['Change', 'Made', 'Delivered'],
		rows: [...kinds.map((kind) => [kind, number(crowd.made[kind]), number(crowd.delivered[kind] ?? 0)]), ['all that are to be delivered', total(crowd.made), total(crowd.delivered)]],
		notes: [
			`Each of these changes stood until it was delivered. ${crowd.restless.size} more people changed ${number(crowd.made.restless ?? 0)} times whenever it came, also back and forth between two polls: ${number(crowd.toRestless)} deliveries, each a state they were in, the last one their last.`,
			`Delivered twice: ${crowd.doubled}. Wrong otherwise: ${crowd.wrong.length}. \`changedAttributes\` not exact: ${crowd.imprecise}. From change to workflow: median ${number(median(delays))} s, longest ${number(delays.at(-1) ?? 0)} s (deletions wait for a sweep, here every 3 minutes).`,
		],
	};
}

/** @returns {Table} what the org saw of n8n, and n8n of the org */
function traffic(/** @type {Soak} */ { watch, weather }, /** @type {Awaited<ReturnType<Soak['run']>>} */ { hits, stats, windows }, /** @type {number} */ stateBytes) {
	const executions = [...watch.executions.values()];
	const failed = executions.filter(({ status }) => status !== 'success');
	return {
		title: 'Traffic and faults',
		columns: ['What', 'Count'],
		rows: [
			['requests to the API', number(stats.apiTotal)],
			['answered with 429', number(stats.apiStatuses['429'] ?? 0)],
			['answered with 401', number(stats.apiStatuses['401'] ?? 0)],
			['windows begun with an answer', number(windows)],
			['polls that ended with a message', number(failed.length)],
			['executions that delivered', number(executions.length - failed.length)],
			['token renewals', number(stats.refreshes)],
			['reused refresh tokens', number(stats.reuseDetections)],
			['state kept by the trigger', `${number(stateBytes / 1024)} KB`],
			...Object.entries(hits).sort(([a], [b]) => (a < b ? -1 : 1)).map(([fault, count]) => [`requests hit by ${fault}`, number(count)]),
		],
		notes: [`Turns of the weather: ${Object.entries(weather.turns).map(([turn, count]) => `${turn} ${count}`).join(', ')}. ${number(sum(hits))} requests were hit.`],
	};
}

/** @returns {{ name: string, life: import('./memory.mjs').Memory }[]} every process that was measured, the control's last */
const processes = (/** @type {Soak} */ { memories, control }) => [
	...memories.map((life, index) => ({ name: `process ${index + 1}`, life })),
	...(control ? [{ name: 'control', life: control.memory }] : []),
];

/** @returns {Table} one row a minute */
function memory(/** @type {Soak} */ soak) {
	const lives = processes(soak);
	const growths = lives.map(({ name, life }) => {
		const [rss, heap] = [life.growth('rss'), life.growth('heap')];
		return `${name}: ${rss && heap ? `${rss.aMinute.toFixed(1)} and ${heap.inAll.toFixed(1)}` : 'too short to tell'}`;
	});
	return {
		title: 'Memory of n8n, MB',
		columns: ['When', 'RSS before', 'RSS', 'Anonymous', 'Heap used', 'Heap committed', 'External'],
		rows: lives.flatMap(({ name, life }) =>
			life.samples.map(({ minute, rssBefore, rss, anonymous, heap, committed, external }) => [
				`${name}, minute ${minute.toFixed(1)}`,
				...[rssBefore, rss, anonymous, heap, committed, external].map(number),
			]),
		),
		notes: [
			'Each row is taken at once, right after two collections that give freed pages back; only "RSS before" is from before them. Anonymous is the part of the RSS that is no file\'s, external counts array buffers in.',
			`Growth of the RSS in MB a minute, and of the heap used in MB in all, by least squares over the samples after the first ${WARM_UP_MINUTES} minutes: ${growths.join('; ')}. More than ${MOST_GROWTH} or ${MOST_HEAP_GROWTH} fails, except of the control.`,
			...(soak.control ? [`The control is a second n8n, not restarted, without our nodes at work: ${soak.control.executions} executions, one a minute, of n8n's own DebugHelper with ${ITEMS_A_MINUTE} items each, saved and read by the harness.`] : []),
		],
	};
}

/**
 * @param {Soak} soak - that has run
 * @param {Awaited<ReturnType<Soak['run']>>} seen
 * @param {number} minutes
 * @returns {Promise<Table[]>}
 */
export async function tables(soak, seen, minutes) {
	const { staticData } = await soak.watch.session.api('GET', `/workflows/${soak.watch.workflow.id}`);
	return [changes(soak, minutes), traffic(soak, seen, JSON.stringify(staticData).length), memory(soak)];
}

/** @returns {string[]} what does not hold, a sentence each */
export function verdict(/** @type {Soak} */ { crowd, memories }) {
	const wrong = [...crowd.wrong];
	if (crowd.doubled > 0) wrong.push(`${crowd.doubled} items came twice`);
	if (crowd.imprecise > MOST_IMPRECISE) wrong.push(`${crowd.imprecise} items name other attributes than those that changed`);
	for (const [kind, count] of Object.entries(crowd.made)) {
		const due = kind !== 'restless' && !SILENT.includes(kind);
		if (due && crowd.delivered[kind] !== count) wrong.push(`${kind}: ${count} made, ${crowd.delivered[kind] ?? 0} delivered`);
	}
	for (const life of memories) {
		const growth = life.growth('rss')?.aMinute ?? 0;
		const heap = life.growth('heap')?.inAll ?? 0;
		if (growth > MOST_GROWTH) wrong.push(`n8n's memory grew by ${growth.toFixed(1)} MB a minute`);
		if (heap > MOST_HEAP_GROWTH) wrong.push(`n8n's heap grew by ${Math.round(heap)} MB`);
	}
	return wrong;
}
