import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { holdsAsync } from '../../../support/fuzz';
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

	it("reads the groups that Okta Directory added next to the profile, by name and by expression", async () => {
		const values = [
			rule('board', '1 {{firstName}}', condition('groups', 'contains', 'Executives', 'array')),
			rule('sales', '2 {{groups}}', condition('={{ $json.groups }}', 'contains', 'Sales', 'array')),
			rule('none', '3 {{firstName}}', condition('groups', 'empty', '', 'array')),
		];
		const inGroups = (groups: string[], profile: IDataObject = {}) => ({ ...person(profile), groups });
		const people = [inGroups(['Sales', 'Executives']), inGroups(['Sales', 'Lawyers']), inGroups([]), inGroups(['Lawyers']), inGroups(['Executives'], { groups: ['Chess'] })];
		expect((await chosen(byRules(values), people)).map(([name, , html]) => [name, html])).toEqual([
			['board', '1 X'],
			['sales', '2 Sales, Lawyers'],
			['none', '3 X'],
			['custom', 'default X'],
			['custom', 'default X'],
		]);
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

	it('names the rule when a regular expression is not valid', async () => {
		const failing = run(byRules([rule('Level', '{{a}}', condition('firstName', 'regex', '('))]), [person({})]);
		await expect(failing).rejects.toThrow('Rule "Level" cannot be evaluated: n8n cannot evaluate one of its conditions (item 0, Okta ID 00uX)');
	});

	it('matches everyone without conditions and ignores inherited properties', async () => {
		expect(await chosen(byRules([{ name: 'all', templateSource: 'custom', template: 'all {{a}}' }]), [ada])).toEqual([['all', 'Rule "all" matched', 'all']]);
		expect(await chosen(byRules([rule('proto', '{{a}}', condition('constructor', 'notEmpty'))]), [ada])).toMatchObject([['custom', expect.anything(), expect.anything()]]);
	});

	describe('with an empty left side', () => {
		const filled = condition('firstName', 'equals', 'Ada');
		const anyOf = (...all: IDataObject[]) => ({ ...rule('Some', 'some {{a}}'), conditions: { ...conditions(...all), combinator: 'or' } });
		const untouched = condition('', 'equals');

		it.each([
			['AND', rule('Some', 'some {{a}}', filled, untouched)],
			['OR', anyOf(untouched, filled)],
			['an empty expression', anyOf({ ...untouched, leftValue: '=', rightValue: undefined }, filled)],
		])('ignores a condition that nobody filled in: %s', async (_what, one) => {
			expect((await chosen(byRules([one]), [ada, person({})])).map(([name]) => name)).toEqual(['Some', 'custom']);
		});

		it('matches everyone when no condition is filled in, as a rule without conditions does', async () => {
			expect((await chosen(byRules([rule('Some', 'some {{a}}', untouched)]), [ada])).map(([name]) => name)).toEqual(['Some']);
		});

		it.each([
			['a tag on the right side', condition('title', 'equals', '{{title}}'), 'has a tag on the right side, which would be compared as it is written'],
			['a tag with spaces on the right side', condition('title', 'contains', ' {{ department }} '), 'has a tag on the right side, which would be compared as it is written'],
			['the banner', condition('banner', 'exists'), 'compares "banner", which is a whole banner and no text'],
		])('refuses a condition with %s, which would match nobody', async (_what, broken, problem) => {
			const message = `Condition 2 of rule "Sales" ${problem}`;
			const parameters = byRules([rule('Sales', 'sales {{a}}', condition('department', 'equals', 'Sales'), broken)]);
			await expect(run(parameters)).rejects.toThrow(message);
		});

		it.each([condition('manager', 'empty', '{{title}}'), condition('title', 'notContains', 'a {{ b'), condition('title', 'regex', '^[^{]{2}'), condition('banner.altText', 'notEquals', 'Fair')])('does not refuse $operator.operation with "$rightValue"', async (one) => {
			expect((await chosen(byRules([rule('Sales', 'sales {{a}}', one)]), [ada])).map(([name]) => name)).toEqual(['Sales']);
		});

		it.each([
			['a right side', condition('', 'equals', 'Sales')],
			['another comparison', condition(' ', 'notEquals')],
			['a comparison without a right side', condition('', 'exists')],
			['another type', condition('', 'equals', '', 'number')],
		])('refuses a condition with %s, and names rule and condition', async (_what, broken) => {
			const message = 'Condition 2 of rule "Sales" has nothing on the left side';
			await expect(run(byRules([rule('Sales', 'x{{a}}', filled, broken)]))).rejects.toMatchObject({
				message: `${message} (item 0, Okta ID 00uAda)`,
				description: 'Enter the name of an attribute such as department, or an expression, or delete the condition.',
			});
			const { items } = await run({ operation: 'check', ...byRules([rule('Sales', 'x{{a}}', filled, broken)]) });
			expect(items[0].json).toMatchObject({ valid: false, errors: [{ message: expect.stringContaining(message) }] });
		});

		it('keeps the number of a condition in errors', async () => {
			const values = [rule('Level', '{{a}}', untouched, condition('level', 'gt', 9, 'number'))];
			await expect(run(byRules(values), [person({ level: 'secret' })])).rejects.toThrow('the comparison in condition 2 does not fit');
		});

		it('never matches more people than its filled conditions do', async () => {
			const kinds = fc.array(fc.constantFrom('ada', 'bob', 'untouched'), { minLength: 1, maxLength: 5 }).filter((all) => all.some((kind) => kind !== 'untouched'));
			await holdsAsync(
				fc.asyncProperty(kinds, fc.constantFrom('and', 'or'), async (all, combinator) => {
					const stored = all.map((kind) => (kind === 'untouched' ? untouched : condition('firstName', 'equals', kind)));
					const one = { ...rule('Some', 'some {{a}}'), conditions: { ...conditions(...stored), combinator } };
					const names = all.filter((kind) => kind !== 'untouched');
					const expected = (name: string) => (combinator === 'or' ? names.some((other) => other === name) : names.every((other) => other === name));
					const result = await chosen(byRules([one]), ['ada', 'bob', 'eve'].map((firstName) => person({ firstName })));
					expect(result.map(([name]) => name === 'Some')).toEqual(['ada', 'bob', 'eve'].map(expected));
				}),
			);
		}, 60_000);
	});

	it('says which rules are never used after one that matches everyone, once for a run', async () => {
		const all = (name: string) => ({ name, templateSource: 'custom', template: `${name} {{firstName}}` });
		const some = rule('Some', 'some {{firstName}}', condition('firstName', 'equals', 'Ada'));
		const hint = 'Rule "All" has no conditions, so it matches everyone. These rules are never used: "Some", 4';
		const parameters = byRules([some, all('All'), some, all('')]);
		const { hints } = await run(parameters, [ada, ada]);
		expect(hints.map(({ message }) => message)).toEqual([hint]);
		const { items } = await run({ operation: 'check', ...parameters });
		expect(items[0].json).toMatchObject({ valid: true, warnings: [hint] });
		expect((await run(byRules([some, all('All')]), [ada])).hints).toEqual([]);
		expect((await run({ ...parameters, chooseByRules: false }, [ada])).hints).toEqual([]);
	});

	it.each([undefined, {}, { values: [] }, '={{ ({ values: [] }) }}'])('says when there are no rules: %j', async (rules) => {
		const { hints } = await run({ ...byRules([]), rules } as IDataObject, [ada]);
		expect(hints.map(({ message }) => message)).toEqual(["Parameter 'Choose by Rules' is on, but there are no rules. Add a rule in the editor, or turn it off"]);
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
