import type { OktaUser } from '../../okta/users/userModel';
import { processUsers, sortUsers } from './batch';
import { toKnownUser } from './diff';
import { deletedEvent } from './events';
import { NOT_VISIBLE, type Generation, type KnownUsers } from './knownUsers';
import { diffOptions, inBaseline, withNewAttributes } from './state';
import { addSeconds, toIso, toSeconds } from './timestamps';
import type { DetectedEvent, PollResult, TriggerState, UserBatch, WatchSettings } from './types';

/** A scan that misses more users than this, and more than a fifth of all, looks nobody up. */
const MAX_MISSING = 10;

/** Timestamps may be this much later than the clock was when a reading began. */
const MAX_READING_SECONDS = 600;

/** The state with a recheck begun, if one is due by Okta's clock and no scan is under way. */
export function startFullScanIfDue(
	state: TriggerState,
	{ sweepHours }: WatchSettings,
	serverTime: string,
): TriggerState {
	const due = sweepHours > 0 && addSeconds(state.lastFullScanAt, sweepHours * 3600) <= serverTime;
	if (state.fullScan !== undefined || !due) return state;
	const generation = state.generation === 0 ? 1 : 0;
	return {
		...state,
		fullScan: { kind: 'recheck', resumeFrom: '', generation, startedAt: serverTime, verifying: false },
	};
}

/**
 * Processes the next users of a full scan.
 *
 * @param limit users with events that are delivered at most
 */
export function applyFullScan(
	before: TriggerState,
	batch: UserBatch,
	settings: WatchSettings,
	limit: number,
): PollResult {
	const state = withNewAttributes(before, batch.users, settings);
	const knownUsers = state.knownUsers.copy();
	const users = sortUsers(batch.users, 'created');
	const options = diffOptions(state, settings, batch.serverTime);
	if (inBaseline(state) && !settings.startWithExisting) {
		for (const user of users) {
			// A user whom an earlier step learned may come again, changed. That change is left to the window.
			if (knownUsers.get(user.id) || changedDuringBaseline(state, user, batch.serverTime)) continue;
			knownUsers.set(toKnownUser(user, options));
		}
		return advance({ ...state, knownUsers }, [], users.at(-1), batch.complete);
	}
	const { events, processed, complete } = processUsers(users, knownUsers, options, limit);
	return advance({ ...state, knownUsers }, events, processed.at(-1), complete && batch.complete);
}

/**
 * Users who changed while the baseline was read are left to the window after it. Their values before
 * are not known, so they count as changed rather than as unchanged. A change in the second in which
 * the first step began counts as earlier, and so does a timestamp from the future in the first step.
 */
function changedDuringBaseline(
	{ startedAt, fullScan }: TriggerState,
	user: OktaUser,
	serverTime: string,
): boolean {
	const lastUpdated = toSeconds(user.lastUpdated);
	if (fullScan?.resumeFrom !== '') return lastUpdated >= toSeconds(startedAt);
	return lastUpdated > toSeconds(startedAt) && lastUpdated <= toSeconds(serverTime) + MAX_READING_SECONDS;
}

/** Moves the scan on behind `last`, or ends its reading when it is complete. */
function advance(
	state: TriggerState,
	events: DetectedEvent[],
	last: OktaUser | undefined,
	complete: boolean,
): PollResult {
	const { fullScan } = state;
	if (fullScan === undefined) return { events, state };
	if (!complete) {
		const resumeFrom = toIso(last?.created) || fullScan.resumeFrom;
		return { events, state: { ...state, fullScan: { ...fullScan, resumeFrom } } };
	}
	const { knownUsers, warning } = dismissIfTooManyMissing(state.knownUsers, fullScan.generation);
	const next = { ...state, knownUsers, fullScan: { ...fullScan, verifying: true } };
	return { events, state: finishIfAllSeen(next), warning };
}

/**
 * Very many missing users are more likely hidden from the credential than deleted. Marks them as
 * not visible in a copy, so that they are not looked up.
 *
 * @returns the users, and a warning when any were marked
 */
function dismissIfTooManyMissing(before: KnownUsers, generation: Generation): { knownUsers: KnownUsers; warning?: string } {
	const { size } = before;
	const missing = before.unseen(generation);
	if (missing.length <= MAX_MISSING || missing.length <= size / 5) return { knownUsers: before };
	const knownUsers = before.copy();
	for (const user of missing) knownUsers.set({ ...user, generation: NOT_VISIBLE });
	const warning = `Okta no longer shows ${missing.length} of ${size} users. These users are not reported as deleted, because so many have probably become hidden from the credential. Check the admin role of the credential: the role of the admin who connected it or, with a service app, of the app.`;
	return { knownUsers, warning };
}

/** The scan is finished when no user is left whom it has not seen. */
function finishIfAllSeen(state: TriggerState): TriggerState {
	const { fullScan, ...rest } = state;
	if (fullScan === undefined || rest.knownUsers.unseen(fullScan.generation, 1).length > 0) return state;
	return { ...rest, generation: fullScan.generation, lastFullScanAt: fullScan.startedAt };
}

/** IDs of users to look up one by one: the scan did not see them. */
export const usersToLookUp = ({ fullScan, knownUsers }: TriggerState, limit: number): string[] =>
	fullScan?.verifying ? knownUsers.unseen(fullScan.generation, limit).map(({ id }) => id) : [];

export interface LookUp {
	id: string;
	/**
	 * The user, or: `deleted` (Okta has no user with this ID), `unwatched` (the user exists, but no
	 * longer matches the search), `hidden` (the credential may not read the user).
	 */
	found: OktaUser | 'deleted' | 'unwatched' | 'hidden';
}

/** Delivers the results of look-ups: deleted users, and changes of users who were only missing from the pages. */
export function applyLookUps(
	before: TriggerState,
	lookUps: readonly LookUp[],
	settings: WatchSettings,
	serverTime: string,
): PollResult {
	const users = lookUps.flatMap(({ found }) => (typeof found === 'string' ? [] : [found]));
	const state = withNewAttributes(before, users, settings);
	const knownUsers = state.knownUsers.copy();
	const options = diffOptions(state, settings, serverTime);
	const { events } = processUsers(users, knownUsers, options, Infinity);
	for (const { id, found } of lookUps) {
		const known = knownUsers.get(id);
		if (found === 'hidden' && known) knownUsers.set({ ...known, generation: NOT_VISIBLE });
		if (found === 'deleted' && settings.events.includes('user.deleted')) events.push(deletedEvent(id, serverTime));
		if (found === 'deleted' || found === 'unwatched') knownUsers.delete(id);
	}
	return { events, state: finishIfAllSeen({ ...state, knownUsers }) };
}
