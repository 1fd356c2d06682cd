import { brandedNames, COLOR_FIELD, DERIVED, Person, type FieldRules, type PersonSettings } from '../../../../../nodes/OktaSignature/engine/profile/person';
import type { SmartField } from '../../../../../nodes/OktaSignature/engine/profile/smartField';

const field = (more: Partial<SmartField> & { name: string }): SmartField => ({
	attributes: [], default: '', format: 'none', required: false, ...more,
});

function read(name: string, profile: Record<string, unknown>, smartFields: SmartField[] = [], phoneRegion = '') {
	const warnings: string[] = [];
	const settings = { smartFields: new Map(smartFields.map((one) => [one.name, one])), phoneRegion, today: '2026-03-01' };
	const value = new Person(profile, settings, (warning) => warnings.push(warning)).value([name]);
	return { value, warnings };
}

interface Template extends Partial<Omit<PersonSettings, 'smartFields'>> {
	smartFields?: SmartField[];
	rules?: Partial<FieldRules>;
}

/** A person as a template with these rules sees them, and the warnings so far. */
function seenBy({ smartFields = [], rules, ...settings }: Template, profile: Record<string, unknown>) {
	const warnings: string[] = [];
	const fields = new Map(smartFields.map((one) => [one.name, one]));
	const ownRules: FieldRules | undefined = rules && { urlFields: new Map(), completed: [], isGallery: false, isFromGallery: false, ...rules };
	const person = new Person(profile, { phoneRegion: '', today: '2026-03-01', ...settings, smartFields: fields }, (warning) => warnings.push(warning), ownRules);
	return { person, warnings };
}

/** The value of a field and the warnings about it. */
function show(name: string, template: Template, profile: Record<string, unknown>) {
	const { person, warnings } = seenBy(template, profile);
	return { value: person.value(name.split('.')), warnings };
}

const GALLERY: Partial<FieldRules> = { isGallery: true, isFromGallery: true };

/** A smart field of the same name as the attribute that it shows. */
const same = (name: string) => field({ name, attributes: [name] });

describe('derived fields', () => {
	it('are all made of other attributes', () => {
		const profile = {
			firstName: 'Ada', lastName: 'Lovelace', email: 'ada@acme.example', primaryPhone: '+49 30 123456', mobilePhone: '+49 170 1234567',
			streetAddress: 'Main St 1', city: 'Berlin', zipCode: '10115', countryCode: 'DE',
		};
		expect(Object.fromEntries(DERIVED.map((name) => [name, read(name, profile).value]))).toEqual({
			fullName: 'Ada Lovelace', initials: 'AL', addressLine: 'Main St 1, 10115 Berlin', phoneHref: 'tel:+4930123456', mobileHref: 'tel:+491701234567',
			emailHref: 'mailto:ada@acme.example', today: '2026-03-01',
		});
	});

	it.each([
		['the order of the country', { streetAddress: 'Main St 1', city: 'Austin', state: 'TX', zipCode: '78701', countryCode: 'US' }, 'Main St 1, Austin, TX 78701'],
		['a street of several lines', { streetAddress: 'Main St 1,\nBox 2', city: 'Berlin', zipCode: '10115', countryCode: 'DE' }, 'Main St 1, Box 2, 10115 Berlin'],
		['no country', { streetAddress: 'Main St 1', city: 'Austin', state: 'TX', zipCode: '78701' }, 'Main St 1, Austin, TX, 78701'],
	])('addressLine has %s', (_, profile, value) => {
		expect(read('addressLine', profile)).toEqual({ value, warnings: [] });
	});

	it('addressLine shows smart fields, except in a smart field', () => {
		const smartFields = [field({ name: 'city', default: 'Paris' }), field({ name: 'x', attributes: ['addressLine'] })];
		expect(read('addressLine', { city: 'Berlin' }, smartFields).value).toBe('Paris');
		expect(read('x', { city: 'Berlin' }, smartFields).value).toBe('Berlin');
	});

	it('emailHref is empty, with a warning, when the email is not one address', () => {
		expect(read('emailHref', { email: 'a@acme.example, b@acme.example' })).toEqual({ value: '', warnings: ['"emailHref" is empty: "email" is not one email address'] });
	});

	it.each([
		['fullName', { firstName: 'Ada', lastName: 'Lovelace', displayName: 'Lovelace, Ada (EXT)' }, 'Ada Lovelace'],
		['fullName', { firstName: ' ', lastName: 'Lovelace' }, 'Lovelace'],
		['fullName', { firstName: null, displayName: 'Ada L.' }, 'Ada L.'],
		['fullName', { firstName: '伟', lastName: '王' }, '王伟'],
		['fullName', { firstName: '민수', lastName: '김' }, '김민수'],
		['fullName', { firstName: 'さくら', lastName: '山田' }, '山田さくら'],
		['fullName', { firstName: 'マリア', lastName: '田中' }, '田中マリア'],
		['fullName', { firstName: 'エリー', lastName: '佐々木' }, '佐々木エリー'],
		['fullName', { firstName: 'さくら', lastName: 'あべ' }, 'あべさくら'],
		['fullName', { firstName: '太郎', lastName: 'スミス' }, 'スミス太郎'],
		['fullName', { firstName: 'か\u3099く', lastName: '山田' }, '山田か\u3099く'],
		['fullName', { firstName: 'ジョン', lastName: 'スミス' }, 'ジョン スミス'],
		['fullName', { firstName: 'ﾋﾟｰﾀｰ', lastName: 'ﾊﾟｰｶｰ' }, 'ﾋﾟｰﾀｰ ﾊﾟｰｶｰ'],
		['fullName', { firstName: '아름', lastName: '金' }, '金아름'],
		['fullName', { firstName: '秀賢', lastName: '김' }, '김秀賢'],
		['fullName', { firstName: 'Mei', lastName: '王' }, 'Mei 王'],
		['initials', { firstName: 'さくら', lastName: '山田' }, '山さ'],
		['initials', { firstName: 'ジョン', lastName: 'スミス' }, 'ジス'],
		['fullName', { firstName: 'Wei', lastName: '王' }, 'Wei 王'],
		['fullName', {}, ''],
		['fullName', { firstName: 'Ada', fullName: 'Own Attribute' }, 'Own Attribute'],
		['initials', { firstName: 'ada', lastName: 'lovelace' }, 'AL'],
		['initials', { firstName: 'Émile', lastName: "d'Arc" }, 'ÉD'],
		['initials', { displayName: 'Ada King Lovelace' }, 'AL'],
		['initials', { displayName: 'Ada' }, 'A'],
		['initials', { firstName: '伟', lastName: '王' }, '王伟'],
		['phoneHref', { primaryPhone: '+49 (30) 123456' }, 'tel:+4930123456'],
		['phoneHref', { primaryPhone: '030 123456', countryCode: 'de' }, 'tel:+4930123456'],
		['phoneHref', { primaryPhone: '030 123456 ext. 12', countryCode: 'DE' }, 'tel:+4930123456;ext=12'],
		['phoneHref', {}, ''],
		['mobileHref', { mobilePhone: '050 123456', countryCode: 'AT' }, 'tel:+4350123456'],
		['emailHref', { email: 'ada@acme.example' }, 'mailto:ada@acme.example'],
		['emailHref', { email: 'a?b&c@acme.example' }, 'mailto:a%3Fb%26c@acme.example'],
		['emailHref', { email: ' ' }, undefined],
		['today', {}, '2026-03-01'],
		['postalAddress', { postalAddress: 'Main St 1,\r\nBox 2\n\n 10115 Berlin ' }, 'Main St 1, Box 2, 10115 Berlin'],
		['postalAddress', { postalAddress: 'Main St, 1\n \nBox 2\n-\nBerlin' }, 'Main St, 1, Box 2, Berlin'],
		['postalAddress', { postalAddress: ['Main St 1', 'Berlin'] }, ['Main St 1', 'Berlin']],
		['postalAddress', {}, undefined],
		['postalAddress', { postalAddress: ' \n ' }, undefined],
		['streetAddress', { streetAddress: 'Main St 1\u2028Box 2\u2029Box 3\rBox 4' }, 'Main St 1, Box 2, Box 3, Box 4'],
		['title', { title: 'Head of\nSales' }, 'Head of Sales'],
		['constructor', {}, undefined],
		['__proto__', {}, undefined],
	])('%s of %j', (name, profile, expected) => {
		expect(read(name, profile)).toEqual({ value: expected, warnings: [] });
	});

	it.each([
		[{ primaryPhone: '030 123456' }, 'tel:030123456', ['Field "primaryPhone" is linked as typed: it has no country code, so it cannot be read as a phone number. Set the option Phone Region, or countryCode in the profile']],
		[{ primaryPhone: '4711', countryCode: 'DE' }, 'tel:4711', ['Field "primaryPhone" is linked as typed: it is not a complete and valid phone number']],
		[{ primaryPhone: 'ask reception' }, '', ['Field "primaryPhone" has no link: it is not clearly one phone number']],
		[{ primaryPhone: 'Tel 030 123' }, '', ['Field "primaryPhone" has no link: it is not clearly one phone number']],
		[{ primaryPhone: '+49 30 901820 / 901821' }, '', ['Field "primaryPhone" has no link: it looks like two phone numbers or several extensions']],
	])('phoneHref of %j warns', (profile, value, warnings) => {
		expect(read('phoneHref', profile)).toEqual({ value, warnings });
	});

	it('phoneHref does not warn again about a smart field that a format left unchanged', () => {
		const phone = field({ name: 'primaryPhone', attributes: ['primaryPhone'], format: 'phoneInternational' });
		expect(read('phoneHref', { primaryPhone: '4711', countryCode: 'DE' }, [phone])).toEqual({
			value: 'tel:4711',
			warnings: ['Field "primaryPhone" was left unchanged: it is not a complete and valid phone number'],
		});
	});

	it('uses the phone region of the options when the profile has no country', () => {
		expect(read('phoneHref', { primaryPhone: '030 123456' }, [], 'de').value).toBe('tel:+4930123456');
		expect(read('phoneHref', { primaryPhone: '01 234567', countryCode: 'AT' }, [], 'de').value).toBe('tel:+431234567');
	});

	it.each(['Germany', 'DEU', 'Deutschland'])('reads phone numbers for the country %s, whatever the phone region is', (countryCode) => {
		expect(read('phoneHref', { primaryPhone: '030 123456', countryCode }, [], 'US')).toEqual({ value: 'tel:+4930123456', warnings: [] });
	});

	it('does not use the phone region when the profile has a country that is not known, and warns once', () => {
		const phones = field({ name: 'phones', attributes: ['custom'], format: 'phoneE164' });
		expect(read('phones', { custom: ['030 123456', '01 234567'], countryCode: 'Germoney' }, [phones], 'DE')).toEqual({
			value: '030 123456, 01 234567',
			warnings: [
				'Field "countryCode" was ignored: it is not a known country. Use a code such as DE or a name such as Germany',
				...Array<string>(2).fill('Field "phones" was left unchanged: it has no country code, so it cannot be read as a phone number. Set the option Phone Region, or countryCode in the profile'),
			],
		});
	});

	it('does not ask for the country of a number that begins with +', () => {
		expect(read('phoneHref', { primaryPhone: '+49 30 123456', countryCode: 'Germoney' })).toEqual({ value: 'tel:+4930123456', warnings: [] });
	});
});

describe('smart fields', () => {
	it('use the first attribute that is filled, then the default', () => {
		const phone = field({ name: 'phone', attributes: ['mobilePhone', 'primaryPhone'], default: 'reception' });
		expect(read('phone', { mobilePhone: ' ', primaryPhone: '12' }, [phone]).value).toBe('12');
		expect(read('phone', { mobilePhone: '\u200b' }, [phone]).value).toBe('reception');
		expect(read('phone', {}, [{ ...phone, default: ' ' }]).value).toBeUndefined();
	});

	it('replace the attribute of the same name, also in links', () => {
		const mobile = field({ name: 'mobilePhone', attributes: ['mobilePhone', 'primaryPhone'] });
		expect(read('mobilePhone', { primaryPhone: '+431234567' }, [mobile]).value).toBe('+431234567');
		expect(read('mobileHref', { primaryPhone: '+431234567' }, [mobile]).value).toBe('tel:+431234567');
	});

	it('read the profile and derived fields, never other smart fields', () => {
		const fields = [field({ name: 'a', attributes: ['b'] }), field({ name: 'b', attributes: ['a', 'fullName'] })];
		expect(read('a', { b: 'B' }, fields).value).toBe('B');
		expect(read('b', { firstName: 'Ada' }, fields).value).toBe('Ada');
		expect(read('a', {}, fields).value).toBeUndefined();
	});

	it('show lists, numbers and booleans as text, and objects not at all', () => {
		const any = field({ name: 'x', attributes: ['custom'] });
		expect(read('x', { custom: ['en', '', 'de'] }, [any]).value).toBe('en, de');
		expect(read('x', { custom: 0 }, [any]).value).toBe('0');
		expect(read('x', { custom: true }, [any]).value).toBe('true');
		expect(read('x', { custom: { a: 1 } }, [any]).value).toBeUndefined();
	});

	it('treat false as empty, so a section around them is hidden', () => {
		expect(read('x', { custom: false }, [field({ name: 'x', attributes: ['custom'] })]).value).toBeUndefined();
		expect(read('x', { custom: false }, [field({ name: 'x', attributes: ['custom'], default: 'no' })]).value).toBe('no');
	});

	it('format every element of a list', () => {
		const phones = field({ name: 'x', attributes: ['custom'], format: 'phoneInternational' });
		expect(read('x', { custom: ['030 123456', null, 'desk'], countryCode: 'DE' }, [phones])).toEqual({
			value: '+49 30 123456, desk',
			warnings: ['Field "x" was left unchanged: it is not clearly one phone number'],
		});
	});

	it('read fields of objects by dots, but not of the prototype', () => {
		const any = field({ name: 'x', attributes: ['boss.constructor', 'boss.name'] });
		expect(read('x', { boss: { name: 'Grace' } }, [any]).value).toBe('Grace');
	});

	it.each([
		['upperCase', 'straße', 'STRASSE', undefined],
		['lowerCase', 'ADA', 'ada', undefined],
		['titleCase', 'head of engineering', 'Head Of Engineering', undefined],
		['titleCase', 'HEAD OF ENGINEERING', 'Head Of Engineering', undefined],
		['titleCase', 'VP of iOS at McDonald', 'VP Of iOS At McDonald', undefined],
		['titleCase', "anne-marie o'neil, don't", "Anne-Marie O'Neil, Don't", undefined],
		['titleCase', 'élan über ñandú', 'Élan Über Ñandú', undefined],
		['phoneInternational', '030 123456', '+49 30 123456', undefined],
		['phoneNational', '+4930123456', '030 123456', undefined],
		['phoneE164', '(030) 12-34-56', '+4930123456', undefined],
		['phoneInternational', '+1 212 555 0100 x5', '+1 212 555 0100 ext. 5', undefined],
		['phoneE164', '030 123456 x5', '030 123456 x5', 'was left unchanged: it has an extension, which E.164 cannot contain'],
		['phoneNational', '+43 1 234567', '+43 1 234567', 'was left unchanged: it is a number of another country, which has no national form here'],
		['phoneInternational', '901820', '901820', 'was left unchanged: it is not a complete and valid phone number'],
		['phoneE164', 'ask <b>', 'ask <b>', 'was left unchanged: it is not clearly one phone number'],
		['phoneE164', 'call +49 30 123456', 'call +49 30 123456', 'was left unchanged: it is not clearly one phone number'],
		['url', 'acme.example/a?b', 'https://acme.example/a?b', undefined],
		['url', '//acme.example', 'https://acme.example', undefined],
		['url', 'acme.example:8080', 'https://acme.example:8080', undefined],
		['url', 'HTTP://acme.example/a b', 'HTTP://acme.example/a%20b', undefined],
		['url', 'javascript:alert(1)', '', 'was left out: it is not a web address'],
		['url', 'my handle', '', 'was left out: it is not a web address'],
		['url', 'handle', '', 'was left out: it is not a web address'],
	] as const)('%s of %j', (format, value, expected, warning) => {
		const result = read('x', { custom: value, countryCode: 'DE' }, [field({ name: 'x', attributes: ['custom'], format })]);
		expect(result).toEqual({ value: expected, warnings: warning === undefined ? [] : [`Field "x" ${warning}`] });
	});

	it('warn that the national form needs a country', () => {
		const phone = field({ name: 'phone', attributes: ['primaryPhone'], format: 'phoneNational' });
		expect(read('phone', { primaryPhone: '+49 30 123456' }, [phone])).toEqual({
			value: '+49 30 123456',
			warnings: ['Field "phone" was left unchanged: it has no national form without a country. Set the option Phone Region, or countryCode in the profile'],
		});
	});

	it('warn that a country is missing', () => {
		const phone = field({ name: 'phone', attributes: ['primaryPhone'], format: 'phoneE164' });
		expect(read('phone', { primaryPhone: '030 123456' }, [phone])).toEqual({
			value: '030 123456',
			warnings: ['Field "phone" was left unchanged: it has no country code, so it cannot be read as a phone number. Set the option Phone Region, or countryCode in the profile'],
		});
	});
});

describe('values', () => {
	it('are read once, so a warning about them is given once', () => {
		const { person, warnings } = seenBy({}, { accentColor: 'nice' });
		person.find('accentColor');
		person.find('accentColor');
		expect(warnings).toEqual(['Field "accentColor" was left out: it is not a color such as #2f6fb5']);
	});

	it.each([
		[['title'], 'CEO', true],
		[['boss', 'name'], 'Grace', true],
		[['boss', 'title'], undefined, false],
		[['city'], undefined, false],
		[['boss'], { name: 'Grace' }, false],
	])('%j is %j', (path, value, isPrinted) => {
		const { person } = seenBy({}, { title: 'CEO', boss: { name: 'Grace' }, city: ' ' });
		expect({ value: person.value(path), isPrinted: person.has(path) }).toEqual({ value, isPrinted });
	});

	it('have the whole profile as their scope', () => {
		const profile = { title: 'CEO' };
		expect(seenBy({}, profile).person.self).toBe(profile);
	});
});

describe('the banner', () => {
	it('is the one of the settings, never an attribute', () => {
		const profile = { banner: 'attribute' };
		expect(show('banner', { banner: { imageUrl: 'https://acme.example/b.png' } }, profile)).toEqual({ value: { imageUrl: 'https://acme.example/b.png' }, warnings: [] });
		expect(show('banner.imageUrl', { banner: { imageUrl: 'https://acme.example/b.png' } }, profile).value).toBe('https://acme.example/b.png');
		expect(show('banner', {}, profile)).toEqual({ value: undefined, warnings: [] });
	});

	it('warns where it is shown', () => {
		const template = { bannerWarnings: ['one', 'two'] };
		expect(show('banner', template, {}).warnings).toEqual(['one', 'two']);
		expect(show('title', template, {}).warnings).toEqual([]);
	});
});

describe('constants of the company', () => {
	it.each([
		[['company', 'accentColor'], undefined, ['company', 'accentColor', 'direction', 'rtl']],
		[['company'], ['website'], ['company', 'website', 'direction', 'rtl']],
		[[], ['website'], ['website']],
		[[], ['website', 'direction'], ['website', 'direction', 'rtl']],
		[[], undefined, []],
	])('name the fields of a template with %j and branding %j', (additional, branding, names) => {
		expect(new Set(brandedNames(additional, { branding: branding && new Map(branding.map((name) => [name, 'x'])) }))).toEqual(new Set(names));
	});

	it.each([
		['company', 'Acme', 'Branch'],
		['accentColor', '#112233', '#445566'],
		['textColor', '#112233', '#445566'],
		['iconsUrl', 'https://acme.example/i', 'https://branch.example/i'],
		['pronouns', 'we/us', 'she/her'],
		['language', 'de', 'fr'],
		['languageSecond', 'de', 'fr'],
	])('%s: wins against an attribute and an empty smart field, not against a filled one', (name, constant, own) => {
		for (const rules of [undefined, GALLERY]) {
			const branding = new Map([[name, constant]]);
			expect(show(name, { branding, rules }, { [name]: own })).toEqual({ value: constant, warnings: [] });
			expect(show(name, { branding, rules, smartFields: [same(name)] }, {})).toEqual({ value: constant, warnings: [] });
			expect(show(name, { branding, rules, smartFields: [same(name)] }, { [name]: own })).toEqual({ value: own, warnings: [] });
			expect(show(name, { rules }, { [name]: own })).toEqual({ value: own, warnings: [] });
			expect(show(name, { rules, smartFields: [same(name)] }, {}).value).toBeUndefined();
			expect(show(name, { rules }, {}).value || undefined).toBeUndefined();
		}
	});

	it.each([
		['accentColor', '#112233', 'nice', 'it is not a color such as #2f6fb5'],
		['textColor', '#112233', 'nice', 'it is not a color such as #2f6fb5'],
		['language', 'de', 'German', 'it is not a language code such as de or pt-BR'],
		['languageSecond', 'de', 'German', 'it is not a language code such as de or pt-BR'],
	])('%s: replaces a smart field that is left out', (name, constant, own, problem) => {
		expect(show(name, { branding: new Map([[name, constant]]), rules: GALLERY, smartFields: [same(name)] }, { [name]: own })).toEqual({
			value: constant,
			warnings: [`Field "${name}" was left out: ${problem}`],
		});
	});
});

describe('fields that mean more in the gallery', () => {
	const pieces: Partial<FieldRules> = { isGallery: true };

	it.each<[string, unknown, { plain: unknown; pieces: unknown; gallery: unknown }]>([
		['accentColor', '2f6fb5', { plain: '#2f6fb5', pieces: '#2f6fb5', gallery: '#2f6fb5' }],
		['textColor', '2f6fb5', { plain: '2f6fb5', pieces: '#2f6fb5', gallery: '#2f6fb5' }],
		['iconsUrl', 'https://acme.example/i//', { plain: 'https://acme.example/i//', pieces: 'https://acme.example/i', gallery: 'https://acme.example/i' }],
		['iconsUrl', ['https://acme.example/', '/'], { plain: ['https://acme.example/', '/'], pieces: ['https://acme.example/', '/'], gallery: ['https://acme.example/', '/'] }],
		['pronouns', '(she/her)', { plain: '(she/her)', pieces: '(she/her)', gallery: 'she/her' }],
		['pronouns', ['(she)', 'her'], { plain: ['(she)', 'her'], pieces: ['(she)', 'her'], gallery: '(she), her' }],
		['language', 'de_DE', { plain: 'de_DE', pieces: 'de-DE', gallery: 'de-DE' }],
		['languageSecond', 'pt_br', { plain: 'pt_br', pieces: 'pt-BR', gallery: 'pt-BR' }],
		['language', 'German', { plain: 'German', pieces: undefined, gallery: undefined }],
		['language', { code: 'de' }, { plain: { code: 'de' }, pieces: { code: 'de' }, gallery: { code: 'de' } }],
		['direction', 'Sales', { plain: 'Sales', pieces: 'Sales', gallery: 'ltr' }],
		['rtl', 'yes', { plain: 'yes', pieces: 'yes', gallery: undefined }],
		['title', '(CEO)', { plain: '(CEO)', pieces: '(CEO)', gallery: '(CEO)' }],
	])('%s: %j', (name, written, values) => {
		const profile = { [name]: written };
		const found = { plain: show(name, {}, profile), pieces: show(name, { rules: pieces }, profile), gallery: show(name, { rules: GALLERY }, profile) };
		expect(found).toEqual({ plain: { value: values.plain, warnings: [] }, pieces: { value: values.pieces, warnings: [] }, gallery: { value: values.gallery, warnings: [] } });
	});

	it.each([
		['textColor', 'nice', 'nice', undefined],
		['textColor', '', undefined, undefined],
		['language', 'German', 'German', undefined],
	])('%s as a smart field with %j', (name, written, plain, gallery) => {
		expect(show(name, { smartFields: [same(name)] }, { [name]: written })).toEqual({ value: plain, warnings: [] });
		expect(show(name, { smartFields: [same(name)], rules: GALLERY }, { [name]: written }).value).toBe(gallery);
	});

	it('a smart field that is a language code has no warning', () => {
		expect(show('language', { smartFields: [same('language')], rules: GALLERY }, { language: 'de' })).toEqual({ value: 'de', warnings: [] });
	});

	it('the color has the name that templates use', () => {
		expect(COLOR_FIELD).toBe('accentColor');
	});
});

describe('the direction', () => {
	const chosen = (direction: string) => [field({ name: 'direction', default: direction })];
	const constant = (direction: string) => new Map([['direction', direction]]);

	it.each<[string, Template, Record<string, unknown>, string]>([
		['a name from right to left', {}, { firstName: 'דנה', lastName: 'לוי', company: 'Acme' }, 'rtl'],
		['a name from left to right', {}, { firstName: 'Dana', lastName: 'Levi', company: 'אקמי' }, 'ltr'],
		['the company of somebody without a name', {}, { company: 'אקמי', organization: 'Acme' }, 'rtl'],
		['a company without an organization', {}, { company: 'אקמי' }, 'rtl'],
		['the organization of somebody without a company', {}, { organization: 'אקמי' }, 'rtl'],
		['nobody', {}, {}, 'ltr'],
		['the company’s direction', { branding: constant('rtl') }, { firstName: 'Dana' }, 'rtl'],
		['the company’s other direction', { branding: constant('ltr') }, { firstName: 'דנה' }, 'ltr'],
		['the company’s choice by the name', { branding: constant('auto') }, { firstName: 'דנה' }, 'rtl'],
		['another constant', { branding: new Map([['company', 'Acme']]) }, { firstName: 'דנה' }, 'rtl'],
		['a smart field', { smartFields: chosen('rtl') }, { firstName: 'Dana' }, 'rtl'],
		['a smart field in capitals', { smartFields: chosen('RTL'), branding: constant('ltr') }, { firstName: 'Dana' }, 'rtl'],
		['a smart field against the company', { smartFields: chosen('ltr'), branding: constant('rtl') }, { firstName: 'דנה' }, 'ltr'],
		['a smart field that decides by the name', { smartFields: chosen('auto'), branding: constant('rtl') }, { firstName: 'Dana' }, 'ltr'],
		['an empty smart field', { smartFields: chosen(''), branding: constant('rtl') }, { firstName: 'Dana' }, 'rtl'],
	])('in a gallery template: %s', (_, template, profile, value) => {
		const rules = GALLERY;
		expect(show('direction', { ...template, rules }, profile)).toEqual({ value, warnings: [] });
		expect(show('rtl', { ...template, rules }, profile)).toEqual({ value: value === 'rtl' ? 'rtl' : undefined, warnings: [] });
		if (template.branding?.has('direction')) expect(show('direction', template, profile)).toEqual({ value, warnings: [] });
	});

	it('is left out, with a warning, when a smart field has another word', () => {
		const template = { smartFields: chosen('sideways'), branding: constant('rtl') };
		expect(show('direction', template, {})).toEqual({ value: 'rtl', warnings: ['Field "direction" was left out: it is not auto, ltr or rtl'] });
		expect(show('direction', { ...template, branding: undefined, rules: GALLERY }, {}).value).toBe('ltr');
	});

	it('is any field in other templates', () => {
		const branding = new Map([['company', 'Acme']]);
		for (const template of [{}, { branding }]) {
			expect(show('direction', template, { direction: 'Sales', firstName: 'דנה' })).toEqual({ value: 'Sales', warnings: [] });
			expect(show('rtl', template, { rtl: 'yes' })).toEqual({ value: 'yes', warnings: [] });
			expect(show('rtl', template, { firstName: 'דנה' }).value).toBeUndefined();
		}
		expect(show('direction', { smartFields: chosen('sideways') }, {})).toEqual({ value: 'sideways', warnings: [] });
	});

	it('does not replace a smart field named rtl', () => {
		const smartFields = [field({ name: 'rtl', default: 'yes' })];
		for (const rules of [undefined, GALLERY]) expect(show('rtl', { smartFields, rules }, {})).toEqual({ value: 'yes', warnings: [] });
	});
});

describe('phone numbers in URLs', () => {
	const urls = (...names: string[]): Partial<FieldRules> => ({ urlFields: new Map(names.map((name) => [name, { use: 'link', isRepeated: false }])) });

	it.each([
		['tel:030 123456', 'DE', 'tel:+4930123456', []],
		['tel:+49 30 123456', '', 'tel:+4930123456', []],
		['tel:4711', 'DE', 'tel:4711', ['Field "link" is linked as typed: it is not a complete and valid phone number']],
		['tel:030 123456/123457', 'DE', '', ['"link" counts as empty: it is not one phone number']],
	])('%s in "%s" dials %s', (link, countryCode, value, warnings) => {
		expect(show('link', { rules: urls('link') }, { link, countryCode })).toEqual({ value, warnings });
	});

	it('do not repeat the warning of a format', () => {
		const smartFields = [field({ name: 'link', attributes: ['custom'], format: 'phoneE164' })];
		expect(show('link', { rules: urls('link'), smartFields }, { custom: 'tel:4711', countryCode: 'DE' })).toEqual({
			value: 'tel:4711',
			warnings: ['Field "link" was left unchanged: it is not a complete and valid phone number'],
		});
	});

	it('are not read again when they were made of a phone number', () => {
		const { person, warnings } = seenBy({ rules: urls('phoneHref', 'mobileHref') }, { primaryPhone: '4711', mobilePhone: '4712', countryCode: 'DE' });
		expect([person.value(['phoneHref']), person.value(['mobileHref']), person.value(['phoneHref'])]).toEqual(['tel:4711', 'tel:4712', 'tel:4711']);
		expect(warnings).toEqual(['primaryPhone', 'mobilePhone'].map((name) => `Field "${name}" is linked as typed: it is not a complete and valid phone number`));
	});

	it('inside an object have the name with dots', () => {
		expect(show('boss.url', { rules: urls('boss.url') }, { boss: { url: 'tel:030 123456' }, countryCode: 'DE' })).toEqual({ value: 'tel:+4930123456', warnings: [] });
		expect(show('boss.url', { rules: urls('boss') }, { boss: { url: 'tel:030 123456' }, countryCode: 'DE' }).value).toBe('tel:030 123456');
		expect(show('link', { rules: urls('link') }, { link: 'acme' }).value).toBe('');
	});
});

describe('smart fields and other fields', () => {
	it('leave out the elements of a list that a format leaves out', () => {
		const links = field({ name: 'x', attributes: ['custom'], format: 'url' });
		expect(read('x', { custom: ['acme.example', 'my handle', 'branch.example'] }, [links]).value).toBe('https://acme.example, https://branch.example');
	});

	it('read derived fields of the profile, not of smart fields', () => {
		const fields = [field({ name: 'x', attributes: ['fullName'] }), field({ name: 'firstName', default: 'Grace' })];
		expect(read('x', { firstName: 'Ada' }, fields).value).toBe('Ada');
		expect(read('fullName', { firstName: 'Ada' }, fields).value).toBe('Grace');
	});

	it('read phone numbers for the country of the profile, not of a smart field', () => {
		expect(read('phoneHref', { primaryPhone: '030 123456', countryCode: 'DE' }, [field({ name: 'countryCode', default: 'US' })])).toEqual({ value: 'tel:+4930123456', warnings: [] });
	});

	it('do not warn twice about the country', () => {
		const smartFields = [field({ name: 'countryCode', attributes: ['countryCode'], format: 'url' })];
		const { person, warnings } = seenBy({ smartFields }, { countryCode: 'Germoney', primaryPhone: '030 123456' });
		person.find('countryCode');
		expect(person.find('phoneHref')).toBe('tel:030123456');
		expect(warnings.filter((warning) => warning.includes('countryCode"'))).toEqual(['Field "countryCode" was left out: it is not a web address']);
	});
});
