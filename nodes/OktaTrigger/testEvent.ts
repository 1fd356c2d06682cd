import { OktaError } from '../okta/errors/OktaError';
import { collect } from '../okta/client/pagination';
import type { OktaClient } from '../okta/client/types';
import { STATUSES } from '../okta/users/search';
import { userPages, usersPath } from '../okta/users/users';
import { detected, remember, type Detected } from './engine/diff';
import { freshState, type WatchSettings } from './engine/state';
import { detectOptions, withNames } from './engine/incremental';

/** As many as one wants to look at in the editor. */
const SAMPLE_SIZE = 5;

/**
 * The most recently updated people, as a manual run in the editor shows them: what items look like,
 * as if each had just changed in every attribute. Remembers nothing.
 *
 * @throws OktaError when there is nobody to show
 */
export async function sample(client: OktaClient, settings: WatchSettings): Promise<Detected[]> {
	const path = usersPath(
		{ status: [...STATUSES], search: settings.search },
		{ sortBy: 'lastUpdated', sortOrder: 'desc' },
		SAMPLE_SIZE,
	);
	const users = await collect(userPages(client, path, true), SAMPLE_SIZE);
	if (users.length === 0) {
		throw new OktaError('notFound', 'Okta shows nobody whom this trigger would watch', {
			description: settings.search
				? "Check parameter 'Search': nobody matches it."
				: 'Check the role of the admin who connected the credential: a role limited to some groups sees only those people.',
		});
	}
	const event = settings.events.includes('user.updated') ? 'user.updated' : settings.events[0];
	const state = withNames(freshState(settings, 'sample', users[0].lastUpdated ?? ''), users, settings);
	const options = detectOptions(state, settings, state.startedAt);
	return users.map((user) => detected(event, user, remember(user, options), undefined, options));
}
