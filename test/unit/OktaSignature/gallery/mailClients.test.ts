import { checkTemplates } from '../../../../nodes/OktaSignature/engine/check/checkTemplates';
import { coloredTexts, contrast, DARK } from '../../../../nodes/OktaSignature/engine/check/contrast';
import { mailClientWarnings } from '../../../../nodes/OktaSignature/engine/check/mailClients';
import data from '../../../../nodes/OktaSignature/engine/check/mailClients.json';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { DEFAULT_ACCENT, DEFAULT_TEXT } from '../../../../nodes/OktaSignature/gallery/parts';
import { STARTER_TEMPLATE } from '../../../../nodes/OktaSignature/gallery/starter';
import { GALLERY_PIECES } from '../../../../nodes/OktaSignature/helpers/readTemplate';
import { loadEsModule } from '../../../support/esModule';
import { readText } from '../../../support/pages';
import { ACCEPTED } from './acceptedInMailClients';
import { degradations, mailClientPage, variantsOf } from './mailClientTable';

const accepted = ACCEPTED.flatMap(({ feature, clients }) => clients.map((client) => ({ feature, client })));

describe.each(GALLERY.map((template) => [template.name, template] as const))('gallery template %s', (_, template) => {
	it('uses only features that every email client supports, or that are accepted with a reason', () => {
		expect(degradations(template).filter((one) => !accepted.some(({ feature, client }) => feature === one.feature && client === one.client))).toEqual([]);
	});
});

it('accepts nothing that no template needs', () => {
	const used = GALLERY.flatMap(degradations).map(({ feature, client }) => `${feature} in ${client}`);
	expect(accepted.map(({ feature, client }) => `${feature} in ${client}`).filter((one) => !used.includes(one))).toEqual([]);
});

it('has text that is readable on white, on buttons and on dark', () => {
	const own = [DEFAULT_TEXT, DEFAULT_ACCENT, '#ffffff'];
	// Branding in the variants sets other colors, for which the gallery cannot answer.
	const texts = GALLERY.flatMap(variantsOf).flatMap((html) => coloredTexts(html)).filter(({ color, background = 'white' }) => own.includes(color) && ['white', ...own].includes(background));
	expect([...new Set(texts.map(({ color }) => color))].sort()).toEqual([...own].sort());
	for (const { color, background } of texts) {
		expect(contrast(color, background ?? 'white')).toBeGreaterThanOrEqual(4.5);
		if (background === undefined) expect(contrast(color, DARK)).toBeGreaterThanOrEqual(3);
	}
});

it('finds a feature that is not accepted', () => {
	const [{ html, ...template }] = GALLERY;
	const flexible = { ...template, html: html.replace('style="', 'style="display:flex;') };
	expect(variantsOf(flexible)[0]).toContain('display:flex');
	expect(degradations(flexible)).toContainEqual({ feature: 'display:flex', client: 'Outlook (Windows)' });
	expect(mailClientWarnings({ label: 'template', text: flexible.html, indent: 0 }).join()).toContain('display:flex');
});

it('has little to say about the example and about copies of gallery templates', () => {
	const warningsOf = (html: string) => {
		const template = { name: 'custom', reason: '', html, text: '', additionalFields: [], pieces: GALLERY_PIECES };
		const settings = { smartFields: new Map(), phoneRegion: '', today: '' };
		const { warnings } = checkTemplates({ templates: [{ template, textTemplate: '', partials: new Map() }], conditionFields: [], settings, target: 'none', hasBanners: false, attributes: { names: [], complete: false, error: '' } });
		return warnings.filter((warning) => /^(?:Not supported by|Text is hard to read)/.test(warning));
	};
	expect(warningsOf(STARTER_TEMPLATE)).toEqual([]);
	for (const { html } of GALLERY) expect(warningsOf(html).length).toBeLessThanOrEqual(3);
	expect(warningsOf(STARTER_TEMPLATE.replace('style="', 'style="display:flex;'))).toHaveLength(1);
});

it('describes the gallery of today', () => {
	expect(readText('test/pictures/mail-clients.md')).toBe(mailClientPage());
});

it('has the data of the installed caniemail', () => {
	const { reduce, caniemail, version } = loadEsModule(
		"export { reduce } from '../mailClients/reduce.mjs'; export { default as caniemail } from 'caniemail/caniemail.json'; export { version } from 'caniemail/package.json';",
	);
	expect(data).toEqual(reduce(caniemail, version));
});
