/**
 * The engine of Okta Event Hook Trigger decides which events the entries of a hook stand for. It is pure: it is given
 * the entries and the users as they were read after the hook arrived, and returns events.
 *
 * A hook holds no profile, comes late, twice, out of order or never, and says only that something happened. So an
 * entry is a hint: it becomes an event only when the user, as read, is the version that the entry speaks of. An
 * `eventId` then comes from the same data as in Okta Trigger, and is the same. When the user has changed again since,
 * the later change has a hook of its own, or Okta Trigger delivers both.
 */
import type { OktaUser } from '../../okta/users/userModel';
import {
	createEvent,
	deletedEvent,
	eventOfEntry,
	EVENTS,
	isActive,
	type DetectedEvent,
	type LogEvent,
	type UserEvent,
	type WatchSettings,
} from '../../OktaTrigger/engine';

export type HookSettings = Pick<WatchSettings, 'events' | 'watch' | 'attributes'>;

export type HookEvent = Omit<DetectedEvent, 'changedAttributes'>;

/** How much later than the change Okta may log it. */
const LOGGED_LATE_MS = 30_000;

/** How much earlier. Two changes within this time count as one, so it is short. */
const LOGGED_EARLY_MS = 5_000;

/** Entries of these kinds may change `lastUpdated`. */
const CHANGES_USER = /^user\.(lifecycle|account)\./;

/** Okta IDs have letters and digits only. Anything else, such as `me` with a slash, must not get into a path. */
const OKTA_ID = /^[A-Za-z0-9]{10,64}$/;

/** The events that an entry may stand for, among the selected ones. */
function possibleEvents({ type, changedAttributes }: LogEvent, { events, watch, attributes }: HookSettings): UserEvent[] {
	const event = eventOfEntry(type);
	if (event === 'user.deleted') return events.filter((selected) => selected === event);
	// As in Okta Trigger, a new user counts as updated only when nobody asked for creations.
	if (event === 'user.created') {
		const counted = events.includes(event) ? event : 'user.updated';
		return events.filter((selected) => selected === counted);
	}
	const isUpdate = watch === 'any' ? CHANGES_USER.test(type) : event === 'user.updated' && (watch === 'profile' || touches(attributes, changedAttributes));
	return EVENTS.filter((one) => events.includes(one) && (one === 'user.updated' ? isUpdate : one === event));
}

/** Whether a selected attribute changed. Okta need not say what changed: then it may have. */
const touches = (attributes: readonly string[], changed: readonly string[] | undefined): boolean =>
	changed === undefined || attributes.some((name) => changed.includes(name));

/** Whether the user, as read, is the version that this event made. */
function isShown(event: UserEvent, user: OktaUser, publishedAt: string, { events }: HookSettings): boolean {
	const { status, statusChanged, lastUpdated } = user;
	switch (event) {
		case 'user.created':
			return true;
		case 'user.updated':
			// What happens in the second of the creation belongs to it.
			return isAt(lastUpdated, publishedAt) && !(events.includes('user.created') && user.created === lastUpdated);
		case 'user.deactivated':
			return status === 'DEPROVISIONED' && isAt(statusChanged ?? lastUpdated, publishedAt);
		case 'user.suspended':
			return status === 'SUSPENDED' && isAt(statusChanged ?? lastUpdated, publishedAt);
		case 'user.activated':
		case 'user.unsuspended':
			return isActive(status) && isAt(statusChanged ?? lastUpdated, publishedAt);
		default:
			return false;
	}
}

function isAt(changedAt: unknown, publishedAt: string): boolean {
	const after = Date.parse(publishedAt) - (typeof changedAt === 'string' ? Date.parse(changedAt) : NaN);
	// Okta's timestamps of users have whole seconds.
	return after >= -LOGGED_EARLY_MS && after <= LOGGED_LATE_MS + 1000;
}

/** The entries about one user that may be events, the earliest first. */
export function relevantEntries(entries: readonly LogEvent[], settings: HookSettings): LogEvent[] {
	return entries
		.filter((entry) => entry.users.length === 1 && OKTA_ID.test(entry.users[0]) && possibleEvents(entry, settings).length > 0)
		.sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : Number(a.publishedAt > b.publishedAt)));
}

/** The IDs of the users that have to be read, each once. A deletion is proven without reading. */
export const usersToRead = (entries: readonly LogEvent[]): string[] => {
	const deleted = new Set(entries.filter(({ type }) => eventOfEntry(type) === 'user.deleted').map(({ users }) => users[0]));
	return [...new Set(entries.map(({ users }) => users[0]))].filter((id) => !deleted.has(id));
};

/**
 * Whether a version of a user contains everything that the entries are about. Okta's search may show an older one, so
 * only a version of the very second of the last entry counts.
 */
export function isCurrent(user: OktaUser, entries: readonly LogEvent[]): boolean {
	const last = entries.filter(({ users }) => users[0] === user.id).at(-1);
	return last !== undefined && Date.parse(last.publishedAt) - Date.parse(String(user.lastUpdated)) < 1000;
}

/**
 * The events that the entries stand for, each once, in the order in which they happened.
 *
 * @param entries from `relevantEntries`
 * @param found the users as read, by ID. Users who are missing have no event but their deletion
 */
export function hookEvents(entries: readonly LogEvent[], found: ReadonlyMap<string, OktaUser>, settings: HookSettings): HookEvent[] {
	const events = new Map<string, HookEvent>();
	const add = ({ actor }: LogEvent, { event, eventId, occurredAt, user }: DetectedEvent) => {
		if (!events.has(eventId)) events.set(eventId, { event, eventId, occurredAt, ...(actor && { actor }), user });
	};
	for (const entry of entries) {
		const [id] = entry.users;
		const user = found.get(id);
		for (const event of possibleEvents(entry, settings)) {
			if (event === 'user.deleted') {
				add(entry, deletedEvent(id, entry.publishedAt));
			} else if (user !== undefined && isShown(event, user, entry.publishedAt, settings)) {
				add(entry, createEvent(event, user, undefined, [], { watch: settings.watch, attributeNames: settings.attributes, serverTime: entry.publishedAt }));
			}
		}
	}
	return [...events.values()];
}
