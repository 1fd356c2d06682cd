/**
 * What a soak run shows, and what of it must hold.
 */
import { median } from '../bench/table.mjs';
import { TROUGH_MINUTES, WARM_UP_MINUTES } from './memory.mjs';

/** @typedef {import('./soak.mjs').Soak} Soak */
/** @typedef {import('../bench/table.mjs').Table} Table */

/** Of some 3,000 attributes changed, less than one is expected. */
const MOST_IMPRECISE = 5;

/** MB a minute: what is left of the noise over ten minutes. */
const MOST_GROWTH = 4;

/** MB between the first collection and the last. */
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
			['polls that began to read', number(windows)],
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

/** @returns {Table} one row a minute */
function memory(/** @type {Soak} */ { memories }) {
	const rows = memories.flatMap(({ samples, heaps }, life) =>
		samples
			.filter(({ minute }, index) => Math.floor(minute) !== Math.floor(samples[index - 1]?.minute ?? -1))
			.map(({ minute, rss }) => {
				const heap = heaps.find((entry) => Math.floor(entry.minute) === Math.floor(minute));
				return [`process ${life + 1}, minute ${Math.floor(minute)}`, number(rss), heap ? number(heap.heap) : ''];
			}),
	);
	const growths = memories.map((life, index) => `process ${index + 1}: ${life.growth()?.toFixed(1) ?? 'too short to tell'}`);
	return {
		title: 'Memory of n8n',
		columns: ['When', 'RSS, MB', 'Heap after a collection, MB'],
		rows,
		notes: [`Growth of the RSS, MB a minute by least squares over the lowest of every ${TROUGH_MINUTES} minutes (samples every 15 s) after the first ${WARM_UP_MINUTES}: ${growths.join('; ')}. More than ${MOST_GROWTH} would have failed, and so would ${MOST_HEAP_GROWTH} MB more heap at the end than at the first collection of the same process.`],
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
		const growth = life.growth() ?? 0;
		const heap = (life.heaps.at(-1)?.heap ?? 0) - (life.heaps[0]?.heap ?? 0);
		if (growth > MOST_GROWTH) wrong.push(`n8n's memory grew by ${growth.toFixed(1)} MB a minute`);
		if (heap > MOST_HEAP_GROWTH) wrong.push(`n8n's heap grew by ${Math.round(heap)} MB`);
	}
	return wrong;
}
