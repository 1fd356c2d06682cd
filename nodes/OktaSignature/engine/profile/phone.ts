/**
 * Phone numbers as people type them. A number is understood only when it is certainly one valid number: its country is
 * known, the numbering plan has it, and it was typed as one dials it. Everything else stays as typed.
 */
import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import { countryOf } from './country';
import { hasTrunkPrefix, isValid, nationalDigits, parseOrdinary } from './numberingPlan';

/** No phone number is longer, however it is written. */
const MAX_LENGTH = 250;

/** Digits of an international number, its country calling code included (ITU-T E.164). */
const MAX_DIGITS = 15;

/** Digits of a number with an international prefix such as 00 or 011. */
const MAX_DIALED_DIGITS = MAX_DIGITS + 4;

/** A shorter number without a trunk prefix looks like an extension, even where such numbers exist. */
const MIN_LOCAL_DIGITS = 6;

/** What one dials before a country calling code. The library knows which one a country uses. */
const INTERNATIONAL_PREFIXES: readonly string[] = ['00', '011', '010', '0011', '810'];

/** Calling codes of two countries whose numbering plans are not one: Russia and Kazakhstan, Curaçao and the Caribbean Netherlands. */
const DIVIDED_CALLING_CODES: readonly string[] = ['7', '599'];

/** An extension as it is dialed after somebody answers. `int` is Romanian and Spanish, `доб` Russian, `#` usual in Taiwan. */
const EXTENSION = /^(.*\d)[\s,]*\(?(?:;ext=|ext(?:ension|n)?[.:]?|x|#|anexo|poste|int\.?|доб\.?)\s*(\d{1,7})[#)]?$/i;

/** A German or Austrian extension, which is dialed in one with the number. */
const DIRECT_EXTENSION = /^(.*\d)[\s,]*(?:dw|durchwahl|kl|klappe|nst|nebenstelle)[.:]?\s*-?\s*(\d{1,6})$/i;

/** The characters of one number, from its first digit or + to its last digit. */
const NUMBER = /^\(?\+?\s?\(?\d[\d\s.()/-]*\d$/;

const NO_COUNTRY = 'it has no country code, so it cannot be read as a phone number. Set the option Phone Region, or countryCode in the profile';

/** A number as it was typed, in ASCII characters. */
interface TypedNumber {
	text: string;
	digits: string;
	/** It begins with +. */
	isInternational: boolean;
	extension: string;
	/** Digits of an extension that is dialed in one with the number. */
	directExtension: string;
}

/** A phone number that was read for a country. */
export type Phone = {
	/** `tel:` URL (RFC 3966) of the number, or of what was typed; '' when there is nothing to dial. */
	href: string;
} & (
	| { number: PhoneNumber }
	| {
			number: undefined;
			/** Why it is not certainly one valid number. */
			problem: string;
	  }
);

/** The country of an ISO 3166 code or a name, as in Okta's `countryCode`; undefined when its phone numbers are not known. */
export function phoneRegion(country: string): CountryCode | undefined {
	const upperCase = country.toUpperCase();
	if (isSupportedCountry(upperCase)) return upperCase;
	const code = countryOf(country);
	return code !== undefined && isSupportedCountry(code) ? code : undefined;
}

const digitsIn = (text: string) => text.replace(/\D/g, '');

/** Whether a number has a national form for somebody in a country: they dial it without its country calling code. */
export function isNational(number: PhoneNumber, region: CountryCode | undefined): boolean {
	const { country, countryCallingCode, nationalNumber } = number;
	if (region === undefined) return false;
	if (country !== region && (countryCallingCode !== getCountryCallingCode(region) || DIVIDED_CALLING_CODES.includes(countryCallingCode))) return false;
	return nationalNumber.length >= MIN_LOCAL_DIGITS || digitsIn(number.formatNational()) !== nationalNumber;
}

/** Arabic and full-width characters as ASCII, dashes and spaces of every kind as the plain ones, without invisible characters. */
function toAscii(text: string): string {
	if (/^[\x20-\x7e]*$/.test(text)) return text;
	return text
		.replace(/\p{Default_Ignorable_Code_Point}/gu, '')
		.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
		.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/\p{Zs}/gu, ' ')
		.trim();
}

/** Takes a number and its extension apart; undefined when the text is anything but one number. */
function readNumber(typed: string): TypedNumber | undefined {
	if (typed.length > MAX_LENGTH) return undefined;
	const text = toAscii(typed).replace(/^tel:\s*/i, '');
	if (NUMBER.test(text)) return typedNumber(text, '', '');
	const [, number = '', extension = ''] = EXTENSION.exec(text) ?? [];
	if (NUMBER.test(number)) return typedNumber(number, extension, '');
	const [, direct = '', directExtension = ''] = DIRECT_EXTENSION.exec(text) ?? [];
	return NUMBER.test(direct) ? typedNumber(direct, '', directExtension) : undefined;
}

/** @param text matches `NUMBER` */
function typedNumber(text: string, extension: string, directExtension: string): TypedNumber | undefined {
	if (text.indexOf('/') !== text.lastIndexOf('/')) return undefined;
	// An area code is in brackets. What comes last in brackets is an extension or a second number.
	const bracket = text.lastIndexOf(')');
	if (bracket >= 0 && digitsIn(text.slice(bracket)).length < 4) return undefined;
	return { text, digits: digitsIn(text), isInternational: text.includes('+'), extension, directExtension };
}

/** Whether digits are a number with its country calling code, and maybe the trunk prefix that is not dialed from abroad: +49 (0)30. */
function isInternationalForm(digits: string, number: PhoneNumber): boolean {
	const { countryCallingCode, nationalNumber } = number;
	if (!digits.startsWith(countryCallingCode) || !digits.endsWith(nationalNumber)) return false;
	const between = digits.slice(countryCallingCode.length, digits.length - nationalNumber.length);
	return ['', '0'].includes(between) || `${between}${nationalNumber}` === digitsIn(number.formatNational());
}

/**
 * Whether digits are a number as it is dialed inside its country. Where a trunk prefix is dialed, a number without it
 * is one without area code: 4711 in Germany.
 */
function isNationalForm(digits: string, number: PhoneNumber): boolean {
	const { country, countryCallingCode, nationalNumber } = number;
	if (digits === `0${nationalNumber}`) return true;
	if (countryCallingCode === '1') return digits === nationalNumber || digits === `1${nationalNumber}`;
	if (digits === nationalNumber && country !== undefined && !hasTrunkPrefix(country)) return true;
	return digits === nationalDigits(number, false) || digits === nationalDigits(number, true);
}

/** @param region where digits without + are dialed, undefined for digits behind + */
function parse(digits: string, region: CountryCode | undefined): PhoneNumber | undefined {
	return parseOrdinary(digits, region) ?? parsePhoneNumberFromString(region === undefined ? `+${digits}` : digits, { defaultCountry: region, extract: false });
}

/** The number that digits certainly are, for somebody in a country; undefined when they may be another one or none. */
function parseCertain(digits: string, isInternational: boolean, region: CountryCode | undefined): PhoneNumber | undefined {
	if (!isInternational && region === undefined) return undefined;
	const number = parse(digits, isInternational ? undefined : region);
	// The library knows seven-digit numbers in North America, which nobody can dial from abroad.
	if (number === undefined || !isValid(number) || (number.countryCallingCode === '1' && number.nationalNumber.length !== 10)) return undefined;
	if (number.countryCallingCode.length + number.nationalNumber.length > MAX_DIGITS) return undefined;
	if (isInternational) return isInternationalForm(digits, number) ? number : undefined;
	if (isNational(number, region) && isNationalForm(digits, number)) return number;
	return INTERNATIONAL_PREFIXES.some((prefix) => digits.startsWith(prefix) && isInternationalForm(digits.slice(prefix.length), number)) ? number : undefined;
}

/** Whether the text is two numbers: "901820 / 901821", or "01 712345 01 712346". */
function isTwoNumbers({ text, isInternational }: TypedNumber, region: CountryCode | undefined): boolean {
	const isNumber = (digits: string, international: boolean) => parseCertain(digits, international, region) !== undefined;
	const slash = text.indexOf('/');
	if (slash >= 0 && isNumber(digitsIn(text.slice(0, slash)), isInternational)) return true;
	// Where a trunk prefix begins another number.
	for (let space = text.indexOf(' 0'); space >= 0; space = text.indexOf(' 0', space + 1)) {
		const [first, second] = [digitsIn(text.slice(0, space)), digitsIn(text.slice(space))];
		const areLong = first.length >= MIN_LOCAL_DIGITS && second.length >= MIN_LOCAL_DIGITS;
		if (areLong && isNumber(first, isInternational) && isNumber(second, false)) return true;
	}
	return false;
}

/** A `tel:` URL that dials what was typed. */
function typedHref({ text, digits, isInternational, extension, directExtension }: TypedNumber): string {
	const dialed = `${digits}${directExtension}`;
	if (dialed.length < 2 || dialed.length > (isInternational ? MAX_DIGITS : MAX_DIALED_DIGITS)) return '';
	// A slash stands behind an area code or between two numbers. Behind + nobody dials the 0 of (0), and DW 12 replaces a last 0.
	if (text.includes('/') && !/^\(?0\d{1,5}\)?\s*\//.test(text)) return '';
	if ((isInternational && text.includes('(0)')) || (directExtension !== '' && /-\s*0$/.test(text))) return '';
	return `tel:${isInternational ? '+' : ''}${dialed}${extension === '' ? '' : `;ext=${extension}`}`;
}

function parsePhone(text: string, region: CountryCode | undefined): Phone {
	const typed = readNumber(text);
	if (typed === undefined) return { number: undefined, href: '', problem: 'it is not clearly one phone number' };
	if (isTwoNumbers(typed, region)) return { number: undefined, href: '', problem: 'it looks like two phone numbers' };
	const { digits, isInternational, extension, directExtension } = typed;
	const number = directExtension === '' ? parseCertain(digits, isInternational, region) : undefined;
	if (number !== undefined) {
		if (extension === '') return { number, href: `tel:${number.number}` };
		number.setExt(extension);
		return { number, href: number.getURI() };
	}
	const problem = isInternational || region !== undefined ? 'it is not a complete and valid phone number' : NO_COUNTRY;
	return { number, href: typedHref(typed), problem };
}

/** Only a few numbers are shared by many people, such as a switchboard's. Keeping all numbers would only use memory. */
const MAX_CACHED = 500;

/** Parses phone numbers and caches the result, because parsing costs more than the rest of a signature. Create one per execution. */
export class Phones {
	private readonly cache = new Map<string, Phone>();

	/** @param regionOf country of a number without `+`; asked only for such numbers, undefined when it is not known */
	parse(text: string, regionOf: () => CountryCode | undefined): Phone {
		const region = text.startsWith('+') ? undefined : regionOf();
		const key = `${region ?? ''} ${text}`;
		const known = this.cache.get(key);
		if (known !== undefined) return known;
		const phone = parsePhone(text, region);
		if (this.cache.size >= MAX_CACHED) this.cache.clear();
		this.cache.set(key, phone);
		return phone;
	}
}
