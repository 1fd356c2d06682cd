import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { compile } from '../../../../nodes/OktaSignature/engine';
import { UnknownNames } from '../../../../nodes/OktaSignature/engine/check/unknownNames';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { BASE_ATTRIBUTES } from '../../../../nodes/okta/users/schemas';
import { holdsAsync } from '../../../support/fuzz';
import { superlinearGrowth } from '../growth';
import { ada, condition, conditions, custom, run } from '../runSignatureNode';

const hintsOf = async (parameters: IDataObject, people?: IDataObject[]) => (await run(parameters, people, 'continueRegularOutput')).hints.map(({ message }) => message);

const MAY_BE_EMPTY = 'Okta leaves out custom attributes that are empty.';

describe('tags that no one in a run has a field for', () => {
	it.each([
		['{{firstName}} {{titel}}', ['No one in this run has the field "titel" (template). Did you mean title?']],
		['{{firstName}}{{#optinal}} | {{title}}{{/optinal}}', ['No one in this run has the field "optinal" (template). Did you mean optional?']],
		['{{firstName}}{{#vip}}VIP{{/vip}}', [`No one in this run has the field "vip" (template). ${MAY_BE_EMPTY}`]],
		['<b style="color:{{acentColor}}">{{firstName}}</b>', [`No one in this run has the field "acentColor" (template). ${MAY_BE_EMPTY}`]],
		['{{firstName.toUpperCase()}} {{lastName}}', ['No one in this run has the field "firstName.toUpperCase()" (template). A template cannot call functions. Use a smart field with the format Upper Case.']],
		['{{toLowerCase(firstName)}} {{lastName}}', ['No one in this run has the field "toLowerCase(firstName)" (template). A template cannot call functions. Use a smart field with the format Lower Case.']],
		['{{firstName}} {{title.x}}', ['No one in this run has the field "title.x" (template). "title" has no fields of its own. Use {{title}}.']],
		['{{firstName}} {{fullName.x}}', ['No one in this run has the field "fullName.x" (template). "fullName" has no fields of its own. Use {{fullName}}.']],
		['{{firstName}} {{.}}', ['{{.}} in the template prints nothing: it stands for an element of a list. Put it in a section over a list, or write the name of a field.']],
		['{{firstName}}{{#title}} {{.}}{{/title}}', []],
		['{{firstName}} {{nick.name}}', [`No one in this run has the field "nick.name" (template). ${MAY_BE_EMPTY}`]],
		['{{firstName}}{{#banner}}{{imageUrl}}{{/banner}}{{#optional}}{{today}}{{/optional}}{{department}}', []],
	])('in %s', async (template, hints) => {
		expect(await hintsOf(custom(template))).toEqual(hints);
	});

	it('do not include what one person has, a smart field, or a field of an object or list', async () => {
		const people = [ada, { id: '00uBob', profile: { firstName: 'Bob', badge: '7', offices: [{ town: 'Graz' }], boss: { name: 'Eve' } } }];
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone'] }] };
		const template = '{{firstName}}{{badge}}{{phone}}{{#offices}}{{town}}{{/offices}}{{#boss}}{{name}}{{/boss}}{{boss.name}}{{offices.0.town}}{{offices.length}}{{#offices.0}}x{{/offices.0}}';
		expect(await hintsOf(custom(template, { smartFields }), people)).toEqual([]);
	});

	it('include a missing field of an object, and a smart field that selects another one', async () => {
		const people = [{ id: '00uBob', profile: { firstName: 'Bob', boss: { name: 'Eve' } } }];
		expect(await hintsOf(custom('{{firstName}}{{boss.nam}}'), people)).toEqual([`No one in this run has the field "boss.nam" (template). ${MAY_BE_EMPTY}`]);
		const smartFields = { values: [{ name: 'alpha', attributes: ['title'] }, { name: 'beta', attributes: ['alpha', 'lastName'] }, { name: 'gamma', attributes: ['gamma'], default: 'x' }] };
		expect(await hintsOf(custom('{{beta}}', { smartFields }))).toEqual(['The smart field "beta" selects "alpha", which is another smart field. Select attributes of the profile instead.']);
	});

	it('take time in proportion to names plus attributes, not to their product', () => {
		const growth = superlinearGrowth((size) => {
			const names = (prefix: string) => Array.from({ length: size / 4 }, (_, i) => `${prefix}${i}`);
			const html = [...names('attribus'), ...names('title.x')].map((name) => `{{${name}}}`).join('');
			const compiled = compile({ name: 'custom', reason: '', html, text: '', additionalFields: [] });
			const unknown = new UnknownNames(BASE_ATTRIBUTES, () => []);
			unknown.add(compiled, Object.fromEntries(names('attribut').map((name) => [name, 'x'])), { smartFields: new Map(), phoneRegion: '', today: '' });
			return unknown.describe();
		});
		expect(growth).toBeUndefined();
	});

	it('are one hint for 500 people, who get no warning each', async () => {
		const { items, hints } = await run(custom('{{firstName}}{{titel}}'), Array.from({ length: 500 }, () => ada));
		expect(hints).toEqual([expect.objectContaining({ type: 'warning', location: 'outputPane' })]);
		expect(items.flatMap(({ json }) => (json.signature as { warnings: string[] }).warnings)).toEqual([]);
	});

	it('include names in conditions of rules, and similar names in smart fields, which otherwise may be attributes that are empty', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilPhone', 'workMobile'] }] };
		const rules = { values: [{ name: 'r', conditions: conditions(condition('departmnt', 'equals', 'x'), condition('dept', 'equals', 'x'), condition('phone', 'exists')), templateSource: 'custom', template: 'x' }] };
		expect(await hintsOf(custom('{{firstName}}{{phone}}', { smartFields, chooseByRules: true, rules }))).toEqual([
			'No one in this run has the field "mobilPhone" (smart field "phone"). Did you mean mobilePhone? No one in this run has the field "departmnt" (a condition of a rule). Did you mean department? No one in this run has the field "dept" (a condition of a rule). Okta leaves out custom attributes that are empty.',
		]);
		expect(await hintsOf(custom('{{firstName}}', { chooseByRules: false, rules }))).toEqual([]);
	});

	it('include names of smart fields of which no attribute is known, in a run of 20 people or more', async () => {
		const smartFields = { values: [{ name: 'a', attributes: ['xyzzy'] }, { name: 'b', attributes: ['workMobile', 'mobilePhone'] }, { name: 'c', attributes: ['badge'] }] };
		const people = (count: number) => Array.from({ length: count }, (_, i) => (i === 1 ? { ...ada, profile: { ...ada.profile, badge: '7' } } : ada));
		const hint = 'No one in this run has the field "xyzzy" (smart field "a").';
		expect(await hintsOf(custom('{{firstName}}', { smartFields }), people(20))).toEqual([hint]);
		expect(await hintsOf(custom('{{firstName}}', { smartFields }), people(19))).toEqual([]);
	});

	/** What people write who copy an expression. */
	const COPIED = ['profile.%', '$json.%', '$json.profile.%', '{{%}}', '{{ $json.profile.% }}', '$json["profile"]["%"]', "$('Okta Directory').item.json.profile.%", '{{{ % }}}'];

	it('include the whole of an expression, with the attribute that was meant, in every place and in Check Template', async () => {
		await holdsAsync(
			fc.asyncProperty(fc.constantFrom(...COPIED), fc.constantFrom(...BASE_ATTRIBUTES, 'badge'), fc.constantFrom('rule', 'smart field'), async (form, attribute, place) => {
				const name = form.replace('%', attribute);
				const more = place === 'rule'
					? { chooseByRules: true, rules: { values: [{ name: 'r', conditions: conditions(condition(name, 'equals', 'x')), templateSource: 'custom', template: 'x' }] } }
					: { smartFields: { values: [{ name: 'own', attributes: [name] }] } };
				const people = [{ ...ada, profile: { ...ada.profile, [attribute]: 'x' } }];
				const where = place === 'rule' ? 'a condition of a rule' : 'smart field "own"';
				expect(await hintsOf(custom('{{firstName}}', more), people)).toEqual([`No one in this run has the field "${name}" (${where}). Did you mean ${attribute}?`]);
				const { items } = await run({ operation: 'check', ...custom('{{firstName}}', more) });
				expect(items[0].json.warnings).toContainEqual(expect.stringMatching(new RegExp(`^"${name.replace(/[^\w ]/g, '\\$&')}" in .*\\. Did you mean ${attribute}\\?$`)));
			}),
			60,
		);
	}, 60_000);

	it('do not include values of expressions, names with spaces that an item has, and paths into objects', async () => {
		const rules = { values: [{ name: 'r', conditions: conditions(condition('={{ $json["Job Title"] }}', 'equals', 'x'), condition('Job Title', 'equals', 'x'), condition('location.city', 'exists')), templateSource: 'custom', template: 'x' }] };
		expect(await hintsOf(custom('{{firstName}}', { chooseByRules: true, rules }), [{ firstName: 'Ada', 'Job Title': 'Sales', location: { city: 'Wien' } }])).toEqual([]);
	});

	it('do not include fields of Branding in conditions, and those that an expression gives only to some people', async () => {
		const rules = { values: [{ name: 'r', conditions: conditions(condition('company', 'exists')), templateSource: 'custom', template: '{{firstName}} {{company}}' }] };
		const people = [{ profile: { firstName: 'Ada' } }, { profile: { firstName: 'Bob' }, firm: 'Acme' }];
		for (const company of ['Acme', '={{ $json.firm }}']) {
			expect(await hintsOf(custom('{{firstName}} {{company}}', { branding: { company } }), people)).toEqual([]);
			expect(await hintsOf(custom('{{firstName}} {{company}}', { branding: { company }, chooseByRules: true, rules }), people)).toEqual([]);
		}
	});

	it('are counted when there are many', async () => {
		const names = Array.from({ length: 9 }, (_, i) => `{{unheard${i}of}}`);
		expect(await hintsOf(custom(`{{firstName}}${names.join('')}`))).toEqual([expect.stringMatching(/"unheard4of" \(template\)\. There are 4 more such fields\. Okta leaves out custom attributes that are empty\.$/)]);
	});

	it('never occur in a gallery template', async () => {
		for (const { name } of GALLERY) expect(await hintsOf({ galleryTemplate: name })).toEqual([]);
	});

	it('are found for every misspelling of an attribute, with the attribute that was meant', async () => {
		const attribute = fc.constantFrom(...BASE_ATTRIBUTES.filter((name) => name.length > 5));
		const misspelling = fc
			.tuple(attribute, fc.nat(), fc.constantFrom('swap', 'drop', 'double'))
			.map(([name, at, how]) => {
				const i = at % (name.length - 1);
				if (how === 'swap') return [name, name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2)];
				return [name, name.slice(0, i) + (how === 'double' ? name[i] + name[i] : '') + name.slice(i + 1)];
			})
			.filter(([, misspelt]) => !BASE_ATTRIBUTES.includes(misspelt));
		await holdsAsync(
			fc.asyncProperty(misspelling, fc.constantFrom('{{%}}', '{{#%}}x{{/%}}', '{{^%}}x{{/%}}', '<b title="{{%}}">x</b>', '{{#line}}{{%}}{{/line}}', '{{> part}}'), async ([, misspelt], form) => {
				const partials = { values: [{ name: 'part', content: `{{${misspelt}}}` }] };
				const hints = await hintsOf(custom(`{{firstName}}${form.replaceAll('%', misspelt)}`, { partials }));
				expect(hints).toEqual([expect.stringMatching(new RegExp(`^No one in this run has the field "${misspelt}" \\(.*\\)\\. Did you mean \\w+\\?$`))]);
			}),
			60,
		);
	});
});
