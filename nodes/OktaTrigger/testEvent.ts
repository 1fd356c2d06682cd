import { OktaError } from '../okta/errors/OktaError';
import { collectById } from '../okta/client/pagination';
import type { OktaClient } from '../okta/client/types';
import { STATUSES } from '../okta/users/search';
import { userPages, usersPath } from '../okta/users/users';
import {
	diffOptions,
	initialState,
	toEvent,
	toKnownUser,
	withNewAttributes,
	type DetectedEvent,
	type WatchSettings,
} from './engine';

const MAX_TEST_EVENTS = 5;

/**
 * Events for a manual run in the editor: the most recently updated users, as if each had just changed
 * in every attribute. Reads and writes no state.
 *
 * @throws OktaError kind `notFound` when there is no user to show
 */
export async function testEvents(client: OktaClient, settings: WatchSettings): Promise<DetectedEvent[]> {
	const path = usersPath(
		{ status: [...STATUSES], search: settings.search },
		{ sortBy: 'lastUpdated', sortOrder: 'desc' },
		MAX_TEST_EVENTS,
	);
	const users = await collectById(userPages(client, path, true), MAX_TEST_EVENTS);
	if (users.length === 0) {
		throw new OktaError('notFound', 'Okta returns no users for this trigger to watch', {
			description: settings.search
				? "No user matches the parameter 'Search'. Change it or leave it empty."
				: 'Check the admin role of the credential: the role of the admin who connected it or, with a service app, of the app. A role that is limited to some groups only sees their members.',
		});
	}
	const event = settings.events.includes('user.updated') ? 'user.updated' : settings.events[0];
	const state = withNewAttributes(initialState(settings, 'sample', users[0].lastUpdated ?? ''), users);
	const options = diffOptions(state, settings, state.startedAt);
	return users.map((user) => toEvent(event, user, undefined, toKnownUser(user, options), options));
}
