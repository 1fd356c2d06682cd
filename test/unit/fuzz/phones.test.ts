import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/min';
import { applyFormat, FORMAT_VALUES } from '../../../nodes/OktaSignature/engine/profile/smartField';
import { phoneHref, phoneRegion, Phones } from '../../../nodes/OktaSignature/engine/profile/phone';
import { cleanText } from '../../../nodes/OktaSignature/engine/mustache/values';
import { holds } from '../../support/fuzz';

const piece = fc.oneof(
	{ weight: 5, arbitrary: fc.nat(9999).map(String) },
	{ weight: 2, arbitrary: fc.constantFrom('+49', '+1', '0049', '(0)', '030', '0', '+', '00', '+44 20 7946 0958', '+49 30 1234567', '0171 2345678', '(415) 555-2671') },
	{ weight: 2, arbitrary: fc.constantFrom(' ', '-', '/', '.', '(', ')', ',', ';', '#', '*', '–', '\u00a0') },
	{ weight: 1, arbitrary: fc.constantFrom(' ext. ', ' x', ' DW ', ';ext=', ';phone-context=', 'tel:', 'FLOWERS', ' (Reception)', ' oder ', 'Büro ', '٠٣٠', '０３０', 'a', '\ud800', '\0') },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
);
/** Anything that a phone attribute may contain, cleaned like every value. */
const typed = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => cleanText(pieces.join(''))).filter((text) => text !== '');

const region = fc.constantFrom(undefined, ...getCountries(), ...(['DE', 'US', 'GB', 'AT', 'IT'] as const));

/** The digits of a text. Arabic and full-width digits become Western ones: each script's zero has a hexadecimal code that ends in 0. */
const digitsOf = (text: string) => (text.match(/[0-9٠-٩۰-۹０-９]/g) ?? []).map((char) => char.charCodeAt(0) & 0xf).join('');

describe('any phone number', () => {
	it.each(['phoneInternational', 'phoneNational', 'phoneE164'] as const)('%s: is formatted without losing words, or left unchanged with a warning', (format) => {
		holds(
			fc.property(typed, region, (text, country) => {
				const { text: written, warning } = applyFormat(text, format, country, new Phones());
				expect(written).not.toBe('');
				if (warning !== undefined) return expect(written).toBe(text);
				// In a number that was understood, letters only mark an extension.
				const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
				expect(words.filter((word) => !/^(ext|extn|extension|x|tel|anexo|int|доб|e|ｅｘｔｎ?|ｘ)$/iu.test(word))).toEqual([]);
				expect(written).toMatch(format === 'phoneE164' ? /^\+\d+$/ : /\d/);
			}),
			500,
		);
	});

	it('has a tel: URL that dials what was typed, or none', () => {
		holds(
			fc.property(fc.oneof(typed, fc.constant('')), region, (text, country) => {
				const href = phoneHref(text, country, new Phones());
				if (href === '') return;
				expect(href).toMatch(/^tel:\+?\d{2,}(;ext=\d+)?$/);
				// The last digits belong to the person, whatever comes before them.
				const own = digitsOf(text).slice(-3);
				expect(digitsOf(href)).toContain(own);
			}),
			500,
		);
	});

	it('no format throws an error or removes text without a warning', () => {
		const text = fc.oneof(typed, fc.string({ unit: 'binary', minLength: 1 }).map(cleanText).filter((one) => one !== ''));
		holds(
			fc.property(text, fc.constantFrom(...FORMAT_VALUES), region, (given, format, country) => {
				const { text: written, warning } = applyFormat(given, format, country, new Phones());
				if (format !== 'url') expect(written).not.toBe('');
				if (written === '') expect(warning).toMatch(/left out/);
			}),
			500,
		);
	});

	it('a country is one that the library knows, or undefined', () => {
		holds(
			fc.property(fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('constructor', '__proto__', 'toString', 'de', 'DE', 'ß')), (code) => {
				const found = phoneRegion(code);
				if (found !== undefined) expect(getCountries()).toContain(found);
			}),
			300,
		);
	});
});
