import type { HtmlContext } from './tokenizer';
import type { UrlUse } from './url';

/**
 * Where a Mustache tag stands, which decides how its value is escaped. `plainText`: the template is not HTML. `query`: it
 * is parameters of a URL.
 */
export type EscapeContext = Omit<HtmlContext, 'state'> & { state: HtmlContext['state'] | 'plainText' | 'query' };

/** The context of every tag of a text template. */
export const PLAIN_TEXT: EscapeContext = { state: 'plainText', element: '', attribute: '', conditional: false };

/** The context of every tag in parameters of a URL. */
export const QUERY: EscapeContext = { ...PLAIN_TEXT, state: 'query' };

/**
 * How a value is written:
 * `plain` unchanged · `component` encoded as a component of a URL · `html` with HTML escapes · `url` with HTML escapes, encoded for its place in the URL, and only as
 * part of an allowed URL · `style` only when it is a harmless CSS word · `omit` not at all (inside an HTML comment).
 */
export type EscapeMode = 'plain' | 'component' | 'html' | 'url' | 'style' | 'omit';

/** Attributes that hold one URL (HTML, and VML for Outlook), without their namespace prefix. */
const URL_ATTRIBUTES = new Set([
	'href', 'src', 'background', 'action', 'formaction', 'poster', 'cite', 'data', 'longdesc', 'lowsrc', 'dynsrc',
	'codebase', 'classid', 'manifest', 'profile', 'usemap',
]);

/** Those of them whose URL is an image. */
const IMAGE_ATTRIBUTES = new Set(['src', 'background', 'poster', 'lowsrc', 'dynsrc']);

/** Attributes in which no value is safe, or that hold several URLs. */
const FORBIDDEN_ATTRIBUTES = new Map([
	['srcdoc', 'it holds a whole HTML page'],
	['srcset', 'it holds several URLs. Use src'],
	['imagesrcset', 'it holds several URLs. Use src'],
	['ping', 'it holds several URLs. Use href'],
	['archive', 'it holds several URLs'],
	['http-equiv', 'it changes how the page works'],
]);

const localName = (attribute: string) => attribute.slice(attribute.lastIndexOf(':') + 1);

/** The mode of an attribute whose value is checked as a whole, URLs and CSS; undefined for any other attribute. */
export function wholeValueMode(attribute: string): 'url' | 'style' | undefined {
	if (attribute === 'style') return 'style';
	return URL_ATTRIBUTES.has(localName(attribute)) ? 'url' : undefined;
}

/** What the URL in an attribute is for. */
export const urlUse = (attribute: string): UrlUse => (IMAGE_ATTRIBUTES.has(localName(attribute)) ? 'image' : 'link');

/**
 * The mode for a value in a context.
 * @returns the mode, or a sentence that says why no tag may stand there and what to do
 */
export function escapeModeIn(context: EscapeContext): { mode: EscapeMode } | { refusal: string } {
	const { state, element, attribute } = context;
	switch (state) {
		case 'plainText':
			return { mode: 'plain' };
		case 'query':
			return { mode: 'component' };
		case 'data':
		case 'rcdata':
			return { mode: 'html' };
		case 'comment':
		case 'bogusComment':
			return { mode: 'omit' };
		case 'rawtext':
			return { refusal: `Fields cannot be used inside <${element}>. Use a style attribute instead` };
		case 'tagOpen':
		case 'endTagOpen':
		case 'markupDeclarationOpen':
			return { refusal: 'A field cannot be the name of an element. Write &lt; if you mean the character <' };
		case 'beforeAttributeValue':
		case 'unquotedValue':
			return { refusal: `Put quotes around the value of the attribute "${attribute}"` };
		case 'quotedValue':
			return modeInAttribute(element, attribute);
		default:
			return {
				refusal: `A field cannot be the name of an element or attribute. Put it in the quoted value of an attribute of <${element}>`,
			};
	}
}

function modeInAttribute(element: string, attribute: string): { mode: EscapeMode } | { refusal: string } {
	if (localName(attribute).startsWith('on')) {
		return { refusal: `Fields cannot be used in "${attribute}": it would run as a script` };
	}
	if (element === 'meta') return { refusal: 'Fields cannot be used in <meta>: it can redirect the reader' };
	const forbidden = FORBIDDEN_ATTRIBUTES.get(attribute);
	if (forbidden !== undefined) return { refusal: `Fields cannot be used in "${attribute}": ${forbidden}` };
	return { mode: wholeValueMode(attribute) ?? 'html' };
}
