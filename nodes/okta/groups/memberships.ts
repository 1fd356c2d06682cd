import type { Page } from '../client/pagination';
import { Latency, twoAtOnce } from '../client/twoAtOnce';
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

	private readonly latency = new Latency();

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
		for (const members of await this.membersOf(groups)) for (const id of members) wanted.add(id);
		if (wanted.size === 0) return;
		yield* keep(matchingUserPages(this.client, filters, options, simplify), ({ id }) => wanted.has(id));
	}

	/** Adds `groups` to each user: the names of those of the groups that the user is in, in their order, each name once. */
	async addTo(users: OktaUser[], groups: SelectedGroup[]): Promise<OktaUser[]> {
		const names: string[] = [];
		// The names first: a deleted group fails before large groups are read.
		for (const group of groups) names.push(await this.nameOf(group));
		if (users.length === 0) return users;
		const members = await this.membersOf(groups);
		return users.map((user) => ({
			...user,
			groups: [...new Set(names.filter((_name, index) => members[index].has(user.id)))],
		}));
	}

	private async nameOf(group: SelectedGroup): Promise<string> {
		const name = this.names.get(group.id) ?? (await groupName(this.client, group));
		this.names.set(group.id, name);
		return name;
	}

	/** The IDs of each group's members. */
	private async membersOf(groups: SelectedGroup[]): Promise<Array<ReadonlySet<string>>> {
		const pages = this.pagesOf(groups.filter(({ id }) => !this.members.has(id)));
		while (!(await pages.next()).done);
		return groups.map(({ id }) => this.members.get(id) ?? new Set());
	}

	/** Pages of members, group by group; of two groups at once when pages are slow. The IDs of a group that was read to its end are kept. */
	private async *pagesOf(groups: SelectedGroup[]): AsyncGenerator<Page<OktaUser>, void, undefined> {
		const ids = groups.map(() => new Set<string>());
		const lists = groups.map((group) => memberPages(this.client, group));
		for await (const { list, page } of twoAtOnce(lists, this.latency)) {
			for (const { id } of page.items) ids[list].add(id);
			if (page.next === undefined) this.members.set(groups[list].id, ids[list]);
			yield page;
		}
	}
}

async function* keep(pages: AsyncIterable<Page<OktaUser>>, isWanted: (user: OktaUser) => boolean): AsyncGenerator<Page<OktaUser>, void, undefined> {
	for await (const page of pages) yield { ...page, items: page.items.filter(isWanted) };
}
