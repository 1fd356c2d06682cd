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
	/** The smart field that selects it. Its attributes cannot be other smart fields. */
	inSmartField?: string;
}

/** A mistyped template may have a name of any length. */
export const MAX_NAME_LENGTH = 60;

/** The field of a path such as `manager.name`. */
export const firstName = (path: string) => path.split('.')[0];

const isCopiedExpression = (name: string) => /[${}]|^(?:profile|json)\./.test(name);

/** The attribute in a copied expression such as `$json.profile.title`, `{{title}}` or `profile.title`; undefined for other names. */
function attributeInExpression(name: string): string | undefined {
	if (!isCopiedExpression(name)) return undefined;
	return name.split(/[^\p{L}\p{N}_-]+/u).filter((part) => part !== '').pop();
}

/** The name that was probably meant. Sections may also be the ones that this package adds. */
export const suggestName = (name: string, isSection: boolean, known: Iterable<string>) =>
	attributeInExpression(name) ?? suggest(firstName(name), isSection ? [...known, ...HELPERS] : known);

/** Names that are compared with all known names. More are reported without a suggestion. */
const MAX_SUGGESTIONS = 100;

/** Suggests names, each once and not without end: names and attributes multiply. */
export class Suggestions {
	private readonly found = new Map<string, string | undefined>();

	constructor(private readonly known: ReadonlySet<string>) {}

	/** No further name is compared. */
	get isExhausted(): boolean {
		return this.found.size >= MAX_SUGGESTIONS;
	}

	of(name: string, isSection: boolean): string | undefined {
		const key = `${isSection ? '#' : ''}${name}`;
		if (!this.found.has(key)) {
			if (this.isExhausted) return undefined;
			this.found.set(key, suggestName(name, isSection, this.known));
		}
		return this.found.get(key);
	}
}

/** Functions that people call in a tag, by the format of a smart field that does the same. */
const FORMAT_OF_FUNCTION: ReadonlyArray<[RegExp, string]> = [
	[/upper/i, 'Upper Case'],
	[/lower/i, 'Lower Case'],
	[/title|capital/i, 'Title Case'],
];

/** The functions that a name calls, as `lower(title)`, `title.toLowerCase()` or `title | lower`. What they are called with may have any name. */
function functionsIn(name: string): string[] {
	const called = name.split('(').slice(0, -1).flatMap((before) => before.trim().split(/\W/).slice(-1));
	const piped = name.replaceAll('||', ' ').split('|').slice(1).flatMap((after) => after.trim().split(/\W/).slice(0, 1));
	return [...called, ...piped];
}

/** A sentence for a name that tries to change or enter a value; '' for any other name. @param isText the first name is a field with text */
export function adviceFor(name: string, isText: boolean): string {
	if (isCopiedExpression(name)) return '';
	if (/[(|]/.test(name)) {
		const functions = functionsIn(name);
		const format = FORMAT_OF_FUNCTION.find(([call]) => functions.some((word) => call.test(word)))?.[1];
		return `A template cannot call functions. Use a smart field with ${format === undefined ? 'a format' : `the format ${format}`}`;
	}
	return isText ? `"${firstName(name)}" has no fields of its own. Use {{${firstName(name)}}}` : '';
}

/** Parts of a list, which any attribute may be. */
const PART_OF_LIST = /^[^.]*\.(?:\d+|length)$/;

/** Whether a dotted name looks for a field inside a text. */
const entersText = (name: string, isAttribute: boolean) => name.includes('.') && !(isAttribute && PART_OF_LIST.test(name));

/** A tag `{{.}}` that stands for the whole profile, which has no text. */
export const isLonelyDot = ({ name, guards = [], isSection = false }: Pick<NameUse, 'name' | 'guards' | 'isSection'>) => name === '.' && !isSection && guards.every((guard) => guard.inverted);

/** About `{{.}}` outside of lists. */
export const lonelyDot = (where: string) => `{{.}} in ${where} prints nothing: it stands for an element of a list. Put it in a section over a list, or write the name of a field`;

/** About an attribute of a smart field that is another smart field. */
export const smartFieldInSmartField = (smartField: string, attribute: string) =>
	`The smart field "${smartField}" selects "${attribute}", which is another smart field. Select attributes of the profile instead`;

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
	const attributeNames = new Set(attributes.names);
	const profileNames = new Set([...attributeNames, ...DERIVED, 'banner']);
	const allNames = new Set([...profileNames, ...smartFields]);
	const smartFieldNames = new Set(smartFields);
	const [inProfiles, inAll] = [new Suggestions(profileNames), new Suggestions(allNames)];
	const unknown = new Set<string>();
	const warnings = new Set<string>();
	for (const use of uses) {
		const { name, where, guards = [], isSection = false, inSmartField } = use;
		if (isLonelyDot(use)) warnings.add(lonelyDot(where));
		const known = inSmartField === undefined ? allNames : profileNames;
		const first = firstName(name);
		// Inside an object, list or banner, a name may belong to it.
		const belongsElsewhere = guards.some((guard) => !guard.inverted && (guard.name === 'banner' || !allNames.has(firstName(guard.name))));
		if (name === '.' || belongsElsewhere) continue;
		const isKnown = known.has(first);
		if (isKnown && (first === 'banner' || !entersText(name, attributeNames.has(first) && !(inSmartField === undefined && smartFieldNames.has(first))))) continue;
		if (attributes.complete) unknown.add(name);
		if (inSmartField !== undefined && first !== inSmartField && smartFieldNames.has(first) && !isKnown) {
			warnings.add(smartFieldInSmartField(inSmartField, first));
			continue;
		}
		const advice = adviceFor(name, isKnown);
		const suggestion = isKnown ? undefined : (inSmartField === undefined ? inAll : inProfiles).of(name, isSection);
		if (!attributes.complete && suggestion === undefined && advice === '') continue;
		const reason = isKnown || advice !== '' ? 'does not exist' : attributes.complete ? "is not in the org's schema" : "is not one of Okta's base attributes";
		const help = advice !== '' ? `. ${advice}` : suggestion === undefined ? '' : `. Did you mean ${suggestion}?`;
		warnings.add(`"${name.slice(0, MAX_NAME_LENGTH)}" in ${where} ${reason}${help}`);
	}
	return { unknown: [...unknown], warnings: [...warnings] };
}
