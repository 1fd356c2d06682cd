import type { OktaUser } from '../../okta/users/userModel';
import { compare } from './diff';
import type { KnownUsers } from './knownUsers';
import { toIso } from './timestamps';
import type { DetectedEvent, DiffOptions } from './types';

export interface BatchResult {
	events: DetectedEvent[];
	/** The users that were processed, in order. */
	processed: OktaUser[];
	/** Whether these are all users of the batch. */
	complete: boolean;
}

/** Compares users with `knownUsers` and updates it, in their order, until `limit` of them have events. */
export function processUsers(
	users: readonly OktaUser[],
	knownUsers: KnownUsers,
	options: DiffOptions,
	limit: number,
): BatchResult {
	const events: DetectedEvent[] = [];
	const processed: OktaUser[] = [];
	let usersWithEvents = 0;
	for (const user of users) {
		const result = compare(user, knownUsers.get(user.id), options);
		if (result.events.length > 0 && ++usersWithEvents > limit) return { events, processed, complete: false };
		events.push(...result.events);
		knownUsers.set(result.known);
		processed.push(user);
	}
	return { events, processed, complete: true };
}

/** Each user once, in the latest version, in the order of a timestamp, then of IDs. */
export function sortUsers(users: readonly OktaUser[], by: 'lastUpdated' | 'created' | 'statusChanged'): OktaUser[] {
	const latest = new Map<string, OktaUser>();
	for (const user of users) {
		const before = latest.get(user.id);
		if (before === undefined || toIso(user.lastUpdated) >= toIso(before.lastUpdated)) {
			latest.set(user.id, user);
		}
	}
	return [...latest.values()]
		.map((user) => ({ user, key: `${toIso(user[by])} ${user.id}` }))
		.sort((a, b) => (a.key < b.key ? -1 : 1))
		.map(({ user }) => user);
}
