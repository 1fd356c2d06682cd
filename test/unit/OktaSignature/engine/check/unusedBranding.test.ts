import { unusedBranding } from '../../../../../nodes/OktaSignature/engine/check/unusedBranding';

const branding = (...names: string[]) => new Map(names.map((name) => [name, `value of ${name}`]));

describe('unusedBranding', () => {
	it('names the fields that no template shows, in their order, as the editor calls them', () => {
		const labels = { logoUrl: 'Logo URL', website: 'Website', accentColor: 'Accent Color' };
		expect(unusedBranding(branding('website', 'accentColor', 'motto', 'logoUrl'), new Set(['title', 'accentColor']), labels)).toBe(
			"No template shows these fields of 'Branding': Website, motto, Logo URL",
		);
	});

	it('names fields as templates do where the editor has no label', () => {
		expect(unusedBranding(branding('logoUrl'), new Set(['title']))).toBe("No template shows these fields of 'Branding': logoUrl");
	});

	it.each([
		['each field is shown', branding('logoUrl', 'website'), ['website', 'logoUrl', 'title']],
		['no template uses a name', branding('logoUrl'), []],
		['there are no fields', branding(), ['title']],
		['there is no branding', undefined, ['title']],
	])('says nothing when %s', (_, fields, mentioned) => {
		expect(unusedBranding(fields, new Set(mentioned))).toBe('');
	});

	it('takes a section for right-to-left names as one that shows the direction, and no other field', () => {
		expect(unusedBranding(branding('direction'), new Set(['rtl']))).toBe('');
		expect(unusedBranding(branding('direction'), new Set(['direction']))).toBe('');
		expect(unusedBranding(branding('direction', 'logoUrl'), new Set(['rtl']))).toBe("No template shows these fields of 'Branding': logoUrl");
		expect(unusedBranding(branding('direction'), new Set(['title']))).toBe("No template shows these fields of 'Branding': direction");
	});
});
