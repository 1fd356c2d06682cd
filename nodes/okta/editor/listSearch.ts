import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { checkedCursor, cursorOf, loopError } from '../client/pagination';
import { getUserTypes, unlessForbidden } from '../users/schemas';
import type { OktaUser } from '../users/userModel';
import { userPages, usersPath } from '../users/users';
import { withEditorClient } from './withEditorClient';

const trimmedText = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/**
 * A page of users for the locator. Okta applies `filter`, so it covers all users, not only the visible ones.
 *
 * @param paginationToken from the page before. The editor's user may have changed it, so it is only the
 *   cursor of Okta's link, and everything else in the request is our own
 */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withEditorClient(this, async (client) => {
		const attributes = ['firstName', 'lastName', 'login'];
		const firstPage = usersPath({ query: filter }, { attributes, idOnly: true }, 50);
		const path = paginationToken ? `${firstPage}&after=${checkedCursor(paginationToken)}` : firstPage;
		// The editor takes an empty page for the end of the list.
		for await (const { items, next, headers } of userPages(client, path, true)) {
			if (items.length === 0 && next !== undefined) continue;
			const cursor = next === undefined ? undefined : cursorOf(next);
			// The link is written in another way than our request, so reading the page did not notice it.
			if (cursor !== undefined && cursor === paginationToken) throw loopError(1, headers);
			return { results: listItems(items), paginationToken: cursor };
		}
		return { results: [] };
	});
}

/** Each user once, by name. */
const listItems = (users: OktaUser[]): INodeListSearchItems[] =>
	[...new Map(users.map((user) => [user.id, user])).values()].map(({ id, profile = {} }) => {
		const name = [trimmedText(profile.firstName), trimmedText(profile.lastName)].filter(Boolean).join(' ');
		const login = trimmedText(profile.login) || id;
		return { name: name ? `${name} (${login})` : login, value: id };
	});

/** User types for the locator; only the default type without okta.userTypes.read. */
export async function searchUserTypes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withEditorClient(this, async (client) => {
		const types = (await unlessForbidden(getUserTypes(client))) ?? [];
		const results: INodeListSearchItems[] = [
			{ name: 'Default', value: 'default' },
			...types
				.filter((type) => type.default !== true)
				.map(({ id, displayName, name }) => ({ name: displayName || name || id, value: id })),
		];
		const searchText = (filter ?? '').toLowerCase();
		return { results: results.filter(({ name }) => name.toLowerCase().includes(searchText)) };
	});
}
