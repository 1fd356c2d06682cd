import { isRecord } from '../../../okta/isRecord';
import { cleanValue } from './values';

/** What `find` returns for a field that does not exist. A field that holds null or undefined exists and hides outer ones. */
export const ABSENT: unique symbol = Symbol('absent');

/** Something in which the first name of a tag is looked up. Its values are clean. */
export interface Scope {
	/** @returns the value of a field, or `ABSENT` */
	find(name: string): unknown;
	/** What `{{.}}` prints. */
	readonly self: unknown;
}

/** Plain data as a scope. Only own fields count, so `constructor`, `toString` and `__proto__` are missing. */
export function scopeOf(value: unknown): Scope {
	const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	return {
		self: cleanValue(value),
		find: (name) => (fields !== undefined && Object.hasOwn(fields, name) ? cleanValue(fields[name]) : ABSENT),
	};
}

/** Reads the names after the first one inside a value. */
function readInside(value: unknown, path: readonly string[]): unknown {
	let inner = value;
	for (let i = 1; i < path.length; i++) {
		if (!(isRecord(inner) || Array.isArray(inner)) || !Object.hasOwn(inner, path[i])) return undefined;
		inner = (inner as Record<string, unknown>)[path[i]];
	}
	return cleanValue(inner);
}

/**
 * Mustache's lookup: the innermost scope that has the first name decides, and the other names are read inside that value.
 * @param scopes innermost last
 * @param path names between dots; empty for `{{.}}`
 * @returns a clean value; undefined when missing
 */
export function lookup(scopes: readonly Scope[], path: readonly string[]): unknown {
	if (path.length === 0) return scopes[scopes.length - 1].self;
	for (let i = scopes.length - 1; i >= 0; i--) {
		const value = scopes[i].find(path[0]);
		if (value !== ABSENT) return path.length > 1 ? readInside(value, path) : value;
	}
	return undefined;
}

/** The name in a tag as a path; empty for `.`. */
export const pathOf = (name: string): string[] => (name === '.' ? [] : name.split('.'));
