import type { Guard, Use } from '../template/nodes';
import { isEmpty } from '../template/values';
import type { Person } from './person';

/** Derived fields by the attribute that has to be filled for them. */
const SOURCES = new Map([
	['phoneHref', 'primaryPhone'],
	['mobileHref', 'mobilePhone'],
	['emailHref', 'email'],
]);

const sourceOf = (name: string) => SOURCES.get(name) ?? name;

/** Never a gap in a profile. */
const NEVER_MISSING: readonly string[] = ['today', 'banner', '.'];

export interface Completeness {
	/** Used or required, and empty; in the template's order. */
	missing: string[];
	/** Filled ÷ (used or required), 0 to 1; 1 when nothing is used. */
	completeness: number;
	/** The missing fields that a smart field marks as required. */
	requiredMissing: string[];
}

/**
 * Whether sections let a tag speak for this person. Not inside an object, list or banner (its names are not the
 * person's), not behind a switch that is off, not in a fallback that is not needed.
 */
function counts(name: string, guards: Guard[], person: Person): boolean {
	return guards.every((guard) => {
		if (guard.name === 'banner') return false;
		const value = person.value(guard.name);
		const off = value === false || isEmpty(value);
		if (guard.inverted) return off;
		if (typeof value === 'object' && value !== null) return false;
		return !off || sourceOf(guard.name) === name;
	});
}

/**
 * @param uses fields that the template prints
 * @param required names that must be filled, used or not
 */
export function completenessOf(uses: Use[], required: string[], person: Person): Completeness {
	const names = new Set<string>();
	for (const use of uses) {
		const name = sourceOf(use.name);
		if (!NEVER_MISSING.includes(name) && counts(name, use.guards, person)) names.add(name);
	}
	for (const name of required) names.add(name);
	const missing = [...names].filter((name) => isEmpty(person.value(name)));
	return {
		missing,
		completeness: names.size === 0 ? 1 : (names.size - missing.length) / names.size,
		requiredMissing: missing.filter((name) => required.includes(name)),
	};
}
