import type { IDataObject } from 'n8n-workflow';
import { ada, custom, run, signatures } from '../runSignatureNode';

describe('Render', () => {
	it('renders the gallery template by default and keeps the item', async () => {
		const { items } = await run({});
		expect(items).toHaveLength(1);
		expect(items[0].pairedItem).toEqual({ item: 0 });
		expect(items[0].json).toMatchObject({ id: '00uAda', status: 'ACTIVE', profile: ada.profile });
		const signature = items[0].json.signature as IDataObject;
		expect(Object.keys(signature).sort()).toEqual(
			['changed', 'completeness', 'hash', 'html', 'length', 'missing', 'reason', 'template', 'text', 'warnings'],
		);
		expect(signature).toMatchObject({
			template: 'classic',
			reason: '"Classic" from the gallery',
			changed: true,
			text: "Ada O'Neil\nR&D <Lead>\nM +43 1 234567\nada@acme.example",
			missing: ['department', 'organization', 'addressLine', 'primaryPhone'],
			completeness: 0.5,
			warnings: [],
		});
		expect(signature.html).toContain('R&amp;D &lt;Lead&gt;');
		expect(signature.length).toBe(String(signature.html).length);
		expect(signature.hash).toMatch(/^[0-9a-f]{64}$/);
	});

	it('renders a custom template and a template from the input item', async () => {
		expect(await signatures(custom('<b>{{firstName}}</b>'))).toMatchObject([{ html: '<b>Ada</b>', template: 'custom', text: 'Ada' }]);
		const people = [{ ...ada, tpl: '<i>{{firstName}}</i>' }, { ...ada, tpl: '<u>{{lastName}}</u>' }];
		const rendered = await signatures({ templateSource: 'input', templateFromInput: '={{ $json.tpl }}' }, people);
		expect(rendered.map(({ html }) => html)).toEqual(['<i>Ada</i>', '<u>O&#39;Neil</u>']);
	});

	it('refuses a template from the input whose tags n8n evaluates', async () => {
		const settings = { templateSource: 'input', templateFromInput: '=<b>{{firstName}}</b>' };
		await expect(run(settings)).rejects.toMatchObject({
			message: "Parameter 'Template From Input' contains Mustache tags that n8n evaluates as expressions",
			description: expect.stringContaining("Set 'Template Source' to Custom"),
		});
	});

	it('gets a custom template without a leading "=", which n8n removes from fields without expressions', async () => {
		expect(await signatures(custom('=<b>{{firstName}}</b>'))).toMatchObject([{ html: '<b>Ada</b>' }]);
		const partials = { values: [{ name: 'n', content: '=<i>{{firstName}}</i>' }] };
		const settings = custom('{{> n}}', { partials, options: { textTemplate: '=* {{firstName}}' } });
		expect(await signatures(settings)).toMatchObject([{ html: '<i>Ada</i>', text: '* Ada' }]);
	});

	it('names the line and column of a syntax error', async () => {
		await expect(run(custom('<b>\n  {{#title}}</b>'))).rejects.toThrow(
			'Section "title" is not closed. Add {{/title}} (template, line 2, column 3)',
		);
	});

	it('uses the item itself when it has no profile field', async () => {
		expect(await signatures(custom('{{firstName}}'), [ada.profile])).toMatchObject([{ html: 'Ada' }]);
		expect(await signatures(custom('{{firstName}}', { options: { profileField: 'user.profile' } }), [{ user: ada }])).toMatchObject([
			{ html: 'Ada' },
		]);
	});

	it('compares with the previous hash and outputs only changed signatures', async () => {
		const [{ hash }] = await signatures(custom('{{firstName}}'));
		const people = [{ ...ada, pushed: hash }, { ...ada, pushed: 'other' }, { ...ada }];
		const options = { previousHash: '={{ $json.pushed }}' };
		const all = await signatures(custom('{{firstName}}', { options }), people);
		expect(all.map(({ changed }) => changed)).toEqual([false, true, true]);
		const { items } = await run(custom('{{firstName}}', { options: { ...options, onlyChanged: true } }), people);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
	});

	it('refuses a signature that is too long and names the person by item and Okta ID only', async () => {
		const long = custom(`${'x'.repeat(5000)}{{firstName}}`, { options: { target: 'exchangeRule' } });
		await expect(run(long)).rejects.toThrow(
			'The HTML has 5,003 characters, 3 more than Exchange Rule allows (5,000). Longest parts: the template itself 5,000, firstName 3 (item 0, Okta ID 00uAda)',
		);
		const flagged = { ...long, options: { target: 'exchangeRule', whenTooLong: 'flag' } };
		expect((await signatures(flagged))[0].warnings).toEqual([
			'The HTML has 5,003 characters, 3 more than Exchange Rule allows (5,000). Longest parts: the template itself 5,000, firstName 3',
		]);
	});

	it('stops, flags or skips when a required field is empty', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['primaryPhone', 'mobilePhone'], required: true }] };
		const people = [ada, { id: '00uBob', profile: { firstName: 'Bob' } }];
		const settings = (whenRequiredMissing: string) => custom('{{firstName}}', { smartFields, options: { whenRequiredMissing } });
		await expect(run(settings('error'), people)).rejects.toThrow('Required fields are empty: phone (item 1, Okta ID 00uBob)');
		expect((await signatures(settings('flag'), people)).map(({ missing, warnings }) => [missing, warnings])).toEqual([
			[[], []],
			[['phone'], ['Required fields are empty: phone']],
		]);
		const { items, hints } = await run(settings('skip'), people);
		expect(items.map(({ json }) => json.id)).toEqual(['00uAda']);
		expect(hints).toEqual([expect.objectContaining({ message: '2 people: 1 left out because a required field is empty' })]);
	});

	it('continues with the next person with Continue On Fail', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone'], required: true }] };
		const { items } = await run(custom('{{firstName}}', { smartFields }), [{ profile: {} }, ada], 'continueRegularOutput');
		expect(items).toMatchObject([
			{ json: { error: 'Required fields are empty: phone (item 0)' }, pairedItem: { item: 0 } },
			{ json: { signature: { html: 'Ada' } }, pairedItem: { item: 1 } },
		]);
	});

	it('uses the date of the option Now and refuses an invalid one', async () => {
		expect(await signatures(custom('{{today}}', { options: { now: '2026-03-01T00:30:00' } }))).toMatchObject([{ html: '2026-03-01' }]);
		// The workflow's time zone is Europe/Berlin.
		expect(await signatures(custom('{{today}}', { options: { now: '2026-02-28T23:30:00Z' } }))).toMatchObject([{ html: '2026-03-01' }]);
		for (const now of ['soon', '2026-02-30']) await expect(run(custom('{{today}}', { options: { now } }))).rejects.toThrow("Option 'Now' is not a date");
	});

	it('names the invalid parameter', async () => {
		const smartFields = { values: [{ name: 'my phone', attributes: ['mobilePhone'] }] };
		await expect(run(custom('x {{a}}', { smartFields }))).rejects.toThrow("Parameter 'Smart Fields', entry 1: 'Field Name' ");
		await expect(run(custom('  '))).rejects.toThrow("Parameter 'Template' is empty");
		await expect(run({ galleryTemplate: 'gone' })).rejects.toThrow("The gallery has no template 'gone'");
	});

	it('writes to another field, includes partials and uses the text template', async () => {
		const { items } = await run(
			custom('{{> name}}!', {
				partials: { values: [{ name: 'name', content: '<b>{{lastName}}</b>' }] },
				options: { outputField: 'mail', textTemplate: '* {{lastName}} *' },
			}),
		);
		expect(items[0].json.mail).toMatchObject({ html: '<b>O&#39;Neil</b>!', text: "* O'Neil *" });
		expect(items[0].json).not.toHaveProperty('signature');
	});

	it('evaluates only the expressions of a collection for each item', async () => {
		const smartFields = { values: [{ name: 'own', attributes: ['nickName'], default: '={{ $json.id }}' }, { name: 'x', attributes: '=title, nickName' }] };
		const people = [ada, { id: '00uBob', profile: { nickName: 'Bob' } }];
		expect((await signatures(custom('{{own}} {{x}}', { smartFields }), people)).map(({ text }) => text)).toEqual(['00uAda R&D <Lead>', 'Bob Bob']);
	});

	it('adds both versions as complete files', async () => {
		const zoe = { ...ada, profile: { ...ada.profile, firstName: 'Zoë' } };
		const { items } = await run(custom('<b>{{firstName}}</b>', { options: { files: true } }), [zoe]);
		const files = items[0].binary ?? {};
		expect(Object.keys(files)).toEqual(['preview', 'signature.htm', 'signature.txt']);
		expect(files['signature.htm']).toMatchObject({ fileName: 'signature.htm', mimeType: 'text/html', fileType: 'html' });
		// The Binary tab shows files of this MIME type only, as what the file type says.
		expect(files.preview).toMatchObject({ fileName: 'preview.htm', mimeType: 'text/plain', fileType: 'html', data: files['signature.htm'].data });
		expect(files['signature.txt']).toMatchObject({ fileName: 'signature.txt', mimeType: 'text/plain' });
		const page = Buffer.from(files['signature.htm'].data, 'base64').toString('utf8');
		expect(page).toMatch(/^<!DOCTYPE html>\n<html>/);
		expect(page).toContain('charset=utf-8');
		expect(page).toContain('<body>\n<b>Zoë</b>\n</body>');
		expect(Buffer.from(files['signature.txt'].data, 'base64').toString('utf8')).toBe('\uFEFFZoë');
		expect((await run(custom('x {{a}}'))).items[0]).not.toHaveProperty('binary');
	});

	it('shows the first currently active banner', async () => {
		const banner = (name: string, startsAt: string, endsAt: string) => ({ name, imageUrl: `https://x.example/${name}.png`, linkUrl: '', altText: name, startsAt, endsAt });
		const banners = { values: [banner('march', '2026-03-01T00:00:00', '2026-04-01T00:00:00'), banner('noon', '2026-03-31T10:00:00Z', ''), banner('over', '2019-01-01', '2020-01-01')] };
		const template = '{{firstName}}{{#banner}}<img src="{{imageUrl}}" alt="{{altText}}" width="9">{{name}}{{#linkUrl}}link{{/linkUrl}}{{/banner}}';
		const at = async (now: string) => (await signatures(custom(template, { banners, options: { now } })))[0];
		const march = 'Ada<img src="https://x.example/march.png" alt="march" width="9">march';
		// The workflow's time zone is Europe/Berlin, on summer time since March 29.
		expect((await at('2026-02-28T22:59:59Z')).html).toBe('Ada');
		expect(await at('2026-02-28T23:00:00Z')).toMatchObject({ html: march, missing: [], completeness: 1 });
		expect((await at('2026-03-31T21:59:59Z')).html).toBe(march);
		expect((await at('2026-04-01T00:00:00')).html).toContain('noon');
		expect((await at('2020-01-01')).html).toBe('Ada');
		const broken = { values: [banner('spring', 'soon', '')] };
		await expect(run(custom('x {{a}}', { banners: broken }))).rejects.toThrow(`Parameter 'Starts At' of the banner 'spring' is not a date`);
	});

	it('shows no banner without an image, and says so on every signature', async () => {
		const banners = { values: [{ name: 'spring', imageUrl: '', linkUrl: 'acme.com' }, { name: 'fair', imageUrl: 'x.example/b.png', linkUrl: 'foo' }] };
		expect(await signatures(custom('{{firstName}}{{#banner}} {{name}} {{imageUrl}}{{linkUrl}}{{/banner}}', { banners }))).toMatchObject([
			{
				html: 'Ada fair https://x.example/b.png',
				warnings: [expect.stringMatching(/^The banner 'spring' is not shown/), expect.stringMatching(/^The banner 'fair' has no link/)],
			},
		]);
		expect(await signatures(custom('{{firstName}}', { banners }))).toMatchObject([{ html: 'Ada', warnings: [] }]);
	});

	it('counts a URL that cannot be used as missing, and completes those of the gallery', async () => {
		const people = [{ profile: { firstName: 'Ada', website: 'acme.com' } }];
		const [own] = await signatures(custom('{{firstName}} {{#website}}<a href="{{website}}">{{website}}</a>{{/website}}'), people);
		expect(own).toMatchObject({ html: 'Ada', text: 'Ada', missing: ['website'], completeness: 0.5, warnings: [expect.stringMatching(/^"website" counts as empty/)] });
		const [classic] = await signatures({ galleryTemplate: 'classic' }, people);
		expect(classic).toMatchObject({ html: expect.stringContaining('href="https://acme.com"'), warnings: [] });
	});

	it('never uses a profile attribute as a banner', async () => {
		const people = [{ profile: { banner: 'free beer', firstName: 'Ada' } }];
		expect(await signatures(custom('{{firstName}}{{#banner}}!{{/banner}}{{banner}}'), people)).toMatchObject([{ html: 'Ada' }]);
	});

	it('has the same hash on every machine and in every release', async () => {
		const [{ html, text, hash }] = await signatures(custom('<b>{{firstName}}</b>'));
		// printf '<b>Ada</b>\0Ada' | sha256sum
		expect({ html, text, hash }).toEqual({ html: '<b>Ada</b>', text: 'Ada', hash: 'a4e2bfba98feacb02cacd37eba9a75c4064756c9a26761242116921c99bddc86' });
	});
});
