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
	banners: { values: [{ name: 'b', imageUrl: '={{ $json.image }}', linkUrl: '={{ $json.link }}', altText: '', startsAt: '={{ $json.startsAt }}' }] },
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
	image: fc.constantFrom('https://x.example/b.png', 'foo', ''),
	link: fc.constantFrom('', 'foo'),
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

	it('reports the banners of every item in any order', async () => {
		const parameters = custom('{{firstName}}{{#banner}}{{imageUrl}}{{/banner}}', { banners: settings.banners });
		const banners = fc.array(fc.record({ image: fc.constantFrom('https://x.example/b.png', 'foo', ''), link: fc.constantFrom('', 'foo', 'acme.example'), startsAt: fc.constantFrom('', '2999-01-01') }), { minLength: 1, maxLength: 4 });
		await holdsAsync(
			fc.asyncProperty(banners, async (items) => {
				const { warnings } = await check(parameters, items);
				const usable = items.filter(({ image }) => image.startsWith('https'));
				expect(warnings.filter((warning) => warning.includes('is not shown'))).toHaveLength(usable.length < items.length ? 1 : 0);
				expect(warnings.filter((warning) => warning.includes('has no link'))).toHaveLength(usable.some(({ link }) => link === 'foo') ? 1 : 0);
			}),
		);
	});

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

describe('what is wrong for everyone', () => {
	const warnings = async (more: IDataObject, template = '{{firstName}}') => (await check(custom(template, more))).warnings;

	it('includes every banner, also those that start later or are over', async () => {
		const banner = (name: string, more: IDataObject) => ({ name, imageUrl: 'https://x.example/b.png', linkUrl: '', altText: '', ...more });
		const banners = { values: [banner('now', {}), banner('later', { imageUrl: 'foo', startsAt: '2999-01-01' }), banner('', { linkUrl: 'foo', endsAt: '2001-01-01' }), banner('behind', { imageUrl: '' })] };
		expect(await warnings({ banners }, '{{firstName}}{{#banner}}{{altText}}{{/banner}}')).toEqual([
			"The banner 'later' is not shown: 'Image URL' is not a web address. Enter one that begins with https://",
			"The banner 3 has no link: 'Link URL' is not a web address. Enter one that begins with https://",
			"The banner 'behind' is not shown: 'Image URL' is not a web address. Enter one that begins with https://",
		]);
	});

	it.each([
		['the format URL', { name: 'website', attributes: [], default: 'foo', format: 'url' }, 'Field "website" was left out: it is not a web address'],
		['the format URL, behind attributes', { name: 'website', attributes: ['site'], default: 'foo', format: 'url' }, 'Field "website" was left out: it is not a web address'],
		['a phone format, with +', { name: 'fax', attributes: ['site'], default: '+49 4711', format: 'phoneInternational' }, 'Field "fax" was left unchanged: it is not a complete and valid phone number'],
	])('includes a text of a smart field that does not fit %s, whether or not a template uses it', async (_what, field, warning) => {
		const smartFields = { values: [field] };
		expect(await warnings({ smartFields })).toContain(warning);
		expect((await warnings({ smartFields }, `{{firstName}}{{#${field.name}}}{{${field.name}}}{{/${field.name}}}`)).filter((one) => one === warning)).toHaveLength(1);
	});

	it.each([
		{ name: 'fax', attributes: [], default: '(212) 555-0123', format: 'phoneInternational' },
		{ name: 'fax', attributes: ['site'], default: '030 123456', format: 'phoneNational' },
		{ name: 'website', attributes: ['site'], default: 'acme.example', format: 'url' },
		{ name: 'website', attributes: ['site'], default: '', format: 'url' },
	])('does not include a text that is right for some people: %j', async (field) => {
		expect(await warnings({ smartFields: { values: [field] } }, `{{firstName}} {{${field.name}}}`)).toEqual([]);
	});

	it('includes a phone number that the Phone Region does not have', async () => {
		const smartFields = { values: [{ name: 'fax', attributes: [], default: '(212) 555-0123', format: 'phoneInternational' }] };
		expect(await warnings({ smartFields, options: { phoneRegion: 'DE' } })).toEqual(['Field "fax" was left unchanged: it is not a complete and valid phone number']);
		expect(await warnings({ smartFields, options: { phoneRegion: 'US' } })).toEqual([]);
	});

	const BLANK = ['<br>', '<div style="display:none">{{firstName}}</div>', '&nbsp;', '<!-- {{firstName}} -->', '<img src="" alt="{{firstName}}" width="9">', '{{! nothing }}', '{{> gone}}', '{{#banner}}{{altText}}{{/banner}}', '<title>{{title}}</title>'];

	it.each(BLANK)('includes a signature that is blank for everyone, which Render refuses: %s', async (template) => {
		const { valid, errors } = await check(custom(template));
		expect([valid, errors]).toEqual([false, [{ message: 'The signature is blank for everyone: the template has no visible text and no image. Add text or a field (template)', line: 1, column: 1 }]]);
		await expect(run(custom(template))).rejects.toThrow(/blank|is empty/);
	});

	it.each([
		'{{#skills}}{{name}}{{/skills}}', '{{^firstName}}Nobody{{/firstName}}', '{{#vip}}VIP{{/vip}}', '<img src="https://{{host}}/a.png" alt="{{host}}" width="9">', '{{> part}}', '{{#line}}<p>{{x}}</p>{{/line}}', '{{#a}}{{#b}}{{.}}{{/b}}{{/a}}', '<img src="{{photoUrl}}" alt="{{firstName}}" width="9">',
	])('does not include a template that shows something for somebody: %s', async (template) => {
		expect(await check(custom(template, { partials: { values: [{ name: 'part', content: '{{firstName}}' }] } }))).toMatchObject({ valid: true });
	});

	it('does not include a template that shows a banner only, when there are banners', async () => {
		const banners = { values: [{ name: 'b', imageUrl: 'https://x.example/b.png', startsAt: '2999-01-01' }] };
		expect(await check(custom('{{#banner}}{{name}}{{/banner}}', { banners }))).toMatchObject({ valid: true, warnings: [] });
	});

	it('warns about a template that shows nothing to people who have every field, when it may to others', async () => {
		const report = await check(custom('{{#a}}{{^b}}x{{/b}}{{/a}}'));
		expect(report).toMatchObject({ valid: true, warnings: ['The signature may be blank for everyone: it shows nothing both with and without values for its fields (template)'] });
	});

	it('warns about a text version that is always blank', async () => {
		const warning = 'The text version is blank. Write a text template, or give the images alt texts (template)';
		expect(await warnings({}, '<img src="https://x.example/a.png?v={{login}}" alt="" width="9">')).toEqual([warning]);
		expect(await warnings({ options: { textTemplate: '{{! later }} \n' } })).toEqual([warning]);
		expect(await warnings({ options: { textTemplate: '{{#skills}}{{name}}{{/skills}}' } })).toEqual([]);
		expect(await warnings({}, '<img src="https://x.example/a.png?v={{login}}" alt="Acme" width="9">')).toEqual([]);
	});

	it('is valid exactly when Render passes somebody on', async () => {
		const piece = fc.constantFrom('<br>', '&nbsp;', '{{firstName}}', '<b style="display:none">{{title}}</b>', '<img src="https://x.example/a.png" alt="" width="9">', 'x', '<p></p>', '{{#line}}{{title}}{{/line}}', '{{#title}}{{/title}}');
		const template = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
		await holdsAsync(
			fc.asyncProperty(template, async (html) => {
				const { items } = await run(custom(html), [{ profile: { firstName: 'Ada', title: 'Lead' } }], 'continueRegularOutput');
				expect((await check(custom(html))).valid).toBe('signature' in items[0].json);
			}),
		);
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
