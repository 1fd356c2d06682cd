import type { OktaUser } from '../shared/model';
import { deleted, remember } from './detect';
import { Roster } from './roster';
import type { TriggerState, WatchSettings } from './state';
import { deliver, detectOptions, shifted, sorted, withNames, type Reading, type Step } from './window';

/**
 * Passes go over everybody, in steps, in the order of `created`: the baseline, which learns them, and
 * the sweep, which finds what the window could not (late-indexed changes, deleted people, drift).
 */

/** A sweep that misses more people than this, and more than a fifth, is not believed. */
const BELIEVABLE_LOSS = 10;

/** Whether a sweep is due, by Okta's clock. */
export const sweepDue = (state: TriggerState, { sweepHours }: WatchSettings, serverTime: string): boolean =>
	state.pass === undefined &&
	sweepHours > 0 &&
	shifted(state.sweptAt, sweepHours * 3600) <= serverTime;

/** The state with a sweep begun. */
export const sweepBegun = (state: TriggerState, serverTime: string): TriggerState => ({
	...state,
	pass: { from: '', mark: state.mark === 0 ? 1 : 0, startedAt: serverTime, verifying: false },
});

/**
 * Takes the next people of a pass.
 * @param limit people to emit at most
 */
export function takePass(
	given: TriggerState,
	reading: Reading,
	settings: WatchSettings,
	limit: number,
): Step {
	const { serverTime } = reading;
	const state = withNames(given, reading.users, settings);
	const { pass } = state;
	if (pass === undefined) return { events: [], state };
	const roster = new Roster(state.people, state.names.length);
	const users = sorted(reading.users, 'created');
	const options = detectOptions(state, settings, serverTime);

	if (!state.baselineDone && !settings.startWithExisting) {
		for (const user of users) {
			// Whom something happened to since the first step is left to the window after the baseline:
			// what they were before cannot be told, so it counts as a change rather than as nothing.
			const recent = pass.from !== '' && (user.lastUpdated ?? '') >= state.startedAt;
			if (!recent) roster.set(remember(user, options));
		}
		return stepped(state, roster, [], users.at(-1), reading.complete);
	}
	const { events, taken, all } = deliver(users, roster, options, limit);
	return stepped(state, roster, events, taken.at(-1), all && reading.complete);
}

function stepped(
	state: TriggerState,
	roster: Roster,
	events: Step['events'],
	last: OktaUser | undefined,
	complete: boolean,
): Step {
	const { pass } = state;
	const people = roster.toString();
	if (pass === undefined) return { events, state };
	if (!complete) {
		const from = String(last?.created ?? pass.from);
		return { events, state: { ...state, people, pass: { ...pass, from } } };
	}
	const gone = roster.unseen(pass.mark).length;
	if (gone > BELIEVABLE_LOSS && gone > roster.size / 5) {
		roster.markAll(pass.mark);
		const warning = state.suspicious
			? undefined
			: `Okta no longer shows ${gone} of ${roster.size} people. So many are not taken for deleted: the role of the admin who connected the credential was probably narrowed.`;
		const kept = { ...state, people: roster.toString(), suspicious: true };
		return { events, state: finished(kept), warning };
	}
	const seen = { ...state, people, suspicious: false };
	if (gone === 0) return { events, state: finished(seen) };
	return { events, state: { ...seen, pass: { ...pass, verifying: true } } };
}

const finished = ({ pass, ...state }: TriggerState): TriggerState => ({
	...state,
	baselineDone: true,
	mark: pass?.mark ?? state.mark,
	sweptAt: pass?.startedAt ?? state.sweptAt,
});

/** Whom to look up one by one: people whom the sweep did not see. */
export const toLookUp = (state: TriggerState, limit: number): string[] =>
	state.pass?.verifying
		? new Roster(state.people, state.names.length).unseen(state.pass.mark, limit)
		: [];

export interface LookUp {
	id: string;
	/** undefined when Okta has nobody by that id. */
	user: OktaUser | undefined;
}

/** Delivers what the look-ups gave: who is gone for good, and who had only slipped through the pages. */
export function takeLookUps(
	state: TriggerState,
	lookUps: readonly LookUp[],
	settings: WatchSettings,
	serverTime: string,
): Step {
	const roster = new Roster(state.people, state.names.length);
	const options = detectOptions(state, settings, serverTime);
	const events: Step['events'] = [];
	for (const { id, user } of lookUps) {
		if (user === undefined) {
			if (settings.events.includes('user.deleted')) events.push(deleted(id, serverTime));
			roster.delete(id);
		} else if (settings.search !== '') {
			// Still there, but no longer among those who are watched.
			roster.delete(id);
		} else {
			events.push(...deliver([user], roster, options, 1).events);
			// Seen now, whatever came of it: nobody is looked up twice.
			const known = roster.get(id);
			if (known) roster.set({ ...known, mark: options.mark });
		}
	}
	const next = { ...state, people: roster.toString() };
	const { pass } = next;
	return { events, state: pass && roster.unseen(pass.mark, 1).length === 0 ? finished(next) : next };
}
