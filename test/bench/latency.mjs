/**
 * How long reads take when Okta responds as slowly as it does: the sandbox itself responds within a millisecond.
 */
import { startSandbox } from '../support/sandbox.js';
import { showProgress } from '../support/run.mjs';
import { runContestant } from './contestant.mjs';
import { aim, count, seconds, times } from './table.mjs';

/** What a page takes, ms: Okta's usual values, and those of a large org with a narrow admin role. */
const LATENCIES = [300, 660];

const WARM_UP_PEOPLE = 1000;
const GROUPS = 5;
const FEW = 100;
const PAGE = 200;

/** Requests a minute that Okta leaves one app (reference/okta-api.md 3), and how much longer than they require a read may take. */
const RATE_LIMIT = 300;
const MOST_OF_FLOOR = 2;

/** Pages after which Okta Directory knows that they are slow (nodes/okta/client/twoAtOnce.ts), and what a slow one takes, ms. */
const WATCHED_PAGES = 2;
const SLOW_PAGE_MS = 400;

const scopes = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read', 'okta.groups.read'];

/** Everybody that the plain list returns, but by a search. */
const STATUSES = ['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY', 'STAGED', 'SUSPENDED'];

/** @typedef {{ what: string, requests: number, ms: number, people: number, hasAim: boolean }} Taken */

/**
 * Measures something in an org of its own.
 *
 * @template T
 * @param {number} people
 * @param {number} latency
 * @param {(org: import('../support/sandbox.js').Sandbox, warmUp: import('../support/sandbox.js').Sandbox) => Promise<T>} work
 */
async function inSlowOrg(people, latency, work) {
	const options = { grantedScopes: scopes };
	const [org, warmUp] = await Promise.all([startSandbox({ people, ...options }), startSandbox({ people: WARM_UP_PEOPLE, ...options })]);
	try {
		await org.control.faults.add({ match: { pathPattern: '^/api/v1/', times: 0 }, fault: 'slow', ms: latency });
		return await work(org, warmUp);
	} finally {
		await Promise.all([org.stop(), warmUp.stop()]);
	}
}

/** @param {{ url: string, clientId: string, apiToken: string }} org */
const address = ({ url, clientId, apiToken }) => ({ url, clientId, apiToken });

/**
 * @param {string} what
 * @param {number} people
 * @param {number} latency
 * @param {Record<string, unknown>} parameters
 * @param {import('./main.mjs').Scale} scale
 * @param {boolean} [withGroups]
 * @returns {Promise<Taken>}
 */
const read = (what, people, latency, parameters, { node, packageDir }, withGroups = false) =>
	inSlowOrg(people, latency, async (org, warmUp) => {
		const groups = withGroups ? Array.from({ length: GROUPS }, (_, index) => index) : [];
		const idsOf = async (/** @type {typeof org} */ { control }, /** @type {number} */ each) => {
			const created = [];
			for (const index of groups) created.push(await control.groups.create({ name: `Group ${index}`, members: { count: each, skip: index * each } }));
			return created.map(({ id }) => id);
		};
		const options = { packageDir, scopes, org: { ...address(org), groups: await idsOf(org, people / GROUPS) }, warmUp: { ...address(warmUp), groups: await idsOf(warmUp, 10) }, ...parameters };
		await org.control.clearLog();
		const { people: found, usage } = await runContestant(node, 'readDirectory', options);
		if (found !== people) throw new Error(`${what}: ${found} of ${people} people were read`);
		return { what, requests: (await org.control.stats()).apiTotal, ms: usage.ms, people: found, hasAim: true };
	});

/**
 * @param {number} people
 * @param {number} latency
 * @param {import('./main.mjs').Scale} scale
 * @returns {Promise<Taken[]>}
 */
const poll = (people, latency, { node, packageDir }) =>
	inSlowOrg(people, latency, async (org, warmUp) => {
		const options = { packageDir, org: address(org), warmUp: address(warmUp), few: FEW, many: 0, sweep: false };
		const { baseline, idle, few } = await runContestant(node, 'pollTrigger', options);
		const polls = { [`Okta Trigger, baseline of ${count(people)} people in ${baseline.polls} polls`]: baseline, 'Okta Trigger, nothing happened': idle, [`Okta Trigger, ${FEW} changes`]: few };
		return Object.entries(polls).map(([what, { requests, ms }]) => ({ what, requests, ms, people, hasAim: false }));
	});

/**
 * @param {import('./main.mjs').Scale} scale - reads `people`; ten times as many are computed
 * @returns {Promise<import('./main.mjs').Part>}
 */
export async function latency(scale) {
	const { people } = scale;
	const floorMs = (/** @type {number} */ requests) => (requests * 60_000) / RATE_LIMIT;
	const rows = [];
	for (const ms of LATENCIES) {
		/** @type {Taken[]} */
		const taken = await showProgress(`Reading with ${ms} ms a page`, async () => {
			const [active, groups] = await Promise.all([
				read(`Okta Directory, ${count(people)} people, a status filter`, people, ms, { filters: { status: STATUSES } }, scale),
				read(`Okta Directory, ${count(people)} people with ${GROUPS} groups, a status filter`, people, ms, { filters: { status: STATUSES } }, scale, true),
			]);
			const [all, polls] = await Promise.all([read(`Okta Directory, ${count(people)} people, no filter`, people, ms, {}, scale), poll(people, ms, scale)]);
			return [active, larger(active, ms), all, larger(all), groups, ...polls];
		});
		rows.push(...taken.map(({ what, requests, ms: took, hasAim }) => {
			// The pages of users and of groups have rate limits of their own; both together are the floor of one after the other.
			const floor = floorMs(requests);
			return [what, `${ms} ms`, count(requests), seconds(took), seconds(floor), times(took / floor), hasAim ? aim(`at most ${MOST_OF_FLOOR} ×`, took <= MOST_OF_FLOOR * floor) : ''];
		}));
	}
	const notes = [
		`In n8n-core's contexts, from the built package, in real time; two reads at the same time, each in its own process and sandbox. The minimum: what Okta's rate limit requires, ${RATE_LIMIT} requests per minute for one app. ${count(people * 10)} people are computed: the time of a page in the row above, times the pages.`,
		'With a filter, Okta Directory searches, and reads slow searches from both ends of `created` at once. Without one it reads the plain list, page after page: Okta cannot sort it, and a search in its place would be less current, because Okta indexes changes some time after they are made. The members of two groups are read at once while pages are slow. The trigger reads one page after the other: its steps are limited to 20 pages, and a poll every minute decides how long a baseline takes.',
	];
	return { tables: [{ title: 'Slow pages', columns: ['Reader', 'A page takes', 'Requests', 'Time', 'The minimum', 'Compared with it', 'Aim'], rows, notes }] };
}

/**
 * The same for ten times as many people.
 *
 * @param {Taken} taken
 * @param {number} [pageMs] - of a read that goes on from both ends when this is slow
 * @returns {Taken}
 */
function larger({ what, requests, ms, people, hasAim }, pageMs = 0) {
	const pages = Math.ceil(people / PAGE);
	// A read from both ends reads the watched pages again.
	const rounds = (/** @type {number} */ all) => (pageMs > SLOW_PAGE_MS ? WATCHED_PAGES + all / 2 : all);
	return {
		what: `${what.replace(count(people), count(people * 10))}, computed`,
		requests: requests - pages + 10 * pages,
		ms: (ms / rounds(pages)) * rounds(10 * pages),
		people: people * 10,
		hasAim,
	};
}
