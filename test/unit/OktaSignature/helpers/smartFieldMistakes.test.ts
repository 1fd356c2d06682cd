import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { completeColor } from '../../../../nodes/OktaSignature/engine/html/color';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { GALLERY_FIELDS } from '../../../../nodes/OktaSignature/gallery/galleryFields';
import { holdsAsync } from '../../../support/fuzz';
import { ada, condition, conditions, custom, run } from '../runSignatureNode';

const field = (name: string, more: IDataObject = {}) => ({ name, attributes: [], default: 'https://i.example/x.png', ...more });

const withFields = (...fields: IDataObject[]) => ({ smartFields: { values: fields } });

const GALLERY_NAMES = Object.keys(GALLERY_FIELDS);

/** Both operations that read smart fields say the same. */
async function expectRefused(parameters: IDataObject, message: string | RegExp): Promise<void> {
	await expect(run(parameters)).rejects.toThrow(message);
	const [{ json }] = (await run({ ...parameters, operation: 'check' })).items;
	expect(json).toMatchObject({ valid: false, errors: [{ message: expect.stringMatching(message) }] });
}

const signatureOf = async (parameters: IDataObject, profile: IDataObject = {}) => {
	const { items, hints } = await run(parameters, [{ ...ada, profile: { ...ada.profile, ...profile } }]);
	return { ...(items[0].json.signature as { html: string; warnings: string[] }), hints: hints.map(({ message }) => message) };
};

describe('smart fields that cannot work', () => {
	it.each([
		['no attributes and no text', field('title', { default: '' })],
		['blank attributes and a blank text', field('title', { attributes: [' '], default: ' ' })],
		['nothing at all', { name: 'title' }],
	])('are refused by name: %s', async (_, broken) => {
		await expectRefused(withFields(field('company'), broken), /^Smart field "title" has neither attributes nor a text in 'If All Are Empty', so it would be empty for everyone/);
	});

	it('are not those whose expression is empty for one person', async () => {
		const { html } = await signatureOf(withFields(field('title', { default: '={{ $json.nothing }}' })));
		expect(html).toContain('Ada');
	});

	it('are refused when two have the same name', async () => {
		await expectRefused(withFields(field('company'), field('website'), field('company')), /"company" occurs twice/);
	});

	it('are refused like partials, when two have the same name', async () => {
		await expectRefused({ partials: { values: [{ name: 'p', content: 'x' }, { name: 'p ', content: 'y' }] } }, /"p" occurs twice/);
	});

	it.each(['logoURL', 'LOGOURL', 'linkedinUrl', 'AccentColor', 'youtubeUrl'])('are refused with the right spelling: %s', async (name) => {
		const right = GALLERY_NAMES.find((one) => one.toLowerCase() === name.toLowerCase());
		await expectRefused(withFields(field(name, { default: '#0b6e4f' })), new RegExp(`^Smart field "${name}" is not used\\. The gallery's field is "${right}"`));
	});

	it('are those that differ from a field of the gallery in case only, whatever the template', async () => {
		const misspelling = fc
			.tuple(fc.constantFrom(...GALLERY_NAMES), fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }))
			.map(([name, uppers]) => [name, [...name].map((letter, i) => (uppers[i] ? letter.toUpperCase() : letter.toLowerCase())).join('')])
			.filter(([name, other]) => name !== other);
		await holdsAsync(
			fc.asyncProperty(fc.constantFrom(...GALLERY.map(({ name }) => name)), misspelling, async (galleryTemplate, [name, other]) => {
				await expect(run({ galleryTemplate, ...withFields(field(other)) })).rejects.toThrow(`Smart field "${other}" is not used. The gallery's field is "${name}"`);
			}),
			40,
		);
	});

	it('are not those that a custom template, a rule or a partial uses', async () => {
		const rules = (more: IDataObject) => ({ chooseByRules: true, rules: { values: [{ name: 'r', conditions: conditions(condition('title', 'equals', 'nobody')), templateSource: 'custom', template: 'x', ...more }] } });
		const fields = withFields(field('logoURL'));
		for (const parameters of [custom('{{firstName}}'), rules({ template: '{{logoURL}}' }), rules({ conditions: conditions(condition('logoURL', 'exists')) }), { partials: { values: [{ name: 'p', content: '{{logoURL}}' }] } }, { options: { textTemplate: 'x {{logoURL}}' } }]) {
			expect((await signatureOf({ ...parameters, ...fields })).hints).toEqual([]);
		}
	});

	it.each([
		['https://i.example/logo.svg', 'an SVG, which Gmail and Outlook do not show'],
		[' https://i.example/LOGO.SVG?v=2 ', 'an SVG, which Gmail and Outlook do not show'],
		['https://i.example/logo.webp', 'a WebP, which Outlook for Windows does not show'],
	])('get a hint when their image is not shown everywhere: %s', async (url, what) => {
		const parameters = withFields(field('logoUrl', { default: url }));
		const hint = `The image in the smart field "logoUrl" is ${what}. Use a PNG`;
		for (const more of [{}, custom('{{firstName}}<img src="{{logoUrl}}" alt="" width="9">')]) expect((await signatureOf({ ...parameters, ...more })).hints).toEqual([hint]);
		expect((await run({ ...parameters, operation: 'check' })).items[0].json).toMatchObject({ valid: true, warnings: [hint] });
		expect((await signatureOf(withFields(field('logoUrl', { default: 'https://svg.example/svg/x.png' })))).hints).toEqual([]);
	});

	it.each(['Hi {{firstName}}', 'https://i.example/?u={{login}}', '{{ $json.profile.title }}', '{{> footer}}'])('get a hint when their text holds tags, which everyone would see: %s', async (text) => {
		const parameters = withFields(field('website', { default: text }));
		const hint = expect.stringMatching(/^The text of the smart field "website" contains \{\{\. Tags only work in templates/);
		for (const more of [{}, custom('{{firstName}} {{website}}')]) expect((await signatureOf({ ...parameters, ...more })).hints).toContainEqual(hint);
		expect((await run({ ...parameters, operation: 'check' })).items[0].json.warnings).toContainEqual(hint);
	});

	it('get no hint for an expression or for single braces', async () => {
		for (const text of ['={{ $json.profile.firstName }}', 'https://i.example/a?b=[1]', 'Acme :-}']) expect((await signatureOf({ ...custom('{{firstName}} {{tagline}}'), ...withFields(field('tagline', { default: text })) })).hints).toEqual([]);
	});

	it.each([
		['logoUlr', 'logoUrl'],
		['webite', 'website'],
		['companyy', 'company'],
	])('get a hint when the name is close to one of the gallery: %s', async (name, right) => {
		const parameters = withFields(field(name));
		const hint = `No template uses the smart field "${name}". Did you mean ${right}?`;
		expect((await signatureOf(parameters)).hints).toEqual([hint]);
		const [{ json }] = (await run({ ...parameters, operation: 'check' })).items;
		expect(json).toMatchObject({ valid: true, warnings: [hint] });
	});

	it.each(GALLERY.map(({ name, fields, additionalFields }) => [name, [...fields, ...additionalFields]] as const))('are none of the fields of %s', async (galleryTemplate, names) => {
		const fitting: Record<string, string> = { accentColor: '#0b6e4f', textColor: '#333', direction: 'rtl', language: 'de', languageSecond: 'en', primaryPhone: '+49 30 901820', mobilePhone: '+49 30 901821', email: 'ada@acme.example' };
		const values = names.map((name) => field(name, { default: fitting[name] ?? 'https://i.example/x.png' }));
		expect((await signatureOf({ galleryTemplate, ...withFields(...values) })).hints).toEqual([]);
	});
});

describe('colors', () => {
	it.each([
		['0b6e4f', '#0b6e4f'],
		['#0B6E4F', '#0B6E4F'],
		['abc', '#abc'],
		['Teal', 'Teal'],
		['rgb(11, 110, 79)', 'rgb(11, 110, 79)'],
	])('%s is written as %s', async (given, written) => {
		for (const galleryTemplate of GALLERY.map(({ name }) => name)) {
			const asDefault = await signatureOf({ galleryTemplate, ...withFields(field('accentColor', { default: given })) });
			const asAttribute = await signatureOf({ galleryTemplate, ...withFields(field('accentColor', { attributes: ['brand'], default: '' })) }, { brand: given });
			for (const { html, warnings } of [asDefault, asAttribute]) {
				expect(html).toContain(`color:${written}`);
				expect(html).not.toContain('#2f6fb5');
				expect(warnings).toEqual([]);
			}
		}
	});

	it('that are none are refused in a text for everyone', async () => {
		await expectRefused(withFields(field('accentColor', { default: 'bluish' })), /^Smart field "accentColor" has a text in 'If All Are Empty' that is not a color/);
	});

	it("that are none give way to the gallery's color with a warning, or are a warning in a custom template", async () => {
		const fields = withFields(field('accentColor', { attributes: ['brand'], default: '' }));
		const { html, warnings } = await signatureOf(fields, { brand: 'bluish' });
		expect(html).toContain('#2f6fb5');
		expect(warnings).toEqual(['Field "accentColor" was left out: it is not a color such as #2f6fb5']);
		expect((await signatureOf(custom('<b style="color:{{brand}}">{{firstName}}</b>'), { brand: 'bluish' })).warnings).toEqual(['"brand" is not a color such as #2f6fb5']);
	});

	it('in a custom template get their # exactly once', async () => {
		await holdsAsync(
			fc.asyncProperty(fc.constantFrom('0b6e4f', '#0b6e4f', 'abc', '#ABC'), fc.constantFrom('color:', 'background-color: ', 'color:#', 'color: #'), async (given, before) => {
				const { html, warnings } = await signatureOf(custom(`<b style="${before}{{brand}};margin:0">{{firstName}}</b>`), { brand: given });
				const style = /style="[^:]+: ?([^;]*);/.exec(html)?.[1];
				expect(style).toBe(`#${given.replace('#', '')}`);
				expect(completeColor(String(style))).toBe(style);
				expect(warnings).toEqual([]);
			}),
			16,
		);
	});
});
