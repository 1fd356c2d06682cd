import type { SectionGuard } from '../mustache/addContexts';
import { HELPERS } from '../mustache/parse';
import { DERIVED } from '../profile/person';
import { suggest } from './suggest';

/** The attributes that profiles may have. */
export interface KnownAttributes {
	names: readonly string[];
	/** True for the org's own schema, in which a missing name is wrong; false for the attributes that every org has. */
	complete: boolean;
	/** Why the org's schema could not be read, '' = no error. */
	error: string;
}

/** A name that should be a field. */
export interface NameUse {
	name: string;
	/** Where it is used, for the warning. */
	where: string;
	/** The sections around it. */
	guards?: readonly SectionGuard[];
	isSection?: boolean;
	/** It is an attribute of a smart field, which cannot be another smart field. */
	ignoresSmartFields?: boolean;
}

/** The field of a path such as `manager.name`. */
export const firstName = (path: string) => path.split('.')[0];

/** The attribute in a copied expression such as `$json.profile.title`, `{{title}}` or `profile.title`; undefined for other names. */
function attributeInExpression(name: string): string | undefined {
	if (!/[${}]|^(?:profile|json)\./.test(name)) return undefined;
	return name.split(/[^\p{L}\p{N}_-]+/u).filter((part) => part !== '').pop();
}

/** The name that was probably meant. Sections may also be the ones that this package adds. */
export const suggestName = (name: string, isSection: boolean, known: Iterable<string>) =>
	attributeInExpression(name) ?? suggest(firstName(name), isSection ? [...known, ...HELPERS] : known);

/**
 * Finds names that no profile has.
 * @param attributes when they are not complete, a name is only reported when it is close to one of them
 * @param smartFields their names
 * @returns each unknown name once, and warnings with the name that was probably meant
 */
export function findUnknownFields(
	uses: readonly NameUse[],
	attributes: Pick<KnownAttributes, 'names' | 'complete'>,
	smartFields: readonly string[],
): { unknown: string[]; warnings: string[] } {
	const profileNames = new Set([...attributes.names, ...DERIVED, 'banner']);
	const allNames = new Set([...profileNames, ...smartFields]);
	const unknown = new Set<string>();
	const warnings = new Set<string>();
	for (const { name, where, guards = [], isSection = false, ignoresSmartFields = false } of uses) {
		const known = ignoresSmartFields ? profileNames : allNames;
		// Inside an object, list or banner, a name may belong to it.
		const belongsElsewhere = guards.some((guard) => !guard.inverted && (guard.name === 'banner' || !allNames.has(firstName(guard.name))));
		if (name === '.' || belongsElsewhere || known.has(firstName(name))) continue;
		if (attributes.complete) unknown.add(name);
		const suggestion = suggestName(name, isSection, known);
		if (!attributes.complete && suggestion === undefined) continue;
		const reason = attributes.complete ? "is not in the org's schema" : "is not one of Okta's base attributes";
		warnings.add(`"${name}" in ${where} ${reason}${suggestion === undefined ? '' : `. Did you mean ${suggestion}?`}`);
	}
	return { unknown: [...unknown], warnings: [...warnings] };
}
