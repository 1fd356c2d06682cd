import { OktaError } from '../okta/errors/OktaError';
import { collectById } from '../okta/client/pagination';
import type { OktaClient } from '../okta/client/types';
import { getGroups, userPages, usersPath } from '../okta/users/users';
import {
	diffOptions,
	initialState,
	toEvent,
	toKnownUser,
	withNewAttributes,
	withTestId,
	type Actor,
	type DetectedEvent,
	type UserEvent,
	type WatchSettings,
} from './engine';
import { newestActor } from './systemLog';

const MAX_TEST_EVENTS = 5;

/** Attributes that one change of a user touches in a test event. */
const MAX_CHANGED = 2;

/** The actor of a test event when the System Log names nobody. */
const EXAMPLE_ACTOR: Actor = { id: '00u000000example', type: 'User', displayName: 'Example Admin', login: 'admin@example.com' };

/** The group of a test event when the user is in none. */
const EXAMPLE_GROUP = { id: '00g000000example', name: 'Example Group' };

/** What changes most often, so that a test event looks like a real one. */
const LIKELY_CHANGES = ['title', 'department', 'mobilePhone', 'primaryPhone', 'manager', 'city'];

/** Who can be shown for an event: the status they have after it, `[]` for everybody who is not deactivated. */
const STATUS_AFTER: Record<Exclude<UserEvent, 'user.deleted'>, string[]> = {
	'user.created': [],
	'user.updated': [],
	'user.groupsChanged': [],
	'user.activated': ['ACTIVE'],
	'user.unsuspended': ['ACTIVE'],
	'user.suspended': ['SUSPENDED'],
	'user.deactivated': ['DEPROVISIONED'],
};

/**
 * Events for a manual run in the editor: real users who are in the state that the event leads to, of the
 * first selected event that has such users, User Updated first. Reads and writes no state.
 *
 * @throws OktaError kind `notFound` when there is nobody to show
 */
export async function testEvents(client: OktaClient, settings: WatchSettings): Promise<DetectedEvent[]> {
	// Also shows at once whether the credential may read the System Log.
	const actor = settings.useSystemLog ? ((await newestActor(client)) ?? EXAMPLE_ACTOR) : undefined;
	const selected = [...settings.events].sort((a, b) => Number(b === 'user.updated') - Number(a === 'user.updated'));
	for (const event of selected) {
		// A deleted user is no longer there to be shown.
		if (event === 'user.deleted') continue;
		const sortBy = event === 'user.created' || event === 'user.activated' ? 'created' : 'lastUpdated';
		const filters = { status: STATUS_AFTER[event], search: settings.search };
		const path = usersPath(filters, { sortBy, sortOrder: 'desc' }, MAX_TEST_EVENTS);
		const users = await collectById(userPages(client, path, true), MAX_TEST_EVENTS);
		if (users.length === 0) continue;
		const state = withNewAttributes(initialState(settings, 'sample', users[0].lastUpdated ?? ''), users);
		const options = diffOptions(state, settings, state.startedAt);
		const groups = event === 'user.groupsChanged' ? { added: [await groupOf(client, users[0].id)], removed: [] } : undefined;
		return users.map((user) => {
			const shown = toEvent(event, user, undefined, toKnownUser(user, options), options);
			const changed = event === 'user.updated' ? likelyChange(shown.changedAttributes, settings) : shown.changedAttributes;
			return withTestId({ ...shown, changedAttributes: changed, ...(actor && { actor }), ...(groups && { groups }) });
		});
	}
	throw nobody(settings);
}

/** A group of a user that test events show as added. */
async function groupOf(client: OktaClient, userId: string): Promise<{ id: string; name: string }> {
	const { groups } = await getGroups(client, userId);
	const [group] = [...groups].sort((a, b) => Number(a.type === 'BUILT_IN') - Number(b.type === 'BUILT_IN'));
	return group === undefined ? EXAMPLE_GROUP : { id: group.id, name: group.profile?.name ?? '' };
}

/** A few of the attributes that have a value; of selected ones, all may be empty. */
function likelyChange(filled: readonly string[], { watch, attributes }: WatchSettings): string[] {
	const likely = LIKELY_CHANGES.filter((name) => filled.includes(name));
	const others = filled.filter((name) => !likely.includes(name));
	const changed = [...likely, ...others].slice(0, MAX_CHANGED);
	return changed.length === 0 && watch === 'selected' ? attributes.slice(0, 1) : changed;
}

function nobody({ events, search }: WatchSettings): OktaError {
	const onlyStatuses = events.every((event) => !['user.updated', 'user.created', 'user.groupsChanged'].includes(event));
	if (onlyStatuses) {
		return new OktaError('notFound', 'No user in Okta is in the state of a selected event', {
			description: `Test events show only users for whom the event is true: a deactivated user for User Deactivated, a suspended one for User Suspended. Deleted users cannot be shown. ${search ? "With 'Search', they must also match it. " : ''}To build the workflow, select User Updated as well, or pin a test item.`,
		});
	}
	return new OktaError('notFound', 'Okta returns no users for this trigger to watch', {
		description: search
			? "No user matches the parameter 'Search'. Change it or leave it empty."
			: 'Check the admin role of the credential: the role of the admin who connected it or, with a service app, of the app. A role that is limited to some groups only sees their members.',
	});
}
