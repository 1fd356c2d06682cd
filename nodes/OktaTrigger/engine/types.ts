import type { OktaUser } from '../../okta/users/userModel';
import type { Generation, KnownUsers } from './knownUsers';

/** The order in which several events of one user are delivered. */
export const EVENTS = [
	'user.created',
	'user.activated',
	'user.unsuspended',
	'user.updated',
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
	/** The user; only ID and an empty profile when they were deleted. */
	user: OktaUser;
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
}

/** Users read from Okta. */
export interface UserBatch {
	users: OktaUser[];
	/** False when the reading stopped before the last page, because of time or size. */
	complete: boolean;
	/** Okta's clock when the reading began, ISO 8601. */
	serverTime: string;
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
