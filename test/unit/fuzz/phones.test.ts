import fc from 'fast-check';
import { getCountries, getExampleNumber, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { applyFormat, FORMAT_VALUES } from '../../../nodes/OktaSignature/engine/profile/smartField';
import { countryOf } from '../../../nodes/OktaSignature/engine/profile/country';
import { phoneRegion, Phones } from '../../../nodes/OktaSignature/engine/profile/phone';
import { cleanText } from '../../../nodes/OktaSignature/engine/mustache/values';
import { anyCharacter, holds } from '../../support/fuzz';

const piece = fc.oneof(
	{ weight: 5, arbitrary: fc.nat(9999).map(String) },
	{ weight: 3, arbitrary: fc.constantFrom('+49', '+1', '0049', '(0)', '030', '0', '8', '+', '00', '+44 20 7946 0958', '+49 30 1234567', '0171 2345678', '(415) 555-2671', '030 901820', '01 71100', '+7 495 1234567', '011 15-2345-6789') },
	{ weight: 2, arbitrary: fc.constantFrom(' ', '-', '/', ' / ', '.', '(', ')', ',', ';', '#', '*', '–', '\u00a0', '\u200e') },
	{ weight: 1, arbitrary: fc.constantFrom(' ext. ', ' x', ' DW ', ';ext=', ';phone-context=', 'tel:', 'FLOWERS', ' (Reception)', ' oder ', 'Büro ', '٠٣٠', '０３０', '१२', 'a', '\ud800', '\0') },
	{ weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 3 }) },
);
/** Anything that a phone attribute may contain, cleaned like every value. */
const typed = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => cleanText(pieces.join(''))).filter((text) => text !== '');

const region = fc.constantFrom(undefined, ...getCountries(), ...(['DE', 'US', 'GB', 'AT', 'IT', 'AR', 'RU', 'KZ'] as const));

const PHONE_FORMATS = ['phoneInternational', 'phoneNational', 'phoneE164'] as const;

/** The digits of a text. Arabic and full-width digits become Western ones: each script's zero has a hexadecimal code that ends in 0. */
const digitsOf = (text: string) => (text.match(/[0-9٠-٩۰-۹０-９]/g) ?? []).map((char) => char.charCodeAt(0) & 0xf).join('');

const format = (text: string, name: (typeof FORMAT_VALUES)[number], country: ReturnType<typeof phoneRegion>, phones = new Phones()) =>
	applyFormat(text, name, () => country, phones);

describe('any phone number', () => {
	it.each(PHONE_FORMATS)('%s: is formatted without losing words, or left unchanged with a warning', (name) => {
		holds(
			fc.property(typed, region, (text, country) => {
				const { text: written, warning } = format(text, name, country);
				expect(written).not.toBe('');
				if (warning !== undefined) return expect(written).toBe(text);
				// In a number that was understood, letters only mark an extension or a tel: URL.
				const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
				expect(words.filter((word) => !/^(ext|extn|extension|x|tel|anexo|int|poste|доб|ｅｘｔｎ?|ｘ)$/iu.test(word))).toEqual([]);
				expect(written).toMatch(name === 'phoneE164' ? /^\+\d+$/ : /\d/);
			}),
			500,
		);
	});

	it.each(PHONE_FORMATS)('%s: no digit is invented or lost, except country calling code and trunk prefix', (name) => {
		holds(
			fc.property(typed, region, (text, country) => {
				const phone = new Phones().parse(text, () => country);
				const { text: written, warning } = format(text, name, country);
				if (phone.number === undefined || warning !== undefined) return expect(written).toBe(text);
				const { countryCallingCode, nationalNumber, ext = '' } = phone.number;
				const digits = digitsOf(text);
				const national = digitsOf(phone.number.formatNational()).slice(0, ext === '' ? undefined : -ext.length);
				const prefixes = ['', '00', '011', '010', '0011', '810'].flatMap((prefix) => ['', '0', national.slice(0, -nationalNumber.length)].map((trunk) => `${prefix}${countryCallingCode}${trunk}`));
				const allowed = [...prefixes, '', '0', '1'].map((prefix) => `${prefix}${nationalNumber}${ext}`);
				expect([...allowed, `${national}${ext}`]).toContain(digits);
				expect([`${countryCallingCode}${nationalNumber}${ext}`, `${national}${ext}`, `${nationalNumber}${ext}`]).toContain(digitsOf(written));
			}),
			500,
		);
	});

	it.each(PHONE_FORMATS)('%s: is stable: a formatted number is formatted like before', (name) => {
		holds(
			fc.property(typed, region, (text, country) => {
				const { text: once, warning } = format(text, name, country);
				if (warning === undefined) expect(format(once, name, country)).toEqual({ text: once });
			}),
			500,
		);
	});

	it('is the same number in every format', () => {
		holds(
			fc.property(typed, region, fc.constantFrom(...PHONE_FORMATS), (text, country, name) => {
				const { text: written, warning } = format(text, name, country);
				if (warning === undefined) expect(new Phones().parse(written, () => country).href).toBe(new Phones().parse(text, () => country).href);
			}),
			500,
		);
	});

	it('has a tel: URL that dials the one valid number or what was typed, or none', () => {
		holds(
			fc.property(fc.oneof(typed, fc.constant('')), region, (text, country) => {
				const { href, number } = new Phones().parse(text, () => country);
				if (href === '') return expect(number).toBeUndefined();
				expect(href).toMatch(/^tel:\+?\d{2,19}(;ext=\d{1,7})?$/);
				const dialed = digitsOf(href);
				if (number === undefined) expect(dialed).toBe(digitsOf(text));
				else expect(digitsOf(text).endsWith(`${number.nationalNumber.slice(-5)}${number.ext ?? ''}`)).toBe(true);
			}),
			500,
		);
	});

	it('is read for its own country, whatever was read before', () => {
		const phones = new Phones();
		holds(
			fc.property(fc.oneof(typed, fc.constantFrom('030 901820', '01 23456789', '2125550143', '4711')), region, (text, country) => {
				expect(phones.parse(text, () => country).href).toBe(new Phones().parse(text, () => country).href);
				expect(format(text, 'phoneInternational', country, phones)).toEqual(format(text, 'phoneInternational', country));
			}),
			500,
		);
	});

	it('asks for a country only when it does not begin with +, or with the 8 that some countries dial before a number', () => {
		holds(
			fc.property(typed, (text) => {
				let asked = 0;
				new Phones().parse(text, () => void asked++);
				expect(asked).toBe(text.startsWith('+') && !text.startsWith('+8') ? 0 : 1);
			}),
			200,
		);
	});

	it('no format throws an error or removes text without a warning', () => {
		const text = fc.oneof(typed, fc.string({ unit: anyCharacter, minLength: 1 }).map(cleanText).filter((one) => one !== ''));
		holds(
			fc.property(text, fc.constantFrom(...FORMAT_VALUES), region, (given, name, country) => {
				const { text: written, warning } = format(given, name, country);
				if (name !== 'url') expect(written).not.toBe('');
				if (written === '') expect(warning).toMatch(/left out/);
			}),
			500,
		);
	});
});

describe('two numbers or a range of extensions', () => {
	/** Numbers of countries in which a number with more digits may be valid too: area code and the rest. */
	const variable = fc.constantFrom<readonly [CountryCode, string, string]>(['DE', '030', '+49 30'], ['DE', '0221', '+49 221'], ['DE', '02241', '+49 2241'], ['AT', '01', '+43 1'], ['AT', '0662', '+43 662'], ['IT', '02', '+39 02'], ['FI', '09', '+358 9'], ['LU', '', '+352']);
	const separator = fc.constantFrom(' ', ' - ', '-', '/', ' / ', '  ', '.');

	const unclear = (text: string, country: CountryCode) => expect({ text, number: new Phones().parse(text, () => country).number?.number }).toEqual({ text, number: undefined });

	it('are not one number when the second is written without its area code', () => {
		const digits = fc.tuple(fc.integer({ min: 4, max: 7 }), fc.nat(9_999_999), fc.integer({ min: 1, max: 8 })).map(([length, value, step]) => {
			const first = 2 * 10 ** (length - 1) + (value % (7 * 10 ** (length - 1)));
			const second = first - (first % 10) + (((first % 10) + step) % 10);
			return [String(first), String(second)] as const;
		});
		const grouped = (text: string) => (text.length === 6 ? text.replace(/\d\d(?=\d)/g, '$& ') : text);
		holds(
			fc.property(variable, digits, separator, fc.constantFrom(' ', '/', '-', ' / '), fc.boolean(), fc.boolean(), ([country, area, abroad], [first, second], between, afterArea, isInternational, isGrouped) => {
				const start = isInternational ? `${abroad}${country === 'LU' ? ' ' : afterArea}` : area === '' ? '' : area + afterArea;
				const write = isGrouped ? grouped : (text: string) => text;
				// Without an area code, two short numbers may be one: 2712 2713 in Luxembourg is like 27 12 27 13.
				if (country === 'LU' && first.length < 6) return;
				unclear(`${start}${write(first)}${between}${write(second)}`, country);
			}),
			1000,
		);
	});

	it('are not one number when the second begins with a trunk prefix, whatever stands between', () => {
		holds(
			fc.property(fc.integer({ min: 2001, max: 8999 }), fc.constantFrom('-', '/', '.', ' - ', ' '), fc.constantFrom<readonly [CountryCode, string]>(['DE', '030'], ['AT', '01'], ['DE', '0171']), (end, between, [country, area]) => {
				unclear(`${area} ${end}${between}${area} ${end + 1}`, country);
			}),
			200,
		);
	});

	it('are not one number when extensions go from one to another', () => {
		const range = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(999), fc.nat(999)).map(([length, a, b]) => {
			const [low, high] = [a % 10 ** length, b % 10 ** length].sort((x, y) => x - y);
			return low === high ? (['0', '12'] as const) : ([String(low).padStart(length, '0'), String(high).padStart(length, '0')] as const);
		});
		holds(
			fc.property(variable, fc.integer({ min: 200_000, max: 899_999 }), range, fc.constantFrom(' ', '-', ' - ', ' -', '/'), fc.constantFrom('-', ' - ', '\u2013', ' \u2013 '), fc.boolean(), ([country, area, abroad], base, [from, to], before, dash, isInternational) => {
				// Some begin like mobile numbers, which have more digits.
				if (new Phones().parse(`${area} ${base}`.trim(), () => country).number === undefined) return;
				unclear(`${isInternational ? abroad : area} ${base}${before}${from}${dash}${to}`.trim(), country);
			}),
			1000,
		);
	});

	it('are not one number when they are Russian, written with + instead of 8', () => {
		for (const text of ['+8 495 123 45 67', '+8 (495) 123-45-67', '+8-495-1234567', '+84951234567']) unclear(text, 'RU');
		expect(new Phones().parse('+84 95 123 45 67', () => 'RU').number?.number).toBe('+84951234567');
		expect(new Phones().parse('+84951234567', () => 'VN').number?.number).toBe('+84951234567');
		expect(new Phones().parse('+8 495 123 45 67', () => 'DE')).toMatchObject({ number: undefined, href: '' });
	});

	it('no number is read whose country code is written apart', () => {
		holds(
			fc.property(fc.constantFrom(...getCountries()), fc.constantFrom(' ', '-', '.', ' (', '/'), (country, between) => {
				const { number = '', countryCallingCode = '1' } = getExampleNumber(country, examples) ?? {};
				if (countryCallingCode.length === 1) return;
				unclear(`+${number[1]}${between}${number.slice(2)}`, country);
			}),
			300,
		);
	});
});

describe('one number', () => {
	/** A valid number like a country's example: with other digits at the end. */
	const number = fc.tuple(fc.constantFrom(...getCountries()), fc.constantFrom(4, 5, 6, 7), fc.nat(9_999_999)).map(([country, length, end]) => {
		const example = getExampleNumber(country, examples);
		const tried = example && parsePhoneNumberFromString(`${example.number.slice(0, -length)}${String(end).padStart(7, '0').slice(-length)}`);
		return tried?.isValid() && tried.country === country ? { country, number: tried } : undefined;
	}).filter((one) => one !== undefined);

	const groupings: ReadonlyArray<readonly [string, RegExp]> = [['pairs', /\d\d(?=\d\d)/g], ['threes', /\d{3}(?=\d\d)/g], ['fours', /\d{4}(?=\d\d)/g]];

	it('is understood in the usual groupings, with any usual separator', () => {
		let total = 0;
		const refused: string[] = [];
		holds(
			fc.property(number, fc.constantFrom(' ', '-', '.', '\u00a0', '\u2013'), fc.constantFrom(...groupings), ({ country, number: one }, between, [, group]) => {
				const [area, ...rest] = one.formatNational().split(/[^\d]+/).filter((text) => text !== '');
				const [code, ...digits] = one.formatInternational().split(' ');
				const texts = [
					one.formatNational().replace(/ /g, between),
					one.formatInternational().replace(/ /g, between),
					[area, rest.join('').replace(group, `$&${between}`)].join(between),
					`${code} ${digits.join('').replace(group, `$&${between}`)}`,
				];
				for (const text of texts) {
					if (digitsOf(text).length < 6) continue;
					total++;
					const { problem } = { problem: undefined, ...new Phones().parse(text, () => country) };
					if (problem !== undefined && /^it (looks like|is not clearly)/.test(problem)) refused.push(`${country} ${text}`);
				}
			}),
			2000,
		);
		// One number in a few hundred looks like two: 030 1234 1235.
		expect({ share: refused.length / total, refused: refused.slice(0, 20) }).toEqual({ share: expect.closeTo(0, 2), refused: expect.anything() });
	});
});

describe('a country’s own numbers', () => {
	it.each(getCountries())('%s: its example number is understood as it is written there and abroad', (country) => {
		const number = getExampleNumber(country, examples);
		if (number === undefined) return;
		const national = number.formatNational();
		// On a few islands a whole number is as short as an extension.
		const isShort = digitsOf(national).length < 6;
		for (const text of [number.formatInternational(), number.number, ...(isShort ? [] : [national])]) {
			expect({ text, href: new Phones().parse(text, () => country).href }).toEqual({ text, href: number.getURI() });
		}
	});
});

describe('a country', () => {
	it('is one that the library knows, or undefined', () => {
		const text = fc.oneof(fc.string({ unit: anyCharacter, maxLength: 20 }), fc.constantFrom('constructor', '__proto__', 'toString', 'de', 'DE', 'ß', '\ud800', 'x'.repeat(64_000)));
		holds(
			fc.property(text, (code) => {
				const found = phoneRegion(code);
				if (found !== undefined) expect(getCountries()).toContain(found);
			}),
			300,
		);
	});

	it('has the same code by code and by name, in any case', () => {
		const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja', 'ar'].map((language) => new Intl.DisplayNames(language, { type: 'region' }));
		holds(
			fc.property(fc.constantFrom(...getCountries()), fc.constantFrom(...languages), fc.func(fc.boolean()), (country, names, isUpper) => {
				if (['AC', 'TA'].includes(country)) return;
				const name = names.of(country) ?? country;
				// Polish Kongo is another country than Norwegian Kongo.
				if (name === 'Kongo') return expect(countryOf(name)).toBeUndefined();
				for (const text of [country, name, [...name].map((char) => (isUpper(char) ? char.toUpperCase() : char)).join('')]) {
					expect({ text, country: countryOf(text) }).toEqual({ text, country });
				}
			}),
			300,
		);
	});
});

describe('formats are linear in the length of a value', () => {
	const HOSTILE = [' ', '/', '0', '1', '-', '(', ')', '.', '+', 'x', "'", 'a', 'A', 'é', '\u0301', 'a.', 'a-', "a'", '- ', ' -', 'x1', '1 ', ' 0', '1/', '٠', '०', '\u200e', '//', ':', '?', 'ext', 'a b '];

	/** The shortest of three times, because anything else on the machine only makes it longer. */
	const milliseconds = (text: string, name: (typeof FORMAT_VALUES)[number]) => {
		const times = [0, 0, 0].map(() => {
			const start = performance.now();
			format(text, name, 'DE');
			return performance.now() - start;
		});
		return Math.min(...times);
	};

	it.each(FORMAT_VALUES)('%s', (name) => {
		holds(
			fc.property(fc.constantFrom(...HOSTILE), fc.constantFrom('', '0', 'a', '+49 ', 'https://a', 'a.de/', '['), fc.constantFrom('', '\n', '!', 'x', ' x1', '-'), (unit, start, end) => {
				const text = (length: number) => `${start}${unit.repeat(Math.ceil(length / unit.length))}${end}`;
				// Four times as long takes four times as long. Quadratic time takes sixteen times, and seconds for 64,000 characters.
				const [short, long] = [milliseconds(text(16_000), name), milliseconds(text(64_000), name)];
				expect(long).toBeLessThan(Math.max(short * 10, 200));
			}),
			30,
		);
	});
});
