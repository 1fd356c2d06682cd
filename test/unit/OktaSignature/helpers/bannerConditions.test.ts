import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { holdsAsync } from '../../../support/fuzz';
import { condition, conditions, custom, run, signatures } from '../runSignatureNode';

const TEMPLATE = '{{firstName}}{{#banner}} {{name}}{{/banner}}';

const banner = (name: string, more: IDataObject = {}) => ({ name, imageUrl: `https://x.example/${name || 'b'}.png`, linkUrl: '', altText: '', ...more });

const withBanners = (values: IDataObject[], more: IDataObject = {}) => custom(TEMPLATE, { banners: { values }, ...more });

const person = (profile: IDataObject) => ({ id: '00uX', profile: { firstName: 'X', ...profile } });

const shown = async (parameters: IDataObject, people: IDataObject[]) => (await signatures(parameters, people)).map(({ html }) => (html as string).slice('X'.length).trim());

const inDepartment = (department: string) => conditions(condition('department', 'equals', department));

const untouched = condition('', 'equals');

describe('conditions of banners', () => {
	it('give each person the first banner in its window whose conditions match', async () => {
		const DEPARTMENTS = ['Sales', 'Legal', 'IT'];
		const NOW = '2026-06-01';
		const one = fc.record({
			department: fc.option(fc.constantFrom(...DEPARTMENTS), { nil: undefined }),
			startsAt: fc.constantFrom('', '2026-01-01', '2026-07-01'),
			endsAt: fc.constantFrom('', '2026-08-01'),
			hasImage: fc.boolean(),
		});
		await holdsAsync(
			fc.asyncProperty(fc.array(one, { maxLength: 4 }), async (all) => {
				const values = all.map(({ department, startsAt, endsAt, hasImage }, i) =>
					banner(`b${i}`, { startsAt, endsAt, ...(!hasImage && { imageUrl: '' }), ...(department !== undefined && { conditions: inDepartment(department) }) }),
				);
				const expected = DEPARTMENTS.map((mine) => {
					const index = all.findIndex(({ department, startsAt, hasImage }) => hasImage && startsAt <= NOW && (department === undefined || department === mine));
					return index < 0 ? '' : `b${index}`;
				});
				const result = await shown(withBanners(values, { options: { now: NOW } }), DEPARTMENTS.map((department) => person({ department })));
				expect(result).toEqual(expected);
			}),
		);
	});

	it('warn only the people who get a banner about its image', async () => {
		const values = [banner('broken', { imageUrl: 'foo', conditions: inDepartment('Sales') }), banner('all')];
		const [sales, legal] = await signatures(withBanners(values), [person({ department: 'Sales' }), person({ department: 'Legal' })]);
		expect(sales).toMatchObject({ html: 'X all', warnings: [expect.stringContaining("The banner 'broken' is not shown")] });
		expect(legal).toMatchObject({ html: 'X all', warnings: [] });
	});

	it('read smart fields, derived fields, groups and expressions', async () => {
		const smartFields = { values: [{ name: 'office', attributes: ['city', 'state'], format: 'upperCase' }] };
		const values = [
			banner('smart', { conditions: conditions(condition('office', 'equals', 'WIEN')) }),
			banner('derived', { conditions: conditions(condition('fullName', 'endsWith', 'Lovelace')) }),
			banner('groups', { conditions: conditions(condition('groups', 'contains', 'Board', 'array')) }),
			banner('expression', { conditions: conditions(condition('={{ $json.profile.title }}', 'equals', 'cto')) }),
		];
		const people = [person({ state: 'Wien' }), person({ lastName: 'Lovelace' }), { ...person({}), groups: ['Board'] }, person({ title: 'CTO' }), person({ title: '' })];
		expect(await shown(withBanners(values, { smartFields }), people)).toEqual(['smart', 'derived', 'groups', 'expression', '']);
	});

	it('work together with rules and in Preview', async () => {
		const rules = { values: [{ name: 'IT', conditions: inDepartment('IT'), templateSource: 'custom', template: `IT ${TEMPLATE}` }] };
		const parameters = withBanners([banner('it', { conditions: inDepartment('IT') })], { chooseByRules: true, rules });
		const people = [person({ department: 'IT' }), person({ department: 'HR' })];
		expect((await signatures(parameters, people)).map(({ html }) => html)).toEqual(['IT X it', 'X']);
		const { items } = await run({ ...parameters, operation: 'preview' }, people);
		expect(items[0].json.html).toContain('IT X it');
	});

	it('without conditions, or with conditions that nobody filled in, match everyone', async () => {
		for (const stored of [undefined, {}, conditions(), conditions(untouched)]) {
			expect(await shown(withBanners([banner('all', { conditions: stored })]), [person({})])).toEqual(['all']);
		}
		const both = conditions(untouched, condition('department', 'equals', 'IT'));
		expect(await shown(withBanners([banner('it', { conditions: both })]), [person({}), person({ department: 'IT' })])).toEqual(['', 'it']);
	});

	const check = async (parameters: IDataObject) => (await run({ operation: 'check', ...parameters })).items[0].json;

	it('refuse a condition without a left side, and conditions that are an expression', async () => {
		const broken = withBanners([banner('', { conditions: conditions(condition('', 'equals', 'Sales')) })]);
		await expect(run(broken)).rejects.toThrow('Condition 1 of the banner 1 has nothing on the left side (item 0, Okta ID 00uAda)');
		expect(await check(broken)).toMatchObject({ valid: false, errors: [{ message: expect.stringContaining('Condition 1 of the banner 1 has nothing on the left side') }] });
		await expect(run(withBanners([banner('b', { conditions: '={{ ({}) }}' })]))).rejects.toThrow("The conditions of the banner 'b' are an expression");
		const asExpression = { ...withBanners([]), banners: `={{ (${JSON.stringify({ values: [banner('b', { conditions: inDepartment('IT') })] })}) }}` };
		const { items } = await run(asExpression, [person({})], 'continueRegularOutput');
		expect(JSON.stringify(items[0].json)).not.toContain('X b');
	});

	it('name the banner and condition, never the value, when a comparison does not fit the type', async () => {
		const failing = run(withBanners([banner('b', { conditions: conditions(condition('level', 'gt', 9, 'number')) })]), [person({ level: 'secret' })]);
		await expect(failing).rejects.toThrow("The banner 'b' cannot be evaluated: the comparison in condition 1 does not fit the type of the value (item 0, Okta ID 00uX)");
		await expect(failing).rejects.not.toThrow('secret');
	});

	it('name fields that no one has, in a run and in Check Template', async () => {
		const parameters = withBanners([banner('b', { conditions: conditions(condition('departmnt', 'equals', 'IT')) })]);
		expect((await run(parameters, [person({ department: 'IT' })])).hints.map(({ message }) => message)).toEqual([
			'No one in this run has the field "departmnt" (a condition of a banner). Did you mean department?',
		]);
		expect(await check(parameters)).toMatchObject({ valid: true, warnings: [expect.stringMatching(/"departmnt".*a banner's condition.*department/)] });
	});

	it('name a later banner that nobody gets', async () => {
		const hint = "The banner 2 is never shown: everyone gets the banner 'all' for all of that time. Move it up, or give the other one conditions or dates";
		const parameters = withBanners([banner('all'), banner('', { conditions: inDepartment('IT') })]);
		expect((await run(parameters, [person({ department: 'IT' })])).hints.map(({ message }) => message)).toEqual([hint]);
		expect(await check(parameters)).toMatchObject({ warnings: [hint] });
		const dated = withBanners([banner('all', { endsAt: '2999-01-01' }), banner('next', { startsAt: '2998-01-01' })]);
		expect((await run(dated, [person({})])).hints).toEqual([]);
	});
});
