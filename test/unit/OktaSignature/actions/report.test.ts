import { ada, condition, conditions, custom, run } from '../runSignatureNode';

describe('Report Completeness', () => {
	const people = [
		ada,
		{ id: '00uBob', profile: { firstName: 'Bob', email: 'bob@acme.example', title: ' ' } },
		{ id: '00uCy', profile: { firstName: 'Cy', mobilePhone: '1', title: 'x', nickName: 'C' } },
	];

	it('counts each field over all people and lists what each person is missing', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone'], required: true }] };
		const { items } = await run({ operation: 'report', ...custom('{{firstName}} {{title}}{{^title}}{{nickName}}{{/title}}', { smartFields }) }, people);
		expect(items).toEqual([
			{
				json: {
					people: 3,
					// (1 + 1/4 + 1) / 3
					completeness: 0.75,
					fields: [
						{ name: 'firstName', filled: 3, total: 3 },
						{ name: 'title', filled: 2, total: 3 },
						{ name: 'phone', filled: 2, total: 3 },
						{ name: 'nickName', filled: 0, total: 1 },
					],
					incomplete: [{ id: '00uBob', email: 'bob@acme.example', completeness: 0.25, missing: ['title', 'nickName', 'phone'] }],
				},
				pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }],
			},
		]);
	});

	it('checks each person for the fields of their own template, and leaves out people without a template', async () => {
		const rules = { values: [{ name: 'a', conditions: conditions(condition('firstName', 'equals', 'Ada')), templateSource: 'custom', template: '{{city}}' }] };
		const { items } = await run({ operation: 'report', ...custom('{{title}}', { chooseByRules: true, rules, noMatch: 'skip' }) }, people);
		expect(items[0].json).toEqual({
			people: 1,
			completeness: 0,
			fields: [{ name: 'city', filled: 0, total: 1 }],
			incomplete: [{ id: '00uAda', email: 'ada@acme.example', completeness: 0, missing: ['city'] }],
		});
	});

	it('stops with the error of an invalid template', async () => {
		await expect(run({ operation: 'report', ...custom('{{#a}}') }, people)).rejects.toThrow('Section "a" is not closed');
	});
});
