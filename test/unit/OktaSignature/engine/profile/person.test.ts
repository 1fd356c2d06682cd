import { Person } from '../../../../../nodes/OktaSignature/engine/profile/person';
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

describe('derived fields', () => {
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
