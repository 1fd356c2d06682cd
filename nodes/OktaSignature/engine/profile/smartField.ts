import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';
import type { Phones } from './phone';

/** A smart field's `format` as the contract names it. */
export const FORMATS = [
	'none', 'upperCase', 'lowerCase', 'titleCase', 'phoneInternational', 'phoneNational', 'phoneE164', 'url',
] as const;

export type Format = (typeof FORMATS)[number];

/** A formatted value, or the value as it was with the reason why it could not be formatted. */
export interface Formatted {
	text: string;
	/** Ends the sentence `Field "x" …`. */
	warning?: string;
}

const capital = (word: string) => {
	const [first = '', ...rest] = word;
	return first.toUpperCase() + rest.join('');
};

/**
 * A capital for every word. A word with capitals inside ("McDonald", "iOS", "VP") stays as it is, unless the whole value
 * is in capitals: then nothing tells names from acronyms.
 */
function titleCase(text: string): string {
	const shouted = text === text.toUpperCase();
	return text.replace(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)?/gu, (word) => {
		const plain = shouted ? word.toLowerCase() : word;
		if (plain !== plain.toLowerCase()) return plain;
		// O'Neil, D'Angelo, but Don't.
		return capital(plain).replace(/^(\p{L}['’])(\p{L})/u, (_, start: string, letter: string) => start + letter.toUpperCase());
	});
}

type PhoneFormat = Extract<Format, `phone${string}`>;

function writePhone(number: PhoneNumber, format: PhoneFormat): string {
	switch (format) {
		case 'phoneInternational':
			return number.formatInternational();
		case 'phoneNational':
			return number.formatNational();
		case 'phoneE164':
			return number.number;
	}
}

function phone(text: string, format: PhoneFormat, region: CountryCode | undefined, phones: Phones): Formatted {
	const number = phones.parse(text, region);
	if (number !== undefined) return { text: writePhone(number, format) };
	const where = region === undefined ? 'without a country (set Phone Region or countryCode)' : `in ${region}`;
	return { text, warning: `stays as typed: it is not a phone number ${where}` };
}

/** An address that people type without `https://`; anything that is not one is left out, since a link would lead nowhere. */
function url(text: string): Formatted {
	if (/^https?:\/\/[^\s/]/i.test(text)) return { text: text.replace(/\s/g, encodeURIComponent) };
	const host = text.replace(/^\/\//, '');
	if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]\S*)?$/u.test(host)) return { text: `https://${host}` };
	return { text: '', warning: 'was left out: it is not a web address' };
}

/**
 * @param text cleaned and not empty
 * @param region for phone formats
 */
export function applyFormat(text: string, format: Format, region: CountryCode | undefined, phones: Phones): Formatted {
	switch (format) {
		case 'none':
			return { text };
		case 'upperCase':
			return { text: text.toUpperCase() };
		case 'lowerCase':
			return { text: text.toLowerCase() };
		case 'titleCase':
			return { text: titleCase(text) };
		case 'url':
			return url(text);
		default:
			return phone(text, format, region, phones);
	}
}
