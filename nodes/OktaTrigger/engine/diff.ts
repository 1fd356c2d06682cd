import type { OktaUser } from '../../okta/users/userModel';
import { createEvent, isActive, statusEvents } from './events';
import { canonical, differingAttributes, fingerprint, MAX_NAMED_ATTRIBUTES } from './fingerprint';
import { knownStatus, NOT_MATCHING, rememberedStatus, type KnownUser } from './knownUsers';
import { toSeconds } from './timestamps';
import type { DetectedEvent, DiffOptions, UserEvent } from './types';

/** Compares a user with what is known of them: the events of this change, and what to remember. */
export function compare(
	user: OktaUser,
	before: KnownUser | undefined,
	options: DiffOptions,
): { events: DetectedEvent[]; known: KnownUser } {
	const now = toKnownUser(user, options, before?.status);
	// Okta's index may lag. A version older than the known one only shows that the user exists, unless
	// the known timestamp lies in the future: then later versions may have earlier timestamps.
	if (before && isOutdated(now, before, options)) {
		return { events: [], known: { ...before, generation: options.generation } };
	}
	const isNew = before === undefined && isSince(user.created, options.newSince);
	const happened = new Set<UserEvent>(statusEvents(statusBefore(user, before, isNew, options), user.status));
	if (isNew) happened.add('user.created');
	if (isUpdated(before, now, user, isNew, options)) happened.add('user.updated');
	if (!before && options.existingAsCreated) happened.add('user.created');
	return { events: inOrder(happened, user, before, now, options), known: now };
}

/**
 * Compares only the status of a user whom the search no longer shows: the change of status may be what
 * took them out of it. What is known of the profile stays, so that the search still finds other changes.
 *
 * @returns undefined when there is nothing to deliver or to remember
 */
export function compareStatus(
	user: OktaUser,
	before: KnownUser | undefined,
	options: DiffOptions,
): { events: DetectedEvent[]; known: KnownUser } | undefined {
	if (before === undefined) return undefined;
	const now = toKnownUser(user, options, before.status);
	// Somebody who was active when they left the search left it for another reason and is not watched.
	const hasLeft = before.generation === NOT_MATCHING && isActive(knownStatus(before.status));
	if (hasLeft || now.status === before.status || isOutdated(now, before, options)) return undefined;
	const happened = new Set<UserEvent>(statusEvents(statusBefore(user, before, false, options), user.status));
	// With 'any', this version counts as an update as well, which is left to the search: it must not look known.
	const lastUpdated = options.watch === 'any' ? Math.max(0, now.lastUpdated - 1) : now.lastUpdated;
	return { events: inOrder(happened, user, before, now, options), known: { ...before, status: now.status, lastUpdated } };
}

/** Whether a version is older than the known one, whose timestamp is not from the future. */
const isOutdated = (now: KnownUser, before: KnownUser, { serverTime }: DiffOptions): boolean =>
	now.lastUpdated < before.lastUpdated && before.lastUpdated <= toSeconds(serverTime);

const inOrder = (
	happened: ReadonlySet<UserEvent>,
	user: OktaUser,
	before: KnownUser | undefined,
	now: KnownUser,
	options: DiffOptions,
): DetectedEvent[] =>
	options.events.filter((event) => happened.has(event)).map((event) => toEvent(event, user, before, now, options));

/** The event as it is delivered. Only created and updated users have changed attributes. */
export function toEvent(
	event: UserEvent,
	user: OktaUser,
	before: KnownUser | undefined,
	now: KnownUser,
	options: DiffOptions,
): DetectedEvent {
	const ofProfile = event === 'user.updated' || event === 'user.created';
	return createEvent(event, user, before, ofProfile ? changedAttributes(before, now, options) : [], options);
}

/** What to remember of a user. `statusBefore` is what was remembered of their status. */
export function toKnownUser(
	user: OktaUser,
	{ watch, attributeNames, salt, generation }: DiffOptions,
	statusBefore?: string,
): KnownUser {
	const profile = user.profile ?? {};
	const unnamed = hasNameForAll(watch, attributeNames) ? '' : unnamedAttributes(profile, attributeNames);
	return {
		id: user.id,
		status: rememberedStatus(user.status, statusBefore),
		lastUpdated: toSeconds(user.lastUpdated),
		generation,
		...fingerprint(profile, attributeNames, salt, unnamed),
	};
}

/**
 * Names of the attributes that changed. Once in 4,096 changes an attribute's hash stays the same and
 * only the profile's differs. Then all attributes are named, because a workflow that waits for one of
 * them must not miss it.
 */
function changedAttributes(
	before: KnownUser | undefined,
	now: KnownUser,
	{ attributeNames, watch }: DiffOptions,
): string[] {
	const changed = differingAttributes(before?.attributeHashes ?? '', now.attributeHashes, attributeNames);
	const hidden = changed.length === 0 && before !== undefined && before.profileHash !== now.profileHash;
	return hidden && hasNameForAll(watch, attributeNames) ? [...attributeNames] : changed;
}

const isSince = (timestamp: unknown, start: string) => toSeconds(timestamp) >= toSeconds(start);

/**
 * A new user counts as updated only when nobody asked for creations. An unknown user who is not new
 * counts as updated, rather than as nothing, if they changed since watching began.
 */
function isUpdated(
	before: KnownUser | undefined,
	now: KnownUser,
	user: OktaUser,
	isNew: boolean,
	{ events, watch, deliverExisting, changedSince }: DiffOptions,
): boolean {
	if (before !== undefined) return differs(before, now, watch);
	if (isNew) return !events.includes('user.created');
	return deliverExisting || isSince(user.lastUpdated, changedSince);
}

const differs = (before: KnownUser, now: KnownUser, watch: DiffOptions['watch']): boolean =>
	before.profileHash !== now.profileHash ||
	before.attributeHashes !== now.attributeHashes ||
	(watch === 'any' && (before.lastUpdated !== now.lastUpdated || before.status !== now.status));

/** undefined when it is not known. */
function statusBefore(
	user: OktaUser,
	before: KnownUser | undefined,
	isNew: boolean,
	{ newSince }: DiffOptions,
): string | undefined {
	const isRecent = isSince(user.statusChanged, newSince);
	if (before?.status !== undefined) {
		// Somebody who was active when they left the search was not watched until they returned.
		const wasWatched = before.generation !== NOT_MATCHING || !isActive(knownStatus(before.status));
		return wasWatched || isRecent ? before.status : undefined;
	}
	// A new user had no status before, so any status they have is a change.
	if (isNew) return 'STAGED';
	// From a status that this package does not know, nobody can tell how somebody became active.
	if (before) return isActive(user.status) ? undefined : 'STAGED';
	if (!isRecent) return undefined;
	const wasActive = isActive(user.status) && !isSince(user.activated, newSince);
	return wasActive ? undefined : 'STAGED';
}

const hasNameForAll = (watch: DiffOptions['watch'], names: readonly string[]) =>
	watch === 'selected' || names.length < MAX_NAMED_ATTRIBUTES;

/** The attributes beyond MAX_NAMED_ATTRIBUTES as one text. */
const unnamedAttributes = (profile: Record<string, unknown>, names: readonly string[]): string => {
	const named = new Set(names);
	return canonical(Object.fromEntries(Object.entries(profile).filter(([name]) => !named.has(name))));
};
