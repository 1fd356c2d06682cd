/**
 * Numbering plans, from the library's metadata. The library compiles their patterns anew for each number, which took a
 * third of the time of a signature. Here they are compiled once. Each function says what the library says, or that only
 * the library can tell.
 */
import { PhoneNumber } from 'libphonenumber-js/core';
import type { CountryCode } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';

/** A kind of number, such as mobile numbers. */
interface Kind {
	pattern: RegExp;
	lengths: readonly number[] | undefined;
}

interface NumberingPlan {
	callingCode: string;
	/** The country whose numbers are tried first among those of the calling code. */
	mainCountry: CountryCode;
	/** What one dials before a country calling code. */
	internationalPrefix: RegExp;
	trunkPrefix: RegExp | undefined;
	/** Any number of the plan. */
	number: RegExp;
	/** What all numbers of the country begin with, where countries share a plan. */
	beginning: RegExp | undefined;
	kinds: readonly Kind[];
}

/** A country in the library's metadata (read by its source/metadata.js). What a country does not have is missing or 0. */
type Stored = readonly [
	callingCode: string,
	internationalPrefix: string,
	number: string,
	lengths: number[],
	formats: StoredFormat[] | 0 | undefined,
	trunkPrefix: string | 0 | undefined,
	trunkPrefixRule: string | 0 | undefined,
	trunkPrefixPattern: string | 0 | undefined,
	trunkPrefixReplacement: string | 0 | undefined,
	isTrunkPrefixOptional: 1 | 0 | undefined,
	beginning: string | 0 | undefined,
	kinds: Array<[pattern: string, lengths?: number[]] | 0> | 0 | undefined,
];

type StoredFormat = [pattern: string, national: string, beginnings?: string[] | 0, trunkPrefixRule?: string | 0, isTrunkPrefixOptional?: 1 | 0];

const begins = (pattern: string) => new RegExp(`^(?:${pattern})`);

const matches = (pattern: string) => new RegExp(`^(?:${pattern})$`);

const countriesOf = (callingCode: string) => (metadata.country_calling_codes as Record<string, CountryCode[] | undefined>)[callingCode];

/** Of the countries that share a calling code, the one whose metadata has the formats of all. */
const mainCountryOf = (callingCode: string) => (countriesOf(callingCode) as CountryCode[])[0];

const storedOf = (country: CountryCode) => metadata.countries[country] as unknown as Stored;

function compilePlan(country: CountryCode): NumberingPlan {
	const [callingCode, internationalPrefix, number, , , trunkPrefix, , trunkPrefixPattern, , , beginning, kinds] = storedOf(country);
	const trunk = trunkPrefixPattern || trunkPrefix;
	return {
		callingCode,
		mainCountry: mainCountryOf(callingCode),
		internationalPrefix: begins(internationalPrefix),
		trunkPrefix: trunk ? begins(trunk) : undefined,
		number: matches(number),
		beginning: beginning ? begins(beginning) : undefined,
		kinds: (kinds || []).flatMap((kind) => (kind === 0 || kind[0] === '' ? [] : [{ pattern: matches(kind[0]), lengths: kind[1] }])),
	};
}

const plans = new Map<CountryCode, NumberingPlan>();

function planOf(country: CountryCode): NumberingPlan {
	const known = plans.get(country);
	if (known !== undefined) return known;
	const plan = compilePlan(country);
	plans.set(country, plan);
	return plan;
}

const isNumberOf = ({ number, kinds }: NumberingPlan, nationalNumber: string) =>
	number.test(nationalNumber) && kinds.some(({ pattern, lengths }) => (lengths?.includes(nationalNumber.length) ?? true) && pattern.test(nationalNumber));

/** Whether a country has a number. The library's `isValid()` says the same. */
export const isValidIn = (country: CountryCode, nationalNumber: string) => isNumberOf(planOf(country), nationalNumber);

/** What the library's `isValid()` says. */
export const isValid = (number: PhoneNumber) => (number.country === undefined ? number.isValid() : isValidIn(number.country, number.nationalNumber));

/** Whether numbers are dialed with a trunk prefix inside a country, such as 0. */
export const hasTrunkPrefix = (country: CountryCode) => Boolean(storedOf(country)[5]);

/** Calling codes have up to three digits, and none begins with another one. */
const MAX_CALLING_CODE = 3;

function mainCountryBehindPlus(digits: string): CountryCode | undefined {
	for (let length = 1; length <= MAX_CALLING_CODE; length++) {
		const countries = countriesOf(digits.slice(0, length));
		if (countries !== undefined) return countries[0];
	}
	return undefined;
}

/** A number without its trunk prefix; undefined when more than a prefix may have to be removed or replaced. */
function withoutTrunkPrefix(digits: string, { trunkPrefix }: NumberingPlan): string | undefined {
	const [prefix, ...groups] = trunkPrefix?.exec(digits) ?? [''];
	return groups.every((group) => group === undefined) ? digits.slice(prefix.length) : undefined;
}

/**
 * The number that the library's `parsePhoneNumber()` finds, when it is an ordinary valid one.
 * @param region where digits without + are dialed, undefined for digits behind +
 * @returns undefined when only the library can tell
 */
export function parseOrdinary(digits: string, region: CountryCode | undefined): PhoneNumber | undefined {
	const country = region ?? mainCountryBehindPlus(digits);
	if (country === undefined) return undefined;
	const plan = planOf(country);
	// Digits inside a country may still be those of an international number.
	if (region !== undefined && (plan.internationalPrefix.test(digits) || digits.startsWith(plan.callingCode))) return undefined;
	const nationalNumber = withoutTrunkPrefix(region === undefined ? digits.slice(plan.callingCode.length) : digits, plan);
	// Of the countries that share a calling code, the main one is asked first. Any other one is for the library.
	if (nationalNumber === undefined || plan.mainCountry !== country || plan.beginning?.test(nationalNumber) === false) return undefined;
	if (!isNumberOf(plan, nationalNumber)) return undefined;
	const number = new PhoneNumber(`+${plan.callingCode}${nationalNumber}`, metadata);
	number.country = country;
	return number;
}

/** How numbers that begin with certain digits are written inside their country. */
interface Format {
	beginning: RegExp;
	pattern: RegExp;
	/** What replaces the pattern, with the trunk prefix. */
	national: string;
	/** The same without a trunk prefix that may be left out. */
	shortest: string;
}

function compileFormat([pattern, national, beginnings, rule, isOptional]: StoredFormat, country: Stored, main: Stored): Format {
	const trunkPrefixRule = rule || country[6] || main[6];
	const withPrefix = trunkPrefixRule ? national.replace(/(\$\d)/, trunkPrefixRule) : national;
	return {
		beginning: begins(beginnings ? beginnings[beginnings.length - 1] : ''),
		pattern: matches(pattern),
		national: withPrefix,
		shortest: isOptional || country[9] || main[9] ? national : withPrefix,
	};
}

const formatsByCountry = new Map<CountryCode, Format[]>();

function formatsOf(country: CountryCode): Format[] {
	const known = formatsByCountry.get(country);
	if (known !== undefined) return known;
	const stored = storedOf(country);
	const main = storedOf(mainCountryOf(stored[0]));
	const formats = (stored[4] || main[4] || []).map((format) => compileFormat(format, stored, main));
	formatsByCountry.set(country, formats);
	return formats;
}

/**
 * The digits of the library's `formatNational()`.
 * @param withOptionalPrefix whether a trunk prefix is written where it may be left out
 */
export function nationalDigits(number: PhoneNumber, withOptionalPrefix: boolean): string {
	const { country, nationalNumber } = number;
	if (country === undefined) return number.formatNational({ nationalPrefix: withOptionalPrefix }).replace(/\D/g, '');
	const format = formatsOf(country).find(({ beginning, pattern }) => beginning.test(nationalNumber) && pattern.test(nationalNumber));
	if (format === undefined) return nationalNumber;
	return nationalNumber.replace(format.pattern, withOptionalPrefix ? format.national : format.shortest).replace(/\D/g, '');
}
