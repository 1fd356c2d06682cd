import { parameterError } from '../errors/OktaError';

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
 * Unlike the plain list, a search returns deactivated people unless told otherwise; Okta has no "ne",
 * so: everything before and after in the alphabet.
 */
export const NOT_DEPROVISIONED = '(status lt "DEPROVISIONED" or status gt "DEPROVISIONED")';

/** The "Filters" of Get Many, as the editor stores them. */
export interface UserFilters {
	status?: string[];
	/** An instant, ISO 8601 with an offset. */
	updatedSince?: string;
	createdSince?: string;
	department?: string;
	title?: string;
	/** A user type's id (`oty…`), not its name. */
	userType?: string;
	/** The user's own Okta search expression, ANDed with the rest. */
	search?: string;
	/** Starts with, over names and email. */
	query?: string;
}

/**
 * A literal of Okta's search language: its strings are JSON strings
 * (developer.okta.com/docs/reference/core-okta-api, Filter), so quotes and backslashes are safe.
 */
export const literal = (value: string): string => JSON.stringify(value);

export const equals = (attribute: string, value: string) => `${attribute} eq ${literal(value)}`;

/**
 * One search expression from all filters; `''` when nothing narrows the list, in which case Okta's
 * plain list, the fastest and freshest form, already means "everybody but DEPROVISIONED".
 *
 * `query` becomes part of the expression rather than Okta's own `q`, which never pages.
 *
 * @throws OktaError kind `parameter` for a search that would break out of its place
 */
export function searchExpression(filters: UserFilters): string {
	const { status = [], updatedSince, createdSince, department, title, userType, search, query } = filters;
	const terms: string[] = [];
	if (status.length > 0) terms.push(anyOf(status.map((one) => equals('status', one))));
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

/** Matches people whose names or email start with the text; "Jane Do" is tried as both names, too. */
export function startsWith(text: string): string {
	const begins = (name: string, value: string) => `profile.${name} sw ${literal(value)}`;
	const terms = ['firstName', 'lastName', 'email'].map((name) => begins(name, text));
	const [first, ...rest] = text.split(/\s+/);
	if (rest.length > 0) {
		terms.push(`(${begins('firstName', first)} and ${begins('lastName', rest.join(' '))})`);
	}
	return anyOf(terms);
}

const anyOf = (terms: string[]) => (terms.length === 1 ? terms[0] : `(${terms.join(' or ')})`);

/**
 * The user's own expression, fit to stand in brackets beside ours.
 * @throws OktaError kind `parameter` when its brackets or quotes would change what we add to it
 */
export function checkedSearch(search: string): string {
	let depth = 0;
	for (const token of search.match(/"(?:\\.|[^"\\])*"|["()]/g) ?? []) {
		if (token === '"') {
			throw parameterError('Search', 'has a double quote that is not closed', QUOTING);
		}
		if (token === '(') depth++;
		if (token === ')' && --depth < 0) break;
	}
	if (depth !== 0) {
		throw parameterError('Search', 'has brackets that do not match', QUOTING);
	}
	return search;
}

const QUOTING =
	'Write it as Okta does, for example: profile.department eq "Sales" and (profile.city eq "Berlin" or profile.city eq "Wien"). A double quote inside a value is written \\".';
