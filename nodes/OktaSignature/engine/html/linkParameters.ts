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
const PARAMETERS_PARTIAL = /(?<=^|[&?}])\{\{\s*>(?:(?!\}\}).)*\}\}(?=&|\{\{|$)/gs;
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

/** A section or its end, a separator, or a text with the `=` behind it. */
const STEP = /\{\{\s*([#^/]?)(?:(?!\}\}).)*\}\}|([^&={}?\s]+)(=?)|[&?]/gs;

/** A name that two parameters have. Sections may exclude one another, so names inside them do not count. Names of lists end in `[]`. */
function repeatedName(text: string): string | undefined {
	const found = new Set<string>();
	let depth = 0;
	let isStart = true;
	for (const [step, sign, written, equals] of text.matchAll(STEP)) {
		if (sign === '#' || sign === '^') depth++;
		else if (sign === '/') depth--;
		else if (written === undefined) isStart = step === '&' || step === '?' || (isStart && step.startsWith('{{!'));
		else {
			const name = decode(written);
			if (isStart && equals === '=' && depth === 0 && !name.endsWith('[]')) {
				if (found.has(name)) return name;
				found.add(name);
			}
			isStart = false;
		}
	}
	return undefined;
}

/** More partials than any parameters need. Partials can include one another many times over. */
const MAX_PARTIALS = 100;

/** A line with nothing but a comment, which Mustache removes. */
const COMMENT_LINE = /^[ \t]*\{\{![^{}]*\}\}[ \t]*\r?\n/gm;

/** The text of Link Parameters with its partials in their places. */
export function withPartialTexts(text: string, partials: ReadonlyMap<string, string>, budget = { left: MAX_PARTIALS }): string {
	return text.replace(PARTIAL, (tag, name: string) => {
		const partial = partials.get(name);
		return partial === undefined || --budget.left < 0 ? tag : withPartialTexts(partial.replace(COMMENT_LINE, ''), partials, budget);
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
