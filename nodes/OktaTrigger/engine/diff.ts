import type { OktaUser } from '../../okta/users/userModel';
import { createEvent, isActive, statusEvents } from './events';
import { canonical, differingAttributes, fingerprint, MAX_NAMED_ATTRIBUTES } from './fingerprint';
import type { KnownUser } from './knownUsers';
import { toSeconds } from './timestamps';
import type { DetectedEvent, DiffOptions, UserEvent } from './types';

/** Compares a user with what is known of them: the events of this change, and what to remember. */
export function compare(
	user: OktaUser,
	before: KnownUser | undefined,
	options: DiffOptions,
): { events: DetectedEvent[]; known: KnownUser } {
	const now = toKnownUser(user, options);
	// Okta's index may lag. A version older than the known one only shows that the user exists, unless
	// the known timestamp lies in the future: then later versions may have earlier timestamps.
	if (before && now.lastUpdated < before.lastUpdated && before.lastUpdated <= toSeconds(options.serverTime)) {
		return { events: [], known: { ...before, generation: options.generation } };
	}
	const isNew = before === undefined && isSince(user.created, options.startedAt);
	const happened = new Set<UserEvent>(statusEvents(statusBefore(user, before, isNew, options), now.status));
	if (isNew) happened.add('user.created');
	if (isUpdated(before, now, user, isNew, options)) happened.add('user.updated');
	if (!before && options.deliverExisting && !options.events.includes('user.updated')) happened.add('user.created');

	const events = options.events
		.filter((event) => happened.has(event))
		.map((event) => toEvent(event, user, before, now, options));
	return { events, known: now };
}

/** The event as it is delivered. Only created and updated users have changed attributes. */
export function toEvent(
	event: UserEvent,
	user: OktaUser,
	before: KnownUser | undefined,
	now: KnownUser,
	options: DiffOptions,
): DetectedEvent {
	const ofProfile = event === 'user.updated' || event === 'user.created';
	return createEvent(event, user, ofProfile ? changedAttributes(before, now, options) : [], options);
}

/** What to remember of a user. */
export function toKnownUser(user: OktaUser, { watch, attributeNames, salt, generation }: DiffOptions): KnownUser {
	const profile = user.profile ?? {};
	const unnamed = hasNameForAll(watch, attributeNames) ? '' : unnamedAttributes(profile, attributeNames);
	return {
		id: user.id,
		status: user.status,
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
	{ startedAt }: DiffOptions,
): string | undefined {
	if (before !== undefined) return before.status;
	// A new user had no status before, so any status they have is a change.
	if (isNew) return 'STAGED';
	if (!isSince(user.statusChanged, startedAt)) return undefined;
	const wasActive = isActive(user.status) && !isSince(user.activated, startedAt);
	return wasActive ? undefined : 'STAGED';
}

const hasNameForAll = (watch: DiffOptions['watch'], names: readonly string[]) =>
	watch === 'selected' || names.length < MAX_NAMED_ATTRIBUTES;

/** The attributes beyond MAX_NAMED_ATTRIBUTES as one text. */
const unnamedAttributes = (profile: Record<string, unknown>, names: readonly string[]): string => {
	const named = new Set(names);
	return canonical(Object.fromEntries(Object.entries(profile).filter(([name]) => !named.has(name))));
};
