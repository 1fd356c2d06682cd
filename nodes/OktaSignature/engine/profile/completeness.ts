import type { Guard, Use } from '../mustache/nodes';
import { pathOf } from '../mustache/scope';
import { isBlank } from '../mustache/values';
import type { Person } from './person';

/** Derived fields by the attribute that has to be filled for them. */
const SOURCES = new Map([
	['phoneHref', 'primaryPhone'],
	['mobileHref', 'mobilePhone'],
	['emailHref', 'email'],
]);

/** The attribute that a derived field is made of; any other name itself. */
export const sourceOf = (name: string) => SOURCES.get(name) ?? name;

/** Never a gap in a profile. */
const NEVER_MISSING: readonly string[] = ['today', 'banner', '.'];

/** A section around a tag, ready to be asked about one person. */
interface Condition {
	path: string[];
	inverted: boolean;
	/** The section asks for the very field that it prints. */
	own: boolean;
}

/** A field that may be missing. */
interface Demand {
	name: string;
	path: string[];
	/** Sections around it, for each place where it is printed; undefined where one place has none, so that it always counts. */
	places: Condition[][] | undefined;
	required: boolean;
}

/** What one template, with one set of smart fields, needs of every person. */
export type Demands = readonly Demand[];

export interface Completeness {
	/** Used or required, in the template's order. */
	asked: string[];
	/** Those that are empty. */
	missing: string[];
	/** Filled ÷ (used or required), 0 to 1; 1 when nothing is used. */
	completeness: number;
	/** The missing fields that a smart field marks as required. */
	requiredMissing: string[];
}

/**
 * Worked out once for all people.
 * @param uses fields that the template prints
 * @param required names that must be filled, used or not
 */
export function demandsOf(uses: readonly Use[], required: readonly string[]): Demands {
	const demands = new Map<string, Demand>();
	const demand = (name: string, places: Condition[][] | undefined): Demand => {
		const known = demands.get(name) ?? { name, path: pathOf(name), places, required: false };
		demands.set(name, known);
		return known;
	};
	for (const use of uses) {
		const name = sourceOf(use.name);
		// Inside a banner, names are the banner's.
		if (NEVER_MISSING.includes(name) || use.guards.some((guard) => guard.name === 'banner')) continue;
		const known = demand(name, []);
		if (use.guards.length === 0) known.places = undefined;
		else known.places?.push(use.guards.map((guard) => conditionOf(guard, name)));
	}
	for (const name of required) Object.assign(demand(name, undefined), { places: undefined, required: true });
	return [...demands.values()];
}

function conditionOf({ name, inverted }: Guard, printed: string): Condition {
	return { path: pathOf(name), inverted, own: sourceOf(name) === printed };
}

/**
 * Whether sections let a tag speak for this person. Not inside an object or list (its names are not the person's), not
 * behind a switch that is off, not in a fallback that is not needed.
 */
function holds({ path, inverted, own }: Condition, person: Person): boolean {
	const value = person.value(path);
	const off = value === false || isBlank(value);
	if (inverted) return off;
	if (typeof value === 'object' && value !== null) return false;
	return !off || own;
}

/** How much of what is demanded one person has. */
export function completenessOf(demands: Demands, person: Person): Completeness {
	const asked: string[] = [];
	const missing: string[] = [];
	const requiredMissing: string[] = [];
	for (const { name, path, places, required } of demands) {
		if (places !== undefined && !places.some((place) => place.every((condition) => holds(condition, person)))) continue;
		asked.push(name);
		if (person.has(path)) continue;
		missing.push(name);
		if (required) requiredMissing.push(name);
	}
	const completeness = asked.length === 0 ? 1 : (asked.length - missing.length) / asked.length;
	return { asked, missing, completeness, requiredMissing };
}
