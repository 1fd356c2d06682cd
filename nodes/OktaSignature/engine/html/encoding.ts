/** How characters outside ASCII are written in the HTML, as the option Encoding names it. */
export type Encoding = 'utf8' | 'ascii';

const STYLE_ELEMENT = /(<style(?:\s[^>]*)?>)([^]*?)(?=<\/style)/gi;

/** Each by its code point, so that a character above U+FFFF is one. */
const NOT_ASCII = /[^\0-\x7f]/gu;

const codeOf = (char: string) => char.codePointAt(0) as number;

/** HTML in the encoding of the output. A stylesheet has escapes of its own: references are not decoded there. */
export function encodeHtml(html: string, encoding: Encoding): string {
	if (encoding === 'utf8') return html;
	return html
		.replace(STYLE_ELEMENT, (_, tag: string, css: string) => tag + css.replace(NOT_ASCII, (char) => `\\${codeOf(char).toString(16)} `))
		.replace(NOT_ASCII, (char) => `&#${codeOf(char)};`);
}
