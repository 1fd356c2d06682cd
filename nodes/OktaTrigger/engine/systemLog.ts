import type { OktaUser } from '../../okta/users/userModel';
import { deletedEvent, groupsChangedEvent, isActive } from './events';
import { knownStatus, NOT_MATCHING, type KnownUser } from './knownUsers';
import { addSeconds, laterOf } from './timestamps';
import type {
	Actor,
	DetectedEvent,
	LogEvent,
	LogState,
	LookUp,
	PendingChange,
	PollResult,
	TriggerState,
	UserEvent,
	WatchSettings,
} from './types';

/** The entries of the System Log that stand for an event. Stored states hold positions in this list: add only at its end. */
const CHANGES: ReadonlyArray<{ type: string; event: UserEvent }> = [
	{ type: 'user.lifecycle.create', event: 'user.created' },
	{ type: 'user.lifecycle.activate', event: 'user.activated' },
	{ type: 'user.lifecycle.reactivate', event: 'user.activated' },
	{ type: 'user.lifecycle.deactivate', event: 'user.deactivated' },
	{ type: 'user.lifecycle.suspend', event: 'user.suspended' },
	{ type: 'user.lifecycle.unsuspend', event: 'user.unsuspended' },
	{ type: 'user.account.update_profile', event: 'user.updated' },
];

const DELETED = 'user.lifecycle.delete.completed';

/** The event that an entry stands for; undefined for other entries. */
export const eventOfEntry = (type: string): UserEvent | undefined =>
	type === DELETED ? 'user.deleted' : CHANGES.find((change) => change.type === type)?.event;

const ADDED = 'group.user_membership.add';

const REMOVED = 'group.user_membership.remove';

/** The types of entries that the trigger reads. */
export const LOG_EVENT_TYPES: readonly string[] = [...CHANGES.map(({ type }) => type), DELETED, ADDED, REMOVED];

/** Entries whose actor is remembered, at most: what Okta's search has not shown yet. */
const MAX_CHANGES = 2_000;

/** Deleted users that are remembered, at most: Okta's search may show them for a while. */
const MAX_DELETED = 1_000;

/** Pairs of user and group whose last change is remembered, at most: Okta may log an entry again, or late. */
const MAX_MEMBERSHIPS = 2_000;

/** With this many users waiting, no more of the log is read. */
const MAX_PENDING = 2_000;

/** How far a log that has to be read again is read back: entries may be stored late. */
const LATE_SECONDS = 600;

/** Okta keeps entries for 90 days and refuses to search for much older ones (reference/okta-api.md 6). */
const RETENTION_SECONDS = 89 * 86_400;

/** How far before or after its second a change may be logged, in milliseconds. */
const TOLERANCE_MS = 500;

/** A log that is read from `since` on. */
export const initialLog = (since: string): LogState => ({ since, reached: since, changes: [], deleted: [], memberships: [], pending: [] });

/** The state with a log, which begins now unless there is one. */
export const withLog = (state: TriggerState, serverTime: string): TriggerState & { log: LogState } => ({
	...state,
	log: state.log ?? initialLog(serverTime),
});

/** Where to begin again when Okta no longer accepts the cursor. Entries that come again are recognized. */
export function restartLog(log: LogState, serverTime: string): LogState {
	const since = laterOf(addSeconds(log.reached, -LATE_SECONDS), addSeconds(serverTime, -RETENTION_SECONDS));
	return { ...log, cursor: undefined, since };
}

/** The users without those whose deletion is proven, because Okta's search may still show them. */
export function withoutDeleted(users: OktaUser[], { log }: TriggerState): OktaUser[] {
	if (log === undefined || log.deleted.length === 0) return users;
	const deleted = new Set(log.deleted);
	return users.filter(({ id }) => !deleted.has(id));
}

/** Takes a page of the log into the state. Events are delivered by `deliverPending`. */
export function applyLog(
	before: TriggerState & { log: LogState },
	page: { events: readonly LogEvent[]; cursor: string },
	settings: WatchSettings,
	serverTime: string,
): TriggerState & { log: LogState } {
	const knownUsers = before.knownUsers.copy();
	const { log } = before;
	const changes = [...log.changes];
	const deleted = new Set(log.deleted);
	const pending = new Map(log.pending.map((change) => [change.user, change]));
	const memberships = new Map(log.memberships.map((entry) => [entry.pair, entry]));
	let { reached } = log;
	for (const { type, publishedAt, users, groups, actor } of page.events) {
		// A time from the future must not carry a later beginning past entries that are still to come.
		if (publishedAt <= serverTime) reached = laterOf(reached, publishedAt);
		const [user] = users;
		const kind = CHANGES.findIndex((change) => change.type === type);
		if (kind >= 0 && users.length === 1 && actor !== undefined) {
			changes.push({ kind, at: Date.parse(publishedAt), user, actor: { id: actor.id, type: actor.type } });
		}
		if (type === DELETED && users.length === 1 && !deleted.has(user)) {
			deleted.add(user);
			const known = knownUsers.get(user);
			knownUsers.delete(user);
			pending.delete(user);
			if (known && isWatched(known) && settings.events.includes('user.deleted')) {
				pending.set(user, { user, deletedAt: publishedAt, groups: [], ...actorId(actor) });
			}
		}
		if ((type !== ADDED && type !== REMOVED) || !settings.events.includes('user.groupsChanged')) continue;
		for (const member of users) {
			for (const { id, name } of groups) {
				const added = type === ADDED;
				const pair = `${member} ${id}`;
				const last = memberships.get(pair);
				// Late or repeated: what came after it is already known.
				if (last && (last.at > publishedAt || (last.at === publishedAt && last.added === added))) continue;
				memberships.delete(pair);
				memberships.set(pair, { pair, at: publishedAt, added });
				if (deleted.has(member)) continue;
				const others = pending.get(member)?.groups.filter((group) => group.id !== id) ?? [];
				pending.set(member, { user: member, groups: [...others, { id, name, added, at: publishedAt, ...actorId(actor) }] });
			}
		}
	}
	return {
		...before,
		knownUsers,
		log: {
			...log,
			cursor: page.cursor,
			reached,
			changes: newest(changes, MAX_CHANGES),
			deleted: newest([...deleted], MAX_DELETED),
			memberships: newest([...memberships.values()], MAX_MEMBERSHIPS),
			pending: [...pending.values()],
		},
	};
}

/** No names: they are personal data, and n8n stores the state. */
const actorId = (actor: Actor | undefined) => (actor ? { actor: { id: actor.id, type: actor.type } } : {});

const newest = <T>(list: T[], limit: number): T[] => (list.length > limit ? list.slice(-limit) : list);

/** Somebody who was active when they left the search left it for another reason and is not watched. */
const isWatched = ({ generation, status }: KnownUser): boolean => generation !== NOT_MATCHING || !isActive(knownStatus(status));

/** The pending changes whose events are selected. Others wait until they are. */
const deliverable = ({ log }: TriggerState, { events }: WatchSettings): PendingChange[] =>
	(log?.pending ?? []).filter(({ deletedAt }) => events.includes(deletedAt === undefined ? 'user.groupsChanged' : 'user.deleted'));

/** Whether the log has changes that an earlier poll could not deliver: deletions also after the log is turned off. */
export const hasPending = (state: TriggerState, settings: WatchSettings): boolean => deliverable(state, settings).length > 0;

/** Whether so many users wait that no more of the log should be read. */
export const isFull = (state: TriggerState, settings: WatchSettings): boolean => deliverable(state, settings).length >= MAX_PENDING;

/** IDs of users whose groups changed and who have to be read. @param limit users with events that are delivered at most */
export function usersToReRead(state: TriggerState, settings: WatchSettings, limit: number): string[] {
	return deliverable(state, settings)
		.slice(0, Math.max(0, limit))
		.filter(({ deletedAt }) => deletedAt === undefined)
		.map(({ user }) => user);
}

/**
 * Delivers pending changes: deletions, and changed groups of users who were read. Users who are gone, or
 * outside the search, have no event. A look-up that failed is tried again by a later poll, after all others.
 *
 * @param limit users with events that are delivered at most
 */
export function deliverPending(
	before: TriggerState & { log: LogState },
	lookUps: readonly LookUp[],
	settings: WatchSettings,
	limit: number,
): PollResult {
	const found = new Map(lookUps.map((lookUp) => [lookUp.id, lookUp]));
	const due = new Set(deliverable(before, settings).slice(0, Math.max(0, limit)));
	const events: DetectedEvent[] = [];
	const waiting: PendingChange[] = [];
	const failed: PendingChange[] = [];
	for (const change of before.log.pending) {
		const lookUp = found.get(change.user);
		if (due.has(change) && change.deletedAt !== undefined) {
			events.push({ ...deletedEvent(change.user, change.deletedAt), ...actorId(change.actor) });
		} else if (due.has(change) && lookUp !== undefined) {
			if (lookUp.found === 'failed') failed.push(change);
			else if (typeof lookUp.found !== 'string' && !lookUp.unwatched) events.push(groupsChangedEvent(lookUp.found, change.groups));
		} else {
			waiting.push(change);
		}
	}
	return { events, state: { ...before, log: { ...before.log, pending: [...waiting, ...failed] } } };
}

/**
 * Names who made the changes, and forgets what no window can show any more.
 *
 * The log reports a change when it happened, to the millisecond; the user has the second. An actor is named
 * only when exactly one made such a change to this user in that second, or, if there was none, within half a
 * second of it. Names are known only when this poll read them.
 *
 * @param names the actors of the entries that this poll read, by ID
 * @param from where the next window begins
 */
export function nameActors({ events, state, warning }: PollResult, names: ReadonlyMap<string, Actor>, from: string): PollResult {
	const { log } = state;
	if (log === undefined) return { events, state, warning };
	const byUser = new Map<string, LogState['changes']>();
	for (const change of events.length === 0 ? [] : log.changes) {
		byUser.set(change.user, [...(byUser.get(change.user) ?? []), change]);
	}
	const named = events.map((detected) => {
		const actor = detected.actor ?? actorOf(detected, byUser.get(detected.user.id) ?? []);
		return actor === undefined ? detected : { ...detected, actor: names.get(actor.id) ?? actor };
	});
	const start = Date.parse(from) - TOLERANCE_MS;
	const changes = log.changes.filter(({ at }) => at >= start);
	return { events: named, state: { ...state, log: { ...log, changes } }, warning };
}

function actorOf({ event, occurredAt }: DetectedEvent, changes: LogState['changes']): Actor | undefined {
	const second = Math.floor(Date.parse(occurredAt) / 1000) * 1000;
	const ofKind = changes.filter(({ kind }) => CHANGES[kind]?.event === event);
	const sameSecond = ofKind.filter(({ at }) => at >= second && at < second + 1000);
	const near = ofKind.filter(({ at }) => at >= second - TOLERANCE_MS && at < second + 1000 + TOLERANCE_MS);
	const [first, ...others] = sameSecond.length > 0 ? sameSecond : near;
	if (first === undefined || others.some(({ actor }) => actor.id !== first.actor.id)) return undefined;
	return first.actor;
}
