import type { HtmlState } from './tokenizer';
import type { Writing } from '../mustache/nodes';

/** Attributes that hold one address (HTML, VML for Outlook), without their namespace prefix. */
const URL_ATTRIBUTES = new Set([
	'href', 'src', 'background', 'action', 'formaction', 'poster', 'cite', 'data', 'longdesc', 'lowsrc', 'dynsrc',
	'codebase', 'classid', 'manifest', 'profile', 'usemap',
]);

/** Attributes in which no value is safe, or that hold several addresses at once. */
const FORBIDDEN_ATTRIBUTES = new Map([
	['srcdoc', 'it holds a whole HTML page'],
	['srcset', 'it holds several addresses: use src'],
	['imagesrcset', 'it holds several addresses: use src'],
	['ping', 'it holds several addresses: use href'],
	['archive', 'it holds several addresses'],
	['http-equiv', 'it changes how the page works'],
]);

const localName = (attribute: string) => attribute.slice(attribute.lastIndexOf(':') + 1);

/** Whether an attribute's value is grouped and checked as a whole: an address, or CSS. */
export function attributeWriting(attribute: string): 'url' | 'style' | undefined {
	if (attribute === 'style') return 'style';
	return URL_ATTRIBUTES.has(localName(attribute)) ? 'url' : undefined;
}

/**
 * How a value must be written where a tag stands.
 * @returns the writing, or a sentence why no tag may stand there and what to do
 */
export function placeOf(state: HtmlState): { writing: Writing } | { refusal: string } {
	switch (state.kind) {
		case 'data':
		case 'escapable':
			return { writing: 'html' };
		case 'comment':
		case 'bogusComment':
			return { writing: 'nothing' };
		case 'raw':
			return { refusal: `Fields cannot be used inside <${state.element}>: use a style attribute instead` };
		case 'tagOpen':
		case 'endTagOpen':
		case 'markup':
			return { refusal: 'A field cannot be an element\'s name: write &lt; if you mean the character <' };
		case 'beforeValue':
		case 'unquoted':
			return { refusal: `Put quotes around the value of the attribute "${state.attribute}"` };
		case 'quoted':
			return placeInAttribute(state);
		default:
			return { refusal: `A field cannot be an element's or attribute's name: put it between the quotes of an attribute of <${state.element}>` };
	}
}

function placeInAttribute({ element, attribute }: HtmlState): { writing: Writing } | { refusal: string } {
	if (localName(attribute).startsWith('on')) {
		return { refusal: `Fields cannot be used in "${attribute}": it would run as a script` };
	}
	if (element === 'meta') return { refusal: 'Fields cannot be used in <meta>: it can redirect the reader' };
	const forbidden = FORBIDDEN_ATTRIBUTES.get(attribute);
	if (forbidden !== undefined) return { refusal: `Fields cannot be used in "${attribute}": ${forbidden}` };
	return { writing: attributeWriting(attribute) ?? 'html' };
}
