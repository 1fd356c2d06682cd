import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import * as engine from '../../../../nodes/OktaSignature/engine';
import * as bannerModule from '../../../../nodes/OktaSignature/engine/profile/banner';
import { holdsAsync } from '../../../support/fuzz';
import { ada, condition, conditions, custom, run, signatures } from '../runSignatureNode';

afterEach(() => void jest.restoreAllMocks());

const people = (values: IDataObject[]) => values.map((value, i): IDataObject => ({ ...ada, id: `00u${i}`, ...value }));

describe('expressions', () => {
	/** Each parameter that is compiled with the template or read with it. */
	it.each([
		['the name of a partial', { partials: { values: [{ name: '={{ $json.v }}', content: 'x' }] } }],
		['a banner', { banners: { values: [{ name: 'b', imageUrl: '={{ $json.v }}', linkUrl: '', altText: '' }] } }],
		['a smart field', { smartFields: { values: [{ name: 's', attributes: ['city'], default: '={{ $json.v }}' }] } }],
		['an option', { options: { previousHash: '={{ $json.v }}', maxChangedPercent: 100 } }],
		['the template', { templateSource: 'input', templateFromInput: '=<b>{{ $json.v }}</b>' }],
	])('in %s compile a template once for equal values', async (_what, more) => {
		const compile = jest.spyOn(engine, 'compile');
		await run({ ...custom('{{firstName}}{{> p}}'), ...more }, people(Array.from({ length: 300 }, () => ({ v: 'value' }))));
		expect(compile).toHaveBeenCalledTimes(1);
	});

	it('work out the banner once for equal values', async () => {
		const activeBanners = jest.spyOn(bannerModule, 'activeBanners');
		const banners = { values: [{ name: 'b', imageUrl: '={{ $json.v }}', linkUrl: '', altText: '', endsAt: '2999-01-01' }] };
		await run(custom('{{firstName}}', { banners }), people(Array.from({ length: 300 }, () => ({ v: 'https://x.example/b.png' }))));
		expect(activeBanners).toHaveBeenCalledTimes(1);
	});

	it('compile once for each distinct combination, and every item gets its own values', async () => {
		const value = fc.constantFrom('a', 'b', '<i>c</i>', 'null', '', '1');
		const item = fc.record({ tpl: value, name: fc.constantFrom('p', 'q', 'r'), field: value });
		await holdsAsync(
			fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 40 }), async (items) => {
				const compile = jest.spyOn(engine, 'compile');
				const settings = {
					templateSource: 'input',
					templateFromInput: '={{ "T" + $json.tpl + "[{" + "{> p}" + "}][{" + "{s}" + "}]" }}',
					partials: { values: [{ name: '={{ $json.name }}', content: '<b>x</b>' }] },
					smartFields: { values: [{ name: 's', attributes: [], default: '={{ "d" + $json.field }}' }] },
				};
				const rendered = await signatures(settings, people(items));
				const escaped = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
				expect(rendered.map(({ html }) => html)).toEqual(items.map(({ tpl, name, field }) => `T${tpl}[${name === 'p' ? '<b>x</b>' : ''}][d${escaped(field)}]`));
				expect(compile).toHaveBeenCalledTimes(new Set(items.map(({ tpl, name }) => JSON.stringify([tpl, name]))).size);
				compile.mockRestore();
			}),
		);
	}, 60_000);

	it('as the conditions of a rule are refused, because no condition would name a field', async () => {
		const rules = { values: [{ name: 'Sales', conditions: '={{ ({}) }}', templateSource: 'custom', template: 'x{{a}}' }] };
		const settings = custom('{{firstName}}', { chooseByRules: true, rules });
		await expect(run(settings)).rejects.toThrow('The conditions of rule "Sales" are an expression (item 0, Okta ID 00uAda)');
		const { items } = await run({ ...settings, operation: 'check' });
		expect(items).toMatchObject([{ json: { valid: false, errors: [{ message: expect.stringMatching(/^The conditions of rule "Sales" are an expression\. Add/) }] } }]);
	});
});

describe('a rule without conditions', () => {
	it.each([
		['AND', { ...conditions(), combinator: 'and' }],
		['OR', { ...conditions(), combinator: 'or' }],
		['no combinator', {}],
		['an unused field', undefined],
	])('matches everybody with %s', async (_what, stored) => {
		const rules = { values: [{ name: 'all', conditions: stored, templateSource: 'custom', template: 'all {{a}}' }] };
		expect(await signatures(custom('{{firstName}}', { chooseByRules: true, rules } as IDataObject))).toMatchObject([{ template: 'all' }]);
	});

	it('differs from one whose OR conditions do not match', async () => {
		const stored = { ...conditions(condition('firstName', 'equals', 'Bob'), condition('city', 'equals', 'Wien')), combinator: 'or' };
		const rules = { values: [{ name: 'some', conditions: stored, templateSource: 'custom', template: 'some {{a}}' }] };
		expect(await signatures(custom('{{firstName}}', { chooseByRules: true, rules }))).toMatchObject([{ template: 'custom' }]);
	});
});
