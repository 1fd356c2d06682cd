/**
 * Values from outside are cleaned once, where they enter (`Person`, `scopeOf`). Behind that border `toText` and
 * `isEmpty` are the only questions asked of a value, so "empty" always means "nothing would be seen".
 */
import { isRecord } from '../../../okta/isRecord';

/** Line breaks of every kind, with the white space around them. */
const LINE_BREAKS = /[^\S\u00a0]*[\n\r\v\f\u0085\u2028\u2029][\s\u0085]*/g;

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
	const clean = text.replace(LINE_BREAKS, ' ').replaceAll('\t', ' ').replace(UNWANTED, '').trim();
	return isVisibleText(clean) ? clean : '';
}

/** A value from outside with its text cleaned. Fields of objects are cleaned when they are looked up. */
export function cleanValue(value: unknown): unknown {
	if (typeof value === 'string') return cleanText(value);
	return Array.isArray(value) ? value.map(cleanValue) : value;
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
 * Whether a clean value has nothing to show: null, missing, '', an empty list or one of empty elements, an object
 * without fields. `0` and `false` are values.
 */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return value === '';
	if (Array.isArray(value)) return value.every(isEmpty);
	if (isRecord(value)) return Object.keys(value).length === 0;
	return toText(value) === '';
}
