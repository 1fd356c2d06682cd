import type { OktaUser } from '../../okta/users/userModel';
import { processUsers, sortUsers } from './batch';
import { compareStatus, toKnownUser } from './diff';
import { deletedEvent } from './events';
import { NOT_MATCHING, NOT_VISIBLE, type Generation, type KnownUser, type KnownUsers } from './knownUsers';
import { diffOptions, inBaseline, withNewAttributes } from './state';
import { withoutDeleted } from './systemLog';
import { addSeconds, toIso, toSeconds } from './timestamps';
import type { DetectedEvent, LookUp, PollResult, TriggerState, UserBatch, WatchSettings } from './types';

/** A scan that misses more users than this, and more than a fifth of all, looks nobody up. */
const MAX_MISSING = 10;

/** Users whom earlier scans could not see and who are looked up again, at most. */
const MAX_HIDDEN = 200;

/** Polls in a row whose look-ups all fail. Then the scan ends without these users, and the next one tries again. */
const MAX_FAILED_POLLS = 10;

const CHECK_ROLE =
	'Check the admin role of the credential: the role of the admin who connected it or, with a service app, of the app.';

/** Timestamps may be this much later than the clock was when a reading began. */
const MAX_READING_SECONDS = 600;

/** The state with a recheck begun, if one is due by Okta's clock and no scan is under way. */
export function startFullScanIfDue(
	state: TriggerState,
	{ sweepHours }: WatchSettings,
	serverTime: string,
): TriggerState {
	const { lastFullScanAt } = state;
	// A time in the future comes from a clock that was once wrong.
	const elapsed = addSeconds(lastFullScanAt, sweepHours * 3600) <= serverTime || lastFullScanAt > serverTime;
	const due = sweepHours > 0 && elapsed;
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
	const state = withNewAttributes(before, batch.users);
	const knownUsers = state.knownUsers.copy();
	const users = sortUsers(withoutDeleted(batch.users, state), 'created');
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
	const { knownUsers, warning } = chooseLookUps(state.knownUsers, fullScan.generation);
	const next = { ...state, knownUsers, fullScan: { ...fullScan, verifying: true } };
	return { events, state: finishIfAllSeen(next), warning };
}

/** Too many to look up one by one: they are more likely hidden from the credential than deleted. */
const areTooMany = (missing: number, all: number) => missing > MAX_MISSING && missing > all / 5;

/**
 * Chooses, in a copy, whom to look up: users who are missing, unless these are too many, and users whom
 * earlier scans could not see.
 *
 * @returns the users, and a warning when too many are missing
 */
function chooseLookUps(before: KnownUsers, generation: Generation): { knownUsers: KnownUsers; warning?: string } {
	const missing = before.unseen(generation);
	const hidden = before.ofGeneration(NOT_VISIBLE);
	const dismissed = areTooMany(missing.length, before.size);
	const again = hidden.length > MAX_HIDDEN || areTooMany(hidden.length, before.size) ? [] : hidden;
	if (!dismissed && again.length === 0) return { knownUsers: before };
	const knownUsers = before.copy();
	for (const user of again) knownUsers.set({ ...user, generation: generation === 0 ? 1 : 0 });
	if (!dismissed) return { knownUsers };
	for (const user of missing) knownUsers.set({ ...user, generation: NOT_VISIBLE });
	const warning = `Okta no longer shows ${missing.length} of ${before.size} users. These users are not reported as deleted, because so many have probably become hidden from the credential. ${CHECK_ROLE}`;
	return { knownUsers, warning };
}

/** The scan is finished when no user is left whom it has not seen. */
function finishIfAllSeen(state: TriggerState): TriggerState {
	const { fullScan, ...rest } = state;
	if (fullScan === undefined || rest.knownUsers.unseen(fullScan.generation, 1).length > 0) return state;
	return { ...rest, generation: fullScan.generation, lastFullScanAt: fullScan.startedAt };
}

/** IDs of users to look up one by one: the scan did not see them. The ones whose look-up failed come last. */
export const usersToLookUp = ({ fullScan, knownUsers }: TriggerState, limit: number): string[] =>
	fullScan?.verifying
		? knownUsers.ofGeneration(fullScan.generation === 0 ? 1 : 0, limit, fullScan.failed?.at).map(({ id }) => id)
		: [];

/** Delivers the results of look-ups: deleted users, and changes of users who were only missing from the pages. */
export function applyLookUps(
	before: TriggerState,
	lookUps: readonly LookUp[],
	settings: WatchSettings,
	serverTime: string,
): PollResult {
	const users = lookUps.flatMap(({ found, unwatched }) => (typeof found === 'string' || unwatched ? [] : [found]));
	const state = withNewAttributes(before, users);
	const knownUsers = state.knownUsers.copy();
	const options = diffOptions(state, settings, serverTime);
	const { events } = processUsers(users, knownUsers, options, Infinity);
	const vanished: KnownUser[] = [];
	const failedPolls = before.fullScan?.failed?.polls ?? 0;
	for (const { id, found, unwatched } of lookUps) {
		const known = knownUsers.get(id);
		if (known === undefined || (found === 'failed' && failedPolls < MAX_FAILED_POLLS)) continue;
		// Okta deletes only deactivated users. Anybody else is hidden from the credential.
		if (found === 'missing' && known.status === 'DEPROVISIONED') {
			if (settings.events.includes('user.deleted')) events.push(deletedEvent(id, serverTime));
			knownUsers.delete(id);
		} else if (typeof found === 'string') {
			// A look-up that failed says nothing about the user.
			if (found !== 'failed') vanished.push(known);
			knownUsers.set({ ...known, generation: NOT_VISIBLE });
		} else if (unwatched) {
			const left = compareStatus(found, known, options);
			if (left) events.push(...left.events);
			// A look-up is ahead of Okta's index, which may still show an older version.
			const lastUpdated = Math.max(known.lastUpdated, toSeconds(found.lastUpdated));
			knownUsers.set({ ...(left?.known ?? known), lastUpdated, generation: NOT_MATCHING });
		}
	}
	const failures = lookUps.filter(({ found }) => found === 'failed');
	const polls = failures.length < lookUps.length ? 0 : failedPolls + 1;
	const at = failures.at(-1)?.id;
	const fullScan = state.fullScan && { ...state.fullScan, failed: at === undefined ? undefined : { at, polls } };
	return { events, state: finishIfAllSeen({ ...state, knownUsers, fullScan }), warning: hiddenWarning(vanished) };
}

function hiddenWarning(vanished: readonly KnownUser[]): string | undefined {
	if (vanished.length === 0) return undefined;
	const ids = vanished.slice(0, 5).map(({ id }) => id).join(', ');
	const users = vanished.length === 1 ? `user ${ids}` : `${vanished.length} users (${ids}${vanished.length > 5 ? ', …' : ''})`;
	// A deactivated user who cannot be read (403) exists.
	const wereActive = vanished.every(({ status }) => status !== 'DEPROVISIONED');
	const [before, because] = wereActive ? [', not deactivated before', ', because Okta deletes only deactivated users'] : ['', ''];
	return `Okta no longer shows ${users}${before}. Not reported as deleted${because}: the credential may no longer see them. ${CHECK_ROLE}`;
}
