import { isTransientError, OktaError, parameterError } from '../okta/errors/OktaError';
import { collectById } from '../okta/client/pagination';
import type { OktaClient } from '../okta/client/types';
import { equals } from '../okta/users/search';
import { getUser, searchPath, userPages } from '../okta/users/users';
import {
	applyFullScan,
	applyIncremental,
	applyLookUps,
	inBaseline,
	initialState,
	pollLimitCheck,
	startFullScanIfDue,
	toIso,
	usersToLookUp,
	windowStart,
	type LookUp,
	type PollResult,
	type TriggerState,
	type UserBatch,
	type WatchSettings,
} from './engine';

/** Pages read by one step of a full scan. A scan of a large org takes many polls and leaves most of the rate limit to others. */
const MAX_SCAN_PAGES = 20;

/** Users that one window holds in memory. The next poll reads the rest. */
const MAX_WINDOW_USERS = 20_000;

/** Users looked up one by one in one poll. */
const MAX_LOOK_UPS = 50;

/** Some 12 MB of static data with ten watched attributes. More would slow down n8n's database. */
const MAX_KNOWN_USERS = 250_000;

export interface PollEnvironment {
	client: OktaClient;
	settings: WatchSettings;
	/** Returns a new random salt. */
	salt(): string;
	/** Local clock, ms; only used to keep within `deadline`. */
	now(): number;
	/** A reading ends with the page that arrives after this, local clock, ms. A full scan that is due still reads one page. */
	deadline: number;
}

/**
 * One poll: a step of the baseline until that is finished; then the incremental window, and a step
 * of the full scan when one is due. Reads Okta and leaves all decisions to the engine.
 *
 * @param state what the trigger knows; stays as it is
 * @returns the events and the new state: store the state only together with its events
 * @throws OktaError; then nothing is lost, because the stored state was not changed
 */
export async function readChanges(
	environment: PollEnvironment,
	state: TriggerState | undefined,
): Promise<PollResult> {
	const { settings } = environment;
	if (state === undefined || inBaseline(state)) {
		return await fullScanStep(environment, state, settings.maxUsersPerPoll);
	}
	const exceedsLimit = pollLimitCheck(state, settings);
	const batch = await readUsers(
		environment,
		'lastUpdated',
		windowStart(state, settings),
		(soFar) => soFar.users.length >= MAX_WINDOW_USERS || exceedsLimit(soFar),
	);
	const incremental = applyIncremental(state, batch, settings);
	const next = startFullScanIfDue(incremental.state, settings, batch.serverTime);
	const usersDelivered = new Set(incremental.events.map(({ user }) => user.id)).size;
	const remaining = settings.maxUsersPerPoll - usersDelivered;
	// A full scan gets one page even after the deadline, or it would never finish where windows take long.
	if (next.fullScan === undefined || remaining <= 0) return { ...incremental, state: next };
	const scan = next.fullScan.verifying
		? lookUpStep(environment, next, batch.serverTime, remaining)
		: fullScanStep(environment, next, remaining);
	return await scan.then(
		(result) => ({ ...result, events: [...incremental.events, ...result.events] }),
		(error: unknown) => {
			// The window's events are delivered first. A lasting error is thrown by the next poll without events.
			if (incremental.events.length === 0) throw error;
			return incremental;
		},
	);
}

/** @param limit users with events that are delivered at most */
async function fullScanStep(
	environment: PollEnvironment,
	before: TriggerState | undefined,
	limit: number,
): Promise<PollResult> {
	const { settings } = environment;
	const from = before?.fullScan?.resumeFrom ?? '';
	const batch = await readUsers(environment, 'created', from, (_soFar, pages) => pages >= MAX_SCAN_PAGES);
	const state = before ?? initialState(settings, environment.salt(), batch.serverTime);
	const result = applyFullScan(state, batch, settings, limit);
	if (result.state.knownUsers.size > MAX_KNOWN_USERS) {
		throw parameterError(
			'Search',
			`matches too many users: one trigger can watch at most ${MAX_KNOWN_USERS.toLocaleString('en-US')}`,
			'Use several triggers, each with its own search, such as profile.countryCode eq "DE".',
		);
	}
	return result;
}

async function lookUpStep(
	environment: PollEnvironment,
	state: TriggerState,
	serverTime: string,
	limit: number,
): Promise<PollResult> {
	const lookUps: LookUp[] = [];
	for (const id of usersToLookUp(state, Math.min(MAX_LOOK_UPS, limit))) {
		lookUps.push({ id, found: await lookUp(environment, id) });
		if (environment.now() >= environment.deadline) break;
	}
	return applyLookUps(state, lookUps, environment.settings, serverTime);
}

async function lookUp({ client, settings }: PollEnvironment, id: string): Promise<LookUp['found']> {
	const found = await getUser(client, id, true).catch((error: unknown) => {
		if (error instanceof OktaError && error.kind === 'notFound') return 'deleted' as const;
		if (error instanceof OktaError && error.kind === 'role') return 'hidden' as const;
		throw error;
	});
	if (typeof found === 'string' || settings.search === '') return found;
	const path = searchPath(allOf(equals('id', id), settings.search), 1);
	const [watched] = await collectById(userPages(client, path, true), 1);
	return watched ?? 'unwatched';
}

/**
 * Reads users in the order of a timestamp, until the last page, the deadline, or until `isEnough`.
 *
 * @param from where to begin, ISO 8601; `''` for all users
 */
async function readUsers(
	{ client, settings, now, deadline }: PollEnvironment,
	by: 'created' | 'lastUpdated',
	from: string,
	isEnough: (soFar: UserBatch, pages: number) => boolean,
): Promise<UserBatch> {
	const search = allOf(from === '' ? 'status pr' : `${by} ge "${from}"`, settings.search);
	const batch: UserBatch = { users: [], complete: false, serverTime: '' };
	const { users } = batch;
	// The next reading begins at the last timestamp of this one. It has to be later than `from`, or many
	// users with the same timestamp would hold up all others. It must not be in the future.
	const mayStop = () => {
		const last = toIso(users.at(-1)?.[by]);
		return last > from && last <= batch.serverTime;
	};
	const readPages = async () => {
		let pages = 0;
		for await (const page of userPages(client, searchPath(search, undefined, by), true)) {
			pages++;
			users.push(...page.items);
			batch.serverTime ||= serverTimeOf(page.headers.date);
			batch.complete = page.next === undefined;
			const stop = now() >= deadline || isEnough(batch, pages);
			if (stop && mayStop()) return;
		}
	};
	await readPages().catch((error: unknown) => {
		// Pages read before a transient error are kept, so that a long reading makes progress.
		if (!isTransientError(error) || !mayStop()) throw error;
	});
	return batch;
}

/** Okta's clock, from a response's `Date` header. The local clock may be wrong, so it is no replacement. */
function serverTimeOf(date: string | undefined): string {
	const serverTime = toIso(date);
	if (serverTime !== '') return serverTime;
	throw new OktaError('notOkta', "Okta's response has no 'Date' header", {
		description:
			"The trigger relies on Okta's clock. If there is a proxy between n8n and Okta, configure it to keep the 'Date' header.",
	});
}

const allOf = (expression: string, search: string) =>
	search === '' ? expression : `${expression} and (${search})`;
