import type { IDataObject } from 'n8n-workflow';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { OktaSignature } from '../../../../nodes/OktaSignature/OktaSignature.node';
import { connectedCredential, type Sandbox } from '../../../support/connectedCredential';
import { runNode, type StoredCredential } from '../../../support/n8n';
import { startSandbox } from '../../../support/sandbox';
import { condition, conditions, custom } from '../runSignatureNode';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 1 });
});

afterAll(async () => {
	await sandbox.stop();
});

async function check(parameters: IDataObject, { credentials = [] as StoredCredential[], people = [{}] as IDataObject[] } = {}) {
	const { items } = await runNode({
		nodeType: new OktaSignature(),
		parameters: { operation: 'check', ...parameters } as Record<string, unknown>,
		credentials,
		input: people.map((json) => ({ json })),
	});
	expect(items).toHaveLength(1);
	return items[0].json as { valid: boolean; errors: object[]; warnings: string[]; fields: string[]; unknownFields: string[]; length: number };
}

const warnings = async (template: string, more: IDataObject = {}) => (await check(custom(template, more))).warnings;

describe('Check Template', () => {
	it('finds nothing wrong with a valid template', async () => {
		expect(await check(custom('<b>{{fullName}}</b>{{#banner}}<img src="{{imageUrl}}" alt="{{altText}}" width="9">{{/banner}}'))).toEqual({
			valid: true,
			errors: [],
			warnings: [],
			fields: ['fullName'],
			unknownFields: [],
			length: '<b>Maximiliane-Charlotte Schmidt-Rottluff von Hohenstein</b>'.length,
		});
	});

	it.each([
		['<img src="{{photoUrl}}" alt="{{fullName}}" width="9">', ['People without "photoUrl" get an image without a URL. Put the image between {{#photoUrl}} and {{/photoUrl}} (template)']],
		['{{#optional}}<img alt="{{fullName}}" width="9" src=\'{{photoUrl}}\'>{{/optional}}', [expect.stringContaining('"photoUrl"')]],
		['<a title=">" href="{{mobileHref}}">Call</a>', [expect.stringMatching(/^People without "mobileHref" get a link without a URL\. Put the link between/)]],
		['<a href="{{emailHref}}">Mail</a><a href="mailto:{{email}}">Mail</a><a href="https://acme.example/{{login}}">Me</a>', []],
		['<a href="https://acme.example/{{profileUrl}}">Me</a>', [expect.stringMatching(/^People without "profileUrl" get a link without a URL/)]],
		['<a href="https://acme.example/?p={{profileUrl}}">Me</a>', []],
		['{{#photoUrl}}<img src="{{photoUrl}}" alt="{{fullName}}" width="9">{{/photoUrl}}', []],
		['{{#optional}}<img src="{{photoUrl}}" alt="" width="9">{{/optional}}x', []],
		['{{#line}}<a href="{{emailHref}}">{{email}}</a>{{/line}}', []],
	])('renders %s without each URL', async (template, expected) => {
		const smartFields = { values: [{ name: 'photoUrl', attributes: ['profileUrl'] }] };
		expect(await warnings(template, { smartFields })).toEqual(expected);
	});

	it('reports a smart field that hides an attribute which Okta requires of everyone', async () => {
		const smartFields = { values: [{ name: 'email', attributes: ['secondEmail'] }] };
		for (const href of ['mailto:{{email}}', '{{emailHref}}']) expect(await warnings(`<a href="${href}">Mail</a>`, { smartFields })).toEqual([expect.stringMatching(/^People without "email(Href)?" get a link without a URL/)]);
	});

	it('accepts a URL that has a default', async () => {
		const smartFields = { values: [{ name: 'logo', attributes: ['profileUrl'], default: 'https://acme.example/l.png' }] };
		expect(await warnings('<img src="{{logo}}" alt="Acme" width="9">', { smartFields })).toEqual([]);
	});

	it.each(GALLERY.map(({ name }) => name))('finds nothing wrong with the gallery template %s', async (galleryTemplate) => {
		const { length, fields, ...rest } = await check({ galleryTemplate });
		expect(rest).toEqual({ valid: true, errors: [], warnings: [], unknownFields: [] });
		expect(fields).toContain('fullName');
		expect(length).toBeGreaterThan(500);
	});

	it('lists every error of every text with its line and column', async () => {
		const partials = { values: [{ name: 'used', content: '<a href={{x}}>\n</a>' }, { name: 'unused', content: '{{#open}}' }] };
		const template = '<p onclick="{{a}}">\n<{{b}}>{{> used}}\n  <svg></svg></p>';
		const { valid, errors } = await check(custom(template, { partials, options: { textTemplate: 'x\n{{/y}}' } }));
		expect(valid).toBe(false);
		expect(errors).toEqual([
			{ message: expect.stringContaining('Fields cannot be used in "onclick"'), line: 1, column: 13 },
			{ message: expect.stringContaining("A field cannot be the name of an element"), line: 2, column: 2 },
			{ message: expect.stringMatching(/^Put quotes around .*\(partial "used", line 1, column 9\)$/), line: 1, column: 9 },
			{ message: expect.stringContaining('<svg> cannot be used in a signature'), line: 3, column: 7 },
			{ message: expect.stringContaining('(text template, line 2, column 1)'), line: 2, column: 1 },
			{ message: expect.stringContaining('Section "open" is not closed. Add {{/open}} (partial "unused"'), line: 1, column: 1 },
		]);
	});

	it('checks the templates of all rules and the parameters', async () => {
		const rules = {
			values: [
				{ name: 'One', conditions: conditions(condition('departmnt', 'equals', 'x')), templateSource: 'custom', template: '{{#a}}' },
				{ name: 'Two', conditions: conditions(), templateSource: 'gallery', galleryTemplate: 'gone' },
			],
		};
		const smartFields = { values: [{ name: 'my phone', attributes: [] }] };
		const { errors, warnings: warned } = await check(custom(' ', { chooseByRules: true, rules, smartFields }));
		expect(errors).toEqual([
			{ message: expect.stringContaining("Parameter 'Smart Fields', entry 1: 'Field Name' "), line: 1, column: 1 },
			{ message: expect.stringContaining('(template of rule "One", line 1, column 1)'), line: 1, column: 1 },
			{ message: expect.stringContaining("The gallery has no template 'gone'"), line: 1, column: 1 },
			{ message: expect.stringContaining("Parameter 'Template' is empty"), line: 1, column: 1 },
		]);
		expect(warned).toContain(`"departmnt" in a rule's condition is not one of Okta's base attributes. Did you mean department?`);
	});

	it('checks every distinct template from the input items', async () => {
		const parameters = { templateSource: 'input', templateFromInput: '={{ $json.tpl }}' };
		const people = [{ tpl: '{{title}}' }, { tpl: '{{#a}}' }, { tpl: '{{city}}' }, { tpl: '{{#a}}' }];
		expect(await check(parameters, { people })).toMatchObject({ valid: false, errors: [{ line: 1, column: 1 }], fields: ['title', 'city'] });
	});

	it.each([
		['<img src="data:image/png;base64,AA" alt="" width="1">', 'Gmail does not show embedded images (data: URLs). Use an https URL'],
		['<img src="logo.png" alt="" width="1">', 'An image needs a complete URL that begins with https://'],
		['<img src="https://x.example/a.svg" alt="" width="1">', 'Gmail and Outlook do not show SVG. Use a PNG'],
		['<img src="https://x.example/a.webp?x" alt="" width="1">', 'Outlook for Windows does not show WebP. Use PNG or JPEG'],
		['<img src="https://x.example/x.png?v={{logo}}" width="1">', '<img> has no alt text. People who block images see nothing'],
		['<img src="https://x.example/x.png?v={{logo}}" alt="{{organization}}" style="width:1px">', '<img> has no width attribute. Outlook for Windows shows it at full size'],
		['<style>p{}</style>', 'Gmail removes <style> from signatures. Use style attributes'],
		['{{{title}}}', 'A value is always text, never markup: {{{x}}} and {{&x}} are escaped like {{x}}'],
	])('warns about %s', async (template, sentence) => {
		expect(await warnings(`\n ${template} x`)).toEqual([`${sentence} (template, line 2, column 2)`]);
	});

	it('warns about a missing partial', async () => {
		expect(await warnings('{{> footer}}')).toEqual(['There is no partial "footer". Add it under Partials or remove {{> footer}}. There are contact, disclaimer, logo, social']);
	});

	it('warns when a signature with long values exceeds the limit of the target', async () => {
		const template = `${'x'.repeat(4990)}{{email}}`;
		expect(await check(custom(template, { options: { target: 'exchangeRule' } }))).toMatchObject({
			valid: true,
			warnings: ['With long values: the HTML has 5,051 characters, 51 more than Exchange Rule allows (5,000)'],
			length: 5051,
		});
		expect(await warnings(template)).toEqual([]);
	});

	it('includes a banner that starts later in the length', async () => {
		const banners = { values: [{ name: 'b', imageUrl: 'https://x.example/b.png', startsAt: '2999-01-01' }] };
		const template = '{{city}}{{#banner}}{{linkUrl}}{{/banner}}';
		const { length } = await check(custom(template));
		expect((await check(custom(template, { banners }))).length).toBeGreaterThan(length + 50);
	});

	it('warns about unknown names without a schema only when a known name is similar', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilephone', 'badge'] }] };
		expect(await check(custom('{{phone}}{{phome}}{{fulName}}{{badgeNumber}}', { smartFields }))).toMatchObject({
			unknownFields: [],
			warnings: [
				`"phome" in the template is not one of Okta's base attributes. Did you mean phone?`,
				`"fulName" in the template is not one of Okta's base attributes. Did you mean fullName?`,
				`"mobilephone" in the smart field "phone" is not one of Okta's base attributes. Did you mean mobilePhone?`,
			],
		});
	});
});

describe('with a credential', () => {
	it("lists the fields that are not in the org's schema and suggests similar names", async () => {
		const credentials = [await connectedCredential(sandbox)];
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone', 'phone'] }] };
		const template = '{{firstName}}{{phone}}{{mobilephone}}{{#badgeNumber}}{{size}}{{/badgeNumber}}{{#banner}}{{linkUrl}}{{/banner}}{{constructor}}';
		const result = await check(custom(template, { authentication: 'oAuth2', smartFields }), { credentials });
		expect(result.unknownFields).toEqual(['mobilephone', 'badgeNumber', 'constructor', 'phone']);
		expect(result.warnings).toEqual(
			expect.arrayContaining([
				`"mobilephone" in the template is not in the org's schema. Did you mean mobilePhone?`,
				`"badgeNumber" in the template is not in the org's schema`,
				expect.stringMatching(/^"phone" in the smart field "phone" is not in the org's schema/),
			]),
		);
		expect(result.valid).toBe(true);
	});

	it('continues with a warning when Okta refuses to return the schema', async () => {
		const credentials = [await connectedCredential(sandbox, ['offline_access', 'okta.users.read'])];
		const { unknownFields, warnings: warned } = await check(custom('{{badgeNumber}}', { authentication: 'oAuth2' }), { credentials });
		expect(unknownFields).toEqual([]);
		expect(warned).toEqual([expect.stringMatching(/^Fields were not compared with the org's schema: .*okta\.schemas\.read/)]);
	});

	it('says that a credential is not used, in workflows that were saved before the parameter had the choice', async () => {
		const credentials = [await connectedCredential(sandbox)];
		const { unknownFields, warnings: warned } = await check(custom('{{badgeNumber}}'), { credentials });
		expect(unknownFields).toEqual([]);
		expect(warned).toEqual(["Fields were not compared with the org's schema: the credential of this node is not used. Set 'Attributes From' to your Okta org"]);
	});
});
