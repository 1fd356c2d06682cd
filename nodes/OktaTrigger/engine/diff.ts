import { createHash } from 'crypto';
import type { OktaUser } from '../../okta/users/userModel';
import { canonical, differing, fingerprint } from './fingerprint';
import { stampOf, type KnownUser, type Mark } from './knownUsers';

/** In the order in which several of one person are delivered. */
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

export interface Detected {
	event: UserEvent;
	/** The same change seen twice has the same id. */
	eventId: string;
	/** Okta's own stamp of the change, ISO 8601. */
	occurredAt: string;
	changedAttributes: string[];
	/** The user; only id and an empty profile for somebody who was deleted. */
	user: OktaUser;
}

export interface DetectOptions {
	events: readonly UserEvent[];
	watch: 'any' | 'profile' | 'selected';
	/** Watched attributes, in the roster's order. */
	names: readonly string[];
	salt: string;
	/** When watching began, Okta's clock, ISO 8601: who was created later is new. */
	startedAt: string;
	/** Somebody unknown who was last updated before this (ISO 8601) has not changed since. */
	changedSince: string;
	/** Okta's clock now, ISO 8601. */
	serverTime: string;
	mark: Mark;
	/** Whether people who were there before watching began are delivered at first sight. */
	withExisting: boolean;
}

/** Compares a person with what is remembered of them: the events of this sighting, and what to remember. */
export function compare(
	user: OktaUser,
	before: KnownUser | undefined,
	options: DetectOptions,
): { events: Detected[]; known: KnownUser } {
	const now = remember(user, options);
	// Okta's index may lag, and a sighting older than the last one says nothing but that they are
	// there. A stamp from the future, though, proves nothing about what comes after it.
	if (before && now.stamp < before.stamp && before.stamp <= stampOf(options.serverTime)) {
		return { events: [], known: { ...before, mark: options.mark } };
	}
	const isNew = before === undefined && since(user.created, options.startedAt);
	const happened = new Set(statusEvents(statusBefore(user, before, isNew, options), now.status));
	if (isNew) happened.add('user.created');
	// Somebody new counts as updated where creations are not asked for; somebody unknown who is not
	// new counts as updated rather than as nothing when they changed since watching began.
	const { withExisting, changedSince } = options;
	const updated =
		before !== undefined
			? differs(before, now, options.watch)
			: isNew
				? !options.events.includes('user.created')
				: withExisting || since(user.lastUpdated, changedSince);
	if (updated) happened.add('user.updated');
	if (!before && withExisting && !options.events.includes('user.updated')) happened.add('user.created');

	const events = options.events
		.filter((event) => happened.has(event))
		.map((event) => detected(event, user, now, before, options));
	return { events, known: now };
}

const since = (instant: unknown, start: string) => stampOf(instant) >= stampOf(start);

/** The event as it is delivered. */
export function detected(
	event: UserEvent,
	user: OktaUser,
	now: KnownUser,
	before: KnownUser | undefined,
	options: DetectOptions,
): Detected {
	const ofProfile = event === 'user.updated' || event === 'user.created';
	const { occurredAt, key } = occasion(event, user, options);
	return {
		event,
		eventId: digest([event, user.id, ...key]),
		occurredAt: occurredAt || options.serverTime,
		changedAttributes: ofProfile ? changedNames(before, now, options) : [],
		user,
	};
}

/**
 * What changed. Once in 4,096 changes an attribute's fingerprint stays as it was and only the person's
 * tells: then all are named, since who waits for one of them must not miss it.
 */
function changedNames(before: KnownUser | undefined, now: KnownUser, { names, watch }: DetectOptions): string[] {
	const told = differing(before?.attributes ?? '', now.attributes, names);
	const allNamed = watch === 'selected' || names.length < MAX_NAMES;
	const untold = told.length === 0 && before !== undefined && before.person !== now.person;
	return untold && allNamed ? [...names] : told;
}

/** What is remembered of a person. */
export function remember(user: OktaUser, { watch, names, salt, mark }: DetectOptions): KnownUser {
	const profile = user.profile ?? {};
	const unnamed = watch === 'selected' || names.length < MAX_NAMES ? '' : beyond(profile, names);
	return {
		id: user.id,
		status: user.status,
		stamp: stampOf(user.lastUpdated),
		mark,
		...fingerprint(profile, names, salt, unnamed),
	};
}

/** Attributes that are remembered one by one; of any further ones it is only seen that they changed. */
export const MAX_NAMES = 128;

const beyond = (profile: Record<string, unknown>, names: readonly string[]): string => {
	const named = new Set(names);
	return canonical(Object.fromEntries(Object.entries(profile).filter(([name]) => !named.has(name))));
};

/** Somebody gone from Okta for good, as a sweep found at `serverTime`. */
export const deleted = (id: string, serverTime: string): Detected => ({
	event: 'user.deleted',
	eventId: digest(['user.deleted', id]),
	occurredAt: serverTime,
	changedAttributes: [],
	user: { id, profile: {} },
});

/** undefined when it cannot be told. */
function statusBefore(
	user: OktaUser,
	before: KnownUser | undefined,
	isNew: boolean,
	{ startedAt }: DetectOptions,
): string | undefined {
	if (before !== undefined) return before.status;
	// Somebody new came out of nothing: whatever status they have, they changed into it.
	if (isNew) return 'STAGED';
	if (!since(user.statusChanged, startedAt)) return undefined;
	const wasActive = isActive(user.status) && !since(user.activated, startedAt);
	return wasActive ? undefined : 'STAGED';
}

const differs = (before: KnownUser, now: KnownUser, watch: DetectOptions['watch']): boolean =>
	before.person !== now.person ||
	before.attributes !== now.attributes ||
	(watch === 'any' && (before.stamp !== now.stamp || before.status !== now.status));

/** Okta's statuses of people who may sign in, if perhaps with a new password only. */
const isActive = (status: string | undefined) =>
	['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY'].includes(status ?? '');

function statusEvents(before: string | undefined, now: string | undefined): UserEvent[] {
	if (before === undefined || now === undefined || before === now) return [];
	if (now === 'DEPROVISIONED') return ['user.deactivated'];
	if (now === 'SUSPENDED') return ['user.suspended'];
	if (!isActive(now) || isActive(before)) return [];
	return before === 'SUSPENDED' ? ['user.unsuspended'] : ['user.activated'];
}

/**
 * When it happened, and what tells it from the next one of its kind: nobody is created twice; a
 * status is told by its stamp; two edits may fall into one second, but lead to different values.
 */
function occasion(
	event: UserEvent,
	{ lastUpdated, created, statusChanged, status, profile = {} }: OktaUser,
	{ watch, names }: DetectOptions,
): { occurredAt: string; key: unknown[] } {
	if (event === 'user.created') return { occurredAt: String(created ?? lastUpdated ?? ''), key: [] };
	if (event !== 'user.updated') {
		const occurredAt = String(statusChanged ?? lastUpdated ?? '');
		return { occurredAt, key: [occurredAt] };
	}
	const chosen = names.filter((name) => Object.hasOwn(profile, name));
	const values =
		watch === 'selected' ? Object.fromEntries(chosen.map((name) => [name, profile[name]])) : profile;
	const key = [lastUpdated, watch === 'any' ? status : '', canonical(values)];
	return { occurredAt: lastUpdated ?? '', key };
}

const digest = (parts: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
