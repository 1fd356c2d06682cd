import type { OktaUser } from '../../okta/users/userModel';
import { deleted, remember } from './diff';
import { LOST, KnownUsers, stampOf } from './knownUsers';
import { inBaseline, type TriggerState, type WatchSettings } from './state';
import { deliver, detectOptions, instant, shifted, sorted, withNames, type UserBatch, type PollResult } from './incremental';

/**
 * Passes go over everybody, in steps, in the order of `created`: the baseline, which learns them, and
 * the sweep, which finds what the window could not (late-indexed changes, deleted people, drift).
 */

/** A sweep that misses more people than this, and more than a fifth, is not believed. */
const BELIEVABLE_LOSS = 10;

/** The state with a sweep begun, if one is due by Okta's clock and none is under way. */
export function withSweepDue(
	state: TriggerState,
	{ sweepHours }: WatchSettings,
	serverTime: string,
): TriggerState {
	const due = sweepHours > 0 && shifted(state.sweptAt, sweepHours * 3600) <= serverTime;
	if (state.pass !== undefined || !due) return state;
	const mark = state.mark === 0 ? 1 : 0;
	return { ...state, pass: { kind: 'sweep', from: '', mark, startedAt: serverTime, verifying: false } };
}

/**
 * Takes the next people of a pass.
 * @param limit people to emit at most
 */
export function takePass(
	given: TriggerState,
	reading: UserBatch,
	settings: WatchSettings,
	limit: number,
): PollResult {
	const state = withNames(given, reading.users, settings);
	const roster = new KnownUsers(state.people, state.names.length);
	const users = sorted(reading.users, 'created');
	const options = detectOptions(state, settings, reading.serverTime);
	if (inBaseline(state) && !settings.startWithExisting) {
		for (const user of users) {
			// Whom an earlier step learned may come again, changed: that is for the window to see.
			if (roster.get(user.id) || changedMeanwhile(state, user, reading.serverTime)) continue;
			roster.set(remember(user, options));
		}
		return stepped(state, roster, [], users.at(-1), reading.complete);
	}
	const { events, taken, all } = deliver(users, roster, options, limit);
	return stepped(state, roster, events, taken.at(-1), all && reading.complete);
}

/**
 * Whom something happened to while the baseline was read is left to the window after it: what they
 * were before cannot be told, so it counts as a change rather than as nothing. What happened in the
 * very second of the first step counts as earlier, and so does what the first step sees with a stamp
 * from the future.
 */
function changedMeanwhile(
	{ startedAt, pass }: TriggerState,
	{ lastUpdated }: OktaUser,
	serverTime: string,
): boolean {
	const stamp = stampOf(lastUpdated);
	if (pass?.from !== '') return stamp >= stampOf(startedAt);
	return stamp > stampOf(startedAt) && stamp <= stampOf(serverTime) + LONGEST_READING_S;
}

/** Stamps may be this much younger than the clock was when a reading began. */
const LONGEST_READING_S = 600;

function stepped(
	state: TriggerState,
	roster: KnownUsers,
	events: PollResult['events'],
	last: OktaUser | undefined,
	complete: boolean,
): PollResult {
	const { pass } = state;
	if (pass === undefined) return { events, state };
	if (!complete) {
		const from = instant(last?.created) || pass.from;
		return { events, state: { ...state, people: roster.toString(), pass: { ...pass, from } } };
	}
	const gone = roster.unseen(pass.mark);
	const believable = gone.length <= BELIEVABLE_LOSS || gone.length <= roster.size / 5;
	if (!believable) for (const known of gone) roster.set({ ...known, mark: LOST });
	const next = { ...state, people: roster.toString(), pass: { ...pass, verifying: true } };
	const warning = believable
		? undefined
		: `Okta no longer shows ${gone.length} of ${roster.size} people. So many are not taken for deleted: the role of the admin who connected the credential was probably narrowed.`;
	return { events, state: finishedIfDone(next, roster), warning };
}

/** The pass is over when nobody is left whom it has not seen. */
function finishedIfDone(state: TriggerState, roster: KnownUsers): TriggerState {
	const { pass, ...rest } = state;
	if (pass === undefined || roster.unseen(pass.mark, 1).length > 0) return state;
	return { ...rest, mark: pass.mark, sweptAt: pass.startedAt };
}

/** Whom to look up one by one: people whom the sweep did not see. */
export const toLookUp = ({ pass, people, names }: TriggerState, limit: number): string[] =>
	pass?.verifying ? new KnownUsers(people, names.length).unseen(pass.mark, limit).map(({ id }) => id) : [];

export interface LookUp {
	id: string;
	/**
	 * The person, or: `deleted` (Okta has nobody by that id), `unwatched` (they are there, but no
	 * longer match the search), `hidden` (the credential may not read them).
	 */
	found: OktaUser | 'deleted' | 'unwatched' | 'hidden';
}

/** Delivers what the look-ups gave: who is gone for good, and who had only slipped through the pages. */
export function takeLookUps(
	given: TriggerState,
	lookUps: readonly LookUp[],
	settings: WatchSettings,
	serverTime: string,
): PollResult {
	const users = lookUps.flatMap(({ found }) => (typeof found === 'string' ? [] : [found]));
	const state = withNames(given, users, settings);
	const roster = new KnownUsers(state.people, state.names.length);
	const options = detectOptions(state, settings, serverTime);
	const { events } = deliver(users, roster, options, Infinity);
	for (const { id, found } of lookUps) {
		const known = roster.get(id);
		if (found === 'hidden' && known) roster.set({ ...known, mark: LOST });
		if (found === 'deleted' && settings.events.includes('user.deleted')) events.push(deleted(id, serverTime));
		if (found === 'deleted' || found === 'unwatched') roster.delete(id);
	}
	return { events, state: finishedIfDone({ ...state, people: roster.toString() }, roster) };
}
