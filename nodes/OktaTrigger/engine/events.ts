import { createHash } from 'crypto';
import type { OktaUser } from '../../okta/users/userModel';
import { canonical } from './fingerprint';
import { knownStatus, type KnownUser } from './knownUsers';
import { toSeconds } from './timestamps';
import type { Actor, DetectedEvent, DiffOptions, PendingChange, UserEvent } from './types';

/** What an event's ID and time depend on besides the user. */
type IdentityOptions = Pick<DiffOptions, 'watch' | 'attributeNames' | 'serverTime'>;

/** The event, with its stable ID. `before` is what was known of the user. */
export function createEvent(
	event: UserEvent,
	user: OktaUser,
	before: KnownUser | undefined,
	changedAttributes: string[],
	options: IdentityOptions,
): DetectedEvent {
	const { occurredAt, key } = identity(event, user, options);
	if (event !== 'user.created') key.push(...sameSecond(user, before));
	return {
		event,
		eventId: digest([event, user.id, ...key]),
		occurredAt: occurredAt || options.serverTime,
		changedAttributes,
		user,
	};
}

/** A test event has an ID of its own, so that nothing takes the real event for a repeated one. */
export const withTestId = <Event extends Pick<DetectedEvent, 'eventId'>>(event: Event): Event => ({ ...event, eventId: digest(['test', event.eventId]) });

/** The event of a user who no longer exists in Okta, as found at `serverTime`. */
export const deletedEvent = (id: string, serverTime: string): DetectedEvent => ({
	event: 'user.deleted',
	eventId: digest(['user.deleted', id]),
	occurredAt: serverTime,
	changedAttributes: [],
	user: { id, profile: {} },
});

/** The event of a user whose groups changed. It happened with the last of the changes. An actor who made only some of them is not named. */
export function groupsChangedEvent(user: OktaUser, changes: PendingChange['groups']): DetectedEvent {
	const sorted = [...changes].sort((a, b) => (a.id < b.id ? -1 : 1));
	const occurredAt = sorted.map(({ at }) => at).sort().at(-1) ?? '';
	const references = (isAdded: boolean) =>
		sorted.filter(({ added }) => added === isAdded).map(({ id, name }) => ({ id, name }));
	const actor: Actor | undefined = sorted[0]?.actor;
	const isOnly = actor !== undefined && sorted.every((change) => change.actor?.id === actor.id);
	return {
		event: 'user.groupsChanged',
		eventId: digest(['user.groupsChanged', user.id, occurredAt, ...sorted.map(({ id, added }) => [id, added])]),
		occurredAt,
		changedAttributes: [],
		...(isOnly && { actor }),
		groups: { added: references(true), removed: references(false) },
		user,
	};
}

/** The events of a change from one status to another; undefined is a status that is not known. */
export function statusEvents(statusBefore: string | undefined, now: string | undefined): UserEvent[] {
	const before = knownStatus(statusBefore);
	if (before === undefined || now === undefined || before === now) return [];
	if (now === 'DEPROVISIONED') return ['user.deactivated'];
	if (now === 'SUSPENDED') return ['user.suspended'];
	if (!isActive(now) || isActive(before)) return [];
	return before === 'SUSPENDED' ? ['user.unsuspended'] : ['user.activated'];
}

/** Okta's statuses of users who may sign in, some of them only after a password change. */
export const isActive = (status: string | undefined): boolean =>
	['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY'].includes(status ?? '');

/**
 * Okta's timestamps have whole seconds. A change in the same second as the one before it also counts by
 * what it changed, because it may lead back to values that were delivered with this timestamp.
 */
function sameSecond({ lastUpdated }: OktaUser, before: KnownUser | undefined): unknown[] {
	if (before === undefined || before.lastUpdated !== toSeconds(lastUpdated)) return [];
	return [before.status, before.profileHash, before.attributeHashes];
}

/**
 * When the event happened, and what tells it from the next event of its kind. A user is created once.
 * A status change is identified by its timestamp. Two updates may fall into the same second, but they
 * lead to different values.
 */
function identity(
	event: UserEvent,
	{ lastUpdated, created, statusChanged, status, profile = {} }: OktaUser,
	{ watch, attributeNames }: IdentityOptions,
): { occurredAt: string; key: unknown[] } {
	if (event === 'user.created') return { occurredAt: String(created ?? lastUpdated ?? ''), key: [] };
	if (event !== 'user.updated') {
		const occurredAt = String(statusChanged ?? lastUpdated ?? '');
		return { occurredAt, key: [occurredAt] };
	}
	const present = attributeNames.filter((name) => Object.hasOwn(profile, name));
	const values =
		watch === 'selected' ? Object.fromEntries(present.map((name) => [name, profile[name]])) : profile;
	const key = [lastUpdated, watch === 'any' ? status : '', canonical(values)];
	return { occurredAt: lastUpdated ?? '', key };
}

const digest = (parts: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
