import type { IDataObject } from 'n8n-workflow';
import { ada, condition, conditions, custom, run, signatures } from '../runSignatureNode';

const rule = (name: string, template: string, ...all: IDataObject[]) => ({
	name,
	conditions: conditions(...all),
	templateSource: 'custom',
	template,
});

const byRules = (values: IDataObject[], more: IDataObject = {}) =>
	custom('default {{firstName}}', { chooseByRules: true, rules: { values }, ...more });

const person = (profile: IDataObject) => ({ id: '00uX', profile: { firstName: 'X', ...profile } });

const chosen = async (parameters: IDataObject, people: IDataObject[]) =>
	(await signatures(parameters, people)).map(({ template, reason, html }) => [template, reason, html]);

describe('Choose by Rules', () => {
	it('selects the template of the first matching rule and gives the reason', async () => {
		const values = [
			rule('Sales DE', 'A {{firstName}}', condition('={{ $json.profile.department }}', 'equals', 'sales'), condition('countryCode', 'equals', 'DE')),
			rule('', 'B {{firstName}}', condition('department', 'startsWith', 'Sales')),
			{ name: 'Leads', conditions: conditions(condition('title', 'contains', 'lead')), templateSource: 'gallery', galleryTemplate: 'compact' },
		];
		const people = [
			person({ department: 'Sales', countryCode: 'DE' }),
			person({ department: 'Sales', countryCode: 'AT' }),
			person({ title: 'Team Lead' }),
			person({}),
		];
		expect(await chosen(byRules(values), people)).toEqual([
			['Sales DE', 'Rule "Sales DE" matched', 'A X'],
			['2', 'Rule 2 matched', 'B X'],
			['compact', 'Rule "Leads" matched', expect.stringContaining('<table')],
			['custom', 'No rule matched: the template of this node', 'default X'],
		]);
	});

	it('reads smart fields, derived fields and empty attributes by name', async () => {
		const smartFields = { values: [{ name: 'office', attributes: ['city', 'state'], format: 'upperCase' }] };
		const values = [
			rule('smart', '1 {{a}}', condition('office', 'equals', 'WIEN')),
			rule('derived', '2 {{a}}', condition('fullName', 'endsWith', 'Lovelace')),
			rule('empty', '3 {{a}}', condition('mobilePhone', 'empty')),
		];
		const people = [person({ state: 'Wien' }), person({ lastName: 'Lovelace' }), person({ mobilePhone: ' ' }), person({ mobilePhone: '1' })];
		expect((await chosen(byRules(values, { smartFields }), people)).map(([name]) => name)).toEqual(['smart', 'derived', 'empty', 'custom']);
	});

	it('compares numbers, booleans and lists by their type', async () => {
		const values = [
			rule('number', '1 {{a}}', condition('level', 'gt', 9, 'number')),
			rule('switch', '2 {{a}}', condition('vip', 'true', '', 'boolean')),
			rule('list', '3 {{a}}', condition('skills', 'contains', 'n8n', 'array')),
		];
		const people = [person({ level: 10 }), person({ level: '11' }), person({ vip: true }), person({ skills: ['js', 'n8n'] }), person({ vip: false, level: 3 })];
		expect((await chosen(byRules(values), people)).map(([name]) => name)).toEqual(['number', 'number', 'switch', 'list', 'custom']);
	});

	it('names the rule and condition, never the value, when a comparison does not fit the type', async () => {
		const values = [rule('Level', '{{a}}', condition('firstName', 'equals', 'X'), condition('level', 'gt', 9, 'number'))];
		const failing = run(byRules(values), [person({ level: 'top secret' })]);
		await expect(failing).rejects.toThrow('Rule "Level" cannot be evaluated: the comparison in condition 2 does not fit the type of the value (item 0, Okta ID 00uX)');
		await expect(failing).rejects.not.toThrow('secret');
	});

	it('matches everyone without conditions and ignores inherited properties', async () => {
		expect(await chosen(byRules([{ name: 'all', templateSource: 'custom', template: 'all {{a}}' }]), [ada])).toEqual([['all', 'Rule "all" matched', 'all']]);
		expect(await chosen(byRules([rule('proto', '{{a}}', condition('constructor', 'notEmpty'))]), [ada])).toMatchObject([['custom', expect.anything(), expect.anything()]]);
	});

	it('skips and counts people when no rule matches', async () => {
		const values = [rule('Ada', '1 {{firstName}}', condition('firstName', 'equals', 'Ada'))];
		const { items, hints } = await run(byRules(values, { noMatch: 'skip' }), [ada, person({}), person({})]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(hints).toEqual([expect.objectContaining({ message: '3 people: 2 left out because no rule matches them' })]);
	});

	it('uses templates from the input', async () => {
		const values = [{ name: 'own', conditions: conditions(), templateSource: 'input', templateFromInput: '={{ $json.tpl }}' }];
		const people = [{ ...ada, tpl: '<i>{{firstName}}</i>' }, { ...ada, tpl: '<u>{{firstName}}</u>' }];
		expect((await chosen(byRules(values), people)).map(([, , html]) => html)).toEqual(['<i>Ada</i>', '<u>Ada</u>']);
	});

	it('names the rule whose template is invalid, empty or evaluated by n8n', async () => {
		await expect(run(byRules([rule('Broken', '{{#a}}')]))).rejects.toThrow('Section "a" is not closed. Add {{/a}} (template of rule "Broken", line 1, column 1)');
		await expect(run(byRules([rule('Empty', ' ')]))).rejects.toThrow(`Parameter 'Rules > "Empty" > Template' is empty`);
		await expect(run(byRules([{ name: 'Eaten', templateSource: 'input', templateFromInput: '=<b>{{name}}</b>' }]))).rejects.toThrow(
			`Parameter 'Rules > "Eaten" > Template From Input' contains Mustache tags that n8n evaluates as expressions`,
		);
	});

	it('ignores rules when Choose by Rules is off', async () => {
		expect(await chosen({ ...byRules([rule('all', 'all {{a}}')]), chooseByRules: false }, [ada])).toEqual([['custom', 'The template of this node', 'default Ada']]);
	});
});
