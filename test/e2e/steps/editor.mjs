/** What a user does in n8n's editor, in a real browser. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../support/run.mjs';
import { Browser } from '../browser/editor.mjs';
import { groupOrg } from './examples/group.mjs';
import { directory, noOp, oktaTrigger, row, signature, workflow } from '../workflow.mjs';

/** Several pages of every list. */
const people = 120;

/** @typedef {import('../stage.mjs').Stage} Stage */

/** @type {WeakMap<Stage, Promise<Browser>>} */
const browsers = new WeakMap();

/**
 * A step in a new tab.
 *
 * @param {string} name
 * @param {(editor: import('../browser/editor.mjs').Editor, stage: Stage) => Promise<string | void>} work
 * @returns {import('../runner.mjs').Step<Stage>}
 */
const inEditor = (name, work) => ({
	name: `editor: ${name}`,
	async run(stage) {
		const browser = browsers.get(stage) ?? Browser.open(stage);
		browsers.set(stage, browser);
		return (await browser).inEditor(name.replace(/\W+/g, '-'), (editor) => work(editor, stage));
	},
});

const sharedOrg = (/** @type {Stage} */ stage) => stage.sharedOrg('editor', { people });

const readOne = { resource: 'user', operation: 'get' };
const readMany = { resource: 'user', operation: 'getAll' };

const digits = (/** @type {string} */ phone) => phone.replace(/\D/g, '');

const examples = join(root, 'test', 'workflows');

const TYPED = '<b>{{firstName}} {{lastName}}</b>{{#optional}} | {{title}}{{/optional}}';
const PASTED = [
	'<p><b>{{fullName}}</b>{{#optional}}, {{title}}{{/optional}}</p>',
	'{{#line}}<p>{{#join}}{{department}}{{#sep}} · {{/sep}}{{city}}{{/join}}</p>{{/line}}',
	'<p><a href="{{emailHref}}">{{{email}}}</a>',
	'{{#optional}} | M <a href="{{mobileHref}}">{{mobilePhone}}</a>{{/optional}}</p>',
	'',
].join('\n');

/** What a company fills in first: label, parameter, value. */
const BRANDING = [
	['Logo URL', 'logoUrl', 'https://www.acme.example/logo.png'],
	['Accent Color', 'accentColor', '#0b6e4f'],
	['LinkedIn URL', 'linkedInUrl', 'https://www.linkedin.com/company/acme'],
];

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [
	inEditor('the node panel finds the nodes with "okta" and "signature"', async (editor) => {
		await editor.openPanel();
		const found = await editor.searchPanel('okta', 'Okta');
		await editor.photograph('editor-panel');
		for (const name of ['Okta Directory', 'Okta Signature']) assert.ok(found.some((item) => item.name === name), name);
		// The panel omits "Trigger" from every name.
		assert.ok(found.some(({ name, description }) => name === 'Okta' && /Starts the workflow/.test(description)), 'Okta Trigger');
		await editor.searchPanel('signature', 'Okta Signature');
	}),
	inEditor('a new credential connects through the pop-up and shows the connected account', async (editor, stage) => {
		const org = await stage.openOrg({ people });
		await editor.openPanel();
		await editor.searchPanel('okta directory', 'Okta Directory');
		const node = await editor.addFromPanel('Okta Directory', 'Get a user');
		const credential = await node.newCredential();
		await credential.field('clientId').fill(org.clientId);
		await credential.field('domain').fill(org.url);
		await credential.allow(await credential.pressConnect());
		await credential.closed();
		const again = await node.editCredential();
		await again.connected.waitFor();
		await again.field('domain').evaluate((input) => input.scrollIntoView({ block: 'end' }));
		await editor.photograph('editor-credential', { of: again.dialog });
		assert.match(await again.connected.innerText(), /Connected as admin@sandbox\.example/);
	}),
	inEditor('an invalid domain is reported after clicking Connect', async (editor) => {
		await editor.openPanel();
		await editor.searchPanel('okta directory', 'Okta Directory');
		const credential = await (await editor.addFromPanel('Okta Directory', 'Get a user')).newCredential();
		await credential.field('clientId').fill('0oaexample');
		await credential.field('domain').fill('our okta');
		await credential.pressConnect();
		await editor.page.getByText('set-okta-domain-to-your-org-like-acme.okta.com').waitFor();
		await editor.photograph('editor-wrong-domain', { tidy: false });
	}),
	inEditor('the node reports a lost connection, and "Switch account" restores it', async (editor, stage) => {
		const { org, credential } = await stage.connectOrg({ people });
		await org.control.oauth.revokeApp();
		const node = await editor.openNode(workflow('Dead connection', directory(credential, readMany)), 'Okta Directory');
		const { message, description } = await node.executeInVain();
		await editor.photograph('editor-error');
		assert.match(message, /no longer accepts this connection/);
		assert.match(description, /"Switch account"/);
		const edited = await node.editCredential();
		await edited.connected.waitFor();
		await editor.photograph('editor-dead-credential');
		await edited.allow(await edited.pressSwitchAccount());
		await edited.close();
		return node.execute();
	}),
	inEditor('a user beyond the first page of the list can be selected and read', async (editor, stage) => {
		const { org, credential } = await sharedOrg(stage);
		const [person] = (await org.control.people.list()).filter(({ status }) => status !== 'DEPROVISIONED').slice(-1);
		const node = await editor.openNode(workflow('Picker', directory(credential, readOne)), 'Okta Directory');
		const { shownAtFirst, shown } = await node.scrollAndPick('userId', person.profile.login);
		await editor.photograph('editor-picker');
		assert.ok(shown > shownAtFirst, `${shown} people shown, ${shownAtFirst} at first`);
		const found = await node.search(person.profile.email, person.profile.login);
		assert.equal(found.length, 1);
		await node.options.or(editor.page.getByTestId('rlc-item').filter({ visible: true })).first().click();
		const { userId } = await editor.savedParameters('Okta Directory', (parameters) => parameters.userId?.value === person.id);
		assert.equal(userId.value, person.id);
		assert.equal(await node.execute(), '1 item');
		return `${shownAtFirst}, then ${shown} users in the list`;
	}),
	inEditor('attributes are selected from the live schema, including custom ones', async (editor, stage) => {
		const { credential } = await sharedOrg(stage);
		const node = await editor.openNode(workflow('Attributes', directory(credential, readMany)), 'Okta Directory');
		await node.addOption(/^Attribute/);
		await node.choose('attributes', 'officeFloor');
		await node.options.filter({ hasText: 'firstName' }).click();
		await editor.page.keyboard.press('Escape');
		const { options } = await editor.savedParameters('Okta Directory', (parameters) => parameters.options?.attributes?.length === 2);
		assert.deepEqual(options.attributes, ['officeFloor', 'firstName']);
		const items = await node.execute();
		await editor.photograph('editor-attributes');
		return items;
	}),
	inEditor('the attributes of a smart field are selected from the live schema and keep their order', async (editor, stage) => {
		const { org, credential } = await sharedOrg(stage);
		// A floor would make the first attribute win; a leading + would make the number international already.
		const { id, profile } = (await org.control.people.list()).find(
			({ status, profile }) => status === 'ACTIVE' && profile.officeFloor == null && profile.countryCode && /^[^+]/.test(profile.mobilePhone ?? ''),
		);
		const reader = directory(credential, { ...readOne, userId: { __rl: true, mode: 'id', value: id } });
		const writer = signature({ operation: 'render', authentication: 'oAuth2', templateSource: 'custom', template: '{{phone}}', options: { files: true } });
		const node = await editor.openNode(workflow('Smart field', reader, { ...writer, credentials: reader.credentials }), 'Okta Signature');
		await node.addEntry('smartFields', 'Add Smart Field');
		await node.parameter('name').getByRole('textbox').fill('phone');
		await node.choose('attributes', 'officeFloor');
		await node.options.filter({ hasText: 'mobilePhone' }).click();
		await editor.page.keyboard.press('Escape');
		await node.choose('format', /^Phone International/);
		const { smartFields } = await editor.savedParameters('Okta Signature', (parameters) => parameters.smartFields?.values?.[0].format === 'phoneInternational');
		assert.deepEqual(smartFields, { values: [{ attributes: ['officeFloor', 'mobilePhone'], name: 'phone', format: 'phoneInternational' }] });
		const items = await node.execute();
		const shown = await node.viewFile('preview.htm');
		const phone = await shown.getByText(/^\+\d/).innerText();
		assert.ok(digits(phone).endsWith(digits(profile.mobilePhone).replace(/^0/, '')), phone);
		await node.parameter('attributes').scrollIntoViewIfNeeded();
		await editor.photograph('editor-smart-field');
		return items;
	}),
	inEditor('without a credential, a smart field offers the attributes that every org has', async (editor, stage) => {
		// n8n assigns an existing credential to a node that shows the box for one.
		await sharedOrg(stage);
		const node = await editor.openNode(workflow('No credential', signature({ operation: 'render' })), 'Okta Signature');
		assert.equal(await node.ndv.getByTestId('node-credentials-select').count(), 0);
		await editor.photograph('editor-no-credential');
		await node.addEntry('smartFields', 'Add Smart Field');
		await node.choose('attributes', 'firstName');
		assert.equal(await node.options.filter({ hasText: 'officeFloor' }).count(), 0);
		const { smartFields } = await editor.savedParameters('Okta Signature', (parameters) => parameters.smartFields?.values?.[0].attributes?.length === 1);
		assert.deepEqual(smartFields.values[0].attributes, ['firstName']);
		await editor.page.keyboard.press('Escape');
		await node.choose('authentication', /^My Okta Org \(OAuth2\)/);
		await node.ndv.getByTestId('node-credentials-select').first().waitFor();
		await node.parameter('authentication').scrollIntoViewIfNeeded();
		await editor.photograph('editor-attributes-from');
	}),
	inEditor('rules and banners say how to fill in their conditions', async (editor) => {
		const rules = { values: [{ name: 'Sales' }] };
		const banners = { values: [{ name: 'Spring fair', imageUrl: 'https://acme.example/b.png' }] };
		const node = await editor.openNode(workflow('Conditions', signature({ operation: 'render', chooseByRules: true, rules, banners })), 'Okta Signature');
		const says = node.ndv.getByText(/^On the left of a condition, enter the name of an attribute/);
		await says.first().scrollIntoViewIfNeeded();
		await editor.photograph('editor-rule-conditions');
		await says.last().scrollIntoViewIfNeeded();
		await editor.photograph('editor-banner-conditions');
		assert.equal(await says.filter({ visible: true }).count(), 2);
	}),
	inEditor('additional access is selected in the credential, groups come from the live list, and a rule uses their names', async (editor, stage) => {
		const org = await stage.openOrg(groupOrg);
		const executives = await org.control.groups.create({ name: 'Executives', description: 'The board', members: { count: 2 } });
		await org.control.groups.create({ name: 'Sales', type: 'APP_GROUP' });
		const credential = await stage.createCredential(org);
		const example = JSON.parse(readFileSync(join(examples, 'signature-by-group.json'), 'utf8'));
		const { rules } = example.nodes.find((/** @type {any} */ { name }) => name === 'Okta Signature').parameters;
		const writer = signature({ operation: 'render', chooseByRules: true, rules });
		const node = await editor.openNode(workflow('Groups', directory(credential, { ...readMany, options: { attributes: ['email'] } }), writer), 'Okta Directory');

		const edited = await node.editCredential();
		await edited.choose('additionalAccess', 'Read Groups');
		await editor.photograph('editor-additional-access', { of: edited.dialog });
		await edited.allow(await edited.pressConnect());
		await edited.connected.waitFor();
		await edited.close();

		await node.addOption(/^Add Group/);
		await node.choose('groups', 'Executives');
		await editor.photograph('editor-groups-list');
		await editor.page.keyboard.press('Escape');
		const { options } = await editor.savedParameters('Okta Directory', (parameters) => parameters.options?.groups?.length === 1);
		assert.deepEqual(options.groups, [executives.id]);
		const items = await node.execute();
		await node.show('schema');
		await editor.photograph('editor-groups');

		const other = await editor.switchNode('Okta Signature');
		await other.execute();
		await other.show('schema');
		await other.output.getByText('Rule "Executives" matched').first().waitFor();
		await editor.photograph('editor-rule-by-group');
		return items;
	}),
	inEditor('a template with {{tags}} stays as typed and pasted, and renders', async (editor, stage) => {
		const { credential } = await sharedOrg(stage);
		const node = await editor.openNode(
			workflow('Template', directory(credential, { ...readMany, limit: 3 }), signature({ operation: 'render' })),
			'Okta Signature',
		);
		await node.choose('templateSource', /^Custom/);
		const field = node.parameter('template').locator('textarea');
		assert.match(await field.inputValue(), /\{\{! This is an example/);
		await editor.photograph('editor-starter');
		await field.press('Control+a');
		await editor.page.keyboard.type(TYPED);
		const typed = await editor.savedParameters('Okta Signature', ({ template }) => template === TYPED);
		assert.equal(typed.template, TYPED);
		await editor.page.evaluate((text) => navigator.clipboard.writeText(text), PASTED);
		await field.press('Control+a');
		await field.press('Control+v');
		const pasted = await editor.savedParameters('Okta Signature', ({ template }) => template === PASTED);
		assert.equal(pasted.template, PASTED);
		assert.equal(await node.ndv.getByTestId('parameter-issues').count(), 0);
		await node.addOption('Files');
		await node.parameter('files').click();
		const items = await node.execute();
		const shown = await node.viewFile('preview.htm');
		await shown.getByRole('link').first().waitFor();
		await node.parameter('templateSource').scrollIntoViewIfNeeded();
		await editor.photograph('editor-template');
		return items;
	}),
	inEditor('the rendered signature shows in the Binary view', async (editor, stage) => {
		const { org, credential } = await sharedOrg(stage);
		const [{ id, profile }] = await org.control.people.list();
		const node = await editor.openNode(
			workflow(
				'Binary view',
				directory(credential, { ...readOne, userId: { __rl: true, mode: 'id', value: id } }),
				signature({ operation: 'render' }),
			),
			'Okta Signature',
		);
		await node.addOption('Files');
		await node.parameter('files').click();
		await node.execute();
		const shown = await node.viewFile('preview.htm');
		await shown.getByText(`${profile.firstName} ${profile.lastName}`).waitFor();
		await editor.photograph('editor-signature');
	}),
	inEditor('from an empty canvas to a preview with logo, color and LinkedIn, as the README says', async (editor, stage) => {
		const { credential } = await sharedOrg(stage);
		const clicks = await editor.countClicks();
		await editor.openPanel();
		await editor.searchPanel('okta directory', 'Okta Directory');
		const reader = await editor.addFromPanel('Okta Directory', 'Get many users');
		await reader.selectCredential(credential.name);
		await reader.close();
		await editor.addBehind('Get many users');
		await editor.searchPanel('okta signature', 'Okta Signature');
		const node = await editor.addFromPanel('Okta Signature', 'Preview signatures on one page');
		for (const [title, name, value] of BRANDING) {
			await node.addOption(title, 'Branding');
			await node.parameter(name).locator('input').fill(value);
			// Closes n8n's tip, which covers the next button.
			await editor.page.keyboard.press('Tab');
		}
		await node.addOption('Files');
		await node.parameter('files').click();
		await editor.photograph('trial-parameters');
		await node.execute();
		const page = await node.viewFile('preview.htm');
		await page.getByText(/50 people/).first().waitFor();
		await editor.photograph('trial-preview');
		const html = await page.locator('body').innerHTML();
		for (const [, , value] of BRANDING) assert.ok(html.includes(value), value);
		return `${await clicks()} clicks, ${BRANDING.length + 2} texts`;
	}),
	inEditor('the trigger shows its attributes after "Selected Attributes" is chosen, and requires one', async (editor, stage) => {
		const { credential } = await sharedOrg(stage);
		const node = await editor.openNode(row('Watch', oktaTrigger(credential, {}), noOp), 'Okta Trigger');
		await node.choose('watch', /^Selected/);
		await node.ndv.getByTestId('parameter-issues').first().waitFor();
		await node.choose('attributes', 'officeFloor');
		await node.options.filter({ hasText: 'mobilePhone' }).click();
		await editor.page.keyboard.press('Escape');
		await editor.savedParameters('Okta Trigger', ({ attributes }) => attributes?.length === 2);
		assert.equal(await node.ndv.getByTestId('parameter-issues').count(), 0);
		const items = await node.execute();
		await node.show('schema');
		await editor.photograph('editor-trigger');
		return items;
	}),
	inEditor('a test event of the trigger with the System Log names who made the change', async (editor, stage) => {
		const scopes = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read', 'okta.logs.read'];
		const { org, credential } = await stage.connectOrg({ people: 20, grantedScopes: scopes }, { additionalAccess: ['okta.logs.read'] });
		const [, retitled] = await org.control.people.list();
		await org.control.people.patch(retitled.id, { title: 'Named' }, [], 'app');
		const node = await editor.openNode(row('Watch', oktaTrigger(credential, {}), noOp), 'Okta Trigger');
		await node.addOption(/^Use System Log/);
		await node.parameter('useSystemLog').locator('.el-switch__core').click();
		await editor.savedParameters('Okta Trigger', ({ options }) => options?.useSystemLog === true);
		const items = await node.execute();
		await node.show('json');
		await node.output.getByText('0oasandboxhrimport00').first().waitFor();
		await editor.photograph('editor-actor');
		return items;
	}),
	inEditor('every example is easy to read and marks only nodes without a credential red', async (editor) => {
		const files = readdirSync(examples).filter((file) => file.endsWith('.json'));
		for (const file of files) {
			const canvas = await editor.openCanvas(JSON.parse(readFileSync(join(examples, file), 'utf8')));
			await editor.photograph(`example-${basename(file, '.json')}`);
			assert.deepEqual(await canvas.flaws(), [], file);
			const says = await canvas.saysOfRedNodes();
			assert.ok(says.length > 0, file);
			assert.deepEqual(says.filter((line) => !/credential/i.test(line)), [], file);
		}
		return `${files.length} workflows`;
	}),
];
