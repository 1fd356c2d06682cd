import type { CountryCode } from 'libphonenumber-js/max';
import { isNational, phoneRegion, Phones } from '../../../../../nodes/OktaSignature/engine/profile/phone';

const INVALID = 'it is not a complete and valid phone number';
const TWO = 'it looks like two phone numbers or several extensions';
const UNCLEAR = 'it is not clearly one phone number';
const NO_COUNTRY = 'it has no country code, so it cannot be read as a phone number. Set the option Phone Region, or countryCode in the profile';
const NO_CODE = 'it has no valid country code behind +';
const OTHER_COUNTRY = 'it is a number of another country with +, and one of the own country without it';

const parse = (text: string, region: CountryCode | undefined) => new Phones().parse(text, () => region);

describe('one number', () => {
	it.each<[string, CountryCode | undefined, string]>([
		// Short subscriber numbers, with and without a trunk prefix.
		['030623', 'DE', 'tel:+4930623'],
		['88 49 94', 'LU', 'tel:+352884994'],
		['(0221) 2210', 'DE', 'tel:+492212210'],
		['06627159533545', 'AT', 'tel:+436627159533545'],
		['66 12 18 62', 'GA', 'tel:+24166121862'],
		['+247 40123', 'DE', 'tel:+24740123'],
		['071 123456', 'SO', 'tel:+25271123456'],
		// The trunk prefix behind the country code.
		['+7 8 (912) 345-67-89', 'DE', 'tel:+79123456789'],
		['+36 06 20 123 4567', 'DE', 'tel:+36201234567'],
		['(+1212) 555-0143', 'US', 'tel:+12125550143'],
		// Groups that are no range of extensions.
		['030-12-34-56-7-8', 'DE', 'tel:+493012345678'],
		['01 976.94704-1-36', 'AT', 'tel:+43197694704136'],
		['030 90182-0-20000', 'DE', 'tel:+493090182020000'],
		['01 711001 01110', 'AT', 'tel:+43171100101110'],
		['030 384 00000-23', 'DE', 'tel:+49303840000023'],
		['030-771.772-5', 'DE', 'tel:+49307717725'],
		['01 9944 2-2', 'AT', 'tel:+431994422'],
		['01 6028 0005-0015', 'AT', 'tel:+431602800050015'],
		['+352 3175.00 01', 'LU', 'tel:+35231750001'],
		['+49 30 74-18.19.20-21', 'DE', 'tel:+49307418192021'],
		['017196.867.792', 'AT', 'tel:+4317196867792'],
		['0211 00-01-02', 'DE', 'tel:+49211000102'],
		['+49 30 3 00 01-02', 'DE', 'tel:+49303000102'],
		['0049 30 50574 78 03-48', 'DE', 'tel:+493050574780348'],
		['0049 306806-6807 1.3-4', 'FR', 'tel:+493068066807134'],
		// Extensions.
		['030 901820 ext 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 EXTENSION: 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 extn. 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 (x12)', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820, #12#', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 anexo 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 poste 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 int 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 int. 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 доб 12', 'DE', 'tel:+4930901820;ext=12'],
		['030 901820 доб. 1234567', 'DE', 'tel:+4930901820;ext=1234567'],
		// Characters that are not ASCII.
		['\u200e030 901820 ', 'DE', 'tel:+4930901820'],
		['030\u2003901820 доб\u00a012', 'DE', 'tel:+4930901820;ext=12'],
		['TEL: 030 901820', 'DE', 'tel:+4930901820'],
		[`030${' '.repeat(241)}901820`, 'DE', 'tel:+4930901820'],
	])('%s in %s is %s', (text, region, href) => {
		const { href: found, number } = parse(text, region);
		expect({ found, isNumber: number !== undefined }).toEqual({ found: href, isNumber: true });
	});

	it('may be typed without white space between extension and number', () => {
		expect(parse('030901820x12', 'DE').href).toBe('tel:+4930901820;ext=12');
	});
});

describe('not certainly one number', () => {
	it.each<[string, CountryCode | undefined, string, string]>([
		['', 'DE', UNCLEAR, ''],
		['0', 'DE', UNCLEAR, ''],
		['030 901820 x12 (Reception)', 'DE', UNCLEAR, ''],
		['030 901820 DW 12 (Reception)', 'DE', UNCLEAR, ''],
		['030 901820 x12345678', 'DE', UNCLEAR, ''],
		['030 901820 DW 1234567', 'DE', UNCLEAR, ''],
		['Reception\n030 901820 x12', 'DE', UNCLEAR, ''],
		['Reception\n030 901820 DW 12', 'DE', UNCLEAR, ''],
		['030 tel:901820', 'DE', UNCLEAR, ''],
		['030 901820 ', 'DE', UNCLEAR, ''],
		[`030${' '.repeat(242)}901820`, 'DE', UNCLEAR, ''],
		['(0221) 221', 'DE', UNCLEAR, ''],
		['030 901820)12', 'DE', UNCLEAR, ''],
		['(01) 5720', 'VN', INVALID, 'tel:015720'],
		['96', 'IT', INVALID, 'tel:96'],
		['+73', 'DE', INVALID, 'tel:+73'],
		['+83', 'FI', INVALID, 'tel:+83'],
		['810 32', 'FI', INVALID, 'tel:81032'],
		['001 4940801', 'SG', INVALID, 'tel:0014940801'],
		['00.14940801', 'SG', INVALID, 'tel:0014940801'],
		['810976', 'SM', INVALID, 'tel:810976'],
		['501 23 45', 'GA', INVALID, 'tel:5012345'],
		['+1 1 506 234 5678', 'US', INVALID, 'tel:+115062345678'],
		['+115062345678', 'CA', INVALID, 'tel:+115062345678'],
		// More than 15 digits with a country code, and more than 19 as they are dialed.
		['0917123456025708', 'DE', INVALID, 'tel:0917123456025708'],
		['+49 3071557156 2013', 'DE', INVALID, ''],
		['+243991234567894', 'DE', INVALID, 'tel:+243991234567894'],
		['+3361234567847966', 'DE', INVALID, ''],
		['0000000000000000000', undefined, NO_COUNTRY, 'tel:0000000000000000000'],
		['030 4711', undefined, NO_COUNTRY, 'tel:0304711'],
		['0 / 380 Nst: 29', undefined, NO_COUNTRY, ''],
		['02 / 5', 'AR', INVALID, 'tel:025'],
		['02-7/8', 'AR', INVALID, ''],
		['02-0', 'LU', INVALID, 'tel:020'],
		['4711 x4', 'DE', INVALID, 'tel:4711;ext=4'],
		['+290 (0)7290', 'DE', INVALID, ''],
		// Direct extensions are dialed with the number, unless they replace a last 0.
		['030 901820 DW 12', 'DE', INVALID, 'tel:03090182012'],
		['030 901820 DW-12', 'DE', INVALID, 'tel:03090182012'],
		['030 901820DW12', 'DE', INVALID, 'tel:03090182012'],
		['030 901820, Durchwahl: 12', 'DE', INVALID, 'tel:03090182012'],
		['030 901820 kl. 12', 'DE', INVALID, 'tel:03090182012'],
		['030 901820 Klappe 12', 'DE', INVALID, 'tel:03090182012'],
		['030 901820 Nst: - 12', 'DE', INVALID, 'tel:03090182012'],
		['030 901820 Nebenstelle 123456', 'DE', INVALID, 'tel:030901820123456'],
		['030 901820-0 DW 12', 'DE', INVALID, ''],
		['030 901820 - 0 DW 12', 'DE', INVALID, ''],
		['0662 - 00 DW-20', 'DE', INVALID, 'tel:06620020'],
		['0-0758 DW-4483', 'IT', INVALID, 'tel:007584483'],
		['0032 - 28287-210 DW-9', 'DE', INVALID, 'tel:0032282872109'],
		// Two numbers.
		['901820 / 1', undefined, TWO, ''],
		['8312 3456/6', undefined, TWO, ''],
		['9018/1', undefined, NO_COUNTRY, ''],
		['+49171-6/7', 'DE', INVALID, ''],
		['030 901820 0171 1234567', 'DE', TWO, ''],
		['01 3102 3103', undefined, TWO, ''],
		['+352 5169 073838', undefined, TWO, ''],
		['+352 5169 073838', 'LU', TWO, ''],
		['429056 000 001', undefined, TWO, ''],
		['3181234-53608', 'BQ', INVALID, 'tel:318123453608'],
		['006440 (06441', undefined, NO_COUNTRY, 'tel:00644006441'],
		['1234567890123456789 1234567890123456780', undefined, TWO, ''],
		['12345678901234567890 12345678901234567891', undefined, NO_COUNTRY, ''],
		// Ranges of extensions.
		['030901820-20-25', 'DE', TWO, ''],
		['018625 4-5', undefined, TWO, ''],
		['0211 2315.3-4', 'DE', TWO, ''],
		['030 9288.231-232', undefined, TWO, ''],
		['030 90182-000-16', 'DE', TWO, ''],
		['030 90182-0000-12', 'DE', TWO, ''],
		['030 90182-0-2000', 'DE', TWO, ''],
		['030\u00a04711\u00a04712', 'DE', TWO, ''],
		['0049 30-00 - 01', undefined, TWO, ''],
		['02 751488 48800-01-0', undefined, NO_COUNTRY, 'tel:0275148848800010'],
		['0211 28-2-2', undefined, NO_COUNTRY, 'tel:02112822'],
		['0211410-1-1', undefined, NO_COUNTRY, 'tel:021141011'],
		['019701.475-000', undefined, NO_COUNTRY, 'tel:019701475000'],
		['0662 15-16', undefined, NO_COUNTRY, 'tel:06621516'],
		['030 8271-3958-3960', undefined, NO_COUNTRY, 'tel:030827139583960'],
		['021117817-00000-5', 'DE', INVALID, 'tel:021117817000005'],
		// What stands behind + is no country code.
		['+6-7', 'DE', NO_CODE, ''],
		['+8 495 123 45 67', 'RU', NO_CODE, ''],
		['+35 2 27 12 34 56', 'LU', NO_CODE, ''],
		['+84912345678', 'RU', OTHER_COUNTRY, ''],
	])('%j in %s: %s', (text, region, problem, href) => {
		expect(parse(text, region)).toEqual({ number: undefined, problem, href });
	});
});

describe('a number that begins with +', () => {
	it.each<[string, CountryCode]>([['+24740123', 'HK'], ['+376312345', 'LU'], ['+45 34 41 23 45', 'LU']])('%s in %s does not depend on the country', (text, region) => {
		expect(parse(text, region).href).toBe(`tel:${text.replaceAll(' ', '')}`);
	});

	it('and is not followed by 8 asks for no country', () => {
		const asked: string[] = [];
		const phones = new Phones();
		for (const text of ['+49 30 901820', '+84 95 123 45 67', '030 901820+']) phones.parse(text, () => void asked.push(text));
		expect(asked).toEqual(['+84 95 123 45 67', '030 901820+']);
	});
});

describe('numbers of one execution', () => {
	it('are read once for each country', () => {
		const phones = new Phones();
		const [german, unknown] = [phones.parse('01 71100', () => 'DE'), phones.parse('01 71100', () => undefined)];
		expect(phones.parse('01 71100', () => 'AT').href).toBe('tel:+43171100');
		expect(phones.parse('01 71100', () => 'DE')).toBe(german);
		expect(phones.parse('01 71100', () => undefined)).toBe(unknown);
		expect(phones.parse('030 901820', () => 'DE').href).toBe('tel:+4930901820');
	});

	it('are forgotten when there are more than 500, so they use little memory', () => {
		const phones = new Phones();
		const read = (i: number) => phones.parse(String(i), () => undefined);
		const first = read(10);
		for (let i = 11; i < 510; i++) read(i);
		expect(read(10)).toBe(first);
		read(510);
		expect(read(10)).not.toBe(first);
	});
});

describe('the national form', () => {
	it.each<[string, CountryCode | undefined, boolean]>([
		['+49 30 901820', 'DE', true],
		['+49 30 901820', 'AT', false],
		['+49 30 901820', undefined, false],
		['+49 30623', 'DE', true],
		['+352 884994', 'LU', true],
		['+247 40123', 'AC', false],
		['+1 212 555 0143', 'CA', true],
		['+44 7911 123456', 'GG', true],
		['+7 701 123 45 67', 'RU', false],
		['+7 495 123 45 67', 'KZ', false],
		['+599 9 518 1234', 'BQ', false],
		['+599 318 1234', 'CW', false],
		['+599 318 1234', 'BQ', true],
	])('%s has one in %s: %s', (text, region, isNationalThere) => {
		const { number } = parse(text, undefined);
		expect(number && isNational(number, region)).toBe(isNationalThere);
	});
});

describe('the country of phone numbers', () => {
	it.each([
		['DE', 'DE'],
		['de', 'DE'],
		['DEU', 'DE'],
		['Germany', 'DE'],
		['AC', 'AC'],
		['ta', 'TA'],
		['AQ', undefined],
		['Antarctica', undefined],
		['Germoney', undefined],
		['', undefined],
	])('%j is %s', (country, code) => {
		expect(phoneRegion(country)).toBe(code);
	});
});

describe('a number without a country', () => {
	it.each(['12125550123', '2125550123', '4930901820'])('%s is none that is certain, although it may be one behind a +', (text) => {
		expect(new Phones().parse(text, () => undefined)).toMatchObject({ number: undefined, href: `tel:${text}` });
	});
});

describe('a number as it is dialed inside its country, behind a country code', () => {
	it.each(['+54 11 15 1234-5678', '+52 1 55 1234 5678', '+67255039'])('%s is not certain', (text) => {
		expect(new Phones().parse(text, () => undefined)).toMatchObject({ number: undefined, href: `tel:+${text.replace(/\D/g, '')}`, problem: 'it is not a complete and valid phone number' });
	});
});
