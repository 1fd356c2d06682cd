import { isRecord } from '../../../okta/isRecord';
import { cleanText } from './values';

/** What `find` gives for a field that is not there; a field that holds null or undefined is there, and hides outer ones. */
export const ABSENT: unique symbol = Symbol('absent');

/** Something in which a tag's first name is looked up. */
export interface Scope {
	/** @returns the field's value or `ABSENT` */
	find(name: string): unknown;
	/** Whether texts that `find` gives are clean already. */
	readonly clean: boolean;
	/** What `{{.}}` prints. */
	readonly self: unknown;
}

/** Own fields only: `constructor`, `toString` and `__proto__` are just missing. */
export function scopeOf(value: unknown): Scope {
	const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	return {
		self: value,
		clean: false,
		find: (name) => (fields !== undefined && Object.hasOwn(fields, name) ? fields[name] : ABSENT),
	};
}

/** Reads further names inside a value. */
function inside(value: unknown, path: readonly string[]): unknown {
	let inner = value;
	for (let i = 1; i < path.length; i++) {
		if (!(isRecord(inner) || Array.isArray(inner)) || !Object.hasOwn(inner, path[i])) return undefined;
		inner = (inner as Record<string, unknown>)[path[i]];
	}
	return inner;
}

/**
 * Mustache's lookup: the innermost scope that has the first name decides, the rest is read inside that value.
 * @param scopes innermost last
 * @param path names between dots; empty for `{{.}}`
 * @returns undefined when missing; a text is clean
 */
export function lookup(scopes: readonly Scope[], path: readonly string[]): unknown {
	if (path.length === 0) return cleaned(scopes[scopes.length - 1].self);
	for (let i = scopes.length - 1; i >= 0; i--) {
		const value = scopes[i].find(path[0]);
		if (value === ABSENT) continue;
		if (path.length > 1) return cleaned(inside(value, path));
		return scopes[i].clean ? value : cleaned(value);
	}
	return undefined;
}

const cleaned = (value: unknown) => (typeof value === 'string' ? cleanText(value) : value);

/** A tag's name as a path; empty for `.`. */
export const pathOf = (name: string): string[] => (name === '.' ? [] : name.split('.'));
