import type { IDataObject } from 'n8n-workflow';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { condition, conditions, custom, run } from '../runSignatureNode';

const banners = { values: [{ name: 'fair', imageUrl: 'https://acme.example/b.png', altText: 'Fair' }] };

const SENTENCE = /No template shows the banner/;

/** What the operations say about the banner. */
async function said(parameters: IDataObject): Promise<boolean[]> {
	const notes = await Promise.all(
		['render', 'preview', 'check'].map(async (operation) => {
			const { hints, items } = await run({ operation, ...parameters });
			return JSON.stringify([hints.map(({ message }) => message), items[0].json.warnings ?? []]);
		}),
	);
	return notes.map((text) => SENTENCE.test(text));
}

describe('banners that no template shows', () => {
	it('are named in Render, Preview and Check Template', async () => {
		expect(await said(custom('{{firstName}}', { banners }))).toEqual([true, true, true]);
	});

	it.each(['{{firstName}}{{#banner}}<img src="{{imageUrl}}" alt="{{altText}}">{{/banner}}', '{{firstName}} {{banner.altText}}'])('are not named when a template shows them: %s', async (template) => {
		expect(await said(custom(template, { banners }))).toEqual([false, false, false]);
	});

	it('are not named when one of several templates shows them, or without banners', async () => {
		expect(await said(custom('{{firstName}}'))).toEqual([false, false, false]);
		const rules = { values: [{ conditions: conditions(condition('firstName', 'equals', 'Ada')), templateSource: 'gallery', galleryTemplate: 'classic' }] };
		expect(await said({ ...custom('{{firstName}}'), chooseByRules: true, rules, banners })).toEqual([false, false, false]);
	});

	it.each(GALLERY.map(({ name }) => name))('never are with a gallery template: %s', async (galleryTemplate) => {
		expect(await said({ templateSource: 'gallery', galleryTemplate, banners })).toEqual([false, false, false]);
	});
});
