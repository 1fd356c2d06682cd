import { TemplateError, type Origin, type Source } from './errors';

/** A pair of braces with what is between them, or braces without a partner. */
const BRACES = /\{([^{}]*)(\}{0,2})|\}+/g;

/** What stands in a tag: a field name, or a section's, with its sign. */
const TAG_CONTENT = /^\s*[#^/>&!]?\s*[\p{L}_][\p{L}\p{N}_.]*\s*$/u;

/** An opening brace directly before a name. */
const STARTS_LIKE_TAG = /^[#^/>&!]?[\p{L}_]/u;

const NAME_CHARACTER = /[\p{L}\p{N}_]/u;

/** Where each source changes Mustache's delimiters. From there on, braces are ordinary characters. */
const delimiterChanges = new WeakMap<Source, number>();

function delimiterChange(source: Source): number {
	let index = delimiterChanges.get(source);
	if (index === undefined) {
		const found = source.text.search(/\{\{\s*=/);
		index = found < 0 ? Infinity : found;
		delimiterChanges.set(source, index);
	}
	return index;
}

/** @param before the character before the match; '' at the start of the text */
function isStray([braces, content, close]: RegExpExecArray, before: string, followsTag: boolean): boolean {
	if (content === undefined) return braces.length > 1 || followsTag || NAME_CHARACTER.test(before);
	if (close === '') return STARTS_LIKE_TAG.test(content);
	return close === '}}' || TAG_CONTENT.test(content);
}

/**
 * Finds braces that look like half of a tag: `{name}`, `{name`, `{name}}`, `name}}`, and the last one in `{{name}}}`.
 * Other braces, as in `{ }` or `{1, 2}`, are text.
 * @param text of a template, without tags
 * @returns offsets in `text`
 */
export function findStrayBraces(text: string, { source, index }: Origin): number[] {
	if (!/[{}]/.test(text) || index > delimiterChange(source)) return [];
	const found: number[] = [];
	for (const match of text.matchAll(BRACES)) {
		const followsTag = match.index === 0 && source.text.slice(Math.max(0, index - 2), index) === '}}';
		if (isStray(match, text.charAt(match.index - 1), followsTag)) found.push(match.index);
	}
	return found;
}

/** @param isHtml whether the template can write a brace as a character reference */
export function strayBraceError({ source, index }: Origin, isHtml: boolean): TemplateError {
	const resolution = isHtml ? ', and a brace that readers should see as &#123; or &#125;' : '';
	return new TemplateError(`A brace looks like half of a tag. Write a tag as {{name}}${resolution}`, source, index);
}

/** The start of a tag with the sign that changes how it ends or what it may contain. */
const TAG_START = /\{\{\s*([{=!]?)/y;

/**
 * Finds the first tag without its own closing braces. Mustache would read everything up to the closing braces of a later
 * tag as its name, and leave it out.
 * @returns where the tag begins, or undefined
 */
export function findUnclosedTag({ text }: Source): number | undefined {
	for (let start = text.indexOf('{{'); start >= 0; start = text.indexOf('{{', start)) {
		TAG_START.lastIndex = start;
		const [opening, sign] = TAG_START.exec(text) as RegExpExecArray;
		if (sign === '=') return undefined;
		const closing = sign === '{' ? '}}}' : '}}';
		const end = text.indexOf(closing, start + opening.length);
		if (end < 0) return undefined;
		const content = text.slice(start + opening.length, end);
		if (sign === '!' ? content.includes('{{') : /[{}]/.test(content)) return start;
		start = end + closing.length;
	}
	return undefined;
}
