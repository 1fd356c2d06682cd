import { z } from 'zod';
import { encodePathSegment } from '../client/encodePathSegment';
import { PAGE_SIZE, paginate, type Page } from '../client/pagination';
import { parseBody } from '../client/parseBody';
import type { OktaClient } from '../client/types';
import { OktaError, parameterError } from '../errors/OktaError';
import { checkedSearch, equals, literal } from '../users/search';
import { groupSchema, userListSchema, type OktaGroup, type OktaUser } from '../users/userModel';
import { smallerPagesOnTimeout } from './smallerPages';

/** The "Filters" of Get Many, as the editor stores them. */
export interface GroupFilters {
	/** The beginning of the name. */
	query?: string;
	/** An Okta search expression, combined with the other filters by `and`. */
	search?: string;
	type?: string;
}

const SEARCH_EXAMPLE = 'Example: profile.name sw "Sales" and type eq "OKTA_GROUP". Write a double quote inside a value as \\".';

/**
 * Path and query of a list's first page, below the org.
 *
 * `query` becomes part of the expression, because Okta's own `q` has no pages.
 *
 * @throws OktaError of kind `parameter` for a search that would change the meaning of the other filters
 */
export function groupsPath({ query, search, type }: GroupFilters = {}, pageSize = PAGE_SIZE): string {
	const terms: string[] = [];
	if (type) terms.push(equals('type', type));
	if (query?.trim()) terms.push(`profile.name sw ${literal(query.trim())}`);
	if (search?.trim()) terms.push(`(${checkedSearch(search.trim(), SEARCH_EXAMPLE)})`);
	const expression = terms.length > 0 ? `&search=${encodePathSegment(terms.join(' and '))}` : '';
	return `/api/v1/groups?limit=${pageSize}${expression}`;
}

export const groupPages = (client: OktaClient, path: string): AsyncGenerator<Page<OktaGroup>, void, undefined> =>
	paginate(client, path, z.array(groupSchema));

/** Where a group was selected, for error messages. */
export interface SelectedGroup {
	id: string;
	/** Its place in the parameter, from 1. */
	position: number;
	/** The parameter's name in the editor. */
	parameter: string;
}

/**
 * The name of a group; its ID when Okta names none.
 * @throws OktaError of kind `parameter` when the group does not exist
 */
export async function groupName(client: OktaClient, group: SelectedGroup): Promise<string> {
	const path = groupPath(group);
	const response = await client.get(path).catch(explainMissing(group));
	return parseBody(groupSchema, response, '/api/v1/groups/{id}').profile?.name || group.id;
}

/**
 * Pages of a group's members as whole users. Deactivated users are among them (okta-sdk-python#245).
 * @throws OktaError of kind `parameter` when the group does not exist
 */
export async function* memberPages(client: OktaClient, group: SelectedGroup): AsyncGenerator<Page<OktaUser>, void, undefined> {
	const path = `${groupPath(group)}/users?limit=${PAGE_SIZE}`;
	try {
		yield* paginate(smallerPagesOnTimeout(client), path, userListSchema);
	} catch (error) {
		explainMissing(group)(error);
	}
}

/** Anything but an ID is neither sent nor shown: an expression may return a value of somebody's profile. */
function groupPath({ id, position, parameter }: SelectedGroup): string {
	if (!/^00g\w+$/.test(id)) {
		throw parameterError(parameter, `has a value that is not a group ID (value ${position})`, SELECT_GROUPS);
	}
	return `/api/v1/groups/${id}`;
}

const SELECT_GROUPS =
	'Select groups from the list, or let the expression return their IDs, which start with 00g. Resource Group > Get Many lists them.';

/** Turns Okta's 404 into an error that names the group and where it was selected; throws all errors. */
const explainMissing =
	({ id, parameter }: SelectedGroup) =>
	(error: unknown): never => {
		if (!(error instanceof OktaError) || error.kind !== 'notFound') throw error;
		throw parameterError(
			parameter,
			`contains a group that Okta does not have: ${id}`,
			`The group may have been deleted, or the credential's admin role does not cover it. ${SELECT_GROUPS}`,
		);
	};
