import { createHash } from 'crypto';
import type { OktaUser } from '../shared/model';
import { canonical, differing, fingerprint, type Fingerprint } from './fingerprint';
import { stampOf, type Known } from './roster';

export const EVENTS = [
	'user.activated',
	'user.created',
	'user.deactivated',
	'user.deleted',
	'user.suspended',
	'user.unsuspended',
	'user.updated',
] as const;

export type UserEvent = (typeof EVENTS)[number];

export interface Detected {
	event: UserEvent;
	/** The same change seen twice has the same id. */
	eventId: string;
	/** Okta's own stamp of the change, ISO 8601. */
	occurredAt: string;
	changedAttributes: string[];
	/** The user; only `{ id }` for somebody who was deleted. */
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
	/** Okta's clock now, ISO 8601. */
	serverTime: string;
	mark: 0 | 1;
	/** Whether people who were there before watching began are delivered too. */
	withExisting: boolean;
}

/**
 * Compares a person with what is remembered of them.
 *
 * @returns the events of this sighting and what to remember; undefined for a sighting that is older
 *   than what is remembered (Okta's search index may lag), which says nothing
 */
export function compare(
	user: OktaUser,
	known: Known | undefined,
	options: DetectOptions,
): { events: Detected[]; known: Known } | undefined {
	const stamp = stampOf(user.lastUpdated);
	// A stamp from the future proves nothing about what comes after it.
	if (known && stamp < known.stamp && known.stamp <= stampOf(options.serverTime)) return undefined;

	const now = remember(user, options);
	const isNew = known === undefined && String(user.created ?? '') >= options.startedAt;
	const happened = new Set(statusEvents(statusBefore(user, known, isNew, options), now.status));
	if (isNew) happened.add('user.created');
	// A first sight counts as a change rather than as nothing; what is asked for decides its name.
	if (known === undefined ? !isNew || !wants(options, 'user.created') : differs(known, now, options.watch)) {
		happened.add('user.updated');
	}
	if (known === undefined && options.withExisting && !wants(options, 'user.updated')) {
		happened.add('user.created');
	}

	const events = options.events
		.filter((event) => happened.has(event))
		.map((event) => detected(event, user, now, known, options));
	return { events, known: now };
}

/** The event as it is delivered. */
export function detected(
	event: UserEvent,
	user: OktaUser,
	now: Known,
	before: Known | undefined,
	options: DetectOptions,
): Detected {
	const ofProfile = event === 'user.updated' || event === 'user.created';
	return {
		event,
		eventId: eventId(event, user, options),
		occurredAt: occurredAt(event, user, options.serverTime),
		changedAttributes: ofProfile
			? differing(before?.attributes ?? '', now.attributes, options.names)
			: [],
		user,
	};
}

/** What is remembered of a person. */
export function remember(user: OktaUser, options: DetectOptions): Known {
	const { watch, names, salt, mark } = options;
	const profile = user.profile ?? {};
	const touch = watch === 'any' ? [user.lastUpdated, user.status].join() : '';
	const unnamed = watch === 'selected' || names.length < MAX_NAMES ? '' : beyond(profile, names);
	return {
		id: user.id,
		status: user.status,
		stamp: stampOf(user.lastUpdated),
		mark,
		...fingerprint(profile, names, salt, touch + unnamed),
	};
}

/** Attributes that are remembered one by one; of any further ones it is only seen that they changed. */
export const MAX_NAMES = 128;

const beyond = (profile: Record<string, unknown>, names: readonly string[]): string => {
	const named = new Set(names);
	return canonical(Object.fromEntries(Object.entries(profile).filter(([name]) => !named.has(name))));
};

/** A leaver: gone from Okta for good. */
export function deleted(id: string, serverTime: string): Detected {
	return {
		event: 'user.deleted',
		eventId: digest(['user.deleted', id]),
		occurredAt: serverTime,
		changedAttributes: [],
		user: { id, profile: {} },
	};
}

const wants = ({ events }: DetectOptions, event: UserEvent) => events.includes(event);

/** undefined when it cannot be told. */
function statusBefore(
	user: OktaUser,
	known: Known | undefined,
	isNew: boolean,
	{ startedAt }: DetectOptions,
): string | undefined {
	if (known !== undefined) return known.status;
	// Somebody new came out of nothing: whatever status they have, they changed into it.
	if (isNew) return 'STAGED';
	if (String(user.statusChanged ?? '') < startedAt) return undefined;
	const wasActive = user.status === 'ACTIVE' && String(user.activated ?? '') < startedAt;
	return wasActive ? undefined : 'STAGED';
}

const differs = (known: Known, now: Known, watch: DetectOptions['watch']): boolean =>
	differsIn(known, now) || (watch === 'any' && known.stamp !== now.stamp);

const differsIn = (a: Fingerprint, b: Fingerprint): boolean =>
	a.person !== b.person || a.attributes !== b.attributes;

function statusEvents(before: string | undefined, now: string | undefined): UserEvent[] {
	if (before === undefined || now === undefined || before === now) return [];
	if (now === 'DEPROVISIONED') return ['user.deactivated'];
	if (now === 'SUSPENDED') return ['user.suspended'];
	if (before === 'SUSPENDED') return ['user.unsuspended'];
	const entersActive = now === 'ACTIVE' && ['STAGED', 'PROVISIONED', 'DEPROVISIONED'].includes(before);
	return entersActive ? ['user.activated'] : [];
}

function occurredAt(event: UserEvent, user: OktaUser, serverTime: string): string {
	const updated = user.lastUpdated ?? serverTime;
	if (event === 'user.created') return String(user.created ?? updated);
	return event === 'user.updated' ? updated : String(user.statusChanged ?? updated);
}

/** Of the change's stamp and of what it led to, since two edits may fall into one second. */
function eventId(event: UserEvent, user: OktaUser, { names, watch }: DetectOptions): string {
	const { id, lastUpdated, status, profile = {} } = user;
	const chosen = names.filter((name) => Object.hasOwn(profile, name));
	const values =
		watch === 'selected' ? Object.fromEntries(chosen.map((name) => [name, profile[name]])) : profile;
	return digest([event, id, lastUpdated, status, canonical(values)]);
}

const digest = (parts: unknown[]): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
