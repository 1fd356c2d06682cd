import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { BRANDING_FIELDS, type BrandingName } from '../../../../nodes/OktaSignature/gallery/galleryFields';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { holdsAsync } from '../../../support/fuzz';
import { hostile } from '../hostileValues';
import { ada, custom, run, signatures } from '../runSignatureNode';

const NAMES = Object.keys(BRANDING_FIELDS) as BrandingName[];
const person = (profile: IDataObject) => ({ id: '00u1', profile: { firstName: 'Ada', ...profile } });
const html = async (parameters: IDataObject, people?: IDataObject[]) => (await signatures(parameters, people)).map((signature) => signature.html);
const smartField = (name: string, ...attributes: string[]) => ({ smartFields: { values: [{ name, attributes }] } });
const gallery = (galleryTemplate: string, branding: IDataObject, more: IDataObject = {}) => ({ templateSource: 'gallery', galleryTemplate, branding, ...more });

it('accepts the example of every field', async () => {
	const branding = Object.fromEntries(NAMES.map((name) => [name, BRANDING_FIELDS[name].example]));
	const template = NAMES.map((name) => `<p>${name}={{${name}}}</p>`).join('');
	const [signature] = await signatures(custom(template, { branding }));
	expect(signature.warnings).toEqual([]);
	for (const name of NAMES) expect(signature.html).toContain(`<p>${name}=${name === 'direction' ? 'ltr' : BRANDING_FIELDS[name].example}</p>`);
});

it('completes URLs, colors and languages', async () => {
	const branding = { website: 'acme.example/de', logoUrl: '//cdn.acme.example/logo.png', iconsUrl: 'acme.example/icons/', accentColor: '0b6e4f', language: 'de_de', bookingUrl: 'mailto:desk@acme.example' };
	const template = '{{website}} {{logoUrl}} {{iconsUrl}} {{accentColor}} {{language}} {{bookingUrl}}';
	expect(await html(custom(template, { branding }))).toEqual(['https://acme.example/de https://cdn.acme.example/logo.png https://acme.example/icons #0b6e4f de-DE mailto:desk@acme.example']);
});

it.each([
	[{ accentColor: 'bluish' }, "'Accent Color' in 'Branding' is not a color such as #2f6fb5"],
	[{ textColor: 'url(x)' }, "'Text Color' in 'Branding' is not a color"],
	[{ logoUrl: 'logo.png' }, "'Logo URL' in 'Branding' is not a web address"],
	[{ logoUrl: 'data:image/png;base64,AA' }, "'Logo URL' in 'Branding' is not a web address"],
	[{ bookingUrl: 'javascript:alert(1)' }, "'Booking URL' in 'Branding' is not a web address"],
	[{ linkedInUrl: 'acme' }, "'LinkedIn URL' in 'Branding' is not a web address"],
	[{ bookingUrl: 'https://book.example/{{firstName}}' }, "'Booking URL' in 'Branding' must not contain {{tags}}"],
	[{ language: 'German' }, "'Language' in 'Branding' is not a language code such as de or pt-BR"],
	[{ language: 'gb' }, "'Language' in 'Branding' is not a language code"],
	[{ direction: 'left' }, "'Direction' in 'Branding' must be one of auto, ltr, rtl"],
	[{ company: ['Acme'] }, "'Company' in 'Branding' has the wrong type"],
])('refuses %j', async (branding, message) => {
	await expect(run(gallery('classic', branding))).rejects.toThrow(message);
	const { items } = await run(gallery('classic', branding, { operation: 'check' }));
	expect(items[0].json).toMatchObject({ valid: false, errors: [expect.objectContaining({ message: expect.stringContaining(message) })] });
});

it.each(['https://acme.example/icons', 'https://acme.example/icons/', 'acme.example/icons//'])('completes the folder of icons from a smart field like that of Branding: %s', async (url) => {
	const smartFields = { values: [{ name: 'iconsUrl', attributes: [], format: 'none', default: url }] };
	const [{ html }] = await signatures({ templateSource: 'gallery', galleryTemplate: 'social', branding: { linkedInUrl: 'linkedin.com/company/acme' }, smartFields });
	expect(html).toContain('src="https://acme.example/icons/linkedin.png"');
});

it('shows the company to everyone, and a smart field with a value instead', async () => {
	const branding = { company: 'Acme Inc.', website: 'acme.example', accentColor: '#0b6e4f' };
	const people = [person({ unit: 'Acme Labs' }), person({ unit: '  ' }), person({ company: 'Attribute' })];
	const shown = await html(gallery('classic', branding, smartField('company', 'unit')), people);
	expect(shown.map((one) => /Acme Labs|Acme Inc\.|Attribute/.exec(String(one))?.[0])).toEqual(['Acme Labs', 'Acme Inc.', 'Acme Inc.']);
	for (const one of shown) expect(one).toEqual(expect.stringMatching(/color:#0b6e4f[\s\S]*href="https:\/\/acme\.example"/));
});

it('falls back to the accent color of the company', async () => {
	const [signature] = await signatures(gallery('classic', { accentColor: 'teal' }, smartField('accentColor', 'team')), [person({ team: 'bluish' })]);
	expect(signature.html).toContain('color:teal');
	expect(signature.warnings).toEqual(['Field "accentColor" was left out: it is not a color such as #2f6fb5']);
});

it('evaluates expressions for each person', async () => {
	const people = [person({ brand: 'red' }), person({ brand: 'teal' })];
	const shown = await html(custom('{{firstName}} {{accentColor}}', { branding: { accentColor: '={{ $json.profile.brand }}' } }), people);
	expect(shown).toEqual(['Ada red', 'Ada teal']);
});

it.each([
	['auto', { firstName: 'דנה', lastName: 'כהן' }, 'rtl'],
	['auto', { firstName: 'محمد' }, 'rtl'],
	['auto', { firstName: 'ܐܒܐ' }, 'rtl'],
	['auto', { firstName: 'އަލީ' }, 'rtl'],
	['auto', { firstName: 'Ada', organization: 'חברה' }, 'ltr'],
	['auto', { firstName: '山田' }, 'ltr'],
	['auto', { firstName: '123', organization: 'חברה' }, 'rtl'],
	['rtl', { firstName: 'Ada' }, 'rtl'],
	['ltr', { firstName: 'דנה' }, 'ltr'],
])('direction %s for %j is %s', async (direction, profile, expected) => {
	const template = '{{direction}}{{#rtl}} mirrored{{/rtl}}{{^rtl}} plain{{/rtl}}';
	const shown = await html(custom(template, { branding: { direction } }), [{ id: '00u1', profile: { email: 'a@b.example', ...profile } }]);
	expect(shown).toEqual([`${expected} ${expected === 'rtl' ? 'mirrored' : 'plain'}`]);
});

it('lets a smart field turn the signature, and warns about what is no direction', async () => {
	const people = [person({ dir: 'RTL' }), person({ dir: 'Finance' }), person({ dir: 'auto', firstName: 'דנה' })];
	const shown = await signatures(custom('<p dir="{{direction}}">{{firstName}}</p>', { branding: { direction: 'ltr' }, ...smartField('direction', 'dir') }), people);
	expect(shown.map(({ html: one, warnings }) => [/dir="(\w+)"/.exec(String(one))?.[1], warnings])).toEqual([
		['rtl', []],
		['ltr', ['Field "direction" was left out: it is not auto, ltr or rtl']],
		['rtl', []],
	]);
});

it('leaves an attribute named direction alone when Branding has no direction', async () => {
	const template = custom('{{firstName}} {{direction}}{{rtl}}{{#rtl}}x{{/rtl}} {{language}}');
	const [one, other] = await signatures(template, [person({ direction: 'Finance', language: 'Deutsch' }), person({})]);
	expect([one.html, other.html, other.missing]).toEqual(['Ada Finance Deutsch', 'Ada', ['direction', 'rtl', 'language']]);
});

it('does not take company texts for a profile', async () => {
	const template = custom('{{company}} {{website}}', { branding: { company: 'Acme', website: 'acme.example' } });
	const [signature] = await signatures(template, [{ profile: { custom: 'x' } }]);
	expect(signature.warnings).toEqual(['No field of the template has a value in the profile. Everything comes from texts in the node']);
	await expect(run(template, [{ company: 'Acme' }])).rejects.toThrow('The item is not a person');
});

it('knows the names in Check Template and in the hints of a run', async () => {
	const branding = { logoUrl: 'acme.example/logo.png', company: 'Acme' };
	const template = '<img src="{{logoUrl}}" alt="{{company}}" width="90" height="30"> {{firstName}} {{compny}}';
	const { items } = await run(custom(template, { operation: 'check', branding }));
	expect(items[0].json).toMatchObject({ valid: true, unknownFields: [] });
	expect(items[0].json.warnings).toEqual(expect.arrayContaining([expect.stringContaining('Did you mean company?')]));
	const { hints } = await run(custom(template, { branding }));
	expect(hints.map(({ message }) => message).join()).toMatch(/^No one in this run has the field "compny" \(template\)\. Did you mean company\?$/);
});

it('warns about a logo that email clients do not show', async () => {
	const { hints } = await run(gallery('logoLeft', { logoUrl: 'acme.example/logo.svg' }));
	expect(hints.map(({ message }) => message)).toEqual(["The image in 'Logo URL' in 'Branding' is an SVG, which Gmail and Outlook do not show. Use a PNG"]);
});

it('whatever Branding holds, it is shown as a smart field would show it, or refused by name', async () => {
	const value = fc.oneof(hostile, fc.constantFrom('acme.example', 'https://acme.example/a b', 'teal', '#123', 'Acme & Co.', 'de', 'auto', 'mailto:a@b.example', 'tel:+4930123456', '\u200b', '<b>'));
	const entry = fc.constantFrom(...NAMES.filter((name) => name !== 'direction')).chain((name) => fc.tuple(fc.constant(name), value.filter((one) => !one.startsWith('='))));
	await holdsAsync(
		fc.asyncProperty(fc.array(entry, { maxLength: 3 }), fc.constantFrom(...GALLERY.map(({ name }) => name)), async (entries, galleryTemplate) => {
			const branding = Object.fromEntries(entries);
			let shown: IDataObject[];
			try {
				shown = await signatures(gallery(galleryTemplate, branding));
			} catch (error) {
				expect((error as Error).message).toMatch(/^'[\w ]+' in 'Branding' /);
				return;
			}
			const values = Object.entries(branding).filter(([name, text]) => name !== 'language' && text.trim() !== '').map(([name, text]) => ({ name, attributes: [], default: text }));
			let asSmartField: IDataObject[];
			try {
				asSmartField = await signatures(gallery(galleryTemplate, {}, { smartFields: { values } }));
			} catch {
				return;
			}
			expect(shown[0].html).toBe(asSmartField[0].html);
		}),
		60,
	);
});

it('renders nobody differently when Branding is empty', async () => {
	for (const { name } of GALLERY) expect(await html(gallery(name, { company: '', accentColor: ' ' }), [ada])).toEqual(await html(gallery(name, {}), [ada]));
});

describe('branding that no template shows', () => {
	const hintsOf = async (parameters: IDataObject) => (await run(parameters)).hints.map(({ message }) => message);

	it.each(GALLERY.map((template) => [template.name, template] as const))('is named, and nothing else, with the template %s', async (galleryTemplate, template) => {
		const branding = Object.fromEntries(NAMES.map((name) => [name, BRANDING_FIELDS[name].example]));
		const isShown = (name: string) => [template.html, template.text].some((text) => text.includes(`{{${name}}}`) || text.includes(`{{#${name}}}`) || (name === 'direction' && text.includes('{{#rtl}}')));
		const unused = NAMES.filter((name) => !isShown(name));
		const expected = unused.length === 0 ? [] : [`No template shows these fields of 'Branding': ${unused.map((name) => BRANDING_FIELDS[name].title).join(', ')}`];
		expect((await hintsOf(gallery(galleryTemplate, branding))).filter((hint) => hint.startsWith('No template shows'))).toEqual(expected);
		const { items } = await run(gallery(galleryTemplate, branding, { operation: 'check' }));
		expect((items[0].json.warnings as string[]).filter((hint) => hint.startsWith('No template shows'))).toEqual(expected);
	});
});
