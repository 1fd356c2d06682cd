import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { compile, measureFields, render, type SignatureTemplate } from '../../../nodes/OktaSignature/engine';
import { checkTemplates } from '../../../nodes/OktaSignature/engine/check/checkTemplates';
import { elementsIn } from '../../../nodes/OktaSignature/engine/html/elements';
import { htmlToText } from '../../../nodes/OktaSignature/engine/html/toText';
import { hasVisibleContent } from '../../../nodes/OktaSignature/engine/html/visible';
import { cleanText } from '../../../nodes/OktaSignature/engine/mustache/values';
import { isContained } from '../../../nodes/OktaSignature/engine/preview/contained';
import { activeBanners } from '../../../nodes/OktaSignature/engine/profile/banner';
import { instantOf } from '../../../nodes/OktaSignature/engine/profile/dates';
import { Person, type PersonSettings } from '../../../nodes/OktaSignature/engine/profile/person';
import { FORMAT_VALUES, type SmartField } from '../../../nodes/OktaSignature/engine/profile/smartField';
import { GALLERY } from '../../../nodes/OktaSignature/gallery';
import { ParameterReader } from '../../../nodes/OktaSignature/helpers/readParameters';
import { Rules } from '../../../nodes/OktaSignature/helpers/rules';
import { hasEvaluatedTags } from '../../../nodes/OktaSignature/helpers/readTemplate';
import { redact } from '../../../nodes/okta/errors/redact';
import { BASE_ATTRIBUTES } from '../../../nodes/okta/users/schemas';
import { holds } from '../../support/fuzz';
import { patternsOf, superlinearGrowth, textOf, type Pattern } from './growth';

const VALUE_PIECES = [
	' ', '\u00a0', '\t', '\n', '\r\n', '\v', '\u0085', '\u2028', '\u200b', '\u3000', '/', '\\', ':', ';', ',', '.', '-', '–', '+', '#', '*', '?', '=', '&', '@', '"', "'", '’',
	'(', ')', '[', ']', '{', '}', '<', '>', '0', '12', '2026', '12:00', 'a', 'É', 'ǅ', '\u0301', 'é', '山', '😀', '\ud800', '\0', '&amp;', '&#', '&nbsp;', '<b>', '</b>', '<!--', '-->',
	'<![if', '{{', '}}', '{{a}}', 'https://', 'www.', 'mailto:', 'tel:', 'x', 'ext', ';ext=', 'rgb(', 'url(', 'GMT', '+00:00',
];

const HTML_PIECES = [
	...VALUE_PIECES, '<p>', '</p>', '<div>', '<table>', '<tr>', '<td>', '</td>', '</tr>', '</table>', '<a href="https://x.example">', '<a href="', '">', '</a>', '<li>', '<ul>', '<img src="x" alt="y">',
	'<img alt="', '<style>', '</style>', '<title>', '</', '<', '<b', ' a=', ' style="', 'display:none', '<b style="display:none">', '<b style="', 'color:red;', '<b hidden>', '<!', '<?', '<![CDATA[',
	'<!--[if mso]>', '<!--[if ', ']', '[if', '<![endif]-->', '--', '!', '<svg>', '</i>', '<span style="font-size:0">', ' background:', ' url(',
];

const TEMPLATE_PIECES = [
	...HTML_PIECES, '{{title}}', '{{{title}}}', '{{&title}}', '{{titel}}', '{{people.name}}', '{{.}}', '{{#title}}', '{{^title}}', '{{/title}}', '{{#optional}}', '{{/optional}}', '{{#line}}', '{{/line}}',
	'{{#join}}', '{{#sep}}', '{{/sep}}', '{{/join}}', '{{> one}}', '{{> two}}', '{{> nobody}}', '{{#banner}}', '{{/banner}}', '{{!', '{{=<% %>=}}', '{{=| |=}}', '<%title%>', '|title|', '{{#', '{{/', '{{ ', ' }}',
	'{{{', '}}}', '{{#optional}}{{nobody}}{{/optional}}', '{{#title}}a{{/title}}', '{{#join}}{{title}}{{#sep}} {{/sep}}{{nobody}}{{/join}}', '<a href="{{title}}">', '<a href="{{nobody}}">', '<p style="color:{{title}}">',
	'<img src="{{title}}">', '<a href="{{title}}', '{{title}}">', '<img src="a.svg">', '<style>', '<p onclick="{{title}}">', '{{#title}}<b>', '<b {{title}}>',
];

const NO_PARTIALS = new Map<string, string>();

const NO_INPUT = { textTemplate: '', partials: NO_PARTIALS };

/** Patterns that took quadratic time once. */
const KNOWN_VALUES: Pattern[] = [
	{ prefix: '', unit: ' ', suffix: 'x' },
	{ prefix: 'https://x', unit: '/', suffix: 'x' },
	{ prefix: '2026', unit: '12:00', suffix: 'x' },
	{ prefix: '', unit: ' \n', suffix: 'x' },
];

const value = patternsOf(VALUE_PIECES);
const htmlText = patternsOf(HTML_PIECES);
const templateText = patternsOf(TEMPLATE_PIECES);

const KNOWN_TEMPLATES: Pattern[] = [
	{ prefix: '<a href="x', unit: '{{title}}', suffix: '">' },
	{ prefix: '', unit: '<a href="{{f%}}">', suffix: '' },
	{ prefix: '', unit: '{{#f%}}<img src="{{f%}}">{{/f%}}', suffix: '' },
	{ prefix: '', unit: '{{f%}}{{#g%}}{{title}}{{/g%}}', suffix: '' },
	{ prefix: '{{#join}}{{title}}', unit: ' \n', suffix: 'x{{title}}{{/join}}' },
	{ prefix: '{{#join}}', unit: '{{title}}{{#sep}} {{/sep}}', suffix: '{{/join}}' },
	{ prefix: '', unit: '{{#optional}}{{nobody}}{{/optional}} ', suffix: 'x' },
	{ prefix: '<!--[if ', unit: 'a', suffix: ']>x<![endif]-->' },
	{ prefix: '<!--[if ', unit: ']', suffix: '' },
	{ prefix: '<', unit: 'a', suffix: '{{title}}' },
	{ prefix: '<b ', unit: 'a{{#title}}{{/title}}', suffix: '>' },
	{ prefix: '{{title', unit: ' ', suffix: 'x}}' },
	{ prefix: '{{=| |=}}', unit: '|title|', suffix: '' },
	{ prefix: '{{#title}}', unit: '{{#a}}{{/a}}', suffix: '' },
	{ prefix: '', unit: '{{#', suffix: '' },
	{ prefix: '<b style="', unit: 'background:', suffix: '">' },
	{ prefix: '', unit: '\n{{', suffix: '' },
	{ prefix: '', unit: '<p {{title}}>\n', suffix: '' },
	{ prefix: '', unit: '{{> one}}', suffix: '' },
	{ prefix: '{{#title}}', unit: '{{nobody}}', suffix: '{{/title}}' },
	{ prefix: '', unit: '{{a}}', suffix: '' },
	{ prefix: '', unit: '{{#a}}<b>', suffix: '' },
	{ prefix: '', unit: '{{#a}}<b style="color:#999">x{{/a}}', suffix: '' },
	{ prefix: '<b style="', unit: 'color:#999;', suffix: '">x' },
	{ prefix: '<b style="margin:', unit: '1', suffix: '">x' },
	{ prefix: '', unit: '<p style="border-radius:4px">\n', suffix: '' },
];

/** Takes every path that a value can take. */
const EVERY_PLACE: SignatureTemplate = {
	name: 'custom',
	reason: '',
	html: `
		<p title="{{value}}">{{value}} {{fullName}} {{initials}} {{postalAddress}}</p><a href="{{value}}">a</a><a href="mailto:{{value}}">b</a><a href="https://x.example/{{value}}">c</a>
		<img src="{{value}}" alt="{{value}}"><b style="color:{{value}}">d</b><!--[if mso]><b>{{value}}</b><![endif]--><!-- {{value}} -->
		<a href="{{phoneHref}}">e</a><a href="{{mobileHref}}">f</a><a href="{{emailHref}}">g</a>
		{{#optional}}{{value}}{{/optional}} {{#line}}{{value}}{{/line}} {{#join}}{{value}}{{#sep}} · {{/sep}}
			{{value}}
		{{/join}}{{#value}}{{.}}{{/value}}{{^value}}x{{/value}}
		{{#banner}}<a href="{{linkUrl}}"><img src="{{imageUrl}}" alt="{{altText}}"></a>{{/banner}}
		${FORMAT_VALUES.map((format) => `{{${format}Field}}`).join(' ')}`,
	text: '',
	additionalFields: [],
};

const ATTRIBUTES = ['value', 'firstName', 'lastName', 'displayName', 'postalAddress', 'streetAddress', 'primaryPhone', 'mobilePhone', 'email', 'countryCode', 'company', 'website', 'title'];

const smartFields = new Map(
	FORMAT_VALUES.map((format): [string, SmartField] => [`${format}Field`, { name: `${format}Field`, attributes: ['value'], default: '', format, required: true }]),
);

const settings: PersonSettings = { smartFields, phoneRegion: 'DE', today: '2026-01-31' };

const everyPlace = compile(EVERY_PLACE, NO_INPUT);

const profileWith = (text: unknown) => Object.fromEntries(ATTRIBUTES.map((name) => [name, text]));

const bannerWith = (text: string) => ({ name: text, imageUrl: text, linkUrl: text, altText: text });

/** Compiles and renders a template, and checks it as the operation Check Template does. */
function useTemplate(html: string, text: string, partials: ReadonlyMap<string, string>): void {
	const template = { name: 'custom', reason: '', html, text, additionalFields: [] };
	const errors: unknown[] = [];
	const compiled = compile(template, { textTemplate: '', partials }, (error) => errors.push(error));
	if (errors.length === 0) {
		try {
			const profile = { title: 'x', people: [{ name: 'a' }] };
			render(compiled, profile, settings, '');
			measureFields(compiled, profile, settings);
		} catch {
			// A template that is refused while it is rendered.
		}
	}
	try {
		checkTemplates({
			templates: [{ template, textTemplate: text, partials }],
			conditionFields: [],
			settings: { ...settings, smartFields: new Map() },
			target: 'gmail',
			hasBanners: true,
			attributes: { names: BASE_ATTRIBUTES, complete: true, error: '' },
		});
	} catch {
		// The same.
	}
}

/** Renders a template for a person whose attributes are long lists. */
function useLists(text: string): void {
	const list = Array.from({ length: text.length }, (_, i) => (i % 2 === 0 ? ' ' : 'x'));
	const profile = { title: list, a: list.map(() => ''), f1: list, people: list.map((name) => ({ name })) };
	try {
		const template = { name: 'custom', reason: '', html: text, text: '', additionalFields: [] };
		render(compile(template, NO_INPUT, () => {}), profile, settings, '');
	} catch {
		// Too much work is refused.
	}
}

/** A text in pieces of the same length. */
const pieces = (text: string, length: number) => Array.from({ length: Math.ceil(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length));

/** Rules whose conditions compare an attribute with a piece of a text. */
function parameterReader(text: string): ParameterReader {
	// A whole tag is refused.
	const values = pieces(text.replaceAll('}}', '})'), 40).map((piece, i) => ({
		name: `rule ${i}`,
		conditions: { combinator: 'and', conditions: [{ leftValue: `value${i}`, rightValue: piece, operator: { type: 'string', operation: 'equals' } }], options: {} },
	}));
	return new ParameterReader({ getNode: () => ({ parameters: { rules: { values } } }), getNodeParameter: () => undefined } as unknown as IExecuteFunctions);
}

const PATHS: Array<[string, fc.Arbitrary<Pattern>, (text: string) => unknown]> = [
	['a value that is cleaned', value, cleanText],
	['a value in every place of a template', value, (text) => render(everyPlace, profileWith(text), settings, '')],
	['lists of values', value, (text) => render(everyPlace, profileWith([...text]), settings, '')],
	['a banner', value, (text) => render(everyPlace, {}, { ...settings, banner: bannerWith(text) }, '')],
	['a value in every gallery template', value, (text) => GALLERY.map((one) => render(compile({ ...one, reason: '' }, NO_INPUT), profileWith(text), settings, ''))],
	['the default of a smart field', value, (text) => render(everyPlace, {}, { ...settings, smartFields: new Map([...smartFields].map(([name, field]) => [name, { ...field, default: text }])) }, '')],
	['a date', value, (text) => instantOf(text, 'Europe/Berlin')],
	['a message of Okta', value, (text) => redact(text, `/api/v1/users?search=${encodeURIComponent(`a eq "${text.replace(/[\ud800-\udfff]/g, '').slice(0, 2000)}"`)}`)],
	['a path in a message of Okta', value, (text) => redact('a message', `/api/v1/users/${text}?search=${text}`)],
	['a parameter that may be an expression', templateText, (text) => hasEvaluatedTags(`=${text}`)],
	['the text version of HTML', htmlText, htmlToText],
	['what is visible in HTML', htmlText, hasVisibleContent],
	['the elements of HTML', htmlText, elementsIn],
	['HTML on the preview page', htmlText, isContained],
	['a template', templateText, (text) => useTemplate(text, '', NO_PARTIALS)],
	['a text template', templateText, (text) => useTemplate('a', text, NO_PARTIALS)],
	['a partial', templateText, (text) => useTemplate('{{> one}}\n  {{> one}}<p>{{> two}}</p>', '', new Map([['one', text], ['two', `{{> one}}${text}`]]))],
	['a list in a template with many tags', templateText, (text) => useLists(text)],
	['many banners', value, (text) => activeBanners(pieces(text, 40).map((piece) => ({ ...bannerWith(piece), startsAt: '2026-01-01', endsAt: '2026-01-02' })), Date.UTC(2026, 5), 'Europe/Berlin')],
	['many rules', value, (text) => new Rules(parameterReader(text)).match(new Person(profileWith(text), settings, () => {}), 0)],
	['partials in a template', templateText, (text) => useTemplate(text, '', new Map([['one', text], ['two', '{{title}}']]))],
];

describe('the time is linear in the length of', () => {
	it.each(PATHS)('%s', (_, patterns, use) => {
		const check = (pattern: Pattern) => {
			const growth = superlinearGrowth((size) => use(textOf(pattern, size)));
			if (growth !== undefined) throw new Error(`${growth} for ${JSON.stringify(pattern)}`);
		};
		(patterns === templateText ? KNOWN_TEMPLATES : KNOWN_VALUES).forEach(check);
		holds(fc.property(patterns, check), 15);
	}, 120_000);
});

describe('superlinearGrowth', () => {
	/** Reads `count` characters. */
	const read = (count: number) => {
		const text = 'a'.repeat(1000);
		let sum = 0;
		for (let i = 0; i < count; i++) sum += text.charCodeAt(i % text.length);
		return sum;
	};

	it.each<[string, (size: number) => unknown]>([
		['a string that is read once for each character', (size) => read(size * size)],
		['a regular expression that goes back', (size) => /\s+$/.test(`${' '.repeat(size)}a`)],
		['a text that is copied for each character', (size) => Array.from({ length: size / 5 }).reduce((text: string) => ` ${text}`.split('').join(''), '')],
		['a small quadratic part in much linear work', (size) => read(size * 3000 + size * size)],
		['a quadratic part that begins late', (size) => read(size * 1000 + Math.max(0, size - 2000) ** 2)],
		['a limit that only stops large sizes', (size) => read(Math.min(size, 12_000) ** 2 * 2)],
	])('finds %s', (_, run) => {
		expect(superlinearGrowth(run)).toMatch(/ms/);
	}, 120_000);

	it.each<[string, (size: number) => unknown]>([
		['slow linear time', (size) => read(size * 3000)],
		['a step', (size) => read(size * 1000 + (size > 3000 ? 20_000_000 : 0))],
		['a late step', (size) => read(size * 1000 + (size > 30_000 ? 200_000_000 : 0))],
		['sorting', (size) => Array.from({ length: size * 4 }, (_, i) => (i * 7919) % 65_537).sort((a, b) => a - b)],
		['much memory', (size) => JSON.parse(JSON.stringify(Array.from({ length: size }, (_, i) => ({ i, text: 'a' }))))],
		['memory that is kept', (size) => new Map(Array.from({ length: size * 2 }, (_, i) => [`key ${i}`, { i }]))],
	])('accepts %s', (_, run) => {
		expect(superlinearGrowth(run)).toBeUndefined();
	}, 120_000);
});
