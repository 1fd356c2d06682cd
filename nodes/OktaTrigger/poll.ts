import { isTransientError, OktaError, parameterError } from '../okta/errors/OktaError';
import { collect } from '../okta/client/pagination';
import type { OktaClient } from '../okta/client/types';
import { equals } from '../okta/users/search';
import { getUser, searchPath, userPages } from '../okta/users/users';
import { compare } from './engine/diff';
import { takeLookUps, takePass, toLookUp, withSweepDue, type LookUp } from './engine/fullScan';
import { KnownUsers } from './engine/knownUsers';
import { freshState, inBaseline, type TriggerState, type WatchSettings } from './engine/state';
import { detectOptions, instant, takeWindow, windowStart, type UserBatch, type PollResult } from './engine/incremental';

/** Pages of one pass step: a sweep of a large org takes many polls and leaves others their rate limit. */
const PASS_PAGES = 20;

/** People held in memory by one window; what is beyond comes with the next poll. */
const WINDOW_PEOPLE = 20_000;

/** Single look-ups in one poll. */
const LOOK_UPS = 50;

/** Some 12 MB of static data with ten watched attributes: beyond, n8n's database would suffer. */
const MAX_PEOPLE = 250_000;

export interface PollEnvironment {
	client: OktaClient;
	settings: WatchSettings;
	/** A new random salt. */
	salt(): string;
	/** Local clock, ms; only to keep within `deadline`. */
	now(): number;
	/** No further page is asked for after this, local clock, ms. */
	deadline: number;
}

/**
 * One poll: a step of the baseline as long as that is not done; then the window, and a step of the
 * sweep when one is due. Reads Okta, decides nothing itself.
 *
 * @returns the events and the state in which they are delivered: store it only together with them
 * @throws OktaError; nothing is lost then, since the stored state stays what it was
 */
export async function poll(
	environment: PollEnvironment,
	stored: TriggerState | undefined,
): Promise<PollResult> {
	const { settings } = environment;
	if (stored === undefined || inBaseline(stored)) {
		return await passStep(environment, stored, settings.maxUsersPerPoll);
	}
	const from = windowStart(stored, settings);
	const overfull = moreThanDelivered(stored, settings);
	const reading = await read(
		environment,
		'lastUpdated',
		from,
		(soFar) => soFar.users.length >= WINDOW_PEOPLE || overfull(soFar),
	);
	const step = takeWindow(stored, reading, settings);
	const state = withSweepDue(step.state, settings, reading.serverTime);
	const room = settings.maxUsersPerPoll - new Set(step.events.map(({ user }) => user.id)).size;
	// A sweep gets a page even late, or windows that take long would starve it.
	if (state.pass === undefined || room <= 0) return { ...step, state };
	const sweep = state.pass.verifying
		? lookUpStep(environment, state, reading.serverTime, room)
		: passStep(environment, state, room);
	return await sweep.then(
		({ events, ...rest }) => ({ ...rest, events: [...step.events, ...events] }),
		(error: unknown) => {
			// What the window found goes first; trouble that stays is thrown by the next quiet poll.
			if (step.events.length === 0) throw error;
			return step;
		},
	);
}

/**
 * Whether a window holds more people with events than one poll delivers, told page by page. What lies beyond would only be
 * read to be read again by the next poll, which begins where this one stopped delivering.
 */
function moreThanDelivered(
	state: TriggerState,
	settings: WatchSettings,
): (soFar: UserBatch) => boolean {
	const roster = new KnownUsers(state.people, state.names.length);
	let looked = 0;
	let found = 0;
	return ({ users, serverTime }) => {
		if (users.length <= settings.maxUsersPerPoll) return false;
		const options = detectOptions(state, settings, serverTime);
		for (const user of users.slice(looked)) {
			if (compare(user, roster.get(user.id), options).events.length > 0) found++;
		}
		looked = users.length;
		return found > settings.maxUsersPerPoll;
	};
}

async function passStep(
	environment: PollEnvironment,
	given: TriggerState | undefined,
	room: number,
): Promise<PollResult> {
	const { settings } = environment;
	const from = given?.pass?.from ?? '';
	const reading = await read(environment, 'created', from, (_soFar, pages) => pages >= PASS_PAGES);
	const state = given ?? freshState(settings, environment.salt(), reading.serverTime);
	const step = takePass(state, reading, settings, room);
	if (new KnownUsers(step.state.people, step.state.names.length).size > MAX_PEOPLE) {
		throw parameterError(
			'Search',
			`has to narrow down who is watched: there are more than ${MAX_PEOPLE} people`,
			'One trigger watches that many at most. Use several, each with a search of its own, such as profile.countryCode eq "DE".',
		);
	}
	return step;
}

async function lookUpStep(
	environment: PollEnvironment,
	state: TriggerState,
	serverTime: string,
	room: number,
): Promise<PollResult> {
	const lookUps: LookUp[] = [];
	for (const id of toLookUp(state, Math.min(LOOK_UPS, room))) {
		lookUps.push({ id, found: await lookUp(environment, id) });
		if (environment.now() >= environment.deadline) break;
	}
	return takeLookUps(state, lookUps, environment.settings, serverTime);
}

async function lookUp({ client, settings }: PollEnvironment, id: string): Promise<LookUp['found']> {
	const found = await getUser(client, id, true).catch((error: unknown) => {
		if (error instanceof OktaError && error.kind === 'notFound') return 'deleted' as const;
		if (error instanceof OktaError && error.kind === 'role') return 'hidden' as const;
		throw error;
	});
	if (typeof found === 'string' || settings.search === '') return found;
	const path = searchPath(both(equals('id', id), settings.search), 1);
	const [watched] = await collect(userPages(client, path, true), 1);
	return watched ?? 'unwatched';
}

/**
 * Reads people in the order of a stamp, until the last page, the deadline, or until it is `enough`.
 *
 * @param from where to begin, ISO 8601; `''` for everybody
 */
async function read(
	{ client, settings, now, deadline }: PollEnvironment,
	by: 'created' | 'lastUpdated',
	from: string,
	enough: (soFar: UserBatch, pages: number) => boolean,
): Promise<UserBatch> {
	const search = both(from === '' ? 'status pr' : `${by} ge "${from}"`, settings.search);
	const reading: UserBatch = { users: [], complete: false, serverTime: '' };
	const { users } = reading;
	// The next reading begins at the last stamp of this one: that has to be behind its own beginning,
	// or a crowd within one second would hold up everything after it. Nothing begins in the future.
	const mayStop = () => {
		const last = instant(users.at(-1)?.[by]);
		return last > from && last <= reading.serverTime;
	};
	const readOn = async () => {
		let pages = 0;
		for await (const page of userPages(client, searchPath(search, undefined, by), true)) {
			pages++;
			users.push(...page.items);
			reading.serverTime ||= clockOf(page.headers.date);
			reading.complete = page.next === undefined;
			const full = now() >= deadline || enough(reading, pages);
			if (full && mayStop()) return;
		}
	};
	await readOn().catch((error: unknown) => {
		// What was read before passing trouble is kept, so that a long reading gets ahead.
		if (!isTransientError(error) || !mayStop()) throw error;
	});
	return reading;
}

/** Okta's clock, from an answer's `Date`. This machine's clock may be wrong and is no replacement. */
function clockOf(date: string | undefined): string {
	const clock = instant(date);
	if (clock !== '') return clock;
	throw new OktaError('notOkta', "Okta's answer has no date", {
		description:
			"The trigger goes by Okta's clock. Let the proxy between n8n and Okta pass the header 'Date'.",
	});
}

const both = (expression: string, search: string) =>
	search === '' ? expression : `${expression} and (${search})`;
