import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { PIECES } from '../../../../nodes/OktaSignature/gallery/parts';
import { GALLERY_PIECES } from '../../../../nodes/OktaSignature/helpers/readTemplate';
import { faultsInHtml } from './danglingParts';
import { Phones } from '../../../../nodes/OktaSignature/engine/profile/phone';
import { profileWith, VALUES } from './sampleProfiles';

/** What each piece shows. */
const SHOWN: Record<keyof typeof PIECES, { words: string[]; links: string[] }> = {
	logo: { words: [], links: ['logoUrl', 'logoLink'] },
	contact: { words: ['primaryPhone', 'mobilePhone', 'email', 'websiteText', 'phoneLabel', 'mobileLabel', 'emailLabel', 'websiteLabel'], links: ['website'] },
	social: { words: [], links: ['iconsUrl', 'linkedInUrl', 'xUrl', 'instagramUrl', 'youTubeUrl', 'facebookUrl', 'gitHubUrl'] },
	disclaimer: { words: ['companyDetails', 'disclaimer'], links: [] },
};

describe.each(Object.keys(PIECES))('gallery piece %s in a custom template', (name) => {
	const { words, links } = SHOWN[name as keyof typeof PIECES];
	const template = { name: 'custom', reason: '', html: `{{> ${name}}}`, text: '', additionalFields: [], pieces: GALLERY_PIECES };
	const compiled = compile(template);
	const signatureOf = (branding: Iterable<[string, string]>, profile: Record<string, string> = {}) =>
		render(compiled, profile, { smartFields: new Map(), branding: new Map(branding), phoneRegion: '', phones: new Phones(), today: '' }, '').signature;

	it('is a table of its own that shows all its fields', () => {
		const { html, warnings } = signatureOf([], profileWith(Object.keys(VALUES)));
		expect(html).toMatch(/^<table [^]*<\/table>$/);
		expect(warnings).toEqual([]);
		expect(faultsInHtml(html)).toEqual([]);
		expect(words.filter((field) => !html.replaceAll('\u00a0', ' ').includes(VALUES[field]))).toEqual([]);
		expect(links.filter((field) => !html.includes(`"${VALUES[field]}`))).toEqual([]);
		// Word gives a cell no font of its own.
		for (const [, style] of html.matchAll(/<td style="([^"]*)">(?!\s*<table)/g)) expect(style).toMatch(/font:[^;]+Arial,sans-serif;color:/);
	});

	it('is empty without its fields, also in a signature from right to left', () => {
		for (const direction of ['ltr', 'rtl']) {
			const { html, warnings } = signatureOf([['direction', direction], ['language', 'he'], ['accentColor', 'teal']]);
			expect([html, warnings]).toEqual(['', []]);
		}
	});
});
