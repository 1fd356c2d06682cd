/** Parameters that are added to the links of a signature, for example to count visits. */
import { escapeHtml } from './escape';
import { encode } from './url';

/** Stands on both sides of a link's URL until the signature is rendered. Neither values nor templates can contain it. */
export const LINK_MARK = '\u0002';

/** Elements with an `href` on which nobody can click. */
export const NO_LINKS: readonly string[] = ['link', 'base'];

export interface LinkParameter {
	/** Decoded, to compare it with those of a URL. */
	name: string;
	/** `name=value`, encoded. */
	text: string;
}

/** Sections and comments write no value of their own. Other tags do. */
const SILENT_TAG = /\{\{\s*[#^/!](?:(?!\}\}).)*\}\}/gs;
/** A partial in the place of whole parameters. They are checked where partials are known. */
const PARAMETERS_PARTIAL = /(?<=^|[&?}]|^\s+)\{\{\s*>(?:(?!\}\}).)*\}\}(?=&|\{\{|\s*$)/gs;
const PARTIAL = /\{\{\s*>\s*([^\s}]+)\s*\}\}/g;
const VALUE_TAG = /\{\{(?:(?!\}\}).)*\}\}/gs;

const EXAMPLE = 'such as utm_source=signature&utm_medium=email';

/**
 * What is wrong with the option Link Parameters, to complete a sentence; '' when it can be used. Mistakes in its tags are
 * found later, as in templates.
 */
export function linkParametersProblem(text: string): string {
	const written = withoutStart(text.replace(SILENT_TAG, '').replace(PARAMETERS_PARTIAL, '').replace(VALUE_TAG, 'x'));
	if (/^[a-z]+:\/\/|^www\./i.test(written)) return `is a URL. Enter only the parameters, ${EXAMPLE}`;
	if (/&amp;/i.test(written)) return `contains &amp;, which is & in HTML. Write & between parameters, ${EXAMPLE}`;
	if (/\s/.test(written)) return `must not contain spaces outside of {{tags}}. Enter parameters ${EXAMPLE}`;
	if (/[#?]/.test(written)) return `must not contain ? or # inside. Enter parameters ${EXAMPLE}`;
	const pairs = written.split('&').filter((pair) => pair !== '');
	if (!pairs.every((pair) => /^[^=]+=./s.test(pair))) return `must be parameters with a name, = and a value, ${EXAMPLE}`;
	const twice = repeatedName(text);
	return twice === undefined ? '' : `contains "${twice}" more than once. Enter each parameter once`;
}

/** A section or its end, a separator, or the name of a parameter before its `=`. */
const STEP = /\{\{\s*([#^/]?)\s*((?:(?!\}\}).)*?)\s*\}\}|([^&={}?\s]+)(?==)|[&?]/gs;

/** A name that two parameters have which can be there at once. Those in a section and in its inverted section cannot. */
function repeatedName(text: string): string | undefined {
	const open: string[] = [];
	const found: Array<{ name: string; guards: string[] }> = [];
	let isStart = true;
	for (const [, sign, tag, name] of text.matchAll(STEP)) {
		if (sign === '#' || sign === '^') open.push(sign + tag);
		else if (sign === '/') open.pop();
		else if (tag === undefined) {
			if (name !== undefined && isStart) {
				const same = found.filter((other) => other.name === decode(name));
				const excludes = (guards: string[]) => guards.some((guard) => open.includes((guard[0] === '#' ? '^' : '#') + guard.slice(1)));
				if (same.some(({ guards }) => !excludes(guards))) return decode(name);
				found.push({ name: decode(name), guards: [...open] });
			}
			isStart = name === undefined;
		} else if (!tag.startsWith('!')) isStart = false;
	}
	return undefined;
}

/** More than any chain of partials in parameters. Deeper ones are refused with the template. */
const MAX_PARTIALS = 5;

/** The text of Link Parameters with its partials in their places. */
export function withPartialTexts(text: string, partials: ReadonlyMap<string, string>, depth = 0): string {
	if (depth === MAX_PARTIALS || !text.includes('{{')) return text;
	return text.replace(PARTIAL, (tag, name: string) => {
		const partial = partials.get(name);
		return partial === undefined ? tag : withPartialTexts(partial, partials, depth + 1);
	});
}

/** People copy parameters with the character that begins them in a URL. */
const withoutStart = (text: string) => text.replace(/^[?&]+/, '');

const decode = (text: string) => {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
};

/**
 * The parameters in a text whose values are encoded already. A parameter without a value is left out.
 * @param query such as `utm_source=signature&utm_campaign=Sales%20EU`
 */
export function parseLinkParameters(query: string): LinkParameter[] {
	return withoutStart(query.trim())
		.split('&')
		.filter((pair) => /^[^=]+=./s.test(pair))
		.map((pair) => ({
			name: decode(pair.slice(0, pair.indexOf('='))),
			text: pair.replace(/%(?![\da-f]{2})/gi, '%25').replace(/[^\w.~!$()*+,;:@/?%=-]/gu, encode),
		}));
}

/** References to characters that have a meaning in URLs. */
const NAMED: ReadonlyMap<string, string> = new Map([['amp', '&'], ['AMP', '&'], ['num', '#'], ['quest', '?'], ['equals', '='], ['colon', ':'], ['sol', '/']]);

/**
 * A named reference needs its semicolon, except `&amp` where neither `=` nor a letter or digit follows: the "named character
 * reference state" of https://html.spec.whatwg.org/multipage/parsing.html. So `&num=1` is a parameter with the name num.
 */
const REFERENCE = /&(?:#(\d{1,7});?|#[xX]([\da-fA-F]{1,6});?|([a-zA-Z]+);|(amp|AMP)(?![=\da-zA-Z]))/g;

/** Fills the place of the rest of a reference. */
const FILLER = '\u0003';

/** A URL with its references decoded, each character in the place where it is written. */
function inPlace(html: string): string {
	if (!html.includes('&')) return html;
	return html.replace(REFERENCE, (reference: string, decimal?: string, hex?: string, closedName?: string, openName?: string) => {
		const name = closedName ?? openName;
		const code = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
		const char = name !== undefined ? NAMED.get(name) : code < 0x80 ? String.fromCharCode(code) : 'x';
		return char === undefined ? reference : char.padEnd(reference.length, FILLER);
	});
}

const withoutFiller = (text: string) => text.replaceAll(FILLER, '');

/**
 * Adds the parameters that a URL does not have, before its fragment.
 * @param url as it is written in an attribute
 * @returns any other URL than http and https unchanged
 */
export function addToUrl(url: string, parameters: readonly LinkParameter[]): string {
	const plain = inPlace(url);
	if (!/^\s*https?:\/\//i.test(withoutFiller(plain))) return url;
	const hash = plain.indexOf('#');
	const end = url.slice(0, hash < 0 ? url.length : hash).trimEnd().length;
	const question = plain.slice(0, end).indexOf('?');
	const query = question < 0 ? '' : withoutFiller(plain.slice(question + 1, end));
	const names = query.split('&').map((pair) => decode(pair.split('=', 1)[0]));
	const added = parameters.filter(({ name }) => !names.includes(name)).map(({ text }) => text);
	if (added.length === 0) return url;
	// A reference without its semicolon would run into the name of the parameter.
	const isOpen = query === '' || query.endsWith('&');
	const separator = question < 0 ? '?' : isOpen && /[?&;]$/.test(url.slice(0, end)) ? '' : '&';
	return url.slice(0, end) + escapeHtml(separator + added.join('&')) + url.slice(end);
}

const MARKED_URL = new RegExp(`${LINK_MARK}([^${LINK_MARK}]*)${LINK_MARK}`, 'g');

/** Adds parameters to all links between marks, and deletes the marks. */
export const addToLinks = (html: string, parameters: readonly LinkParameter[]) => html.replace(MARKED_URL, (_, url: string) => addToUrl(url, parameters));

export const withoutLinkMarks = (html: string) => html.replaceAll(LINK_MARK, '');
