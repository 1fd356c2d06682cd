import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { holdsAsync } from '../../../support/fuzz';
import { condition, conditions, custom, run } from '../runSignatureNode';

interface Report {
	valid: boolean;
	errors: Array<{ message: string; line: number; column: number }>;
	warnings: string[];
	fields: string[];
	unknownFields: string[];
	length: number;
}

const check = async (parameters: IDataObject, items: IDataObject[] = [{}]) => {
	const { items: output } = await run({ operation: 'check', ...parameters }, items);
	expect(output).toHaveLength(1);
	return output[0].json as unknown as Report;
};

/** A report whose lists are sets. */
const asSets = ({ errors, warnings, fields, unknownFields, ...rest }: Report) => ({
	...rest,
	errors: errors.map((error) => JSON.stringify(error)).sort(),
	warnings: [...warnings].sort(),
	fields: [...fields].sort(),
	unknownFields: [...unknownFields].sort(),
});

/** Every parameter that may differ between items holds an expression. */
const settings = {
	templateSource: 'input',
	templateFromInput: '={{ $json.tpl }}',
	chooseByRules: '={{ $json.byRules }}',
	rules: { values: [{ name: 'a', conditions: conditions(condition('departmnt', 'equals', 'x')), templateSource: 'custom', template: '{{city}}' }] },
	noMatch: '={{ $json.noMatch }}',
	smartFields: { values: [{ name: '={{ $json.field }}', attributes: '={{ $json.attribute }}', default: '', format: 'none' }] },
	partials: { values: [{ name: 'p', content: '={{ $json.part }}' }] },
	banners: { values: [{ name: 'b', imageUrl: 'https://x.example/b.png', linkUrl: '', altText: '', startsAt: '={{ $json.startsAt }}' }] },
	options: { target: '={{ $json.target }}', now: '={{ $json.now }}' },
};

const item = fc.record({
	tpl: fc.constantFrom('{{title}}', '{{phome}}', `${'x'.repeat(4990)}{{email}}`, '{{#open}}', '', '{{> p}}', '{{#banner}}{{linkUrl}}{{/banner}}{{city}}'),
	byRules: fc.constantFrom(true, false, 'maybe'),
	noMatch: fc.constantFrom('skip', 'default', 'gone'),
	field: fc.constantFrom('phone', 'phome', 'my phone'),
	attribute: fc.constantFrom('mobilePhone', 'mobilephone'),
	part: fc.constantFrom('', '{{lastNam}}', '{{#open}}'),
	startsAt: fc.constantFrom('', '2999-01-01', 'soon'),
	target: fc.constantFrom('gmail', 'exchangeRule', 'none', 'moon'),
	now: fc.constantFrom('', '2026-01-31', 'soon'),
});

describe('Check Template over several items', () => {
	it('gives the same result for any order of items', async () => {
		const orders = fc.array(item, { minLength: 2, maxLength: 5 }).chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })));
		await holdsAsync(
			fc.asyncProperty(orders, async ([items, shuffled]) => {
				expect(asSets(await check(settings, shuffled))).toEqual(asSets(await check(settings, items)));
			}),
			40,
		);
	}, 60_000);

	it('finds everything that a check of each item alone finds', async () => {
		await holdsAsync(
			fc.asyncProperty(fc.array(item, { minLength: 2, maxLength: 4 }), async (items) => {
				const together = await check(settings, items);
				const alone: Report[] = [];
				for (const one of items) alone.push(await check(settings, [one]));
				const union = <T>(list: (report: Report) => T[]) => [...new Set(alone.flatMap(list))].sort();
				expect(together.valid).toBe(alone.every(({ valid }) => valid));
				expect(asSets(together).errors).toEqual([...new Set(alone.flatMap((report) => asSets(report).errors))].sort());
				expect(asSets(together).fields).toEqual(union(({ fields }) => fields));
				if (together.valid) {
					expect(asSets(together).warnings).toEqual(union(({ warnings }) => warnings));
					expect(together.length).toBe(Math.max(...alone.map(({ length }) => length)));
				}
			}),
			40,
		);
	}, 60_000);

	it('uses the settings of each item for its own template', async () => {
		const long = `${'x'.repeat(4990)}{{email}}`;
		const items = [{ target: 'exchangeRule', field: 'phone' }, { target: 'gmail', field: 'office' }];
		const parameters = custom(`${long}{{phone}}{{office}}`, { smartFields: settings.smartFields, options: { target: '={{ $json.target }}' } });
		const { warnings } = await check(parameters, items.map((one) => ({ ...one, attribute: 'city' })));
		expect(warnings).toEqual([expect.stringContaining('more than Exchange Rule allows')]);
	});
});

describe('an invalid parameter', () => {
	const rules = { values: [{ name: 'a', conditions: conditions(), templateSource: 'custom', template: '{{#open}}' }] };

	it.each([
		['noMatch', { chooseByRules: true, rules, noMatch: 'gone' }, [/'When No Rule Matches' must be one of default, skip/, /Section "open"/]],
		['chooseByRules', { chooseByRules: 'maybe', rules }, [/'Choose by Rules'/]],
		['target', { options: { target: 'moon' } }, [/Option 'Target'/]],
		['a banner', { banners: { values: [{ name: 'spring', startsAt: 'soon' }] } }, [/banner 'spring'/]],
	])('%s is an error of the report', async (_what, more, expected) => {
		const { valid, errors } = await check(custom('{{firstName}}', more as IDataObject));
		expect(valid).toBe(false);
		expect(errors.map(({ message }) => message)).toEqual(expected.map((message) => expect.stringMatching(message)));
	});
});
