import { isRecord } from './values';

/** Something in which a tag's first name is looked up. */
export interface Scope {
	has(name: string): boolean;
	read(name: string): unknown;
	/** What `{{.}}` prints. */
	readonly self: unknown;
}

/** Own fields only: `constructor`, `toString` and `__proto__` are just missing. */
export function scopeOf(value: unknown): Scope {
	const fields = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	return {
		self: value,
		has: (name) => fields !== undefined && Object.hasOwn(fields, name),
		read: (name) => fields?.[name],
	};
}

/**
 * Mustache's lookup: the innermost scope that has the first name decides, the rest is read inside that value.
 * @param scopes innermost last
 * @param path names between dots; empty for `{{.}}`
 * @returns undefined when missing
 */
export function lookup(scopes: readonly Scope[], path: readonly string[]): unknown {
	if (path.length === 0) return scopes[scopes.length - 1].self;
	for (let i = scopes.length - 1; i >= 0; i--) {
		if (!scopes[i].has(path[0])) continue;
		let value = scopes[i].read(path[0]);
		for (const name of path.slice(1)) {
			if (!(isRecord(value) || Array.isArray(value)) || !Object.hasOwn(value, name)) return undefined;
			value = (value as Record<string, unknown>)[name];
		}
		return value;
	}
	return undefined;
}
