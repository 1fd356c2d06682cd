import { formatNumber } from '../okta/formatNumber';
import { isTransientError, OktaError, parameterError } from '../okta/errors/OktaError';
import { collectById } from '../okta/client/pagination';
import type { OktaClient } from '../okta/client/types';
import { equals } from '../okta/users/search';
import { getUser, searchPath, userPages } from '../okta/users/users';
import {
	applyFullScan,
	applyIncremental,
	applyLog,
	applyLookUps,
	applyStatuses,
	deliverPending,
	hasPending,
	inBaseline,
	initialState,
	isFull,
	nameActors,
	pollLimitCheck,
	readsStatuses,
	startFullScanIfDue,
	statusesStart,
	toIso,
	usersToLookUp,
	usersToReRead,
	windowStart,
	withLog,
	withReach,
	type Actor,
	type DetectedEvent,
	type LookUp,
	type PollResult,
	type TriggerState,
	type UserBatch,
	type WatchSettings,
} from './engine';
import { readLogOrRestart } from './systemLog';

/** Pages read by one step of a full scan. A scan of a large org takes many polls and leaves most of the rate limit to others. */
const MAX_SCAN_PAGES = 20;

/** Users that one window holds in memory. The next poll reads the rest. */
const MAX_WINDOW_USERS = 20_000;

/** Users looked up one by one in one poll. */
const MAX_LOOK_UPS = 50;

/** Pages of the System Log that one poll reads. The next poll reads on. */
const MAX_LOG_PAGES = 10;

/** Users whose groups changed and who are read in one poll. */
const MAX_RE_READS = 200;

/** Look-ups that fail in one poll before it stops. The next poll begins with others. */
const MAX_FAILED_LOOK_UPS = 3;

/**
 * What a trigger stores about users, as text. n8n keeps it in one JSON column, reads it with the workflow
 * and writes all of it with each run (reference/n8n-platform.md 2.3). 250,000 users with whole profiles
 * take 28 MB by the estimate of test/bench, which looked no further.
 */
const MAX_STATE_BYTES = 30_000_000;

/** A trigger that runs may grow a little beyond, so that the next person hired does not stop it. */
const RUNNING_FACTOR = 1.25;

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
	checkSize(state, RUNNING_FACTOR);
	const { maxUsersPerPoll } = settings;
	// While a full scan is under way, or changes from the log are pending, these get a share, or they would
	// wait for all other changes to be delivered.
	const isShared = state.fullScan !== undefined || hasPending(state, settings);
	const share = !isShared || maxUsersPerPoll === 1 ? 0 : Math.ceil(maxUsersPerPoll / 10);
	const windowLimit = maxUsersPerPoll - share;
	const exceedsLimit = pollLimitCheck(state, settings, windowLimit);
	const batch = await readUsers(
		environment,
		'lastUpdated',
		windowStart(state, settings),
		(soFar) => soFar.users.length >= MAX_WINDOW_USERS || exceedsLimit(soFar),
	);
	const { serverTime } = batch;
	const remaining = (events: DetectedEvent[]) => maxUsersPerPoll - new Set(events.map(({ user }) => user.id)).size;
	let result = applyIncremental(state, batch, settings, windowLimit);
	const proceed = async (step: () => Promise<PollResult>) => {
		const before = result;
		result = await step().then(
			({ state: after, events, warning }) => ({
				state: after,
				events: [...before.events, ...events],
				warning: joined(before.warning, warning),
			}),
			(error: unknown) => {
				// The events so far are delivered first. A lasting error is thrown by the next poll without events.
				if (before.events.length === 0) throw error;
				return before;
			},
		);
	};
	if (readsStatuses(settings)) {
		const pending = { ...result.state, statusesFrom: statusesStart(state, settings) };
		const limit = remaining(result.events);
		result = { ...result, state: pending };
		if (limit > 0) await proceed(async () => await statusStep(environment, pending, limit));
	}
	const names = new Map<string, Actor>();
	if (settings.useSystemLog) {
		const limit = remaining(result.events);
		await proceed(async () => await logStep(environment, result.state, serverTime, limit, names));
	} else if (hasPending(result.state, settings)) {
		// The log was turned off. These users are no longer known, so no recheck would find them.
		const limit = remaining(result.events);
		await proceed(async () => deliverPending(withLog(result.state, serverTime), [], settings, limit));
	}
	const next = startFullScanIfDue(withReach(result.state, state, serverTime, settings), settings, serverTime);
	result = { ...result, state: next };
	// A full scan gets one page even after the deadline, or it would never finish where windows take long.
	const limit = remaining(result.events);
	if (next.fullScan !== undefined && limit > 0) {
		await proceed(async () =>
			next.fullScan?.verifying
				? await lookUpStep(environment, next, serverTime, limit)
				: await fullScanStep(environment, next, limit),
		);
	}
	return settings.useSystemLog ? nameActors(result, names, windowStart(result.state, settings)) : result;
}

/**
 * Reads the System Log and delivers what only it shows. When it cannot be read, the poll goes on without it,
 * and says so once.
 *
 * @param limit users with events that are delivered at most
 * @param names receives the actors that were read, by ID
 */
async function logStep(
	environment: PollEnvironment,
	before: TriggerState,
	serverTime: string,
	limit: number,
	names: Map<string, Actor>,
): Promise<PollResult> {
	const { settings, now, deadline } = environment;
	let state = withLog(before, serverTime);
	const warnings: string[] = [];
	const readPages = async () => {
		for (let pages = 0; pages < MAX_LOG_PAGES && !isFull(state, settings); pages++) {
			const { page, warning } = await readLogOrRestart(environment.client, state.log, serverTime);
			if (warning) warnings.push(warning);
			state = applyLog(state, page, settings, serverTime);
			for (const { actor } of page.events) if (actor) names.set(actor.id, actor);
			if (!page.isFull || now() >= deadline) break;
		}
		if (state.log.failing) warnings.push('The System Log can be read again.');
		state = { ...state, log: { ...state.log, failing: undefined } };
	};
	await readPages().catch((error: unknown) => {
		if (!(error instanceof OktaError)) throw error;
		if (!state.log.failing) warnings.push(logFailure(error));
		state = { ...state, log: { ...state.log, failing: true } };
	});
	const ids = usersToReRead(state, settings, Math.min(MAX_RE_READS, limit));
	const { lookUps, warning } = await lookUpAll(environment, ids);
	const result = deliverPending(state, lookUps, settings, limit);
	return { ...result, warning: joined(...warnings, warning) };
}

const logFailure = ({ message, description }: OktaError) =>
	`Okta's System Log cannot be read: ${message}. ${description} Until it can be read, deleted users are found by the recheck only, events name no actor, and changed groups wait.`;

/** Reads status changes without the search. @param limit users with events that are delivered at most */
async function statusStep(environment: PollEnvironment, state: TriggerState, limit: number): Promise<PollResult> {
	const from = statusesStart(state, environment.settings);
	const everybody = { ...environment, settings: { ...environment.settings, search: '' } };
	const batch = await readUsers(everybody, 'statusChanged', from, (_soFar, pages) => pages >= MAX_SCAN_PAGES);
	return applyStatuses(state, batch, environment.settings, limit);
}

/** @param limit users with events that are delivered at most */
async function fullScanStep(
	environment: PollEnvironment,
	before: TriggerState | undefined,
	limit: number,
): Promise<PollResult> {
	const { settings } = environment;
	if (before !== undefined && inBaseline(before)) checkSize(before);
	const from = before?.fullScan?.resumeFrom ?? '';
	// Pages that hold more than can be delivered would be read again.
	const exceedsLimit = before && !inBaseline(before) ? pollLimitCheck(before, settings, limit) : () => false;
	const isEnough = (soFar: UserBatch, pages: number) => pages >= MAX_SCAN_PAGES || exceedsLimit(soFar);
	const batch = await readUsers(environment, 'created', from, isEnough);
	const state = before ?? initialState(settings, environment.salt(), batch.serverTime);
	return applyFullScan(state, batch, settings, limit);
}

/**
 * Refuses a state that has become too large, before anything is read: the next poll would read it again.
 *
 * @throws OktaError kind `parameter`
 */
function checkSize({ knownUsers }: TriggerState, factor = 1): void {
	const bytes = knownUsers.byteLength;
	if (bytes < MAX_STATE_BYTES * factor) return;
	const megabytes = (value: number) => Math.round(value / 1e6);
	throw parameterError(
		'Search',
		`matches too many users: what n8n stores about the first ${formatNumber(knownUsers.size)} of them takes ${megabytes(bytes)} MB, and a trigger may store ${megabytes(MAX_STATE_BYTES)} MB`,
		"Use several triggers, each with its own search, such as profile.countryCode eq \"DE\". Or watch fewer attributes: select User Updated, set 'Watch' to 'Selected Attributes' and select them.",
	);
}

async function lookUpStep(
	environment: PollEnvironment,
	state: TriggerState,
	serverTime: string,
	limit: number,
): Promise<PollResult> {
	const ids = usersToLookUp(state, Math.min(MAX_LOOK_UPS, limit));
	const { lookUps, warning } = await lookUpAll(environment, ids);
	const result = applyLookUps(state, lookUps, environment.settings, serverTime);
	return { ...result, warning: joined(warning, result.warning) };
}

/** Looks users up, until the deadline or until too many look-ups fail. */
async function lookUpAll(
	environment: PollEnvironment,
	ids: readonly string[],
): Promise<{ lookUps: LookUp[]; warning?: string }> {
	const lookUps: LookUp[] = [];
	const failures: OktaError[] = [];
	for (const id of ids) {
		const result = await lookUp(environment, id).catch((error: unknown) => {
			if (!(error instanceof OktaError)) throw error;
			failures.push(error);
			// Also for a lasting error: it is about the connection and says nothing about this user.
			return { found: 'failed' as const };
		});
		lookUps.push({ id, ...result });
		const isEnough = failures.at(-1)?.kind === 'rateLimit' || failures.length >= MAX_FAILED_LOOK_UPS;
		if (isEnough || environment.now() >= environment.deadline) break;
	}
	if (failures.length === 0) return { lookUps };
	return { lookUps, warning: `${failures.length} of ${lookUps.length} look-ups failed: ${failures[0].message}.` };
}

/** Warnings as one text; undefined for none. */
const joined = (...warnings: Array<string | undefined>) => warnings.filter(Boolean).join(' ') || undefined;

async function lookUp({ client, settings }: PollEnvironment, id: string): Promise<Omit<LookUp, 'id'>> {
	const found = await getUser(client, id, true).catch((error: unknown) => {
		if (error instanceof OktaError && error.kind === 'notFound') return 'missing' as const;
		if (error instanceof OktaError && error.kind === 'role') return 'hidden' as const;
		throw error;
	});
	if (typeof found === 'string' || settings.search === '') return { found };
	const path = searchPath(allOf(equals('id', id), settings.search), 1);
	const [watched] = await collectById(userPages(client, path, true), 1);
	return { found: watched ?? found, unwatched: watched === undefined };
}

/**
 * Reads users in the order of a timestamp, until the last page, the deadline, or until `isEnough`.
 *
 * @param from where to begin, ISO 8601; `''` for all users
 */
async function readUsers(
	{ client, settings, now, deadline }: PollEnvironment,
	by: 'created' | 'lastUpdated' | 'statusChanged',
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
	let pages = 0;
	const readPages = async () => {
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
		// Okta accepted the search with the first page, so it now refuses its own link to the next one
		// (E0000031 "Invalid cursor.").
		const lostCursor = error instanceof OktaError && error.kind === 'search' && pages > 0;
		// Pages read before such an error are kept, so that a long reading makes progress.
		if ((lostCursor || isTransientError(error)) && mayStop()) return;
		throw lostCursor ? invalidCursor(error) : error;
	});
	return batch;
}

const invalidCursor = ({ status, code, description }: OktaError) =>
	new OktaError('unavailable', "Okta no longer accepts its own link to the next page of users", {
		description: `The next poll starts again with the first page. Okta's response was: ${description}`,
		status,
		code,
	});

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
