import type { OktaUser } from '../../okta/users/userModel';
import type { Generation, KnownUsers } from './knownUsers';

/** The order in which several events of one user are delivered. */
export const EVENTS = [
	'user.created',
	'user.activated',
	'user.unsuspended',
	'user.updated',
	'user.groupsChanged',
	'user.suspended',
	'user.deactivated',
	'user.deleted',
] as const;

export type UserEvent = (typeof EVENTS)[number];

export interface DetectedEvent {
	event: UserEvent;
	/** The same change seen twice has the same ID. */
	eventId: string;
	/** Okta's timestamp of the change, ISO 8601. */
	occurredAt: string;
	changedAttributes: string[];
	/** Who made the change, if the System Log names them. */
	actor?: Actor;
	/** Of `user.groupsChanged`. */
	groups?: { added: GroupReference[]; removed: GroupReference[] };
	/** The user; only ID and an empty profile when they were deleted. */
	user: OktaUser;
}

/** Who made a change. Names are missing when the log reported the change in an earlier poll than the search. */
export interface Actor {
	id: string;
	/** Okta's type, such as `User`, `PublicClientApp` or `SystemPrincipal`. */
	type: string;
	displayName?: string;
	login?: string;
}

export interface GroupReference {
	id: string;
	name: string;
}

/** An entry of Okta's System Log, as far as the trigger needs it. */
export interface LogEvent {
	/** Okta's event type, such as `user.lifecycle.create`. */
	type: string;
	/** When it happened, ISO 8601 with milliseconds. */
	publishedAt: string;
	/** IDs of the users it happened to. */
	users: string[];
	groups: GroupReference[];
	actor?: Actor;
	/** Of `user.account.update_profile`, where Okta says so. */
	changedAttributes?: string[];
}

/** The trigger's parameters: what is watched, and how. */
export interface WatchSettings {
	/** The org's base URL. */
	org: string;
	events: UserEvent[];
	watch: 'any' | 'profile' | 'selected';
	/** With `watch: selected`. */
	attributes: string[];
	/** Extra Okta search expression, `''` for none. */
	search: string;
	startWithExisting: boolean;
	overlapSeconds: number;
	/** Users with events that one poll delivers at most. */
	maxUsersPerPoll: number;
	/** Hours between full scans; 0 = never. */
	sweepHours: number;
	useSystemLog: boolean;
}

/** A full scan under way: a reading of all users, in steps, in the order of `created`. */
export interface FullScan {
	/** The baseline learns all users first; a recheck finds what incremental polls cannot see. */
	kind: 'baseline' | 'recheck';
	/** The `created` at which the next step begins, ISO 8601; `''` at the start. */
	resumeFrom: string;
	generation: Generation;
	/** Okta's clock when the scan began. */
	startedAt: string;
	/** All pages were read; users who were missing from them are being looked up one by one. */
	verifying: boolean;
	/** The last user whose look-up failed, after whom the next poll begins, and in how many polls all look-ups failed. */
	failed?: { at: string; polls: number };
}

/** A change from the System Log that is not delivered yet: a deletion, or changed groups. */
export interface PendingChange {
	user: string;
	/** ISO 8601; undefined for changed groups. */
	deletedAt?: string;
	/** The last change of each group. */
	groups: Array<GroupReference & { added: boolean; at: string; actor?: Actor }>;
	actor?: Actor;
}

/** How far the System Log was read, and what of it is still needed. Bounded, and without names of users. */
export interface LogState {
	/** Where to read from while there is no cursor, ISO 8601. */
	readonly since: string;
	/** Of Okta's link to what comes next. */
	readonly cursor?: string;
	/** The newest entry read, ISO 8601. */
	readonly reached: string;
	/** Whether the last reading failed. */
	readonly failing?: boolean;
	/** Who made the last changes: `kind` is a position in CHANGES, `at` epoch milliseconds. */
	readonly changes: ReadonlyArray<{ kind: number; at: number; user: string; actor: Actor }>;
	/** IDs of the users deleted last. */
	readonly deleted: readonly string[];
	/** The last change of each pair of user and group, the newest at the end. */
	readonly memberships: ReadonlyArray<{ pair: string; at: string; added: boolean }>;
	readonly pending: readonly PendingChange[];
}

/**
 * What a trigger knows between two polls. Never changed in place: each step of a poll returns a new
 * state, so a step that fails leaves the state before it intact. All times are Okta's, ISO 8601.
 */
export interface TriggerState {
	/** Identifies what is watched (`scopeOf`); another scope needs another baseline. */
	readonly scope: string;
	readonly salt: string;
	/** When watching began. */
	readonly startedAt: string;
	/** Changes up to this timestamp were delivered. */
	readonly deliveredUntil: string;
	/** A window that was cut short: where it goes on, and when it began. */
	readonly backlog?: { resumeFrom: string; startedAt: string };
	/** With a search: Okta's clock when the last window that was read to its end began, to within the overlap. */
	readonly watchedUntil?: string;
	/** With a search: a reading of status changes that was cut short, and where it goes on. */
	readonly statusesFrom?: string;
	/** Watched attributes, in the order of the hashes in `knownUsers`. */
	readonly attributeNames: readonly string[];
	readonly knownUsers: KnownUsers;
	/** Of the last finished full scan. */
	readonly generation: Generation;
	/** When the last finished full scan began. */
	readonly lastFullScanAt: string;
	readonly fullScan?: FullScan;
	/** Since the System Log was first used. */
	readonly log?: LogState;
}

/** Users read from Okta. */
export interface UserBatch {
	users: OktaUser[];
	/** False when the reading stopped before the last page, because of time or size. */
	complete: boolean;
	/** Okta's clock when the reading began, ISO 8601. */
	serverTime: string;
}

/** One user, looked up by ID. */
export interface LookUp {
	id: string;
	/**
	 * The user, or: `missing` (Okta has no user with this ID, or hides this user from the credential),
	 * `hidden` (the credential may not read the user), `failed` (to be tried again).
	 */
	found: OktaUser | 'missing' | 'hidden' | 'failed';
	/** The user no longer matches the search. */
	unwatched?: boolean;
}

/** What a step of a poll gives: events, and the state in which they are delivered. */
export interface PollResult {
	events: DetectedEvent[];
	state: TriggerState;
	/** For n8n's log. */
	warning?: string;
}

/** How a user is compared with what is known of them. */
export interface DiffOptions {
	events: readonly UserEvent[];
	watch: WatchSettings['watch'];
	/** Watched attributes, in the order of the known users' hashes. */
	attributeNames: readonly string[];
	salt: string;
	/**
	 * Unknown users who were created since then are new, and their status changes since then are
	 * changes, Okta's clock, ISO 8601. Without a search: when watching began. With one: the last poll,
	 * minus the overlap, because others may have come to match long after.
	 */
	newSince: string;
	/** An unknown user who was last updated before this (ISO 8601) has not changed since watching began. */
	changedSince: string;
	/** Okta's clock now, ISO 8601. */
	serverTime: string;
	generation: Generation;
	/** Whether users who were there before watching began are delivered when first seen. */
	deliverExisting: boolean;
	/** Whether those count as created when nobody asked for updates. */
	existingAsCreated: boolean;
}
