import { HtmlTokenizer } from './tokenizer';

/** How characters outside ASCII are written in the HTML, as the option Encoding names it. */
export type Encoding = 'utf8' | 'ascii';

/** One or more, to ask for their context once. */
const NOT_ASCII_RUN = /[^\0-\x7f]+/g;

/** Each by its code point, so that a character above U+FFFF is one. */
const NOT_ASCII = /[^\0-\x7f]/gu;

const codeOf = (char: string) => char.codePointAt(0) as number;

const asReferences = (text: string) => text.replace(NOT_ASCII, (char) => `&#${codeOf(char)};`);

/** A stylesheet has escapes of its own. A white space ends each, so that no digit behind it belongs to it. */
const asCssEscapes = (text: string) => text.replace(NOT_ASCII, (char) => `\\${codeOf(char).toString(16)} `);

/** HTML in the encoding of the output. References are not decoded in a stylesheet, but they are in all other text of a signature. */
export function encodeHtml(html: string, encoding: Encoding): string {
	if (encoding === 'utf8') return html;
	if (!/<style/i.test(html)) return asReferences(html);
	const tokenizer = new HtmlTokenizer();
	let read = 0;
	return html.replace(NOT_ASCII_RUN, (text, index: number) => {
		tokenizer.read(html.slice(read, index), () => {});
		read = index;
		const { state, element } = tokenizer.context;
		return state === 'rawtext' && element === 'style' ? asCssEscapes(text) : asReferences(text);
	});
}
