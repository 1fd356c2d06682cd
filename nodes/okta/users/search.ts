import { parameterError } from '../errors/OktaError';
import { isRecord } from '../isRecord';
import type { OktaUser } from './userModel';

/** Every status a user can have (reference/okta-api.md 1.4). */
export const STATUSES = [
	'ACTIVE',
	'DEPROVISIONED',
	'LOCKED_OUT',
	'PASSWORD_EXPIRED',
	'PROVISIONED',
	'RECOVERY',
	'STAGED',
	'SUSPENDED',
] as const;

/**
 * Unlike the plain list, a search returns deactivated users unless it excludes them. Okta has no "ne", so
 * this matches everything before and after the status in the alphabet.
 */
export const NOT_DEPROVISIONED = '(status lt "DEPROVISIONED" or status gt "DEPROVISIONED")';

/** The "Filters" of Get Many, as the editor stores them. */
export interface UserFilters {
	status?: string[];
	/** ISO 8601 with an offset. */
	updatedSince?: string;
	createdSince?: string;
	department?: string;
	title?: string;
	/** The ID of a user type (`oty…`), not its name. */
	userType?: string;
	/** An Okta search expression, combined with the other filters by `and`. */
	search?: string;
	/** The beginning of a first name, last name or email. */
	query?: string;
}

/** Whether all filters can be compared without Okta, with the same result: none needs the comparison of text. */
export const isLocal = ({ department, title, search, query }: UserFilters): boolean =>
	!department && !title && !search?.trim() && !query?.trim();

/** Whether a user matches filters that are local, as Okta's search would say. */
export function matchesLocally(user: OktaUser, filters: UserFilters): boolean {
	const { status = [], updatedSince, createdSince, userType } = filters;
	const ownStatus = user.status ?? '';
	const matchesStatus = status.length > 0 ? status.some((value) => isEqual(value, ownStatus)) : ownStatus !== 'DEPROVISIONED';
	const { type } = user;
	const typeId = isRecord(type) && typeof type.id === 'string' ? type.id : '';
	return (
		matchesStatus &&
		isSince(user.lastUpdated, updatedSince) &&
		isSince(user.created, createdSince) &&
		(!userType || isEqual(typeId, userType))
	);
}

/** Okta's search ignores case (reference/okta-api.md 1.1). */
const isEqual = (value: string, other: string) => value.toLowerCase() === other.toLowerCase();

const isSince = (value: unknown, since: string | undefined) =>
	!since || (typeof value === 'string' && Date.parse(value) >= Date.parse(since));

/**
 * A string of Okta's search language. Its strings are JSON strings
 * (developer.okta.com/docs/reference/core-okta-api, Filter), so quotes and backslashes are escaped.
 */
export const literal = (value: string): string => JSON.stringify(value);

export const equals = (attribute: string, value: string) => `${attribute} eq ${literal(value)}`;

/**
 * One search expression from all filters; `''` without filters. In that case Okta's plain list, which is
 * the fastest and most current form, already excludes DEPROVISIONED users.
 *
 * `query` becomes part of the expression, because Okta's own `q` has no pages.
 *
 * @throws OktaError of kind `parameter` for a search that would change the meaning of the other filters
 */
export function searchExpression(filters: UserFilters): string {
	const { status = [], updatedSince, createdSince, department, title, userType, search, query } = filters;
	const terms: string[] = [];
	if (status.length > 0) terms.push(anyOf(status.map((value) => equals('status', value))));
	if (updatedSince) terms.push(`lastUpdated ge ${literal(updatedSince)}`);
	if (createdSince) terms.push(`created ge ${literal(createdSince)}`);
	if (department) terms.push(equals('profile.department', department));
	if (title) terms.push(equals('profile.title', title));
	if (userType) terms.push(equals('type.id', userType));
	if (query?.trim()) terms.push(startsWith(query.trim()));
	if (search?.trim()) terms.push(`(${checkedSearch(search.trim())})`);
	if (terms.length === 0) return '';
	if (status.length === 0) terms.unshift(NOT_DEPROVISIONED);
	return terms.join(' and ');
}

/** Matches users whose first name, last name or email starts with the text. "Jane Do" also matches first and last name together. */
export function startsWith(text: string): string {
	const begins = (name: string, value: string) => `profile.${name} sw ${literal(value)}`;
	const terms = ['firstName', 'lastName', 'email'].map((name) => begins(name, text));
	const [first, ...rest] = text.split(/\s+/);
	if (rest.length > 0) {
		terms.push(`(${begins('firstName', first)} and ${begins('lastName', rest.join(' '))})`);
	}
	return anyOf(terms);
}

export const anyOf = (terms: string[]) => (terms.length === 1 ? terms[0] : `(${terms.join(' or ')})`);

/**
 * A search expression that can be put in brackets and combined with others.
 *
 * @param example what a right one looks like
 * @throws OktaError of kind `parameter` when its brackets or quotes are not balanced
 */
export function checkedSearch(search: string, example = EXAMPLE): string {
	let depth = 0;
	for (const token of search.match(/"(?:\\.|[^"\\])*"|["()]/g) ?? []) {
		if (token === '"') {
			throw parameterError('Search', 'has a double quote that is not closed', example);
		}
		if (token === '(') depth++;
		if (token === ')' && --depth < 0) break;
	}
	if (depth !== 0) {
		throw parameterError('Search', 'has brackets that do not match', example);
	}
	return search;
}

const EXAMPLE =
	'Example: profile.department eq "Sales" and (profile.city eq "Berlin" or profile.city eq "Wien"). Write a double quote inside a value as \\".';
