/**
 * The engine of Okta Trigger decides what happened to users. It is pure: it is given users and a
 * state, and returns events and a new state. `poll` reads Okta and calls it.
 *
 * - Okta has no list of changes, so each poll reads an *incremental window*: users whose `lastUpdated`
 *   is not older than the last change delivered, minus an overlap, because Okta's search may show a
 *   change late.
 * - The overlap shows most users again. *Known users* hold a fingerprint of each user, so an unchanged
 *   user gives no event, and a changed one gives the names of the changed attributes.
 * - A *full scan* reads all users, in steps. The first one is the baseline: it learns who is there,
 *   without events. Later ones (rechecks) find what a window cannot show: deleted users and late changes.
 * - With a search, a change of status may take a user out of it. *Statuses* are read without it, for known users.
 * - With the *System Log*, deletions are proven, changed groups are found, and events name their actor. It only
 *   adds to the rest: without it, or while it fails, everything else works as before.
 * - The *state* holds all of this. It is read once when a poll begins and written once at its end.
 *
 *     stored state ── readState ──► TriggerState
 *                                       │
 *     users by lastUpdated ──► applyIncremental ─┐
 *     users by status change ► applyStatuses ────┤
 *     users by created ──────► applyFullScan ────┼──► compare (diff) ──► events
 *     single users ──────────► applyLookUps ─────┤        │
 *     System Log ────────────► applyLog ─────────┘        │
 *                                       │             known users
 *                                       ▼                 │
 *     stored state ◄─ writeState ── new TriggerState ◄────┘
 *
 * Read on in `incremental`, then `diff`, `events`, `fullScan`, `systemLog`; `state` and `knownUsers` say what is stored.
 */
export { toEvent, toKnownUser } from './diff';
export { createEvent, deletedEvent, isActive, withTestId } from './events';
export {
	applyFullScan,
	applyLookUps,
	startFullScanIfDue,
	usersToLookUp,
} from './fullScan';
export {
	applyIncremental,
	applyStatuses,
	pollLimitCheck,
	readsStatuses,
	statusesStart,
	windowStart,
	withReach,
} from './incremental';
export { KnownUsersValidator } from './knownUsers';
export { diffOptions, inBaseline, initialState, readState, sameState, withNewAttributes, writeState } from './state';
export {
	applyLog,
	deliverPending,
	eventOfEntry,
	hasPending,
	initialLog,
	isFull,
	LOG_EVENT_TYPES,
	nameActors,
	restartLog,
	usersToReRead,
	withLog,
} from './systemLog';
export { toIso } from './timestamps';
export {
	EVENTS,
	type Actor,
	type DetectedEvent,
	type LogEvent,
	type LogState,
	type LookUp,
	type PollResult,
	type TriggerState,
	type UserBatch,
	type UserEvent,
	type WatchSettings,
} from './types';
