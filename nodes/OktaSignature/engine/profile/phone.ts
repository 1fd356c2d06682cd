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
import { hasTrunkPrefix, isValid, isValidIn, nationalDigits, parseOrdinary } from './numberingPlan';

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

/** Whether the way a number is dialed inside its country is another number: 2001000 in Gabon, where 02001000 is one of eight digits. */
function isAmbiguous(number: PhoneNumber): boolean {
	const dialed = `0${number.nationalNumber}`;
	return number.country !== undefined && isValidIn(number.country, dialed) && nationalDigits(number, true) === dialed;
}

/** The number that digits certainly are, for somebody in a country; undefined when they may be another one or none. */
function parseCertain(digits: string, isInternational: boolean, region: CountryCode | undefined): PhoneNumber | undefined {
	if (!isInternational && region === undefined) return undefined;
	const number = parse(digits, isInternational ? undefined : region);
	// The library knows seven-digit numbers in North America, which nobody can dial from abroad.
	if (number === undefined || !isValid(number) || (number.countryCallingCode === '1' && number.nationalNumber.length !== 10)) return undefined;
	if (number.countryCallingCode.length + number.nationalNumber.length > MAX_DIGITS || isAmbiguous(number)) return undefined;
	if (isInternational) return isInternationalForm(digits, number) ? number : undefined;
	if (isNational(number, region) && isNationalForm(digits, number)) return number;
	return INTERNATIONAL_PREFIXES.some((prefix) => digits.startsWith(prefix) && isInternationalForm(digits.slice(prefix.length), number)) ? number : undefined;
}

/** The digits of a number as they were grouped, and what stands before each group. */
interface Groups {
	digits: string[];
	before: string[];
}

function groupsOf(text: string): Groups {
	const parts = text.split(/(\d+)/);
	return { digits: parts.filter((_, i) => i % 2 === 1), before: parts.filter((_, i) => i % 2 === 0).map((part) => part.trim()) };
}

/** Two numbers of one office or person differ in their last digits. Nobody enters the same number twice: 069 1234 1234 is one. */
const isLike = (a: string, b: string) => a !== b && a.slice(0, Math.max(3, a.length - 2)) === b.slice(0, Math.max(3, b.length - 2));

/** No country has a shorter number with area code. */
const MIN_SECOND_DIGITS = 4;

/** Whether the second number is as long as the end of the first one: 030 12345 12346. */
function isSecondNumber({ digits }: Groups, start: number): boolean {
	let [first, second, from] = ['', '', start];
	for (let to = start; to < digits.length; to++) {
		second += digits[to];
		while (first.length < second.length && from > 0) first = digits[--from] + first;
		if (first.length !== second.length || second.length < MIN_SECOND_DIGITS) continue;
		// Nobody writes one number as two halves of five or more digits.
		if (isLike(first, second) || (second.length > MIN_SECOND_DIGITS && from === start - 1 && to === start)) return true;
	}
	return false;
}

/** Whether a number of at least three groups ends with the extensions from one to another: 030 901820-20-25, or 030 901820-0-12. */
function isRange({ digits, before }: Groups, isInternational: boolean): boolean {
	const [main, from, to] = digits.slice(-3);
	if (before[digits.length - 1] !== '-' || from.length > 4 || to.length > 4) return false;
	if (/^0+$/.test(from)) return true;
	if (from.length !== to.length || from >= to) return false;
	// 0211 123-45-67 is one number, and so is 030 12-34-56.
	const isGrouped = digits.length >= (isInternational ? 7 : 6) && before[digits.length - 3] === '' && before[digits.length - 2] === '-';
	return (main.length >= 4 && main.length > from.length) || isGrouped;
}

/** Whether the text is two numbers, "030 901820 / 901821" or "01 712345 01 712346", or a number with several extensions. */
function isTwoNumbers({ text, digits, isInternational }: TypedNumber, region: CountryCode | undefined): boolean {
	const isNumber = (part: string, international: boolean) =>
		!international && region === undefined ? part.length >= MIN_LOCAL_DIGITS : parseCertain(part, international, region) !== undefined;
	const slash = text.indexOf('/');
	if (slash >= 0 && isNumber(digitsIn(text.slice(0, slash)), isInternational)) return true;
	if (digits.length < MIN_LOCAL_DIGITS + 2 || digits.length > 2 * MAX_DIALED_DIGITS) return false;
	const groups = groupsOf(text);
	let first = '';
	for (const [i, group] of groups.digits.entries()) {
		const second = digits.slice(first.length);
		const isLong = first.length >= MIN_LOCAL_DIGITS;
		// Where a trunk prefix begins another number.
		if (isLong && group.startsWith('0') && second.length >= MIN_LOCAL_DIGITS && isNumber(first, isInternational) && isNumber(second, false)) return true;
		if (isLong && isSecondNumber(groups, i) && isNumber(first, isInternational)) return true;
		if (isLong && i === groups.digits.length - 2 && isRange(groups, isInternational) && isNumber(first, isInternational)) return true;
		first += group;
	}
	return false;
}

/** Why digits behind + are perhaps not the number that they seem to be; undefined when they are. */
function prefixProblem({ text, digits, isInternational }: TypedNumber, number: PhoneNumber | undefined, region: CountryCode | undefined): string | undefined {
	if (!isInternational) return undefined;
	const first = /\d+/.exec(text)?.[0] ?? '';
	// Only 1 and 7 are calling codes of one digit. Russians write +8 495 for 8 495, which would be a number in Vietnam.
	const isApart = first.length < (number?.countryCallingCode.length ?? 0) || /^[02-689]$/.test(first);
	if (isApart) return 'it has no valid country code behind +';
	if (number === undefined || region === undefined || first.length === number.countryCallingCode.length) return undefined;
	const other = parseCertain(digits, false, region);
	return other === undefined || other.number === number.number ? undefined : 'it is a number of another country with +, and one of the own country without it';
}

/** A `tel:` URL that dials what was typed. */
function typedHref({ text, digits, isInternational, extension, directExtension }: TypedNumber): string {
	const dialed = `${digits}${directExtension}`;
	if (dialed.length > (isInternational ? MAX_DIGITS : MAX_DIALED_DIGITS)) return '';
	// A slash stands behind an area code or between two numbers. Behind + nobody dials the 0 of (0), and DW 12 replaces a last 0.
	if (text.includes('/') && !/^\(?0\d{1,5}\)?\s*\//.test(text)) return '';
	if ((isInternational && text.includes('(0)')) || (directExtension !== '' && /-\s*0$/.test(text))) return '';
	return `tel:${isInternational ? '+' : ''}${dialed}${extension === '' ? '' : `;ext=${extension}`}`;
}

function parsePhone(text: string, region: CountryCode | undefined): Phone {
	const typed = readNumber(text);
	if (typed === undefined) return { number: undefined, href: '', problem: 'it is not clearly one phone number' };
	if (isTwoNumbers(typed, region)) return { number: undefined, href: '', problem: 'it looks like two phone numbers or several extensions' };
	const { digits, isInternational, extension, directExtension } = typed;
	const number = directExtension === '' ? parseCertain(digits, isInternational, region) : undefined;
	const unclear = prefixProblem(typed, number, region);
	if (unclear !== undefined) return { number: undefined, href: '', problem: unclear };
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

	/**
	 * @param regionOf country of a number without `+`, undefined when it is not known; asked only for such numbers and for
	 *   those with +8, because some countries dial 8 before a number
	 */
	parse(text: string, regionOf: () => CountryCode | undefined): Phone {
		const region = text.startsWith('+') && !text.startsWith('+8') ? undefined : regionOf();
		const key = `${region ?? ''} ${text}`;
		const known = this.cache.get(key);
		if (known !== undefined) return known;
		const phone = parsePhone(text, region);
		if (this.cache.size >= MAX_CACHED) this.cache.clear();
		this.cache.set(key, phone);
		return phone;
	}
}
