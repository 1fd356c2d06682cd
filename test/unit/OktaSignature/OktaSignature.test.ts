import type { IDataObject } from 'n8n-workflow';
import { OktaSignature } from '../../../nodes/OktaSignature/OktaSignature.node';
import { runNode } from '../../support/n8n';

const ada = {
	id: '00uAda',
	status: 'ACTIVE',
	profile: { firstName: 'Ada', lastName: "O'Neil", title: 'R&D <Lead>', mobilePhone: '+43 1 234567', email: 'ada@acme.example' },
};

const run = async (parameters: IDataObject, people: IDataObject[] = [ada], onError?: 'continueRegularOutput') =>
	await runNode({
		nodeType: new OktaSignature(),
		parameters: parameters as Record<string, unknown>,
		input: people.map((json) => ({ json })),
		onError,
	});

const signatures = async (parameters: IDataObject, people?: IDataObject[]) =>
	(await run(parameters, people)).items.map(({ json }) => json.signature as IDataObject);

const custom = (template: string, more: IDataObject = {}) => ({ templateSource: 'custom', template, ...more });

describe('Okta Signature in n8n-core', () => {
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
			missing: ['department', 'organization', 'primaryPhone', 'streetAddress', 'zipCode', 'city'],
			completeness: 0.4,
			warnings: [],
		});
		expect(signature.html).toContain('R&amp;D &lt;Lead&gt;');
		expect(signature.length).toBe(String(signature.html).length);
		expect(signature.hash).toMatch(/^[0-9a-f]{64}$/);
	});

	it('keeps the tags of a custom template and of one that comes with the item', async () => {
		expect(await signatures(custom('<b>{{firstName}}</b>'))).toMatchObject([{ html: '<b>Ada</b>', template: 'custom', text: 'Ada' }]);
		const people = [{ ...ada, tpl: '<i>{{firstName}}</i>' }, { ...ada, tpl: '<u>{{lastName}}</u>' }];
		const rendered = await signatures({ templateSource: 'input', templateFromInput: '={{ $json.tpl }}' }, people);
		expect(rendered.map(({ html }) => html)).toEqual(['<i>Ada</i>', '<u>O&#39;Neil</u>']);
	});

	it('explains tags that n8n would evaluate in a template from the input', async () => {
		const settings = { templateSource: 'input', templateFromInput: '=<b>{{firstName}}</b>' };
		await expect(run(settings)).rejects.toMatchObject({
			message: "The tags of the parameter 'Template From Input' are read as n8n expressions",
			description: expect.stringContaining('Delete the "="'),
		});
	});

	it('gets a custom template without the "=" of an expression, since n8n takes it off fields without expressions', async () => {
		expect(await signatures(custom('=<b>{{firstName}}</b>'))).toMatchObject([{ html: '<b>Ada</b>' }]);
	});

	it('says where a template does not parse', async () => {
		await expect(run(custom('<b>\n  {{#title}}</b>'))).rejects.toThrow(
			'Section "title" is not closed: add {{/title}} (template, line 2, column 3)',
		);
	});

	it('takes the item itself where it has no profile', async () => {
		expect(await signatures(custom('{{firstName}}'), [ada.profile])).toMatchObject([{ html: 'Ada' }]);
		expect(await signatures(custom('{{firstName}}', { options: { profileField: 'user.profile' } }), [{ user: ada }])).toMatchObject([
			{ html: 'Ada' },
		]);
	});

	it('compares with the hash pushed last and passes on only what changed', async () => {
		const [{ hash }] = await signatures(custom('{{firstName}}'));
		const people = [{ ...ada, pushed: hash }, { ...ada, pushed: 'other' }, { ...ada }];
		const options = { previousHash: '={{ $json.pushed }}' };
		const all = await signatures(custom('{{firstName}}', { options }), people);
		expect(all.map(({ changed }) => changed)).toEqual([false, true, true]);
		const { items } = await run(custom('{{firstName}}', { options: { ...options, onlyChanged: true } }), people);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
	});

	it('names the overrun, and the person by item and Okta ID only', async () => {
		const long = custom(`${'x'.repeat(5000)}{{firstName}}`, { options: { target: 'exchangeRule' } });
		await expect(run(long)).rejects.toThrow(
			'The HTML is 5,003 characters long, 3 more than the 5,000 that Exchange Rule takes (item 0, Okta ID 00uAda)',
		);
		const flagged = { ...long, options: { target: 'exchangeRule', whenTooLong: 'flag' } };
		expect((await signatures(flagged))[0].warnings).toEqual([
			'The HTML is 5,003 characters long, 3 more than the 5,000 that Exchange Rule takes',
		]);
	});

	it('stops, flags or skips when something required is empty', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['primaryPhone', 'mobilePhone'], required: true }] };
		const people = [ada, { id: '00uBob', profile: { firstName: 'Bob' } }];
		const settings = (whenRequiredMissing: string) => custom('{{firstName}}', { smartFields, options: { whenRequiredMissing } });
		await expect(run(settings('error'), people)).rejects.toThrow('Required but empty: phone (item 1, Okta ID 00uBob)');
		expect((await signatures(settings('flag'), people)).map(({ missing, warnings }) => [missing, warnings])).toEqual([
			[[], []],
			[['phone'], ['Required but empty: phone']],
		]);
		const { items, hints } = await run(settings('skip'), people);
		expect(items.map(({ json }) => json.id)).toEqual(['00uAda']);
		expect(hints).toEqual([expect.objectContaining({ message: '1 person was left out because a required field is empty' })]);
	});

	it('goes on with the next person when told so', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone'], required: true }] };
		const { items } = await run(custom('{{firstName}}', { smartFields }), [{ profile: {} }, ada], 'continueRegularOutput');
		expect(items).toMatchObject([
			{ json: { error: 'Required but empty: phone (item 0)' }, pairedItem: { item: 0 } },
			{ json: { signature: { html: 'Ada' } }, pairedItem: { item: 1 } },
		]);
	});

	it('dates a preview and refuses what is no date', async () => {
		expect(await signatures(custom('{{today}}', { options: { now: '2026-03-01T00:30:00' } }))).toMatchObject([{ html: '2026-03-01' }]);
		// The workflow's zone is Europe/Berlin.
		expect(await signatures(custom('{{today}}', { options: { now: '2026-02-28T23:30:00Z' } }))).toMatchObject([{ html: '2026-03-01' }]);
		await expect(run(custom('{{today}}', { options: { now: 'soon' } }))).rejects.toThrow("The option 'Now' is not a date");
	});

	it('names the parameter that does not make sense', async () => {
		const smartFields = { values: [{ name: 'my phone', attributes: ['mobilePhone'] }] };
		await expect(run(custom('x {{a}}', { smartFields }))).rejects.toThrow("Check the parameter 'Smart Fields' (values.0.name)");
		await expect(run(custom('  '))).rejects.toThrow("The parameter 'Template' is empty");
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
});
