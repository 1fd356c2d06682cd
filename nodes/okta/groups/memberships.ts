import type { Page } from '../client/pagination';
import type { OktaClient } from '../client/types';
import { matchesLocally, isLocal, type UserFilters } from '../users/search';
import type { OktaUser } from '../users/userModel';
import { matchingUserPages, type ListOptions } from '../users/users';
import { groupName, memberPages, type SelectedGroup } from './groups';

/**
 * Who is in which group, read group by group: one request per 200 members, never one per user. Only the
 * members' IDs are kept, so whoever needs no more reads a group once, however many input items ask for it.
 */
export class Memberships {
	private readonly members = new Map<string, ReadonlySet<string>>();

	private readonly names = new Map<string, string>();

	constructor(private readonly client: OktaClient) {}

	/**
	 * Pages of users of any of the groups that match the filters. A user of several groups comes several times.
	 *
	 * Okta cannot search within a group. Filters on status, dates and user type are compared here, exactly
	 * as Okta compares them. All others need Okta's own comparison (of accents and case, for example), and
	 * so does sorting: then Okta searches all users, and those who are in none of the groups are left out.
	 */
	async *usersOf(groups: SelectedGroup[], filters: UserFilters, options: ListOptions, simplify: boolean): AsyncGenerator<Page<OktaUser>, void, undefined> {
		if (isLocal(filters) && !options.sortBy) {
			yield* keep(this.pagesOf(groups), (user) => matchesLocally(user, filters));
			return;
		}
		const wanted = new Set<string>();
		for (const group of groups) for (const id of await this.membersOf(group)) wanted.add(id);
		if (wanted.size === 0) return;
		yield* keep(matchingUserPages(this.client, filters, options, simplify), ({ id }) => wanted.has(id));
	}

	/** Adds `groups` to each user: the names of those of the groups that the user is in, in their order, each name once. */
	async addTo(users: OktaUser[], groups: SelectedGroup[]): Promise<OktaUser[]> {
		const read: Array<[name: string, members: ReadonlySet<string>]> = [];
		// The names first: a deleted group fails before large groups are read.
		for (const group of groups) await this.nameOf(group);
		if (users.length === 0) return users;
		for (const group of groups) read.push([await this.nameOf(group), await this.membersOf(group)]);
		return users.map((user) => ({
			...user,
			groups: [...new Set(read.flatMap(([name, members]) => (members.has(user.id) ? name : [])))],
		}));
	}

	private async nameOf(group: SelectedGroup): Promise<string> {
		const name = this.names.get(group.id) ?? (await groupName(this.client, group));
		this.names.set(group.id, name);
		return name;
	}

	private async membersOf(group: SelectedGroup): Promise<ReadonlySet<string>> {
		const known = this.members.get(group.id);
		if (known !== undefined) return known;
		const ids = new Set<string>();
		for await (const { items } of memberPages(this.client, group)) for (const { id } of items) ids.add(id);
		this.members.set(group.id, ids);
		return ids;
	}

	/** Pages of members, group by group. The IDs of a group that was read to its end are kept. */
	private async *pagesOf(groups: SelectedGroup[]): AsyncGenerator<Page<OktaUser>, void, undefined> {
		for (const group of groups) {
			const ids = new Set<string>();
			for await (const page of memberPages(this.client, group)) {
				for (const { id } of page.items) ids.add(id);
				yield page;
			}
			this.members.set(group.id, ids);
		}
	}
}

async function* keep(pages: AsyncIterable<Page<OktaUser>>, isWanted: (user: OktaUser) => boolean): AsyncGenerator<Page<OktaUser>, void, undefined> {
	for await (const page of pages) yield { ...page, items: page.items.filter(isWanted) };
}
