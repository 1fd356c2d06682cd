/**
 * Values from outside are cleaned once, where they enter (`Person`, `scopeOf`). Behind that border `toText` and
 * `isEmpty` are the questions asked of a value: a tag prints nothing when `toText` gives '', and a section is hidden when
 * `isEmpty` is true. They differ for objects, which only a section can show (`holdsObject`).
 */
import { isRecord } from '../../../okta/isRecord';

/** Line breaks of every kind. */
const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;

const WHITE_SPACE = /[\s\u0085]+/g;

/** White space with a line break in it as one space. A no-break space before the line break is kept. */
function joinLines(whiteSpace: string): string {
	const lineBreak = whiteSpace.search(LINE_BREAK);
	return lineBreak < 0 ? whiteSpace : `${whiteSpace.slice(0, whiteSpace.lastIndexOf('\u00a0', lineBreak) + 1)} `;
}

/**
 * Removed: control characters and lone surrogates; bidi embeddings, overrides and isolates (they reach beyond the value
 * and can reverse the text after it); deprecated format characters, annotation marks, BOM, noncharacters.
 * Kept: LRM, RLM, ALM, joiners, zero-width space and soft hyphen, which Arabic, Hebrew, Persian, Thai and emoji need and
 * which only affect their neighbors.
 */
const UNWANTED = /[\p{Cc}\p{Cs}\u202a-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}]/gu;

/** A visible character: not blank, control or format, nor a letter that is drawn as nothing (Hangul filler, empty Braille). */
const VISIBLE = /[^\p{C}\p{Z}\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A text without the characters that do not belong in a signature. Line breaks and tabs are among them. */
export const removeUnwanted = (text: string) => text.replace(UNWANTED, '');

/** Whether any character of a text can be seen. */
export const isVisibleText = (text: string) => VISIBLE.test(text);

/** Western text on one line that begins and ends with a visible character. It is clean already, like nearly every value. */
const PLAIN = /^[\x21-\x7e\xa1-\xac\xae-\u024f](?:[\x20-\x7e\xa1-\xac\xae-\u024f]*[\x21-\x7e\xa1-\xac\xae-\u024f])?$/;

/** Text on one line, trimmed, without characters that do not belong in a signature; '' when none of it is visible. */
export function cleanText(text: string): string {
	if (PLAIN.test(text)) return text;
	const oneLine = LINE_BREAK.test(text) ? text.replace(WHITE_SPACE, joinLines) : text;
	const clean = oneLine.replaceAll('\t', ' ').replace(UNWANTED, '').trim();
	return isVisibleText(clean) ? clean : '';
}

/** What people and imports write into a field that they have nothing for. Other texts may be a name or a code. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['n/a', 'N/A', '-', '--', '.']);

/** Clean text from a profile; '' for a placeholder. */
const withoutPlaceholder = (text: string) => (text.length < 4 && PLACEHOLDERS.has(text) ? '' : text);

/** Lists inside lists, more than any profile has and few enough for the call stack. */
const MAX_LIST_DEPTH = 100;

/**
 * A value from outside with its text cleaned, '' for a placeholder such as n/a, and lists without their empty elements. Fields of objects are cleaned when
 * they are looked up.
 */
export function cleanValue(value: unknown, depth = 0): unknown {
	if (typeof value === 'string') return withoutPlaceholder(cleanText(value));
	if (!Array.isArray(value)) return value;
	return depth < MAX_LIST_DEPTH ? value.map((element) => cleanValue(element, depth + 1)).filter((element) => !isEmpty(element)) : [];
}

/**
 * A clean value as one line of text. Lists are joined by ", "; booleans read `true` or `false` as in Mustache; objects,
 * functions, NaN and infinities have no text and give ''.
 */
export function toText(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			return Number.isFinite(value) ? String(value) : '';
		case 'boolean':
		case 'bigint':
			return String(value);
		default:
			if (!Array.isArray(value)) return '';
			return value
				.filter((element) => !Array.isArray(element))
				.map(toText)
				.filter((text) => text !== '')
				.join(', ');
	}
}

/**
 * Whether part of a clean value has no text although it is not empty: an object with fields, or a list in a list. A tag
 * that prints it leaves it out.
 */
export function holdsObject(value: unknown): boolean {
	if (Array.isArray(value)) return value.some((element) => Array.isArray(element) ? !isEmpty(element) : holdsObject(element));
	return isRecord(value) && !isEmpty(value);
}

/** How many values a value consists of, to limit the work on lists. */
export const countValues = (value: unknown): number => (Array.isArray(value) ? value.reduce((sum: number, element) => sum + countValues(element), 1) : 1);

/**
 * Whether a clean value has nothing to show: null, missing, '', an empty list or one of empty elements, an object
 * without fields. `0` and `false` are values.
 */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return value === '';
	if (Array.isArray(value)) return value.every(isEmpty);
	if (isRecord(value)) return Object.keys(value).length === 0;
	return toText(value) === '';
}
