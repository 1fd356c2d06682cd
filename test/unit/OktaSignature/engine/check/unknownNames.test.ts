import { compile, type CompiledSignature } from '../../../../../nodes/OktaSignature/engine';
import { UnknownNames } from '../../../../../nodes/OktaSignature/engine/check/unknownNames';
import type { PersonSettings } from '../../../../../nodes/OktaSignature/engine/profile/person';
import type { SmartField } from '../../../../../nodes/OktaSignature/engine/profile/smartField';

type Profile = Record<string, unknown>;

const ATTRIBUTES = ['firstName', 'title', 'manager'];

const EMPTY = 'Okta leaves out custom attributes that are empty.';

const templateOf = (html: string, label?: string, additionalFields: string[] = [], linkParameters = ''): CompiledSignature => compile({ name: 'custom', reason: '', html, text: '', additionalFields, label }, { linkParameters });

const settingsOf = (more: Partial<PersonSettings> = {}): PersonSettings => ({ smartFields: new Map(), phoneRegion: '', today: '', ...more });

/** Smart fields by name, with the attributes that they try. */
const smartFieldsOf = (fields: Record<string, string[]>) =>
	new Map(Object.entries(fields).map(([name, attributes]): [string, SmartField] => [name, { name, attributes, format: 'none', default: '', required: false }]));

interface Run {
	people?: Profile[];
	smartFields?: Record<string, string[]>;
	branding?: Record<string, string>;
	/** Fields that conditions of rules name. */
	rules?: string[];
	/** Fields that conditions of banners name. */
	banners?: string[];
}

/** The sentences about one template for everyone. */
function hintOf(template: string | CompiledSignature, { people = [{ firstName: 'Ada' }], smartFields = {}, branding = {}, rules = [], banners = [] }: Run = {}): string {
	const unknown = new UnknownNames(ATTRIBUTES, () => rules, banners);
	const compiled = typeof template === 'string' ? templateOf(template) : template;
	const settings = settingsOf({ smartFields: smartFieldsOf(smartFields), branding: new Map(Object.entries(branding)) });
	for (const profile of people) unknown.add(compiled, profile, settings);
	return unknown.describe();
}

const missing = (name: string, where = 'template') => `No one in this run has the field "${name}" (${where}).`;

const noFields = (name: string, where?: string) => `${missing(name, where)} "${name.split('.')[0]}" has no fields of its own. Use {{${name.split('.')[0]}}}.`;

const people = (count: number, profile: Profile = { firstName: 'Ada' }): Profile[] => Array.from({ length: count }, () => profile);

describe('names in templates', () => {
	it.each([
		'', 'Text', '{{firstName}}', '{{title}}', '{{badge}}', '{{fullName}}', '{{today}}', '{{#banner}}{{imageUrl}}{{/banner}}', '{{banner.imageUrl}}', '{{#title}}{{.}}{{/title}}', '{{tagline}}', '{{logoUrl}}', '{{#optional}}{{title}}{{/optional}}',
		'{{boss.name}}', '{{boss.phones.0}}', '{{boss.phones.length}}', '{{badge}}{{#boss}}{{name}} {{nam}}{{/boss}}', '{{#offices}}{{town}}{{/offices}}', '{{#offices}}{{#firstName}}{{town}}{{/firstName}}{{/offices}}', '{{offices.1.town}}', '{{#boss.phones}}{{x}}{{/boss.phones}}',
	])('say nothing about %s', (html) => {
		const profiles = [{ firstName: 'Ada' }, { badge: '7', boss: { name: 'Eve', phones: ['1'] }, offices: ['Wien', { town: 'Graz' }] }, {}];
		expect(hintOf(html, { people: profiles, smartFields: { tagline: ['title'] }, branding: { logoUrl: 'https://x.example' } })).toBe('');
	});

	it.each([
		['{{titel}}', `${missing('titel')} Did you mean title?`],
		['{{taglin}}', `${missing('taglin')} Did you mean tagline?`],
		['{{logUrl}}', `${missing('logUrl')} Did you mean logoUrl?`],
		['{{badg}}', `${missing('badg')} Did you mean badge?`],
		['{{baner}}', `${missing('baner')} Did you mean banner?`],
		['{{fulName}}', `${missing('fulName')} Did you mean fullName?`],
		['{{vip}}', `${missing('vip')} ${EMPTY}`],
		['{{direction}}', `${missing('direction')} ${EMPTY}`],
		['{{#optinal}}x{{/optinal}}', `${missing('optinal')} Did you mean optional?`],
		['{{optinal}}', `${missing('optinal')} ${EMPTY}`],
		['{{profile.title}}', `${missing('profile.title')} Did you mean title?`],
		['{{title.x}}', noFields('title.x')],
		['{{fullName.x}}', noFields('fullName.x')],
		['{{tagline.x}}', noFields('tagline.x')],
		['{{logoUrl.x}}', noFields('logoUrl.x')],
		['{{badge.x}}', noFields('badge.x')],
		['{{badge.0}}', noFields('badge.0')],
		['{{boss.nam}}', `${missing('boss.nam')} ${EMPTY}`],
		['{{boss.name.first}}', `${missing('boss.name.first')} ${EMPTY}`],
		['{{offices.1.town}}', `${missing('offices.1.town')} ${EMPTY}`],
		['{{boss.constructor}}', `${missing('boss.constructor')} ${EMPTY}`],
		['{{titel.x}}', `${missing('titel.x')} Did you mean title?`],
		['{{upper(title)}}', `${missing('upper(title)')} A template cannot call functions. Use a smart field with the format Upper Case.`],
		['{{#badge}}{{town}}{{/badge}}', `${missing('town')} ${EMPTY}`],
		['{{^boss}}{{town}}{{/boss}}', `${missing('town')} ${EMPTY}`],
		['{{#tags}}{{town}}{{/tags}}', `${missing('town')} ${EMPTY}`],
		['{{^banner}}{{town}}{{/banner}}', `${missing('town')} ${EMPTY}`],
		['{{titel}}{{vip}}{{titel}}', `${missing('titel')} Did you mean title? ${missing('vip')} ${EMPTY}`],
	])('are named in %s', (html, hint) => {
		const profiles = [{ firstName: 'Ada', tags: ['a'] }, { badge: '7', boss: { name: 'Eve' }, offices: [{ town: 'Graz' }] }];
		expect(hintOf(html, { people: profiles, smartFields: { tagline: ['title'] }, branding: { logoUrl: 'https://x.example' } })).toBe(hint);
	});

	it('may be fields inside an attribute that is a text for other people', () => {
		const profiles = [{ manager: 'Eve' }, { manager: { name: 'Eve' } }];
		expect(hintOf('{{manager.name}}', { people: profiles })).toBe('');
		expect(hintOf('{{manager.nam}}', { people: profiles })).toBe(`${missing('manager.nam')} ${EMPTY}`);
		expect(hintOf('{{#manager}}{{nam}}{{/manager}}', { people: profiles })).toBe('');
	});

	it('are hidden by a smart field, which is a text', () => {
		expect(hintOf('{{boss.name}}', { people: [{ boss: { name: 'Eve' } }] })).toBe('');
		expect(hintOf('{{boss.name}}', { people: [{ boss: { name: 'Eve' } }], smartFields: { boss: ['title'] } })).toBe(`${missing('boss.name')} ${EMPTY}`);
		expect(hintOf('{{tagline.x}}', { people: [{ boss: { x: 'Eve' } }], smartFields: { tagline: ['boss.x'] } })).toBe(noFields('tagline.x'));
	});

	it('stand in the template, in one with a name, or in the parameters of links', () => {
		const hint = (where: string) => `${missing('titel', where)} Did you mean title?`;
		expect(hintOf(templateOf('{{titel}}', 'rule "Sales"'))).toBe(hint('rule "Sales"'));
		expect(hintOf(templateOf('x', 'rule "Sales"', [], 'a={{titel}}'))).toBe(hint('link parameters'));
	});

	it('may be additional fields of the gallery, which are suggested in other templates', () => {
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		unknown.add(templateOf('{{mobileNumber}}{{direction}}', undefined, ['mobileNumber']), {}, settingsOf());
		expect(unknown.describe()).toBe('');
		unknown.add(templateOf('{{mobileNumbr}}{{directon}}'), {}, settingsOf());
		expect(unknown.describe()).toBe(`${missing('mobileNumbr')} Did you mean mobileNumber? ${missing('directon')} Did you mean direction?`);
	});

	it('of the gallery mean nothing in a condition or in another template', () => {
		const gallery = templateOf('{{mobileNumber}}', undefined, ['mobileNumber']);
		expect(hintOf(gallery, { rules: ['mobileNumber'] })).toBe(`${missing('mobileNumber', 'a condition of a rule')} ${EMPTY}`);
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		for (const compiled of [gallery, templateOf('{{mobileNumber}}')]) unknown.add(compiled, {}, settingsOf());
		expect(unknown.describe()).toBe(`${missing('mobileNumber')} ${EMPTY}`);
	});

	it('are cut when they are long', () => {
		expect(hintOf(`{{${'x'.repeat(200)}}}`)).toBe(`${missing('x'.repeat(60))} ${EMPTY}`);
	});

	it('may be custom attributes without a value in a run of fewer than 20 people', () => {
		expect(hintOf('{{vip}}{{titel}}', { people: people(19) })).toBe(`${missing('vip')} ${missing('titel')} Did you mean title? ${EMPTY}`);
		expect(hintOf('{{vip}}{{titel}}', { people: people(20) })).toBe(`${missing('vip')} ${missing('titel')} Did you mean title?`);
	});

	it('are counted when there are more than five', () => {
		const tags = (count: number) => Array.from({ length: count }, (_, i) => `{{unheard${i}of}}`).join('');
		const named = [0, 1, 2, 3, 4].map((i) => missing(`unheard${i}of`)).join(' ');
		expect([5, 6, 9].map((count) => hintOf(tags(count)))).toEqual([`${named} ${EMPTY}`, `${named} There are 1 more such fields. ${EMPTY}`, `${named} There are 4 more such fields. ${EMPTY}`]);
	});

	it('are looked up inside profiles for the first 50 paths, and for the others nobody claims that they are missing', () => {
		const tags = (count: number) => Array.from({ length: count }, (_, i) => `{{boss.x${i}}}`).join('');
		const more = (count: number) => /There are (\d+) more/.exec(hintOf(tags(count), { people: [{ boss: { name: 'Eve' } }] }))?.[1];
		expect([6, 50, 51, 60].map(more)).toEqual(['1', '45', '45', '45']);
		const names = Array.from({ length: 60 }, (_, i) => `name${i}`);
		const profile = { boss: { name: 'Eve' }, ...Object.fromEntries(names.map((name) => [name, 'x'])) };
		expect(hintOf(`${names.map((name) => `{{${name}}}`).join('')}{{boss.nam}}`, { people: [profile] })).toBe(`${missing('boss.nam')} ${EMPTY}`);
	});
});

describe('names of all people', () => {
	it('count, whatever template, smart fields or profile each one has', () => {
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		unknown.add(undefined, {}, settingsOf());
		expect([unknown.describe(), unknown.brandingHint, unknown.bannerHint]).toEqual(['', '', '']);
		const shared = settingsOf();
		const one = templateOf('{{first}}');
		unknown.add(one, {}, shared);
		unknown.add(templateOf('{{second}}'), {}, shared);
		unknown.add(undefined, {}, shared);
		unknown.add(one, {}, settingsOf({ smartFields: smartFieldsOf({ a: ['titel'] }) }));
		const hint = `${missing('first')} ${missing('second')} ${missing('titel', 'smart field "a"')} Did you mean title? ${EMPTY}`;
		expect(unknown.describe()).toBe(hint);
		unknown.add(one, { second: '2' }, shared);
		expect(unknown.describe()).toBe(hint.replace(`${missing('second')} `, ''));
	});

	it('include those of Branding and of smart fields that only some people have', () => {
		const company = settingsOf({ branding: new Map([['company', 'Acme']]) });
		const tagline = settingsOf({ smartFields: smartFieldsOf({ tagline: ['title'] }) });
		const compiled = templateOf('{{company}}{{tagline}}');
		for (const order of [[settingsOf(), company, tagline], [company, tagline, settingsOf()], [tagline, settingsOf(), company]]) {
			const unknown = new UnknownNames(ATTRIBUTES, () => []);
			for (const settings of order) unknown.add(compiled, {}, settings);
			expect(unknown.describe()).toBe('');
			unknown.add(templateOf('{{compny}}{{taglin}}'), {}, order[0]);
			expect(unknown.describe()).toBe(`${missing('compny')} Did you mean company? ${missing('taglin')} Did you mean tagline?`);
		}
		const shared = new Map<string, SmartField>();
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		for (const settings of [{}, { branding: company.branding }, {}]) unknown.add(compiled, {}, settingsOf({ smartFields: shared, ...settings }));
		expect(unknown.describe()).toBe(`${missing('tagline')} ${EMPTY}`);
	});

	it('may be a text for some and an attribute for others', () => {
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		unknown.add(templateOf('{{badge}}'), {}, settingsOf());
		unknown.add(undefined, { badge: '7' }, settingsOf({ smartFields: smartFieldsOf({ badge: ['badge'] }) }));
		expect(unknown.describe()).toBe('');
	});

	it('include a smart field of the same template that only some people have', () => {
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		const compiled = templateOf('{{tagline.x}}');
		unknown.add(compiled, {}, settingsOf());
		expect(unknown.describe()).toBe(`${missing('tagline.x')} ${EMPTY}`);
		unknown.add(compiled, {}, settingsOf({ smartFields: smartFieldsOf({ tagline: ['title'] }) }));
		expect(unknown.describe()).toBe(noFields('tagline.x'));
	});
});

describe('dots outside of lists', () => {
	const dot = (where: string) => `{{.}} in the ${where} prints nothing: it stands for an element of a list. Put it in a section over a list, or write the name of a field.`;

	it('are named once for each place, before the names', () => {
		expect(hintOf('{{titel}}{{.}}{{.}}')).toBe(`${dot('template')} ${missing('titel')} Did you mean title?`);
		expect(hintOf(templateOf('{{.}}', 'rule "Sales"', [], 'a={{.}}'))).toBe(`${dot('rule "Sales"')} ${dot('link parameters')}`);
	});

	it('are named in five templates at most', () => {
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		for (let i = 0; i < 7; i++) unknown.add(templateOf('{{.}}', `rule ${i}`), {}, settingsOf());
		expect(unknown.describe()).toBe([0, 1, 2, 3, 4].map((i) => dot(`rule ${i}`)).join(' '));
	});
});

describe('attributes of smart fields', () => {
	const of = (name: string) => `smart field "${name}"`;

	it.each<[string, Record<string, string[]>, string]>([
		['known', { a: ['title'], b: ['fullName'], c: ['badge'], d: ['boss.name'] }, ''],
		['empty for everyone', { a: ['vip'] }, ''],
		['the smart field itself', { vip: ['vip'] }, ''],
		['misspelt', { a: ['vip', 'titel'] }, `${missing('titel', of('a'))} Did you mean title?`],
		['a misspelt custom attribute', { a: ['badg'] }, `${missing('badg', of('a'))} Did you mean badge?`],
		['a misspelt smart field, which cannot be selected', { tagline: ['title'], a: ['taglin'] }, ''],
		['another smart field', { alpha: ['title'], beta: ['alpha'] }, 'The smart field "beta" selects "alpha", which is another smart field. Select attributes of the profile instead.'],
		['another smart field with the name of an attribute', { badge: ['title'], title: ['title'], beta: ['badge', 'title'] }, ''],
		['in an attribute with the name of a smart field', { boss: ['title'], a: ['boss.name'] }, ''],
		['missing in an object', { a: ['boss.nam'] }, ''],
		['an expression', { a: ['$json.profile.title'] }, `${missing('$json.profile.title', of('a'))} Did you mean title?`],
		['a call', { a: ['trim(title)'] }, `${missing('trim(title)', of('a'))} A template cannot call functions. Use a smart field with a format.`],
		['Branding, which is not in profiles', { a: ['company'], b: ['compny'] }, ''],
		['inside a text', { a: ['badge.x'] }, noFields('badge.x', of('a'))],
	])('%s', (_, smartFields, hint) => {
		expect(hintOf('x', { smartFields, branding: { company: 'Acme' }, people: [{ firstName: 'Ada' }, { badge: '7', boss: { name: 'Eve' } }] })).toBe(hint);
	});

	it('are named without a similar name only when the smart field tries no known one, in a run of 20 people or more', () => {
		const hint = (attributes: string[], count: number) => hintOf('x', { smartFields: { a: attributes }, people: [...people(count - 1), { badge: '7', boss: { name: 'Eve' } }] });
		expect([hint(['vip'], 19), hint(['vip'], 20)]).toEqual(['', missing('vip', of('a'))]);
		for (const known of ['title', 'manager.name', 'badge', 'boss.name', 'fullName']) expect([known, hint(['vip', known], 20)]).toEqual([known, '']);
		expect(hint(['vip', 'pager'], 30)).toBe(`${missing('vip', of('a'))} ${missing('pager', of('a'))}`);
	});

	it('that call functions do not use up the suggestions', () => {
		const calls = Array.from({ length: 120 }, (_, i) => `trim(x${i})`);
		expect(hintOf('x', { smartFields: { a: [...calls, 'titel'] } })).toMatch(/ There are 116 more such fields\.$/);
	});

	it('do not hide the same name in a template', () => {
		expect(hintOf('{{vip}}', { smartFields: { a: ['vip'] } })).toBe(`${missing('vip')} ${EMPTY}`);
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		unknown.add(templateOf('{{vip}}'), {}, settingsOf());
		unknown.add(undefined, {}, settingsOf({ smartFields: smartFieldsOf({ a: ['vip'] }) }));
		expect(unknown.describe()).toBe(`${missing('vip')} ${EMPTY}`);
	});
});

describe('fields of conditions', () => {
	it.each<[string, string[], string[], string]>([
		['known', ['title', 'badge', 'boss.name', 'tagline', 'tagline.x', 'today', 'banner'], ['title', 'badge', 'boss.name', 'tagline', 'tagline.x'], ''],
		['misspelt', ['titel'], ['badg'], `${missing('titel', 'a condition of a rule')} Did you mean title? ${missing('badg', 'a condition of a banner')} Did you mean badge?`],
		['in Branding', ['company'], ['company'], ''],
		['a section of the package, which is no field', ['optinal'], [], `${missing('optinal', 'a condition of a rule')} ${EMPTY}`],
		['misspelt Branding', ['compny'], [], `${missing('compny', 'a condition of a rule')} Did you mean company?`],
		['a misspelt smart field', ['taglin'], [], `${missing('taglin', 'a condition of a rule')} Did you mean tagline?`],
		['the same in both', ['vip'], ['vip', 'pager'], `${missing('vip', 'a condition of a rule')} ${missing('pager', 'a condition of a banner')} ${EMPTY}`],
	])('%s', (_, rules, banners, hint) => {
		expect(hintOf('x', { rules, banners, branding: { company: 'Acme' }, smartFields: { tagline: ['title'] }, people: [{ badge: '7', boss: { name: 'Eve' } }] })).toBe(hint);
	});

	it('are asked for once somebody has settings, and again only with other smart fields', () => {
		let calls = 0;
		const unknown = new UnknownNames(ATTRIBUTES, () => [`call${++calls}`]);
		expect(calls).toBe(0);
		const shared = settingsOf();
		for (const html of ['x', 'y', 'z']) unknown.add(templateOf(html), {}, shared);
		expect(calls).toBe(1);
		expect(unknown.describe()).toBe(`${missing('call1', 'a condition of a rule')} ${EMPTY}`);
	});

	it('are none without banners', () => {
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		unknown.add(templateOf('x'), {}, settingsOf());
		expect(unknown.describe()).toBe('');
	});
});

describe('what no template shows', () => {
	it('is branding, with the labels of the editor', () => {
		const settings = settingsOf({ branding: new Map([['logoUrl', 'https://x.example'], ['claim', 'We care']]) });
		const unknown = new UnknownNames(ATTRIBUTES, () => [], [], { logoUrl: 'Logo URL' });
		unknown.add(templateOf('{{title}}'), {}, settings);
		expect(unknown.brandingHint).toBe("No template shows these fields of 'Branding': Logo URL, claim");
		unknown.add(templateOf('{{claim}}'), {}, settings);
		expect(unknown.brandingHint).toBe("No template shows these fields of 'Branding': Logo URL");
		unknown.add(templateOf('{{#logoUrl}}x{{/logoUrl}}'), {}, settings);
		expect([unknown.brandingHint, unknown.bannerHint]).toEqual(['', '']);
	});

	it('is branding without labels', () => {
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		unknown.add(templateOf('{{title}}'), {}, settingsOf({ branding: new Map([['claim', 'We care']]) }));
		expect(unknown.brandingHint).toBe("No template shows these fields of 'Branding': claim");
	});

	it('is the banner, if anybody has one', () => {
		const banner = { imageUrl: 'https://x.example/a.png' };
		const unknown = new UnknownNames(ATTRIBUTES, () => []);
		unknown.add(templateOf('{{title}}'), {}, settingsOf());
		expect(unknown.bannerHint).toBe('');
		unknown.add(templateOf('{{title}}'), {}, settingsOf({ banner }));
		unknown.add(templateOf('{{title}}'), {}, settingsOf());
		expect(unknown.bannerHint).toMatch(/^No template shows the banner\. Add \{\{#banner\}\}/);
		unknown.add(templateOf('{{#banner}}x{{/banner}}'), {}, settingsOf({ banner }));
		expect(unknown.bannerHint).toBe('');
	});
});
