import fc from 'fast-check';
import { checkTemplates } from '../../../../../nodes/OktaSignature/engine/check/checkTemplates';
import type { SmartField } from '../../../../../nodes/OktaSignature/engine/profile/smartField';
import { GALLERY } from '../../../../../nodes/OktaSignature/gallery';
import { GALLERY_FIELDS } from '../../../../../nodes/OktaSignature/gallery/galleryFields';
import { BASE_ATTRIBUTES } from '../../../../../nodes/okta/users/schemas';
import { holds } from '../../../../support/fuzz';

const isUrl = (name: string) => /Url$|^website$|^logoLink$/.test(name);

/** Texts that fit fields with rules of their own. */
const FITTING: Record<string, string> = { accentColor: '0b6e4f', textColor: 'navy', direction: 'rtl', language: 'de', languageSecond: 'pt-BR' };

const url = fc.constantFrom('https://acme.example', 'acme.example', 'www.acme.example/a?b=1', 'http://acme.example/x.png');

/** A gallery field as people fill it: with a text for everyone, an attribute, or both. */
const smartFieldNamed = (name: string): fc.Arbitrary<SmartField> =>
	fc
		.record({
			attributes: fc.constantFrom<string[]>([], ['title'], ['profileUrl', 'organization']),
			default: isUrl(name) ? url : fc.constant(FITTING[name] ?? 'Acme'),
			format: isUrl(name) ? fc.constantFrom('none' as const, 'url' as const) : fc.constant('none' as const),
		})
		.map((field) => ({ name, required: false, ...field, attributes: isUrl(name) ? field.attributes.filter((one) => one === 'profileUrl') : field.attributes }));

const smartFields = fc
	.subarray(Object.keys(GALLERY_FIELDS))
	.chain((names) => fc.tuple(...names.map(smartFieldNamed)))
	.map((fields) => new Map(fields.map((field) => [field.name, field])));

const attributes = fc.constantFrom({ names: BASE_ATTRIBUTES, complete: false, error: '' }, { names: BASE_ATTRIBUTES, complete: true, error: '' });

const check = (galleryTemplate: string, fields: ReadonlyMap<string, SmartField>, hasBanners: boolean, known: { names: readonly string[]; complete: boolean; error: string }) => {
	const template = GALLERY.find(({ name }) => name === galleryTemplate) as (typeof GALLERY)[number];
	return checkTemplates({
		templates: [{ template: { ...template, reason: '' }, textTemplate: '', partials: new Map() }],
		conditionFields: [],
		settings: { smartFields: fields, phoneRegion: '', today: '2026-03-01' },
		target: 'gmail',
		hasBanners,
		attributes: known,
	});
};

const galleryTemplate = fc.constantFrom(...GALLERY.map(({ name }) => name));

describe('Check Template', () => {
	it('finds nothing wrong with a gallery template, whatever gallery fields, banners and schema', () => {
		holds(
			fc.property(galleryTemplate, smartFields, fc.boolean(), attributes, (name, fields, hasBanners, known) => {
				expect(check(name, fields, hasBanners, known)).toMatchObject({ valid: true, errors: [], warnings: [], unknownFields: [] });
			}),
			200,
		);
	});

	it('names nothing but smart fields in a gallery template, however wrong they are', () => {
		const wrong = fc.constantFrom('foo', 'javascript:alert(1)', ' ', 'ftp://acme.example', 'acme .example', '');
		holds(
			fc.property(galleryTemplate, fc.subarray(Object.keys(GALLERY_FIELDS).filter(isUrl), { minLength: 1 }), wrong, fc.constantFrom('none' as const, 'url' as const), fc.boolean(), attributes, (name, names, text, format, hasBanners, known) => {
				const fields = new Map(names.map((field): [string, SmartField] => [field, { name: field, attributes: [], default: text, format, required: false }]));
				const { warnings } = check(name, fields, hasBanners, known);
				for (const warning of warnings) expect(names.some((field) => warning.includes(`"${field}"`))).toBe(true);
				// Each field gives one warning at most, and none of them is about the template itself.
				expect(warnings.length).toBeLessThanOrEqual(names.length);
				expect(warnings.filter((warning) => /\{\{/.test(warning))).toEqual([]);
			}),
			100,
		);
	});

	it('says that a URL for everyone is wrong', () => {
		const website: SmartField = { name: 'website', attributes: [], default: 'javascript:alert(1)', format: 'none', required: false };
		const { warnings } = check('classic', new Map([['website', website]]), false, { names: BASE_ATTRIBUTES, complete: false, error: '' });
		expect(warnings).toEqual([expect.stringContaining('"website"')]);
	});
});
