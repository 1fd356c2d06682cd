import type { OktaUser } from '../shared/model';
import { compare, MAX_NAMES, type DetectOptions, type Detected } from './detect';
import { canonical } from './fingerprint';
import { Roster, widened } from './roster';
import type { TriggerState, WatchSettings } from './state';

/** What was read of Okta. */
export interface Reading {
	users: OktaUser[];
	/** False when the reading was cut short: by time, or by how much one poll may hold. */
	complete: boolean;
	/** Okta's clock when the reading began, ISO 8601. */
	serverTime: string;
}

/** What a step gives: events, and the state in which they are delivered. */
export interface Step {
	events: Detected[];
	state: TriggerState;
	/** Something that whoever looks after the workflow should read. */
	warning?: string;
}

/** Where the next window begins: `lastUpdated ge` this, ISO 8601. */
export function windowStart(state: TriggerState, settings: WatchSettings): string {
	if (state.backlog !== undefined) return state.backlog.from;
	return shifted(state.since, -settings.overlapSeconds);
}

/**
 * Delivers what changed in a window. Everything up to the newest stamp read is then done with, but
 * the next window begins `overlapSeconds` before it: stamps have whole seconds, and Okta's index may
 * show a change later than younger ones (reference/okta-api.md 1.5, 1.6).
 *
 * Cut short (by the reading, or at `maxUsersPerPoll`), it goes on from the last stamp delivered; the
 * overlap is made good when the backlog is done.
 */
export function takeWindow(given: TriggerState, reading: Reading, settings: WatchSettings): Step {
	const { serverTime } = reading;
	const state = withNames(given, reading.users, settings);
	const roster = new Roster(state.people, state.names.length);
	const options = detectOptions(state, settings, serverTime);
	const delivery = deliver(sorted(reading.users, 'lastUpdated'), roster, options, settings.maxUsersPerPoll);
	const { events, taken, all } = delivery;

	const people = delivery.changed ? roster.toString() : state.people;
	const last = taken.at(-1);
	// A stamp from the future must not carry the window past what is still to come.
	const reached = last && earlier(last.lastUpdated ?? '', serverTime);

	if (!all || !reading.complete) {
		const from = reached || windowStart(state, settings);
		const backlog = { from, startedAt: state.backlog?.startedAt ?? serverTime };
		return { events, state: { ...state, people, backlog } };
	}
	const done = later(state.since, earlier(reached ?? '', state.backlog?.startedAt ?? serverTime));
	const since = idle(done, taken.length, serverTime, settings);
	return { events, state: { ...state, people, since, backlog: undefined } };
}

/**
 * Lets rows that were delivered long ago fall out of the window, so that an idle poll stays one
 * small request; and leaves the state as it is when there is nothing to let go of.
 */
function idle(since: string, rows: number, serverTime: string, settings: WatchSettings): string {
	const { overlapSeconds } = settings;
	const recent = shifted(serverTime, -2 * overlapSeconds);
	return rows > 0 && since < recent ? shifted(serverTime, -overlapSeconds) : since;
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
	roster: Roster,
	options: DetectOptions,
	limit: number,
): Delivery {
	const events: Detected[] = [];
	const taken: OktaUser[] = [];
	let emitted = 0;
	let changed = false;
	for (const user of users) {
		const found = compare(user, roster.get(user.id), options);
		if (found !== undefined) {
			if (found.events.length > 0 && ++emitted > limit) return { events, taken, all: false, changed };
			events.push(...found.events);
			if (roster.set(found.known)) changed = true;
		}
		taken.push(user);
	}
	return { events, taken, all: true, changed };
}

/** How a state's people are compared now. */
export function detectOptions(
	state: TriggerState,
	{ events, watch, startWithExisting }: WatchSettings,
	serverTime: string,
): DetectOptions {
	const { names, salt, startedAt, baselineDone } = state;
	const mark = state.pass?.mark ?? state.mark;
	const withExisting = startWithExisting && !baselineDone;
	return { events, watch, names, salt, startedAt, serverTime, mark, withExisting };
}

/** Each person once, latest sighting first come, in the order of a stamp, then of ids. */
export function sorted(users: readonly OktaUser[], by: 'lastUpdated' | 'created'): OktaUser[] {
	const latest = new Map<string, OktaUser>();
	for (const user of users) {
		const before = latest.get(user.id);
		if (before === undefined || (user.lastUpdated ?? '') >= (before.lastUpdated ?? '')) {
			latest.set(user.id, user);
		}
	}
	const key = (user: OktaUser) => `${String(user[by] ?? '')} ${user.id}`;
	return [...latest.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
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

export const shifted = (instant: string, seconds: number): string =>
	new Date(Date.parse(instant) + seconds * 1000).toISOString();

const later = (a: string, b: string) => (a > b ? a : b);

const earlier = (a: string, b: string) => (a < b ? a : b);
