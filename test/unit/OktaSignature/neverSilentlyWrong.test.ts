import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { GALLERY } from '../../../nodes/OktaSignature/gallery';
import { BRANDING_FIELDS, GALLERY_FIELDS } from '../../../nodes/OktaSignature/gallery/galleryFields';
import { PIECES } from '../../../nodes/OktaSignature/gallery/parts';
import { FORMAT_VALUES } from '../../../nodes/OktaSignature/engine/profile/smartField';
import { holdsAsync } from '../../support/fuzz';
import { profile as anyProfile } from '../fuzz/profileArbitraries';
import { partials, template as anyTemplate } from '../fuzz/templateArbitraries';
import { hostile } from './hostileValues';
import { run } from './runSignatureNode';
import { faultsIn, type Fault, type Origin } from './silentFaults';

const phone = fc.constantFrom(
	'4711', '030 1234567', '+49 30 1234567', '+49 30 901820 / 901821', '+44 7911 123456', '1-800-FLOWERS', '+1 (212) 555-0123 ext. 42', 'reception', '0', '+49 (0)30 123456',
	'030/1234567-89', '110', '\u0660\u0663\u0660 \u0661\u0662\u0663\u0664\u0665\u0666\u0667', '030 1234567 or 030 7654321', '+4930', 'x4711', '+49 30 1234567; 0171 1234567',
);

const url = fc.constantFrom(
	'https://acme.example', 'http://acme.example/a?b=1', 'acme.example', 'www.acme.example/x', '//cdn.example/x.png', 'https://i.example/a.png', 'javascript:alert(1)', 'ftp://x.example', 'foo', 'https://', 'https:///x',
	'https://acme.example@evil.example', 'data:text/html,x', 'mailto:ada@acme.example', '.evil.example', '@evil.example', 'https://acme.example\\@evil.example', 'acme .example', '?x=1', '#top', '/path', ' ',
);

const words = fc.constantFrom('Ada', 'Lovelace', 'R&D', '&eacute;', '&copy', 'Müller', '山田', 'שלום', ' ', '\u200b', '\u2800', 'a\r\nb', '\0', '\u0007', '<b>x</b>', '0', '#0b6e4f', '0b6e4f', 'bluish', 'ada@acme.example', 'a@b.c, d@e.f', 'a@b.c?bcc=d@e.f', 'n/a', 'N/A', '-', '--', '.');

const wrongType = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.array(words, { maxLength: 2 }), fc.record({ name: words }), fc.double());

const anything = fc.oneof({ weight: 5, arbitrary: words }, { weight: 2, arbitrary: phone }, { weight: 2, arbitrary: url }, { weight: 2, arbitrary: hostile }, { weight: 1, arbitrary: wrongType });

/** What an attribute holds: mostly what belongs there. */
const valueOf = (likely: fc.Arbitrary<unknown>) => fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: anything });

const GALLERY_NAMES = Object.keys(GALLERY_FIELDS);

/** A profile with the attributes that gallery templates use, each of them possibly missing. */
const realistic = fc.record(
	{
		firstName: valueOf(words), lastName: valueOf(words), displayName: valueOf(words), title: valueOf(words), department: valueOf(words), organization: valueOf(words),
		email: valueOf(fc.constantFrom('ada@acme.example', 'ada lovelace@acme.example', 'a@b.c,d@e.f', 'ada')), primaryPhone: valueOf(phone), mobilePhone: valueOf(phone),
		streetAddress: valueOf(words), zipCode: valueOf(words), city: valueOf(words), countryCode: valueOf(fc.constantFrom('DE', 'US', 'GB', 'Germany', 'DEU', 'xx', 'de')),
		url: valueOf(url), ...Object.fromEntries(GALLERY_NAMES.map((name) => [name, valueOf(/Url$|^website$/.test(name) ? url : words)])),
	},
	{ requiredKeys: [] },
);

const profile: fc.Arbitrary<Record<string, unknown>> = fc.oneof({ weight: 3, arbitrary: realistic as fc.Arbitrary<Record<string, unknown>> }, { weight: 1, arbitrary: anyProfile }, { weight: 1, arbitrary: fc.constant({}) });

/** Text of a parameter. A text that begins with "=" would be an expression. */
const constant = (text: fc.Arbitrary<string>) => text.filter((one) => !one.startsWith('='));

/** Smart fields with different names. */
const smartFields = fc
	.uniqueArray(
		fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...GALLERY_NAMES) }, { weight: 1, arbitrary: fc.constantFrom('title', 'mobilePhone', 'url', 'phoneHref') }).chain((name) =>
			fc.record({
				name: fc.constant(name),
				attributes: fc.array(fc.constantFrom(name, 'title', 'url', 'primaryPhone', 'mobilePhone', 'email'), { maxLength: 2 }),
				default: constant(fc.oneof(/Url$|^website$/.test(name) ? url : words, hostile)),
				format: fc.oneof({ weight: 3, arbitrary: fc.constant('none' as const) }, { weight: 1, arbitrary: fc.constantFrom(...FORMAT_VALUES) }),
			}),
		),
		{ selector: ({ name }) => name, maxLength: 5 },
	);

/** Branding, of which the node refuses what is malformed. */
const branding = fc.dictionary(fc.constantFrom(...Object.keys(BRANDING_FIELDS)), constant(fc.oneof(url, words)), { maxKeys: 2 });

const banner = fc.record({ name: constant(words), imageUrl: constant(url), linkUrl: constant(url), altText: constant(words) });

/** Pieces of templates in which values often go wrong. */
const piece = fc
	.tuple(
		fc.constantFrom('firstName', 'title', 'primaryPhone', 'email', 'url', 'website', 'nobody'),
		fc.constantFrom(
			'{{%}}', '<a href="{{%}}">x</a>', '<a href="https://x.example/{{%}}">{{%}}</a>', '<a href="https://x.example{{%}}">x</a>', '<a href="https://{{%}}/">x</a>', '<a href="https://x.example/?a={{%}}&amp;b=1">x</a>',
			'<a href="mailto:{{%}}">m</a>', '<a href="tel:{{%}}">t</a>', '<a href="{{phoneHref}}">{{primaryPhone}}</a>', '{{#mobileHref}}<a href="{{mobileHref}}">{{mobilePhone}}</a>{{/mobileHref}}', '<img src="{{%}}" alt="{{%}}" width="9">',
			'<img src="{{%}}" alt="" width="9">', '{{#%}}<img src="{{%}}" alt="" width="9">{{/%}}', '{{#optional}}<img src="{{%}}" alt="{{title}}" width="9">{{/optional}}', '<b style="display:none">{{%}}</b>', '<p>&eacute;&hellip;&NotEqualTilde;&copy {{%}}</p>', '&#7;{{%}}', '\u0007{{%}}',
			'<!--[if mso]><a href="{{%}}">{{%}}</a><![endif]-->', '{{#banner}}<a href="{{linkUrl}}"><img src="{{imageUrl}}" alt="{{altText}}" width="9"></a>{{/banner}}', '<p>&nbsp;{{%}}</p>', '<title>{{%}}</title>', '&amp;{{%}};', '<table><tr><td>{{%}}</td><td>&middot;</td></tr></table>',
		),
	)
	.map(([name, form]) => form.replaceAll('%', () => name));

const galleryPiece = fc.constantFrom(...Object.keys(PIECES)).map((name) => `{{> ${name}}}`);

const template = fc.oneof({ weight: 3, arbitrary: fc.array(fc.oneof({ weight: 3, arbitrary: piece }, { weight: 1, arbitrary: galleryPiece }), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')) }, { weight: 1, arbitrary: anyTemplate });

/** The name of a gallery template, or a custom template with its text template ('' for none). */
type Template = string | { html: string; text: string; partials: ReadonlyMap<string, string> };

const galleryTemplate: fc.Arbitrary<Template> = fc.constantFrom(...GALLERY).map(({ name }) => name);

const customTemplate: fc.Arbitrary<Template> = fc.record({ html: template, text: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: template }), partials });

const textsOf = (given: Template) => {
	if (typeof given !== 'string') return given;
	const { html, text } = GALLERY.find(({ name }) => name === given) as (typeof GALLERY)[number];
	return { html, text, partials: new Map<string, string>() };
};

/** Custom templates come from the input item, because a typed text that begins with "=" would be an expression. */
function templateParameters(given: Template): IDataObject {
	if (typeof given === 'string') return { galleryTemplate: given };
	return {
		templateSource: 'input',
		templateFromInput: '={{ $json.template }}',
		partials: { values: [...given.partials.keys()].map((name) => ({ name, content: `={{ $json.partials[${JSON.stringify(name)}] }}` })) },
	};
}

/** Whether a warning names one of the fields that a fault comes from. */
function isTold({ kind, fields }: Fault, bannerNames: readonly string[], warnings: readonly string[]): boolean {
	const names = kind === 'empty URL' ? [...fields, ...bannerNames] : fields;
	return warnings.some((warning) => names.some((name) => warning.includes(`"${name}"`) || warning.includes(`'${name}'`)));
}

interface Case {
	given: Template;
	fields: Array<{ name: string; attributes: string[]; default: string }>;
	banners: Array<Record<string, string>>;
	branding: Record<string, string>;
	phoneRegion: string;
	linkParameters: string;
	encoding: 'utf8' | 'ascii';
	people: Array<Record<string, unknown>>;
}

/** Runs the node for several people and returns the faults that nobody is told about. */
async function silentFaults({ given, fields, banners, branding: company, phoneRegion: region, linkParameters, encoding, people }: Case): Promise<string[]> {
	const { html, text, partials: others } = textsOf(given);
	const parameters = {
		...templateParameters(given),
		smartFields: { values: fields },
		banners: { values: banners },
		branding: company,
		options: { target: 'none', phoneRegion: region, linkParameters, encoding, ...(typeof given !== 'string' && text !== '' && { textTemplate: '={{ $json.text }}' }) },
	};
	const input = people.map((person, index) => ({ id: `00u${index}`, template: html, text, partials: Object.fromEntries(others), profile: person }) as IDataObject);
	let items: INodeExecutionData[];
	try {
		({ items } = await run(parameters, input, 'continueRegularOutput'));
	} catch (error) {
		expect((error as Error).message).toMatch(/\S/);
		return [];
	}
	expect(items).toHaveLength(people.length);
	const constants = [...fields.map((field) => field.default), ...banners.flatMap((one) => Object.values(one)), ...Object.values(company)];
	const bannerNames = banners.flatMap(({ name }) => ['imageUrl', 'linkUrl', 'banner', name]);
	return items.flatMap(({ json }, index) => {
		if (!('signature' in json)) {
			expect(json.error).toMatch(/\S/);
			return [];
		}
		const signature = json.signature as { html: string; text: string; warnings: string[] };
		const origin: Origin = { html, text, partials: [...others.values(), ...(typeof given === 'string' ? [] : Object.values(PIECES))], profile: people[index], constants, phoneRegion: region, smartFields: fields, encoding };
		return faultsIn(signature, origin)
			.filter((fault) => !isTold(fault, bannerNames, signature.warnings))
			.map(({ kind, detail }) => `${kind}: ${detail}`);
	});
}

const phoneRegion = fc.constantFrom('', 'DE', 'US', 'xx');

const linkParameters = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	{ weight: 1, arbitrary: fc.constantFrom('utm_source=signature', 'utm_source=signature&utm_campaign={{title}}', 'a={{url}}&b={{nobody}}', '{{#title}}t={{title}}{{/title}}', 'a=ü #&c') },
);

const encoding = fc.constantFrom('utf8' as const, 'utf8' as const, 'ascii' as const);

describe.each([
	['gallery', galleryTemplate],
	['custom', customTemplate],
])('any profile with any %s template', (_kind, templates) => {
	it('gives a signature without faults, or an error or a warning that names the field', async () => {
		const anyCase = fc.record({ given: templates, fields: smartFields, banners: fc.array(banner, { maxLength: 1 }), branding: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: branding }), phoneRegion, linkParameters, encoding, people: fc.array(profile, { minLength: 1, maxLength: 4 }) });
		await holdsAsync(
			fc.asyncProperty(anyCase, async (one) => {
				expect(await silentFaults(one)).toEqual([]);
			}),
			150,
		);
	});
});
