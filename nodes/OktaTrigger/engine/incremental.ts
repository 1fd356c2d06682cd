import type { OktaUser } from '../../okta/users/userModel';
import { PAGE_SIZE } from '../../okta/client/pagination';
import { compare, MAX_NAMES, type DetectOptions, type Detected } from './diff';
import { canonical } from './fingerprint';
import { KnownUsers, widened } from './knownUsers';
import type { TriggerState, WatchSettings } from './state';

/** What was read of Okta. */
export interface UserBatch {
	users: OktaUser[];
	/** False when the reading was cut short: by time, or by how much one poll may hold. */
	complete: boolean;
	/** Okta's clock when the reading began, ISO 8601. */
	serverTime: string;
}

/** What a step gives: events, and the state in which they are delivered. */
export interface PollResult {
	events: Detected[];
	state: TriggerState;
	/** Something that whoever looks after the workflow should read. */
	warning?: string;
}

/** Where the next window begins: `lastUpdated ge` this, ISO 8601. */
export const windowStart = ({ backlog, since }: TriggerState, { overlapSeconds }: WatchSettings): string =>
	backlog?.from ?? shifted(since, -overlapSeconds);

/**
 * Delivers what changed in a window. Everything up to the newest stamp read is then done with, but
 * the next window begins `overlapSeconds` before it: stamps have whole seconds, and Okta's index may
 * show a change later than younger ones (reference/okta-api.md 1.5, 1.6).
 *
 * Cut short (by the reading, or at `maxUsersPerPoll`), it goes on from the last stamp delivered; the
 * overlap is made good when the backlog is done.
 */
export function takeWindow(given: TriggerState, reading: UserBatch, settings: WatchSettings): PollResult {
	const { serverTime } = reading;
	const state = withNames(given, reading.users, settings);
	const roster = new KnownUsers(state.people, state.names.length);
	const options = detectOptions(state, settings, serverTime);
	const delivery = deliver(sorted(reading.users, 'lastUpdated'), roster, options, settings.maxUsersPerPoll);
	const { events, taken, all } = delivery;
	const people = delivery.changed ? roster.toString() : state.people;
	// A stamp from the future must not carry the window past what is still to come.
	const stamps = taken.map(({ lastUpdated }) => instant(lastUpdated)).filter((stamp) => stamp <= serverTime);
	const reached = stamps.at(-1) ?? '';
	const startedAt = state.backlog?.startedAt ?? serverTime;

	if (!all || !reading.complete) {
		const backlog = { from: reached || windowStart(state, settings), startedAt };
		return { events, state: { ...state, people, backlog } };
	}
	// The newest stamp and not the clock: should Okta's index stand still, the window waits for it.
	// But what fills pages would be read again by every poll, so that is left behind by the clock.
	const newest = taken.length > PAGE_SIZE ? startedAt : earlier(reached, startedAt);
	const since = earlier(later(state.since, newest), serverTime);
	return { events, state: { ...state, people, since, backlog: undefined } };
}

export interface Delivery {
	events: Detected[];
	/** The people dealt with, in order. */
	taken: OktaUser[];
	/** Whether that is all of them. */
	all: boolean;
	/** Whether the roster changed. */
	changed: boolean;
}

/** Compares people with the roster, in their order, until `limit` of them have events. */
export function deliver(
	users: readonly OktaUser[],
	roster: KnownUsers,
	options: DetectOptions,
	limit: number,
): Delivery {
	const events: Detected[] = [];
	const taken: OktaUser[] = [];
	let emitted = 0;
	let changed = false;
	for (const user of users) {
		const found = compare(user, roster.get(user.id), options);
		if (found.events.length > 0 && ++emitted > limit) return { events, taken, all: false, changed };
		events.push(...found.events);
		if (roster.set(found.known)) changed = true;
		taken.push(user);
	}
	return { events, taken, all: true, changed };
}

/** How a state's people are compared now. */
export function detectOptions(
	state: TriggerState,
	{ events, watch, startWithExisting, overlapSeconds }: WatchSettings,
	serverTime: string,
): DetectOptions {
	const { names, salt, startedAt } = state;
	return {
		events,
		watch,
		names,
		salt,
		startedAt,
		// Okta's index may have hidden the last changes before.
		changedSince: shifted(startedAt, -overlapSeconds),
		serverTime,
		mark: state.pass?.mark ?? state.mark,
		withExisting: startWithExisting,
	};
}

/** Each person once, latest sighting first come, in the order of a stamp, then of ids. */
export function sorted(users: readonly OktaUser[], by: 'lastUpdated' | 'created'): OktaUser[] {
	const latest = new Map<string, OktaUser>();
	for (const user of users) {
		const before = latest.get(user.id);
		if (before === undefined || instant(user.lastUpdated) >= instant(before.lastUpdated)) {
			latest.set(user.id, user);
		}
	}
	return [...latest.values()]
		.map((user) => ({ user, key: `${instant(user[by])} ${user.id}` }))
		.sort((a, b) => (a.key < b.key ? -1 : 1))
		.map(({ user }) => user);
}

/** With `watch` other than `selected`: attributes seen for the first time get a place of their own. */
export function withNames(
	state: TriggerState,
	users: readonly OktaUser[],
	{ watch }: WatchSettings,
): TriggerState {
	if (watch === 'selected') return state;
	const names = new Set(state.names);
	for (const { profile = {} } of users) {
		for (const name of Object.keys(profile)) {
			if (names.size < MAX_NAMES && !names.has(name) && canonical(profile[name]) !== '') names.add(name);
		}
	}
	const more = names.size - state.names.length;
	return more === 0 ? state : { ...state, names: [...names], people: widened(state.people, more) };
}

/** ISO 8601 in UTC with milliseconds, so that instants compare as text; `''` for what is none. */
export function instant(stamp: unknown): string {
	const ms = typeof stamp === 'string' ? Date.parse(stamp) : NaN;
	return ms >= 0 && ms < FAR_FUTURE ? new Date(ms).toISOString() : '';
}

/** Later years are written with more digits. */
const FAR_FUTURE = Date.UTC(9999, 0);

export const shifted = (from: string, seconds: number): string =>
	new Date(Date.parse(from) + seconds * 1000).toISOString();

const later = (a: string, b: string) => (a > b ? a : b);

const earlier = (a: string, b: string) => (a < b ? a : b);
