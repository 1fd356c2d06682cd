import type { SectionGuard } from '../mustache/addContexts';
import type { FieldUse } from '../mustache/checkContexts';
import { pathOf } from '../mustache/scope';
import { isEmpty } from '../mustache/values';
import type { Person } from './person';

/** Derived fields, by the attribute that has to be filled for them. */
const SOURCES = new Map([
	['phoneHref', 'primaryPhone'],
	['mobileHref', 'mobilePhone'],
	['emailHref', 'email'],
]);

/** The attribute that a derived field is made of; any other name is returned unchanged. */
export const sourceOf = (name: string) => SOURCES.get(name) ?? name;

/** Names that are never missing from a profile. */
const NEVER_MISSING: readonly string[] = ['today', 'banner', '.'];

/** A section around a tag, in the form in which it is evaluated for one person. */
interface Condition {
	path: string[];
	inverted: boolean;
	/** The section tests the field that it prints. */
	testsItself: boolean;
}

/** A field that counts as missing when it is empty. */
export interface RequiredField {
	name: string;
	path: string[];
	/** The sections around it, for each place that prints it; undefined when it always counts. */
	conditions: Condition[][] | undefined;
	/** A smart field marks it as required. */
	markedRequired: boolean;
}

export interface Completeness {
	/** Fields that count for this person, in the template's order. */
	asked: string[];
	/** Those that are empty. */
	missing: string[];
	/** Filled ÷ asked, 0 to 1; 1 when no field counts. */
	completeness: number;
	/** The missing fields that a smart field marks as required. */
	requiredMissing: string[];
}

/**
 * The fields that everyone needs who gets a template.
 * @param uses fields that the template prints
 * @param marked names of fields that are required whether or not the template prints them
 */
export function requiredFieldsOf(uses: readonly FieldUse[], marked: readonly string[]): readonly RequiredField[] {
	const fields = new Map<string, RequiredField>();
	const fieldNamed = (name: string): RequiredField => {
		const field = fields.get(name) ?? { name, path: pathOf(name), conditions: [], markedRequired: false };
		fields.set(name, field);
		return field;
	};
	for (const { name: printed, guards } of uses) {
		const name = sourceOf(printed);
		// Inside a banner, names belong to the banner.
		if (NEVER_MISSING.includes(name) || guards.some((guard) => guard.name === 'banner')) continue;
		const field = fieldNamed(name);
		if (guards.length === 0) field.conditions = undefined;
		else field.conditions?.push(guards.map((guard) => conditionOf(guard, name)));
	}
	for (const name of marked) Object.assign(fieldNamed(name), { conditions: undefined, markedRequired: true });
	return [...fields.values()];
}

function conditionOf({ name, inverted }: SectionGuard, printed: string): Condition {
	return { path: pathOf(name), inverted, testsItself: sourceOf(name) === printed };
}

/**
 * Whether a tag inside a section counts for this person. It does not count inside an object or list (names there are
 * not the person's), behind a switch that is off, or in a fallback that is not needed.
 */
function holds({ path, inverted, testsItself }: Condition, person: Person): boolean {
	const value = person.value(path);
	const isOff = value === false || isEmpty(value);
	if (inverted) return isOff;
	if (typeof value === 'object' && value !== null) return false;
	return !isOff || testsItself;
}

/** How many of the fields one person has. */
export function completenessOf(fields: readonly RequiredField[], person: Person): Completeness {
	const asked: string[] = [];
	const missing: string[] = [];
	const requiredMissing: string[] = [];
	for (const { name, path, conditions, markedRequired } of fields) {
		if (conditions !== undefined && !conditions.some((place) => place.every((condition) => holds(condition, person)))) continue;
		asked.push(name);
		if (person.has(path)) continue;
		missing.push(name);
		if (markedRequired) requiredMissing.push(name);
	}
	const completeness = asked.length === 0 ? 1 : (asked.length - missing.length) / asked.length;
	return { asked, missing, completeness, requiredMissing };
}
