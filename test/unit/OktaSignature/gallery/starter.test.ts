import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { PIECES } from '../../../../nodes/OktaSignature/gallery/parts';
import { STARTER_TEMPLATE } from '../../../../nodes/OktaSignature/gallery/starter';
import { OktaSignature } from '../../../../nodes/OktaSignature/OktaSignature.node';
import { galleryTexts, writtenPage } from '../../../support/galleryTexts';
import { custom, run, signatures } from '../runSignatureNode';

const check = async (parameters: IDataObject) => (await run({ operation: 'check', ...parameters })).items[0].json;

const branding = { company: 'Acme', logoUrl: 'https://acme.example/logo.png', website: 'https://acme.example', disclaimer: 'Confidential.' };

/** SHA-256 in hex of the text, by version of the node (`typeVersion`). Never change an entry that was published. */
const TEXT_OF_VERSION: Readonly<Record<string, string>> = {
	1: '41db7fe4f03d442b89060dfff1196b437c27797e6e336101886c70708c03f7dd',
};

describe('the text of a new custom template', () => {
	// n8n does not store a parameter that has its default, so an untouched workflow gets the text of the installed package.
	it('never changes in one version of the node. A new text needs a new node version (typeVersion): otherwise an update changes the signatures of untouched workflows', () => {
		const { version, defaultVersion } = new OktaSignature().description;
		const current = String(defaultVersion ?? [version].flat().at(-1));
		expect({ version: current, sha256: createHash('sha256').update(STARTER_TEMPLATE).digest('hex') }).toEqual({ version: current, sha256: TEXT_OF_VERSION[current] });
	});

	it('is clean in Check Template, and nobody has to write one', async () => {
		expect(await check({ templateSource: 'custom' })).toMatchObject({ valid: true, errors: [], warnings: [] });
		expect(await check({ templateSource: 'custom', branding, banners: { values: [{ name: 'b', imageUrl: 'https://acme.example/b.png', altText: 'Fair', linkUrl: 'https://acme.example' }] } })).toMatchObject({ valid: true, errors: [], warnings: [] });
	});

	it('renders people with many values and with few, without its comments', async () => {
		const people = [
			{ profile: { firstName: 'Ada', lastName: 'Lovelace', title: 'Engineer', organization: 'Acme', email: 'ada@acme.example', primaryPhone: '+49 30 23125 123' } },
			{ profile: { firstName: 'Zoë' } },
		];
		const [full, sparse] = await signatures({ templateSource: 'custom', branding }, people);
		expect(full).toMatchObject({ template: 'custom', warnings: [], text: expect.stringContaining('Ada Lovelace\nEngineer\nAcme') });
		expect((sparse.text as string).split('\n')).toEqual(expect.arrayContaining(['Zoë', 'Acme']));
		for (const { html } of [full, sparse]) expect(html).not.toMatch(/\{\{|example\. Change/);
	});

	it('misses nothing and hints at nothing without Branding', async () => {
		const profile = { firstName: 'Ada', lastName: 'Lovelace', title: 'Engineer', department: 'R&D', organization: 'Acme', email: 'ada@acme.example', primaryPhone: '+49 30 23125 123', mobilePhone: '+49 170 1234567' };
		const { items, hints } = await run({ templateSource: 'custom' }, [{ profile }]);
		expect(items[0].json.signature).toMatchObject({ missing: [], warnings: [], completeness: 1 });
		expect(hints).toEqual([]);
	});

	it.each([
		['{{fullName}}{{#company}}{{company}}{{/company}}{{^company}}{{organization}}{{/company}}', ['organization']],
		['{{fullName}}{{#company}}{{company}}{{/company}}', ['company']],
		['{{fullName}}{{company}}{{^company}}{{organization}}{{/company}}', ['company', 'organization']],
		['{{fullName}}{{#pronouns}}{{pronouns}}{{/pronouns}}{{^pronouns}}-{{/pronouns}}', ['pronouns']],
		['{{fullName}}{{#title}}{{title}}{{/title}}{{^title}}Staff{{/title}}', ['title']],
	])('a field of Branding with something else in its place is not missing: %s', async (template, missing) => {
		const [signature] = await signatures(custom(template), [{ profile: { firstName: 'Ada' } }]);
		expect(signature.missing).toEqual(missing);
	});

	it('is missing when only the text version has nothing in its place', async () => {
		const template = '{{fullName}}{{#company}}{{company}}{{/company}}{{^company}}x{{/company}}';
		const [signature] = await signatures(custom(template, { options: { textTemplate: '{{fullName}} | {{company}}' } }), [{ profile: { firstName: 'Ada' } }]);
		expect(signature.missing).toEqual(['company']);
	});

	it('is also the one of a new rule, and an emptied template is refused', async () => {
		const { properties } = new OktaSignature().description;
		const defaults = JSON.stringify(properties).split(JSON.stringify(STARTER_TEMPLATE)).length - 1;
		expect(defaults).toBe(2);
		await expect(run(custom(''))).rejects.toThrow("Parameter 'Template' is empty");
	});
});

describe('the page with the texts of the gallery', () => {
	it('shows the templates as they are. After a change, run "npm run gallery"', () => {
		expect(writtenPage()).toBe(galleryTexts(GALLERY, STARTER_TEMPLATE, PIECES));
	});

	it.each(GALLERY.map(({ name, html, text }) => [name, html, text]))('shows texts that work as a custom template: %s', async (_name, html, textTemplate) => {
		const report = await check(custom(html, { branding, options: { textTemplate } }));
		expect(report).toMatchObject({ valid: true, errors: [] });
	});
});
