/**
 * Reading a whole directory: ours, beside what reads it with the least effort and beside Okta's own client.
 */
import { startSandbox } from '../support/sandbox.js';
import { showProgress } from '../support/run.mjs';
import { runContestant } from './contestant.mjs';
import { aim, count, megabytes, median, ofRuns, seconds, times } from './table.mjs';

/** What a signature needs. */
const ATTRIBUTES = ['firstName', 'lastName', 'title', 'department', 'email', 'mobilePhone', 'primaryPhone', 'city'];

const WARM_UP_PEOPLE = 2000;

const MOST_OF_FLOOR = 1.3;
const LEAST_OF_SDK = 2;
const MOST_BYTES = 0.25;

const contestants = [
	{ name: 'Okta Directory', program: 'readDirectory' },
	{ name: `Okta Directory, ${ATTRIBUTES.length} attributes`, program: 'readDirectory', attributes: ATTRIBUTES },
	{ name: '`fetch` and Link headers (the minimum)', program: 'readFetch' },
	{ name: "n8n's request helper alone", program: 'readHelper' },
	{ name: '@okta/okta-sdk-nodejs each', program: 'readSdk' },
];

/**
 * @typedef {{ ms: number, cpuMs: number, peakBytes: number, startBytes: number, requests: number, bytes: number, digest: string }} Reading - of one run
 * @typedef {Awaited<ReturnType<typeof startSandbox>>} Sandbox
 */

/** @param {Sandbox} sandbox */
const address = ({ url, clientId, apiToken }) => ({ url, clientId, apiToken });

/**
 * @param {typeof contestants[number]} contestant
 * @param {Sandbox} org
 * @param {Sandbox} warmUp
 * @param {import('./main.mjs').Scale} scale
 * @returns {Promise<Reading>} rejects when somebody was not read
 */
async function readOnce({ program, attributes }, org, warmUp, { node, packageDir }) {
	await org.control.clearLog();
	const { people, digest, usage } = await runContestant(node, program, { packageDir, org: address(org), warmUp: address(warmUp), attributes });
	const { apiTotal: requests, apiBytes: bytes, apiStatuses } = await org.control.stats();
	if (apiStatuses['200'] !== requests) throw new Error(`${program}: the sandbox answered ${JSON.stringify(apiStatuses)}`);
	return { ...usage, requests, bytes, digest: `${people} ${digest}` };
}

/**
 * @param {number} people
 * @param {import('./main.mjs').Scale} scale
 * @returns {Promise<{ table: import('./table.mjs').Table, ours: Reading, chosen: Reading }>}
 */
async function readAll(people, scale) {
	const [org, warmUp] = await Promise.all([startSandbox({ people }), startSandbox({ people: Math.min(people, WARM_UP_PEOPLE) })]);
	try {
		/** @type {Map<string, Reading[]>} */
		const measured = new Map(contestants.map(({ name }) => [name, []]));
		for (let run = 1; run <= scale.runs; run++) {
			await showProgress(`Reading ${count(people)} people, run ${run} of ${scale.runs}`, async () => {
				for (const contestant of contestants) measured.get(contestant.name)?.push(await readOnce(contestant, org, warmUp, scale));
			});
		}
		const digests = new Set([...measured.values()].flat().map(({ digest }) => digest));
		if (digests.size !== 1 || ![...digests][0].startsWith(`${people} `)) throw new Error(`Not all read the same ${people} people: ${[...digests].join(', ')}`);
		const [ours, chosen, floor, helper, sdk] = [...measured.values()].map(middle);
		const aims = [
			`${aim(`within ${MOST_OF_FLOOR} × the minimum`, ours.cpuMs <= MOST_OF_FLOOR * floor.cpuMs)}; ${aim(`SDK at least ${LEAST_OF_SDK} ×`, sdk.cpuMs >= LEAST_OF_SDK * ours.cpuMs)}`,
			aim(`at most ${MOST_BYTES * 100} % of the bytes`, chosen.bytes <= MOST_BYTES * ours.bytes),
		];
		const rows = [ours, chosen, floor, helper, sdk].map((reading, index) => [
			contestants[index].name,
			seconds(reading.cpuMs),
			times(reading.cpuMs / floor.cpuMs),
			times(reading.cpuMs / ours.cpuMs),
			seconds(reading.ms),
			count(reading.requests),
			megabytes(reading.bytes),
			megabytes(reading.peakBytes),
			megabytes(reading.peakBytes - reading.startBytes),
			aims[index] ?? '',
		]);
		const columns = ['Reader', 'CPU', 'Compared with the minimum', 'Compared with ours', 'Time', 'Requests', 'Received', 'Peak memory', 'Of it the read', 'Aim'];
		const parts = await partsOfItem(org);
		const percent = (/** @type {number} */ part) => `${Math.round(100 * part)} %`;
		const share = Math.round((100 * chosen.bytes) / ours.bytes);
		const notes = [
			`${ofRuns(scale.runs)}. Each reader runs in a fresh process on n8n's Node, after a warm-up with ${count(Math.min(people, WARM_UP_PEOPLE))} other people; ours runs in n8n-core's execution context, from the built package. All read the same people with the same page size and keep them parsed. Compare CPU time rather than time: the sandbox creates the pages while the readers wait. The process that has loaded n8n-core starts with ${megabytes(ours.startBytes)}. Received: response bodies, uncompressed.`,
			`With ${ATTRIBUTES.length} attributes they are ${share} % of the size. The ${ATTRIBUTES.length} attributes take ${percent(parts.chosen)} of a whole profile's response. What an item has beside its profile (ID, status, type, six timestamps) takes ${percent(parts.beside)}, even without any attribute. It is part of every item, so ${MOST_BYTES * 100} % is out of reach.`,
		];
		return { table: { title: `Read ${count(people)} people`, columns, rows, notes }, ours, chosen };
	} finally {
		await Promise.all([org.stop(), warmUp.stop()]);
	}
}

/** Properties of an item beside its profile. */
const BESIDE = ['id', 'status', 'created', 'activated', 'statusChanged', 'lastLogin', 'lastUpdated', 'passwordChanged', 'type'];

/**
 * @param {Sandbox} org
 * @returns {Promise<{ beside: number, chosen: number }>} shares of the bytes of a response with whole profiles: what an item has beside its
 *   profile, and the chosen attributes
 */
async function partsOfItem(org) {
	const { json: people, text } = await org.get('/api/v1/users?limit=200', {
		headers: { 'content-type': 'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"' },
	});
	const only = (/** @type {Record<string, unknown>} */ object, /** @type {string[]} */ names) => JSON.stringify(object, names.filter((name) => name in object));
	const shareOf = (/** @type {(person: any) => string} */ part) => people.reduce((/** @type {number} */ sum, /** @type {any} */ person) => sum + Buffer.byteLength(part(person)), 0) / Buffer.byteLength(text);
	return { beside: shareOf((person) => only(person, BESIDE)), chosen: shareOf(({ profile }) => only(profile, ATTRIBUTES)) };
}

/** @param {Reading[]} runs @returns {Reading} each figure's median */
function middle(runs) {
	const of = (/** @type {(run: Reading) => number} */ figure) => median(runs.map(figure));
	return {
		...runs[0],
		ms: of(({ ms }) => ms),
		cpuMs: of(({ cpuMs }) => cpuMs),
		peakBytes: of(({ peakBytes }) => peakBytes),
		startBytes: of(({ startBytes }) => startBytes),
	};
}

/**
 * @param {import('./main.mjs').Scale} scale - reads `people` and ten times as many
 * @returns {Promise<import('./main.mjs').Part>}
 */
export async function read(scale) {
	const small = await readAll(scale.people, scale);
	const large = await readAll(scale.people * 10, scale);
	const perPerson = (/** @type {Reading} */ { ms, cpuMs, bytes, peakBytes, startBytes }) => {
		const people = scale.people * 10;
		return { ms: ms / people, cpuMs: cpuMs / people, bytes: bytes / people, memory: (peakBytes - startBytes) / people };
	};
	return { tables: [small.table, large.table], figures: { read: perPerson(large.ours), readChosen: perPerson(large.chosen) } };
}
