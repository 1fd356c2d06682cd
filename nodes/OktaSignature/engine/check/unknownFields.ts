import type { SectionGuard } from '../mustache/addContexts';
import { nearest } from './suggest';
import { DERIVED } from '../profile/person';

/** A name that is meant to be a field. */
export interface NameUse {
	name: string;
	/** Where it stands, for the warning. */
	where: string;
	/** Sections around it. */
	guards?: SectionGuard[];
	/** A smart field's source, which cannot be another smart field. */
	raw?: boolean;
}

const first = (name: string) => name.split('.')[0];

/**
 * Names that no profile has.
 * @param attributes `complete`: the org's whole schema; else only a name that is nearly one of these is doubted
 * @param smartFields their names
 * @returns each unknown name once, and sentences with the name that was probably meant
 */
export function unknownNames(
	uses: readonly NameUse[],
	attributes: { names: readonly string[]; complete: boolean },
	smartFields: readonly string[],
): { unknown: string[]; warnings: string[] } {
	const own = new Set([...attributes.names, ...DERIVED, 'banner']);
	const all = new Set([...own, ...smartFields]);
	const unknown = new Set<string>();
	const warnings = new Set<string>();
	const look = (name: string, where: string, known: ReadonlySet<string>) => {
		if (name === '.' || known.has(first(name))) return;
		if (attributes.complete) unknown.add(name);
		const meant = nearest(first(name), known);
		if (!attributes.complete && meant === undefined) return;
		const what = attributes.complete ? "is not in the org's schema" : "is not one of Okta's own attributes";
		warnings.add(`"${name}" in ${where} ${what}${meant === undefined ? '' : `: did you mean ${meant}?`}`);
	};
	for (const { name, where, guards = [], raw = false } of uses) {
		for (const guard of guards) look(guard.name, where, all);
		// Inside an object, list or banner a name may be one of its own.
		const inside = guards.some((guard) => !guard.inverted && (guard.name === 'banner' || !all.has(first(guard.name))));
		if (!inside) look(name, where, raw ? own : all);
	}
	return { unknown: [...unknown], warnings: [...warnings] };
}
