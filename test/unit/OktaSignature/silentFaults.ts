import type { DefaultTreeAdapterMap } from 'parse5';
import { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { parseFragment } from '../../support/parse5';
import { isElement, type Element } from './rendering';

type Node = DefaultTreeAdapterMap['node'];

/** Everything that a signature was made of, as a test knows it. */
export interface Origin {
	/** The HTML template, its text template ('' for none) and its partials. */
	html: string;
	text: string;
	partials: readonly string[];
	profile: unknown;
	/** Texts of the node's own parameters: defaults of smart fields and the banner's fields. */
	constants: readonly string[];
	phoneRegion: string;
	/** Names of smart fields by the attributes that they read. */
	smartFields: ReadonlyArray<{ name: string; attributes: readonly string[] }>;
	encoding: 'utf8' | 'ascii';
}

/** Something wrong that a reader would see, with the fields of which one must be named by a warning. */
export interface Fault {
	kind: 'empty URL' | 'entity' | 'control character' | 'phone' | 'host' | 'placeholder' | 'encoding' | 'nothing visible';
	detail: string;
	fields: readonly string[];
}

/** Everything that a mail client reads as HTML, conditional comments included. */
function nodesOf(markup: string): Node[] {
	const nodes: Node[] = [];
	const visit = (node: Node) => {
		nodes.push(node);
		if (node.nodeName === '#comment' && 'data' in node) {
			const content = /^\[if\b[^>]*\]>([\s\S]*?)(?:<!\[endif\])?$/i.exec(node.data)?.[1];
			if (content !== undefined) visit(parseFragment(content));
		}
		if ('childNodes' in node) node.childNodes.forEach(visit);
	};
	visit(parseFragment(markup));
	return nodes;
}

const attributesOf = (element: Element) => new Map(element.attrs.map(({ name, value }) => [name, value]));

/** Text nodes and attributes that a reader may see in any version of the signature, decoded. */
function decodedTexts(nodes: readonly Node[]): string {
	const texts = nodes.flatMap((node) => (node.nodeName === '#text' && 'value' in node ? [node.value] : []));
	const attributes = nodes.flatMap((node) => (isElement(node) ? [...attributesOf(node).values()] : []));
	// Texts of elements side by side are read as one, and control characters are not seen.
	return [texts.join(''), ...texts, ...attributes].join('\n').replace(/\s+/g, ' ').replace(/\p{Cc}/gu, '');
}

const NOT_SHOWN = ['style', 'title', 'script', 'template', 'iframe'];

const isHidden = (element: Element) => {
	const attributes = attributesOf(element);
	return NOT_SHOWN.includes(element.tagName) || attributes.has('hidden') || /display\s*:\s*none/i.test(attributes.get('style') ?? '');
};

/** A character that is drawn: no white space, control or format character, nor one that is drawn as nothing. */
const VISIBLE = /[^\p{C}\p{Z}\s\p{Default_Ignorable_Code_Point}\u2800]/u;

function hasVisible(node: Node): boolean {
	if (node.nodeName === '#text' && 'value' in node) return VISIBLE.test(node.value);
	if (isElement(node)) {
		if (isHidden(node)) return false;
		if (node.tagName === 'img' && (attributesOf(node).get('src') ?? '').trim() !== '') return true;
	}
	return 'childNodes' in node && node.childNodes.some(hasVisible);
}

/** All texts in any value. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Names of the tags in a text. */
const namesIn = (text: string) => [...text.matchAll(/\{\{\{?\s*[#^&/]?\s*([^{}\s]+)/g)].map(([, name]) => name);

/** Fields that stand in URLs. Without any, all fields, because the template is too broken to tell. */
function urlFields({ html, partials }: Origin): string[] {
	const source = [html, ...partials].join('\n');
	const names = [...source.matchAll(/(?:href|src|background|cite|action|data|poster)\s*=\s*(?:"[^"]*"|'[^']*')/gi)].flatMap(([url]) => namesIn(url));
	return names.length > 0 ? names : namesIn(source);
}

/** The host that a browser opens; undefined when it is not a web address. */
function hostOf(url: string): string | undefined {
	try {
		const { protocol, host } = new URL(url.trim());
		return /^https?:$/.test(protocol) ? host : undefined;
	} catch {
		return undefined;
	}
}

/** Text as its reader sees it. Nobody types invisible characters on purpose, and no browser shows them in a URL. */
const withoutInvisible = (text: string) => text.replace(/[^\P{C}\s]|\p{Default_Ignorable_Code_Point}/gu, '').trim();

/** Hosts that a text may stand for: a web address, or one without its scheme. */
const hostsOf = (text: string) =>
	[text, withoutInvisible(text)].flatMap((one) => [one, `https://${one.trim()}`, `https:${one.trim()}`]).map(hostOf).filter((host) => host !== undefined);

/** Hosts that the author wrote into a template. A tag may follow the host. */
const writtenHosts = (source: string) =>
	[...source.matchAll(/https?:\/\/[^\s"'<>{}]+/gi)].map(([url]) => hostOf(url)).filter((host) => host !== undefined);

const asciiDigits = (text: string) =>
	text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
		const code = digit.codePointAt(0) ?? 0;
		let zero = code;
		while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
		return String(code - zero);
	});

/** Country names and alpha-3 codes of the test's profiles. */
const COUNTRIES: Record<string, CountryCode> = { germany: 'DE', deutschland: 'DE', deu: 'DE', 'united states': 'US', usa: 'US', gbr: 'GB', 'united kingdom': 'GB' };

/** The country that a number without + belongs to, if the profile leaves no doubt. */
function regionOf(profile: unknown, phoneRegion: string): CountryCode | undefined {
	const country = typeof profile === 'object' && profile !== null && 'countryCode' in profile ? profile.countryCode : undefined;
	// An object has no text, so it is no country.
	const text = typeof country === 'object' && !Array.isArray(country) ? '' : withoutInvisible(textsIn(country).join(''));
	const region = text === '' ? phoneRegion.trim() : text;
	const code = region.toUpperCase();
	return COUNTRIES[region.toLowerCase()] ?? (isSupportedCountry(code) ? code : undefined);
}

/** Digits of an international number (ITU-T E.164). */
const MAX_DIGITS = 15;

/** A number as people type one number, without letters, extension or a second number. A slash may stand behind an area code. */
const ONE_NUMBER = /^(?:\(?0\d{1,5}\)?\s*\/|\+)?[\d\s().\-\u2010-\u2015]+$/;

/** Whether a `tel:` URL dials what somebody typed: the same digits, or one valid number of the right country. */
function dials(url: string, typed: string, region: CountryCode | undefined): boolean {
	const [, number, extension = ''] = /^tel:(\+?\d+)(?:;ext=(\d+))?$/i.exec(url) ?? [];
	if (number === undefined) return false;
	const text = withoutInvisible(asciiDigits(typed)).replace(/^tel:\s*/i, '');
	const digits = text.replace(/\D/g, '');
	const isPlain = extension === '' && ONE_NUMBER.test(text) && digits.length <= MAX_DIGITS;
	if (isPlain && number.replace('+', '') === digits && number.startsWith('+') === text.startsWith('+')) return true;
	const parsed = parsePhoneNumberFromString(number);
	if (parsed?.isValid() !== true || !digits.endsWith(extension)) return false;
	const { nationalNumber, countryCallingCode } = parsed;
	const typedNumber = digits.slice(0, digits.length - extension.length);
	const before = typedNumber.slice(0, typedNumber.length - nationalNumber.length);
	if (!typedNumber.endsWith(nationalNumber)) return false;
	const isFromAbroad = new RegExp(`^(?:00|011)?${countryCallingCode}0?$`).test(before) && (text.includes('+') || /^0/.test(digits));
	return isFromAbroad || (/^[01]?$/.test(before) && region !== undefined && getCountryCallingCode(region) === countryCallingCode);
}

/** Decodes character references in a text without markup. */
function decode(text: string): string {
	return nodesOf(text.replaceAll('<', '&lt;')).map((node) => ('value' in node ? String(node.value) : '')).join('');
}

/** What may be a character reference, perhaps without its semicolon. */
const REFERENCE = /&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);?/gi;

const FORBIDDEN = /[\p{Cc}\p{Cs}]/u;

/** Everything wrong with a signature that its reader would see and nobody would be told about. */
export function faultsIn({ html, text }: { html: string; text: string }, origin: Origin): Fault[] {
	const faults: Fault[] = [];
	const nodes = nodesOf(html);
	const urls = nodes.filter(isElement).flatMap((element) => {
		const attributes = attributesOf(element);
		return ['href', 'src'].flatMap((name) => attributes.get(name) ?? []);
	});
	const isWrittenEmpty = /(?:href|src)\s*=\s*(?:""|''|"\s+"|'\s+'|[\s>])/i.test([origin.html, ...origin.partials].join('\n').replace(/\{\{\s*![^}]*\}\}/g, ''));
	if (!isWrittenEmpty && urls.some((url) => url.trim() === '')) faults.push({ kind: 'empty URL', detail: html, fields: urlFields(origin) });

	if (origin.text === '') {
		const seen = decodedTexts(nodes);
		const undecoded = [...text.matchAll(REFERENCE)].map(([reference]) => reference).filter((reference) => decode(reference) !== reference && !seen.includes(reference));
		if (undecoded.length > 0) faults.push({ kind: 'entity', detail: undecoded.join(' '), fields: [] });
	}

	for (const output of [html, text]) {
		const found = FORBIDDEN.exec(output.replace(/[\t\n\r]/g, ''))?.[0];
		if (found !== undefined) faults.push({ kind: 'control character', detail: `U+${found.charCodeAt(0).toString(16).padStart(4, '0')}`, fields: [] });
	}

	const typed = [...textsIn(origin.profile), ...origin.constants, ...[...`${origin.html}${origin.partials.join('')}`.matchAll(/tel:([^"'{}<>]*)/gi)].map(([, number]) => number)];
	const region = regionOf(origin.profile, origin.phoneRegion);
	const phoneFields = ['primaryPhone', 'mobilePhone', 'phoneHref', 'mobileHref', ...origin.smartFields.map(({ name }) => name), ...urlFields(origin)];
	for (const url of urls.filter((one) => /^\s*tel:/i.test(one))) {
		if (!typed.some((one) => dials(url.trim(), one, region))) faults.push({ kind: 'phone', detail: url, fields: phoneFields });
	}

	const templateHosts = [origin.html, ...origin.partials].flatMap(writtenHosts);
	const valueHosts = [...textsIn(origin.profile), ...origin.constants].flatMap(hostsOf);
	for (const url of urls) {
		const host = hostOf(url);
		if (host !== undefined && !templateHosts.includes(host) && !valueHosts.includes(host)) faults.push({ kind: 'host', detail: url, fields: urlFields(origin) });
	}

	// Other placeholders are also separators that a template may write.
	const isTyped = [origin.html, ...origin.partials, ...origin.constants].some((one) => /n\/a/i.test(one));
	const shown = nodes.find((node) => node.nodeName === '#text' && 'value' in node && /^\s*n\/a\s*$/i.test(node.value));
	if (shown !== undefined && !isTyped) faults.push({ kind: 'placeholder', detail: html, fields: [] });

	if (origin.encoding === 'ascii' && /[^\0-\x7f]/.test(html)) faults.push({ kind: 'encoding', detail: html, fields: [] });

	if (!hasVisible(parseFragment(html))) faults.push({ kind: 'nothing visible', detail: html, fields: [] });
	return faults;
}
