import { z } from 'zod';
import { encodePathSegment } from '../client/encodePathSegment';
import { OktaError, parameterError } from '../errors/OktaError';
import { fromBothEnds } from './bothEnds';
import { groupSchema, userListSchema, userSchema, type OktaGroup, type OktaUser } from './userModel';
import { collectById, PAGE_SIZE, paginate, type Page } from '../client/pagination';
import { parseBody } from '../client/parseBody';
import { REQUEST_TIMEOUT_MS } from '../client/timeouts';
import type { GetOptions, OktaClient } from '../client/types';
import { equals, NOT_DEPROVISIONED, searchExpression, type UserFilters } from './search';

export interface ListOptions {
	/** Profile attributes to read. Empty means all. */
	attributes?: string[];
	/** Reads nothing but the ID beside the selected attributes. */
	idOnly?: boolean;
	sortBy?: string;
	sortOrder?: 'asc' | 'desc';
}

/** The properties of a user next to the profile. They are read even when `attributes` is set. */
const TOP_LEVEL =
	'id,status,created,activated,statusChanged,lastLogin,lastUpdated,passwordChanged,type';

/**
 * Omits `credentials` and their links, a third of a response. Only all three values together also save
 * Okta work (reference/okta-api.md 1.1).
 */
const SMALL_RESPONSE = {
	'Content-Type':
		'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
};

/** Path and query of a list's first page, below the org. @throws OktaError of kind `parameter` */
export function usersPath(filters: UserFilters, options: ListOptions, pageSize: number): string {
	const { attributes = [], idOnly = false, sortBy, sortOrder = 'asc' } = options;
	const search = searchExpression(filters);
	const query = new Map([['limit', String(Math.min(pageSize, PAGE_SIZE))]]);
	// Okta sorts only searches.
	if (search !== '' || sortBy) query.set('search', search || NOT_DEPROVISIONED);
	if (sortBy) query.set('sortBy', sortBy).set('sortOrder', sortOrder);
	if (attributes.length > 0) {
		query.set('fields', `${idOnly ? 'id' : TOP_LEVEL},profile:(${attributeNames(attributes).join(',')})`);
	}
	return listPath(query);
}

/** Path and query of a search that includes deprovisioned users, sorted ascending by `sortBy`. */
export function searchPath(search: string, pageSize = PAGE_SIZE, sortBy?: string): string {
	const query = new Map([
		['limit', String(pageSize)],
		['search', search],
	]);
	if (sortBy) query.set('sortBy', sortBy);
	return listPath(query);
}

const listPath = (query: Map<string, string>) =>
	`/api/v1/users?${[...query].map(([key, value]) => `${key}=${encodePathSegment(value)}`).join('&')}`;

/** Each name once: Okta has responded to a repeated name with a 500. */
function attributeNames(attributes: string[]): string[] {
	const invalid = attributes.find((name) => !/^[A-Za-z_]\w*$/.test(name));
	if (invalid !== undefined) {
		throw parameterError(
			'Attribute Names or IDs',
			`contains '${invalid}', which is not an attribute name`,
			"Use the variable name from Okta's Profile Editor, such as firstName.",
		);
	}
	return [...new Set(attributes)];
}

/** Pages of users. With `simplify`, Okta omits credentials and links. */
export const userPages = (
	client: OktaClient,
	path: string,
	simplify: boolean,
	options: GetOptions = {},
): AsyncGenerator<Page<OktaUser>, void, undefined> =>
	paginate(client, path, userListSchema, { ...options, headers: simplify ? SMALL_RESPONSE : undefined });

/**
 * Pages of the users that match the filters, with at least `limit` users if there are as many. A user can appear
 * several times.
 *
 * Slow searches are read from both ends. The plain list is not: it has no sort order, and a search in its place
 * would be less current, because Okta's search index lags behind (reference/okta-api.md 1.6).
 */
export function matchingUserPages(
	client: OktaClient,
	filters: UserFilters,
	options: ListOptions,
	simplify: boolean,
	limit = Infinity,
): AsyncGenerator<Page<OktaUser>, void, undefined> {
	const inOrder = userPages(client, usersPath(filters, options, limit), simplify);
	if (limit < Infinity || options.sortBy || searchExpression(filters) === '') return inOrder;
	return fromBothEnds({
		inOrder,
		// Where Okta is too slow to sort, that is not tried again for minutes.
		sorted: (sortOrder) =>
			userPages(client, usersPath(filters, { ...options, sortBy: 'created', sortOrder }, limit), simplify, { maxWaitMs: REQUEST_TIMEOUT_MS }),
	});
}

/**
 * One user by Okta ID or login.
 *
 * Okta responds to a login with "/" with a 405, and to "." with the list (okta-sdk-nodejs#430,
 * okta-sdk-dotnet#533), so such logins are searched for instead.
 *
 * @throws OktaError of kind `notFound` when the user does not exist
 */
export async function getUser(client: OktaClient, key: string, simplify: boolean): Promise<OktaUser> {
	const idOrLogin = userKey(key);
	if (!/\/|^\.+$/.test(idOrLogin)) {
		const path = userPath(idOrLogin);
		const options = { headers: simplify ? SMALL_RESPONSE : undefined };
		return parseBody(userSchema, await client.get(path, options), '/api/v1/users/{id}');
	}
	const path = searchPath(equals('profile.login', idOrLogin), 1);
	const [found] = await collectById(userPages(client, path, simplify), 1);
	if (found !== undefined) return found;
	throw new OktaError('notFound', 'User not found in Okta', {
		description: 'No user has this login. Check its spelling. The user may have been deleted.',
		status: 404,
	});
}

/** Groups of a user. `userId` is the Okta ID, even when `key` is a login. */
export async function getGroups(
	client: OktaClient,
	key: string,
): Promise<{ userId: string; groups: OktaGroup[] }> {
	const idOrLogin = userKey(key);
	const userId = /^00u\w{17}$/.test(idOrLogin) ? idOrLogin : (await getUser(client, idOrLogin, true)).id;
	const groups = await collectById(paginate(client, `${userPath(userId)}/groups`, z.array(groupSchema)));
	return { userId, groups };
}

const userPath = (key: string) => `/api/v1/users/${encodePathSegment(key)}`;

function userKey(key: string): string {
	const idOrLogin = key.trim();
	if (idOrLogin === '') {
		throw parameterError('User', 'is empty', 'Select a user, or enter an Okta user ID or login.');
	}
	return idOrLogin;
}

/** Properties that only Okta's own clients need; and the one that would become the copy's prototype. */
const UNNEEDED = new Set(['credentials', '_links', '_embedded', 'transitioningToStatus', '__proto__']);

/** The user without the properties that only Okta's own clients need. */
export function simplifyUser(user: OktaUser): OktaUser {
	// Not with `delete`: V8 turns an object that lost a property into a hash table, which is 800 bytes larger.
	// Nor with `Object.fromEntries`: its lists of entries take a fifth of the time of a read.
	const simplified: Record<string, unknown> = {};
	for (const name of Object.keys(user)) if (!UNNEEDED.has(name)) simplified[name] = user[name];
	return simplified as OktaUser;
}

/** Keeps only the selected profile attributes, because some orgs ignore `fields`. */
export function pickAttributes(user: OktaUser, attributes: string[]): OktaUser {
	if (attributes.length === 0) return user;
	const profile = user.profile ?? {};
	return {
		...user,
		profile: Object.fromEntries(
			attributes.filter((name) => Object.hasOwn(profile, name)).map((name) => [name, profile[name]]),
		),
	};
}
