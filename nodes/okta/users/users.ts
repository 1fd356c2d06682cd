import { z } from 'zod';
import { encodePathSegment } from '../client/encodePathSegment';
import { OktaError, parameterError } from '../errors/OktaError';
import { groupSchema, userListSchema, userSchema, type OktaGroup, type OktaUser } from './userModel';
import { collect, PAGE_SIZE, paginate, type Page } from '../client/pagination';
import { parseBody, type OktaClient } from '../client/oktaClient';
import { equals, NOT_DEPROVISIONED, searchExpression, type UserFilters } from './search';

export interface ListOptions {
	/** Profile attributes to read; all when empty. */
	attributes?: string[];
	sortBy?: string;
	sortOrder?: 'asc' | 'desc';
}

/** Everything a user has beside the profile; with `attributes` chosen these are still read. */
const TOP_LEVEL =
	'id,status,created,activated,statusChanged,lastLogin,lastUpdated,passwordChanged,type';

/**
 * Drops `credentials` and the links that go with them, a third of an answer; only all three words
 * together save Okta work as well (reference/okta-api.md 1.1).
 */
const SMALL_ANSWER = {
	'Content-Type':
		'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
};

/** The list request below the org, first page. @throws OktaError kind `parameter` */
export function usersPath(filters: UserFilters, options: ListOptions, pageSize: number): string {
	const { attributes = [], sortBy, sortOrder = 'asc' } = options;
	const search = searchExpression(filters);
	const query = new Map([['limit', String(Math.min(pageSize, PAGE_SIZE))]]);
	// Okta sorts searches only.
	if (search !== '' || sortBy) query.set('search', search || NOT_DEPROVISIONED);
	if (sortBy) query.set('sortBy', sortBy).set('sortOrder', sortOrder);
	if (attributes.length > 0) {
		query.set('fields', `${TOP_LEVEL},profile:(${attributeNames(attributes).join(',')})`);
	}
	return listPath(query);
}

/** A search among everybody, deprovisioned people included; sorted ascending with `sortBy`. */
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

/** Each name once (Okta once answered 500 to a repeated one) and nothing that is not a name. */
function attributeNames(attributes: string[]): string[] {
	const odd = attributes.find((name) => !/^[A-Za-z_]\w*$/.test(name));
	if (odd !== undefined) {
		throw parameterError(
			'Attributes',
			`has '${odd}', which is not an attribute name`,
			"Use the variable name that Okta's Profile Editor shows, such as firstName.",
		);
	}
	return [...new Set(attributes)];
}

/** Pages of users; `simplify` asks Okta for answers without credentials and links. */
export const userPages = (
	client: OktaClient,
	path: string,
	simplify: boolean,
): AsyncGenerator<Page<OktaUser>, void, undefined> =>
	paginate(client, path, userListSchema, { headers: simplify ? SMALL_ANSWER : undefined });

/**
 * One user by Okta id or login.
 *
 * Okta answers 405 to a login with "/" and takes "." for the list (okta-sdk-nodejs#430,
 * okta-sdk-dotnet#533): those are found by a search instead.
 *
 * @throws OktaError kind `notFound` when there is nobody
 */
export async function getUser(client: OktaClient, key: string, simplify: boolean): Promise<OktaUser> {
	const wanted = userKey(key);
	if (!/\/|^\.+$/.test(wanted)) {
		const path = userPath(wanted);
		const options = { headers: simplify ? SMALL_ANSWER : undefined };
		return parseBody(userSchema, await client.get(path, options), '/api/v1/users/{id}');
	}
	const path = searchPath(equals('profile.login', wanted), 1);
	const [found] = await collect(userPages(client, path, simplify), 1);
	if (found !== undefined) return found;
	throw new OktaError('notFound', 'Okta has nobody with that login', {
		description: 'They were deleted, or the login is misspelt.',
		status: 404,
	});
}

/** Groups of a user; `userId` is the Okta id, whatever `key` was. */
export async function getGroups(
	client: OktaClient,
	key: string,
): Promise<{ userId: string; groups: OktaGroup[] }> {
	const wanted = userKey(key);
	const userId = /^00u\w{17}$/.test(wanted) ? wanted : (await getUser(client, wanted, true)).id;
	const groups = await collect(paginate(client, `${userPath(userId)}/groups`, z.array(groupSchema)));
	return { userId, groups };
}

const userPath = (key: string) => `/api/v1/users/${encodePathSegment(key)}`;

function userKey(key: string): string {
	const wanted = key.trim();
	if (wanted === '') {
		throw parameterError('User', 'is empty', 'Choose a user, or give an Okta user ID or login.');
	}
	return wanted;
}

/** What only Okta's own clients need of a user. */
const UNNEEDED = new Set(['credentials', '_links', '_embedded']);

/** The user without what only Okta's own clients need. */
export function simplifyUser(user: OktaUser): OktaUser {
	// Not by `delete`: the engine keeps an object that lost a property as a hash table, 800 bytes larger.
	return Object.fromEntries(Object.entries(user).filter(([name]) => !UNNEEDED.has(name))) as OktaUser;
}

/** Only the chosen profile attributes, for orgs that ignore `fields`. */
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
