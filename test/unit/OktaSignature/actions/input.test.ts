import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { isRecord } from '../../../../nodes/okta/isRecord';
import { BASE_ATTRIBUTES } from '../../../../nodes/okta/users/schemas';
import { cleanValue, isEmpty } from '../../../../nodes/OktaSignature/engine/mustache/values';
import { holdsAsync } from '../../../support/fuzz';
import { entries, profile, profileOf } from '../../fuzz/profileArbitraries';
import { partials, template } from '../../fuzz/templateArbitraries';
import { attribute, elementsOf, visibleTextIn } from '../rendering';
import { ada, condition, conditions, custom, run, signatures } from '../runSignatureNode';

const OPERATIONS = ['render', 'report'] as const;

/** What nodes put in place of a person. */
const NOT_PEOPLE: Array<[string, unknown, string]> = [
	['an empty item', {}, 'the field "profile" does not exist, and no profile attribute has a value'],
	['an error item', { error: 'Not found' }, 'the field "profile" does not exist, and no profile attribute has a value'],
	['an error item with details', { error: { message: 'Not found' }, message: 'x', details: {} }, 'the field "profile" does not exist'],
	['null as the profile', { profile: null }, 'the field "profile" is null'],
	['a list as the profile', { profile: [ada.profile] }, 'the field "profile" is a list, not an object'],
	['text as the profile', { profile: '{"firstName":"Ada"}' }, 'the field "profile" is a string, not an object'],
	['a misspelt field', { id: '00uAda', Profile: ada.profile }, 'the field "profile" does not exist'],
	['attributes without values', { firstName: ' ', title: null, email: '', skills: [] }, 'the field "profile" does not exist, and no profile attribute has a value'],
	['attributes next to a broken profile', { profile: null, firstName: 'Ada' }, 'the field "profile" is null'],
	['null', null, 'the field "profile" does not exist'],
	['a list', [ada.profile], 'the field "profile" does not exist'],
	['text', 'Ada', 'the field "profile" does not exist'],
];

describe.each(OPERATIONS)('%s', (operation) => {
	const settings = custom('<b>Hello {{badge}}</b>', { operation });

	it.each(NOT_PEOPLE)('refuses %s and names item and field', async (_what, json, reason) => {
		const items = [ada, json as IDataObject];
		await expect(run(settings, items)).rejects.toThrow(`The item is not a person: ${reason}`);
		await expect(run(settings, items)).rejects.toThrow('(item 1');
		const { items: output } = await run(settings, items, 'continueRegularOutput');
		expect(output).toHaveLength(2);
		expect(output[1]).toEqual({ json: { error: expect.stringContaining(`not a person: ${reason}`) }, pairedItem: { item: 1 } });
	});

	it('says what to do', async () => {
		await expect(run(settings, [{ error: 'x' }])).rejects.toMatchObject({ description: expect.stringContaining('Filter out such items') });
		await expect(run(settings, [{ user: ada.profile }])).rejects.toMatchObject({ description: expect.stringContaining("'Profile Field'") });
	});

	it('never takes the item for the profile when another profile field is set', async () => {
		const options = { profileField: 'user.profil' };
		await expect(run({ ...settings, options }, [{ ...ada.profile, user: ada, id: '00uAda' }])).rejects.toThrow(
			'The item is not a person: the field "user.profil" does not exist (item 0, Okta ID 00uAda)',
		);
		expect((await run({ ...settings, options: { profileField: 'user.profile' } }, [{ user: ada }])).items).toHaveLength(1);
	});

	it.each([
		['an attribute of Okta', { title: 'Lead' }],
		['an attribute that a smart field reads', { location: { city: 'Wien' } }],
		['an attribute that the template uses', { badge: 7 }],
	])('accepts an item with %s as the profile', async (_what, json) => {
		const smartFields = { values: [{ name: 'office', attributes: ['location.city'] }] };
		const { items } = await run({ ...settings, smartFields }, [json]);
		expect(items).toHaveLength(1);
	});

	it('refuses it before and after rules choose a template', async () => {
		const rules = { values: [{ name: 'a', conditions: conditions(condition('title', 'equals', 'x')), templateSource: 'custom', template: '{{a}}x' }] };
		for (const noMatch of ['skip', 'default']) {
			await expect(run({ ...settings, chooseByRules: true, rules, noMatch }, [{ error: 'x' }])).rejects.toThrow('The item is not a person');
		}
	});
});

/** What the contract says of an item; `used`: attributes that the template or a smart field uses. */
function isPerson(json: unknown, field: string, used: string[]): boolean {
	const value = field.split('.').reduce((inner: unknown, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined), json);
	if (isRecord(value)) return true;
	if (field !== 'profile' || value !== undefined || !isRecord(json)) return false;
	return [...BASE_ATTRIBUTES, ...used].some((name) => Object.hasOwn(json, name) && !isEmpty(cleanValue(json[name])));
}

const item = fc.oneof(
	fc.constantFrom(...NOT_PEOPLE.map(([, json]) => json)),
	entries.map(profileOf),
	profile.map((json) => ({ profile: json })),
	fc.jsonValue({ maxDepth: 2 }).map((value) => ({ profile: value, user: { profile: value } })),
	profile.map((json) => ({ user: { profile: json } })),
	fc.dictionary(fc.constantFrom('id', 'badge', 'city', 'error', 'profile', 'user'), fc.oneof(fc.jsonValue({ maxDepth: 1 }), profile)),
);

/** A browser's view: text that is drawn, or an image with an address. */
const isVisible = (html: string) =>
	visibleTextIn(html) !== '' || elementsOf(html).some((element) => element.tagName === 'img' && (attribute(element, 'src') ?? '').trim() !== '');

it('refuses exactly the items that are not people, in every operation', async () => {
	await holdsAsync(
		fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 8 }), fc.constantFrom('profile', '', 'user.profile', 'badge'), fc.constantFrom(...OPERATIONS), async (jsons, profileField, operation) => {
			const smartFields = { values: [{ name: 'code', attributes: ['badge'] }] };
			const settings = custom('<b>Hello {{inner}} {{code}}</b>', { operation, smartFields, options: { profileField, target: 'none' } });
			const { items } = await run(settings, jsons as IDataObject[], 'continueRegularOutput');
			const refused = items.filter(({ json }) => Object.hasOwn(json, 'error') && !Object.hasOwn(json, 'signature')).map(({ json, pairedItem }) => {
				const { item: index } = pairedItem as { item: number };
				expect(json.error).toMatch(new RegExp(`^The item is not a person: the field ".*" .* \\(item ${index}(, Okta ID [\\w-]+)?\\)$`));
				return index;
			});
			const field = profileField || 'profile';
			expect(refused).toEqual([...jsons.keys()].filter((index) => !isPerson(jsons[index], field, ['inner', 'badge'])));
			expect(items).toHaveLength(operation === 'render' ? jsons.length : refused.length + 1);
		}),
	);
}, 60_000);

it('never passes on a signature that shows nothing, whichever template made it', async () => {
	const chosen = fc.oneof(
		fc.constantFrom(...GALLERY).map(({ name }): IDataObject => ({ galleryTemplate: name })),
		fc.tuple(fc.oneof(template, fc.constantFrom('<p>{{a}}</p>', '&nbsp;{{firstName}}', '<img src="{{url}}" alt="">', '<!-- {{email}} -->', '<title>{{title}}</title>')), partials).map(([text, others]) =>
			custom(text, { partials: { values: [...others].map(([name, content]) => ({ name, content })) } }),
		),
	);
	const required = fc.constantFrom({}, { smartFields: { values: [{ name: 'phone', attributes: ['mobilePhone'], required: true }] } });
	await holdsAsync(
		fc.asyncProperty(chosen, required, fc.array(profile, { minLength: 1, maxLength: 5 }), async (settings, more, profiles) => {
			const options = { whenRequiredMissing: 'flag', whenTooLong: 'flag', target: 'none' };
			const { items } = await run({ ...settings, ...more, options }, profiles.map((json) => ({ id: '00uX', profile: json as IDataObject })), 'continueRegularOutput');
			expect(items).toHaveLength(profiles.length);
			for (const { json } of items) {
				const signature = json.signature as IDataObject | undefined;
				if (signature !== undefined) expect([signature.html, isVisible(String(signature.html))]).toEqual([signature.html, true]);
			}
		}),
	);
}, 60_000);

describe('a blank signature', () => {
	it.each(['error', 'flag'])('is an error that names item, Okta ID and the empty fields, with %s when a required field is missing', async (whenRequiredMissing) => {
		const people = [ada, { id: '00uBob', profile: { city: 'Wien' } }];
		await expect(run(custom('<p>{{firstName}}</p>&nbsp;', { options: { whenRequiredMissing } }), people)).rejects.toMatchObject({
			message: 'The signature is blank: it has no visible text and no image (item 1, Okta ID 00uBob)',
			description: expect.stringContaining('Empty for this person: firstName.'),
		});
	});

	it.each(GALLERY.map(({ name }) => name))('of the gallery template %s is refused', async (galleryTemplate) => {
		await expect(run({ galleryTemplate }, [{ profile: {} }])).rejects.toThrow('The signature is blank');
	});

	it('is not made for a deleted user, whatever the template shows', async () => {
		await expect(run(custom('Acme'), [{ event: 'user.deleted', id: '00uBob', profile: {} }])).rejects.toThrow('The item is a deleted user, who has no profile');
	});

	it('is not one with an image only, whose text version is blank', async () => {
		const warning = 'The text version is blank. Write a text template, or give the images alt texts';
		expect(await signatures(custom('<img src="https://x.example/a.png" alt="">'))).toMatchObject([{ text: '', warnings: [warning] }]);
		expect(await signatures(custom('<img src="https://x.example/a.png" alt="Acme">'))).toMatchObject([{ text: 'Acme', warnings: [] }]);
	});

	it('is not one whose text template shows nothing to a person, who gets a warning', async () => {
		const people = [ada, { profile: { firstName: 'Bob' } }];
		expect(await signatures(custom('{{firstName}}', { options: { textTemplate: '{{title}}\u200b' } }), people)).toMatchObject([
			{ warnings: [] },
			{ warnings: ['The text version is blank. Write a text template, or give the images alt texts'] },
		]);
	});

	it('never shows what is no Okta ID', async () => {
		await expect(run(custom('{{badge}}'), [{ id: 'ada@acme.example', profile: {} }])).rejects.toThrow(/no image \(item 0\)$/);
	});
});

it('warns when no field of the template has a value', async () => {
	const people = [ada, { profile: { city: 'Wien' } }];
	const warnings = (await signatures(custom('Acme {{firstName}} {{badge}}'), people)).map((signature) => signature.warnings);
	expect(warnings).toEqual([[], ['No field of the template has a value for this person']]);
	expect(await signatures(custom('Acme'), people)).toMatchObject([{ warnings: [] }, { warnings: [] }]);
});

describe('a person without a value of their own', () => {
	const company = { values: [{ name: 'company', attributes: ['organization'], default: 'Acme' }, { name: 'website', attributes: [], default: 'https://acme.example' }] };
	const warnings = async (parameters: IDataObject, profile: IDataObject) => (await signatures(parameters, [{ profile }])).map((signature) => signature.warnings);

	it.each([...GALLERY.map(({ name }) => ({ galleryTemplate: name })), custom('{{company}} {{fullName}} {{today}}')])('gets a warning, although texts of smart fields fill the signature: %j', async (template) => {
		const parameters = { ...template, smartFields: company };
		for (const profile of [{}, { firstName: ' ', title: null, skills: [] }, { countryCode: 'DE', nickName: 'x' }]) {
			expect(await warnings(parameters, profile)).toEqual([['No field of the template has a value in the profile. Everything comes from texts in the node']]);
		}
		expect(await warnings(parameters, { firstName: 'Ada' })).toEqual([[]]);
	});

	it('gets a warning for an empty profile, also when the template has no field', async () => {
		expect(await warnings(custom('Acme'), {})).toEqual([['The profile is empty: no attribute has a value']]);
		expect(await warnings(custom('Acme'), { city: 'Wien' })).toEqual([[]]);
	});

	it('is told apart by what the profile adds to the signature', async () => {
		const names = ['firstName', 'title', 'city', 'organization', 'nickName', 'skills'] as const;
		const value = fc.constantFrom<IDataObject[string]>('x', '', ' ', null, [], ['a'], 0);
		const profiles = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 });
		const template = '{{company}}{{#title}} {{title}}{{/title}}{{own}}{{#skills}} {{.}}{{/skills}}';
		const smartFields = { values: [...company.values, { name: 'own', attributes: ['city', 'nickName'], default: 'Own' }] };
		const text = async (profile: IDataObject) => (await signatures(custom(template, { smartFields }), [{ profile }]))[0] as { html: string; warnings: string[] };
		const { html: nobody } = await text({});
		await holdsAsync(
			fc.asyncProperty(profiles, async (profile) => {
				const { html, warnings: told } = await text(profile as IDataObject);
				const hasName = profile.firstName !== undefined && !isEmpty(cleanValue(profile.firstName));
				if (html === nobody && !hasName) expect(told).toHaveLength(1);
				if (html !== nobody) expect(told).toEqual([]);
			}),
		);
	}, 60_000);
});

/** People who differ. */
const items = (count: number) => Array.from({ length: count }, (_, i): IDataObject => ({ id: `00u${i}`, profile: { firstName: `P${i}` } }));

describe('the parameter Profile', () => {
	const template = custom('<b>{{firstName}}</b>');
	const given = async (value: unknown, people?: IDataObject[]) => await signatures({ ...template, profile: value as string }, people);

	it.each([
		['JSON', '{"firstName":"Grace"}'],
		['a user as Okta Directory returns it, as JSON', '{"id":"00uGrace","profile":{"firstName":"Grace"}}'],
		['an object from an expression', '={{ ({ firstName: "Grace" }) }}'],
		['JSON from an expression', '={{ JSON.stringify({ firstName: "Grace" }) }}'],
	])('is used instead of the item: %s', async (_what, value) => {
		expect(await given(value)).toMatchObject([{ html: '<b>Grace</b>' }]);
		expect(await given(value, [{}])).toMatchObject([{ html: '<b>Grace</b>' }]);
		expect(await given(value, [{ profile: null }])).toMatchObject([{ html: '<b>Grace</b>' }]);
		const { items } = await run({ ...template, operation: 'report', profile: value }, [{}]);
		expect(items).toMatchObject([{ json: { people: 1, completeness: 1 } }]);
	});

	it.each(['', '  ', undefined, '={{ undefined }}', '={{ null }}'])('is ignored when it is empty: %j', async (value) => {
		expect(await given(value)).toMatchObject([{ html: '<b>Ada</b>' }]);
	});

	it.each(['{"firstName":', '[]', '"Ada secret"', '5', 'null', '={{ [1] }}', '={{ 5 }}', '={{ "Ada secret" }}'])('is refused by name: %s', async (value) => {
		await expect(given(value)).rejects.toThrow(`Parameter 'Profile' must be a JSON object such as {"firstName": "Jane"}`);
		await expect(given(value)).rejects.not.toThrow('secret');
	});

	it.each(['{}', '{"name":"Ada"}', '{"profile":null}', '{"user":{"firstName":"Ada"}}'])('is refused when it is not a person: %s', async (value) => {
		await expect(given(value, [{}])).rejects.toThrow(/^Parameter 'Profile' is not a person: the field "profile" (does not exist|is null).*\(item 0\)$/);
	});

	const several = [ada, { id: '00uBob', profile: { firstName: 'Bob' } }, {}];

	it.each(['render', 'report'])('is refused by %s when the same profile would stand for several items', async (operation) => {
		const settings = { ...template, operation, profile: '{"firstName":"Grace"}' };
		const message = "Parameter 'Profile' is the same for all 3 items, so everyone would get the signature of one person";
		await expect(run(settings, several)).rejects.toMatchObject({ message, description: expect.stringContaining('expression') });
		const { items } = await run(settings, several, 'continueRegularOutput');
		expect(items).toEqual([{ json: { error: message }, pairedItem: [{ item: 0 }, { item: 1 }, { item: 2 }] }]);
		expect((await run(settings, [{}])).items).toHaveLength(1);
		// The items are the people then.
		expect((await run({ ...settings, profile: ' ' }, several.slice(0, 2))).items).toHaveLength(operation === 'render' ? 2 : 1);
	});

	it('gets a hint when an expression returns the same profile for several items, and only then', async () => {
		const hints = async (value: string, items: IDataObject[]) => (await run({ ...template, profile: value }, items)).hints.map(({ message }) => message);
		const one = items(3).map((item) => ({ ...item, user: { firstName: 'Grace' } }));
		const hint = "Parameter 'Profile' is the same for all 3 items, so everyone got the signature of one person. Use an expression that reads each item, such as {{ $json.profile }}, or leave 'Profile' empty.";
		expect(await hints('={{ $json.user }}', one)).toEqual([hint]);
		expect(await hints('={"firstName":"Grace"}', one)).toEqual([hint]);
		expect(await hints('={{ ({ firstName: "Grace", login: $itemIndex === 2 ? "x" : "y" }) }}', one)).toEqual([]);
		expect(await hints('={{ $itemIndex === 1 ? "" : $json.user }}', one)).toEqual([]);
		expect(await hints('={{ $json.user }}', one.slice(0, 1))).toEqual([]);
	});

	it('is not read by Check Template', async () => {
		const { items } = await run({ ...template, operation: 'check', profile: '{' }, [{}]);
		expect(items).toMatchObject([{ json: { valid: true } }]);
	});
});
