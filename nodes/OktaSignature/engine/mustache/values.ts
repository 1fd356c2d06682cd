import { isRecord } from '../../../okta/isRecord';

/**
 * What a value from outside becomes before it is looked at or printed. One rule for both, so that "empty" always means
 * "nothing would be seen".
 */

/** Line breaks of every kind, with the blanks around them. */
const LINE_BREAKS = /[^\S\u00a0]*[\n\r\v\f\u0085\u2028\u2029][\s\u0085]*/g;

/**
 * Removed: control characters and lone surrogates; bidi embeddings, overrides and isolates (they reach beyond the value
 * and can turn the text after it round); deprecated format characters, annotation marks, BOM, noncharacters.
 * Kept: LRM, RLM, ALM, joiners, zero-width space, soft hyphen, which Arabic, Hebrew, Persian, Thai and emoji need and
 * which reach no further than their neighbours.
 */
const UNWANTED = /[\p{Cc}\p{Cs}\u202a-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}]/gu;

/** Anything that leaves ink: not blank, control, format, nor a letter that is drawn as nothing (Hangul filler, empty Braille). */
const VISIBLE = /[^\p{C}\p{Z}\s\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Western text on one line with ink at both ends: clean as it is, and what nearly every value is. */
const PLAIN = /^[\x21-\x7e\xa1-\xac\xae-\u024f](?:[\x20-\x7e\xa1-\xac\xae-\u024f]*[\x21-\x7e\xa1-\xac\xae-\u024f])?$/;

/** Text without what must not be in a line of a signature, trimmed; '' when nothing of it would be seen. */
export function cleanText(text: string): string {
	if (PLAIN.test(text)) return text;
	const clean = text.replace(LINE_BREAKS, ' ').replaceAll('\t', ' ').replace(UNWANTED, '').trim();
	return VISIBLE.test(clean) ? clean : '';
}

/**
 * A value as one line of text. Lists are joined by ", "; booleans read `true`/`false` as in Mustache; objects,
 * functions, NaN and infinities have no text and give ''.
 */
export function textOf(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return cleanText(value);
		case 'number':
			return Number.isFinite(value) ? String(value) : '';
		case 'boolean':
		case 'bigint':
			return String(value);
		default:
			if (!Array.isArray(value)) return '';
			return value
				.filter((element) => !Array.isArray(element))
				.map(textOf)
				.filter((text) => text !== '')
				.join(', ');
	}
}

/** What `textOf` gives, for a value whose text is clean already. */
export const printed = (value: unknown): string => (typeof value === 'string' ? value : textOf(value));

/** What `isEmpty` gives, for a value whose text is clean already. */
export const isBlank = (value: unknown): boolean => (typeof value === 'string' ? value === '' : isEmpty(value));

/**
 * Whether nothing is there: null, missing, blank or invisible text, an empty list or one of empty elements, an object
 * without fields. `0` and `false` are values.
 */
export function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(isEmpty);
	if (isRecord(value)) return Object.keys(value).length === 0;
	return textOf(value) === '';
}
