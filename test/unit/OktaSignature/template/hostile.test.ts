import fc from 'fast-check';
import { Person, type SmartField } from '../../../../nodes/OktaSignature/fields/person';
import { phoneHref, Phones } from '../../../../nodes/OktaSignature/fields/phone';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { compileTemplate } from '../../../../nodes/OktaSignature/template/compile';
import { renderTemplate } from '../../../../nodes/OktaSignature/template/render';
import { textOf } from '../../../../nodes/OktaSignature/template/values';
import { attribute, elementsOf, html, outline } from '../rendering';

const SNIPPETS = [
	'"', "'", '<', '>', '&', '=', '`', '/', '\\', ';', ':', '-', '--', '!', ' ', '\t', '\r\n', '\0', '\u0007', '\u202e', '\u2066', '\ud800',
	'-->', '--!>', '<!--', '<![endif]-->', ']]>', '<![CDATA[', '</td>', '</title>', '</style>', '</table>', '<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>', '" onmouseover="x', "' onmouseover='x", 'javascript:alert(1)', 'JaVa\tScRiPt:', 'data:text/html,<b>',
	'vbscript:', 'https://x/', 'mailto:a@b.c', 'tel:1', '//x', '{{title}}', '{{{', '}}', '{{#line}}', '&#60;', '&lt;', '&colon;', '&#x3c',
	'60', '#x3C', 'lt', 'url(', 'expression(', 'rgb(', ')', '!important', '$&', '$1', "$'", 'x', 'Ada', 'é', '山', 'ש',
];

/** Text that leaves ink: emptiness is not what this is about. */
const hostile = fc
	.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SNIPPETS) }, fc.string({ unit: 'binary', maxLength: 4 })), {
		minLength: 1,
		maxLength: 6,
	})
	.map((parts) => parts.join(''))
	.filter((value) => textOf(value) !== '');

const TEMPLATE = `<!doctype html><title>{{a}}</title><!-- {{a}}><hr>{{b}}--><!--{{a}}-->
<!--[if mso]><table title="{{a}}" bgcolor="{{b}}"><tr><td>{{b}}> {{a}}</td></tr></table><![endif]-->
<!--[if !mso]><!--><i>{{b}}</i><!--<![endif]-->
<p title='{{a}}' class="x {{b}} {{#optional}}y {{a}}{{/optional}}" lang="{{#join}}{{a}}{{#sep}}, {{/sep}}{{b}}{{/join}}">{{a}} < {{b}} &{{a}}; &#{{b}}; <3 {{{a}}} {{&b}}</p>
{{#line}}<p{{#a}} dir="{{b}}"{{/a}}>{{#a}}{{.}}{{/a}}</p>{{/line}}
<a href="{{a}}{{b}}">{{a}}</a><a href='mailto:{{a}}'>{{b}}</a><a href="https://x.example/{{a}}?b={{b}}">x</a><a href="{{#a}}{{b}}{{/a}}">x</a>
<img src="{{a}}" alt="{{b}}" width="{{a}}"><table background="{{b}}"><tr><td style="color:{{a}};width:{{b}}px">{{> p}}</td></tr></table>`;

const PARTIALS = { p: '<b title="{{a}}">{{b}}</b>' };

const schemeOf = (url: string) => /^\s*([a-z]+):/i.exec(url)?.[1].toLowerCase();

/** What must hold of every rendering, whatever the values. */
function expectHarmless(markup: string): void {
	for (const element of elementsOf(markup)) {
		for (const name of ['href', 'src', 'background']) {
			const url = attribute(element, name);
			if (url) expect(['http', 'https', 'mailto', 'tel']).toContain(schemeOf(url));
		}
		expect(attribute(element, 'style') ?? '').not.toMatch(/url\(|expression|\\/i);
	}
	expect(markup.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/u);
}

describe('hostile values', () => {
	const harmless = outline(html(TEMPLATE, { a: 'Ada', b: 'Bob' }, PARTIALS));

	/** What Outlook sees: it takes the conditional comment's marks away and reads the rest. */
	const forOutlook = (markup: string) => markup.replace('<!--[if mso]>', '').replace('<![endif]-->', '');
	const harmlessForOutlook = outline(forOutlook(html(TEMPLATE, { a: 'Ada', b: 'Bob' }, PARTIALS)));

	it('give the tree of elements, attributes and comments that harmless ones give', () => {
		fc.assert(
			fc.property(hostile, hostile, (a, b) => {
				const markup = html(TEMPLATE, { a, b }, PARTIALS);
				expect(outline(markup)).toBe(harmless);
				expect(outline(forOutlook(markup))).toBe(harmlessForOutlook);
				expectHarmless(markup);
			}),
			{ numRuns: 500 },
		);
	});

	it('cannot add a declaration to a style', () => {
		fc.assert(
			fc.property(hostile, hostile, (a, b) => {
				const [td] = elementsOf(`<table><tr>${html('<td style="color:{{a}};width:{{b}}px">', { a, b })}`).filter(
					({ tagName }) => tagName === 'td',
				);
				expect(attribute(td, 'style')?.split(/[:;]/)).toHaveLength(4);
			}),
		);
	});

	it.each(GALLERY.map((template) => [template.name, template] as const))('in the gallery template %s', (_, template) => {
		const compiled = compileTemplate({ label: 'template', text: template.html, indent: 0 }, 'html');
		const website: SmartField = { name: 'website', attributes: ['profileUrl'], default: '', format: 'url', required: false };
		const settings = { smartFields: new Map([['website', website]]), phoneRegion: '', today: '2026-01-01' };
		const render = (profile: Record<string, string>) => {
			const warnings: string[] = [];
			const person = new Person(profile, settings, (warning) => warnings.push(warning));
			return { markup: renderTemplate(compiled, person, (warning) => warnings.push(warning)), warnings, person };
		};
		const names = [
			'firstName', 'lastName', 'title', 'department', 'organization', 'email', 'streetAddress', 'zipCode', 'city', 'accentColor',
		];
		fc.assert(
			fc.property(fc.array(hostile, { minLength: 13, maxLength: 13 }), (values) => {
				const profile = Object.fromEntries([...names, 'primaryPhone', 'mobilePhone', 'profileUrl'].map((name, i) => [name, values[i]]));
				const { markup, warnings, person } = render(profile);
				const phones = new Phones();
				// A number that cannot be dialled has no link, an address that is none is empty: so for the harmless twin.
				const twin = {
					...Object.fromEntries(names.map((name) => [name, 'x'])),
					primaryPhone: phoneHref(textOf(profile.primaryPhone), undefined, phones) === '' ? 'reception' : '+49 30 123456',
					mobilePhone: phoneHref(textOf(profile.mobilePhone), undefined, phones) === '' ? 'reception' : '+49 30 123456',
					profileUrl: person.read('website') === '' ? '' : 'https://x.example',
				};
				expect(outline(markup)).toBe(outline(render(twin).markup));
				expectHarmless(markup);
				for (const warning of warnings) expect(warning).toMatch(/^(Field "website" |"accentColor" )/);
			}),
			{ numRuns: 150 },
		);
	});
});
