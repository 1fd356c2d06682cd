import { adviceFor, findUnknownFields, firstName, isLonelyDot, lonelyDot, smartFieldInSmartField, Suggestions, suggestName, type NameUse } from '../../../../../nodes/OktaSignature/engine/check/unknownFields';

const SCHEMA = { names: ['firstName', 'title', 'email', 'offices'], complete: true };
const BASE = { ...SCHEMA, complete: false };

const use = (name: string, more: Partial<NameUse> = {}): NameUse => ({ name, where: 'line 1', ...more });
const guard = (name: string, inverted = false) => ({ name, inverted }) as NonNullable<NameUse['guards']>[number];

const find = (uses: NameUse[], attributes = SCHEMA, smartFields: string[] = []) => findUnknownFields(uses, attributes, smartFields);
const warningsOf = (...args: Parameters<typeof find>) => find(...args).warnings;

describe('findUnknownFields', () => {
	it.each(['title', 'fullName', 'phoneHref', 'banner', 'banner.imageUrl', 'offices.0', 'offices.10', 'offices.length', 'tagline'])('knows %s', (name) => {
		expect(find([use(name)], SCHEMA, ['tagline'])).toEqual({ unknown: [], warnings: [] });
	});

	it('names what is not in the schema, with the name that was probably meant, each once', () => {
		expect(find([use('titel'), use('titel'), use('shoeSize', { where: 'line 2' })])).toEqual({
			unknown: ['titel', 'shoeSize'],
			warnings: [`"titel" in line 1 is not in the org's schema. Did you mean title?`, `"shoeSize" in line 2 is not in the org's schema`],
		});
	});

	it("reports only what is close to one of Okta's base attributes when the schema is not known", () => {
		expect(find([use('titel'), use('shoeSize'), use('firstName.x'), use('upper(title)')], BASE)).toEqual({
			unknown: [],
			warnings: [
				`"titel" in line 1 is not one of Okta's base attributes. Did you mean title?`,
				'"firstName.x" in line 1 does not exist. "firstName" has no fields of its own. Use {{firstName}}',
				'"upper(title)" in line 1 does not exist. A template cannot call functions. Use a smart field with the format Upper Case',
			],
		});
	});

	it('suggests smart fields in templates, and attributes only in smart fields', () => {
		expect(warningsOf([use('taglin'), use('taglin', { where: 'a smart field', inSmartField: 'x' })], SCHEMA, ['tagline'])).toEqual([
			`"taglin" in line 1 is not in the org's schema. Did you mean tagline?`,
			`"taglin" in a smart field is not in the org's schema`,
		]);
	});

	it('suggests sections that the package adds, for sections', () => {
		expect(warningsOf([use('optinal', { isSection: true })])).toEqual([`"optinal" in line 1 is not in the org's schema. Did you mean optional?`]);
		expect(warningsOf([use('optinal')])).toEqual([`"optinal" in line 1 is not in the org's schema`]);
	});

	it('says that a smart field cannot select another one', () => {
		expect(find([use('alpha', { inSmartField: 'beta' })], SCHEMA, ['alpha', 'beta'])).toEqual({ unknown: ['alpha'], warnings: ['The smart field "beta" selects "alpha", which is another smart field. Select attributes of the profile instead'] });
		// An attribute with the name of its smart field is the profile's.
		expect(warningsOf([use('alpha', { inSmartField: 'alpha' })], SCHEMA, ['alpha'])).toEqual([`"alpha" in line 1 is not in the org's schema`]);
		expect(find([use('title', { inSmartField: 'beta' })], SCHEMA, ['title', 'beta'])).toEqual({ unknown: [], warnings: [] });
	});

	it('finds fields of a text, which has none', () => {
		const noFields = (name: string, first: string) => `"${name}" in line 1 does not exist. "${first}" has no fields of its own. Use {{${first}}}`;
		expect(warningsOf([use('title.x'), use('title.0'), use('fullName.0'), use('tagline.length'), use('title.0.x'), use('title.x.0')], SCHEMA, ['tagline'])).toEqual([
			noFields('title.x', 'title'), noFields('fullName.0', 'fullName'), noFields('tagline.length', 'tagline'), noFields('title.0.x', 'title'), noFields('title.x.0', 'title'),
		]);
		// A smart field hides the attribute of its name, but not from smart fields.
		expect(warningsOf([use('title.0')], SCHEMA, ['title'])).toEqual([noFields('title.0', 'title')]);
		expect(warningsOf([use('title.0', { inSmartField: 'other' })], SCHEMA, ['title', 'other'])).toEqual([]);
	});

	it('leaves names in objects, lists and banners alone, which may be theirs', () => {
		expect(find([use('town', { guards: [guard('branches')] }), use('imgUrl', { guards: [guard('banner')] }), use('x', { guards: [guard('title'), guard('people.0')] })])).toEqual({ unknown: [], warnings: [] });
		expect(find([use('town', { guards: [guard('title')] }), use('imgUrl', { guards: [guard('banner', true), guard('branches', true)] })]).unknown).toEqual(['town', 'imgUrl']);
	});

	it('says that a dot outside of lists prints nothing', () => {
		expect(find([use('.')])).toEqual({ unknown: [], warnings: [lonelyDot('line 1')] });
		for (const more of [{ isSection: true }, { guards: [guard('offices')] }]) expect(find([use('.', more)])).toEqual({ unknown: [], warnings: [] });
		expect(warningsOf([use('.', { guards: [guard('offices', true)] })])).toHaveLength(1);
	});

	it('cuts a long name', () => {
		expect(warningsOf([use('x'.repeat(70))])).toEqual([`"${'x'.repeat(60)}" in line 1 is not in the org's schema`]);
	});
});

describe('names copied from expressions', () => {
	it.each([
		['$json.profile.title', 'title'], ['{{title}}', 'title'], ['profile.title', 'title'], ['json.title', 'title'], ['${ title }', 'title'], ['profile.abteilung-süd', 'abteilung-süd'], ['$json["profile"]["job_title"]', 'job_title'],
	])('%s mean %s', (name, attribute) => {
		expect(suggestName(name, false, ['unlike'])).toBe(attribute);
		expect(adviceFor(name, true)).toBe('');
	});

	it.each(['myprofile.x', 'profiles.x', 'jsonx.y', 'xjson.title'])('%s is none', (name) => {
		expect(suggestName(name, false, ['unlike'])).toBeUndefined();
	});

	it('without a name mean nothing', () => {
		expect(suggestName('{}', false, ['title'])).toBeUndefined();
	});
});

describe('adviceFor', () => {
	const call = (format: string) => `A template cannot call functions. Use a smart field with ${format}`;

	it.each([
		['title.toUpperCase()', call('the format Upper Case')], ['UPPER(title)', call('the format Upper Case')], ['title | lower', call('the format Lower Case')],
		['titleCase(name)', call('the format Title Case')], ['name | capitalize', call('the format Title Case')], ['name | trim', call('a format')], ['trim(name)', call('a format')],
		['name.capitalize()', call('the format Title Case')], ['to_lower(name)', call('the format Lower Case')], ['_.upperCase (name)', call('the format Upper Case')], ['trim(lower(name))', call('the format Lower Case')],
		['name | trim | upper', call('the format Upper Case')], ['name|lower("en")', call('the format Lower Case')],
		// The arguments are not the function.
		['trim(title)', call('a format')], ['title.trim()', call('a format')], ['title | trim', call('a format')], ['trim(name, "lower")', call('a format')], ['name | default "title"', call('a format')], ['title || upper', call('a format')],
	])('of %s', (name, advice) => {
		expect([adviceFor(name, false), adviceFor(name, true)]).toEqual([advice, advice]);
	});

	it('says that a text has no fields', () => {
		expect([adviceFor('title.x', true), adviceFor('title.x', false)]).toEqual(['"title" has no fields of its own. Use {{title}}', '']);
	});
});

describe('Suggestions', () => {
	it('are the same each time, and different for sections', () => {
		const suggestions = new Suggestions(new Set(['title']));
		expect([suggestions.of('titel', false), suggestions.of('titel', false), suggestions.of('optinal', false), suggestions.of('optinal', true)]).toEqual(['title', 'title', undefined, 'optional']);
	});

	it('end after a hundred names, and those found before stay', () => {
		const suggestions = new Suggestions(new Set(['title']));
		for (let i = 0; i < 99; i++) suggestions.of(`name${i}`, false);
		expect([suggestions.isExhausted, suggestions.of('titel', false), suggestions.isExhausted]).toEqual([false, 'title', true]);
		expect([suggestions.of('titl', false), suggestions.of('titel', false)]).toEqual([undefined, 'title']);
	});
});

it('a path begins with its field', () => {
	expect([firstName('manager.name.x'), firstName('title'), firstName('.')]).toEqual(['manager', 'title', '']);
});

it('a dot is lonely outside of sections that show something', () => {
	expect(isLonelyDot({ name: '.' })).toBe(true);
	expect([isLonelyDot({ name: 'x' }), isLonelyDot({ name: '.', isSection: true }), isLonelyDot({ name: '.', guards: [guard('a', true), guard('b')] })]).toEqual([false, false, false]);
});

it('sentences name what they are about', () => {
	expect(lonelyDot('line 3')).toBe('{{.}} in line 3 prints nothing: it stands for an element of a list. Put it in a section over a list, or write the name of a field');
	expect(smartFieldInSmartField('a', 'b')).toBe('The smart field "a" selects "b", which is another smart field. Select attributes of the profile instead');
});
