import { formatAddress } from 'localized-address-format';

/** The parts of a postal address, clean; '' for a part that is not known. */
export interface AddressParts {
	street: string;
	city: string;
	state: string;
	zipCode: string;
}

type Script = 'latin' | 'local';

/** Chinese, Japanese and Korean addresses run from the largest part to the smallest, without commas. */
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether the format of a country has a place for the city, by country and script. Japan's has none: the city belongs to the street. */
const cityPlaces = new Map<string, boolean>();

/** A city that no country's format contains as its own text, as Gibraltar's does. */
const CITY = 'city';

function hasPlaceForCity(country: string, script: Script): boolean {
	const key = `${country} ${script}`;
	const known = cityPlaces.get(key) ?? formatAddress({ postalCountry: country, locality: CITY }, script).some((line) => line.includes(CITY));
	cityPlaces.set(key, known);
	return known;
}

/** What the format of a country writes by itself. */
interface FixedTexts {
	/** Before a postal code in mail from abroad, such as "CH-" or "FO". */
	prefix: string;
	/** Before a postal code in every letter, such as "AZ ". */
	state: string;
	/** The country as a line of its own, such as "SINGAPORE". */
	country: string;
}

const fixedTexts = new Map<string, FixedTexts>();

const ZIP_CODE = '00000';

function fixedTextsOf(country: string): FixedTexts {
	const known = fixedTexts.get(country);
	if (known !== undefined) return known;
	const sample = formatAddress({ postalCountry: country, locality: CITY, postalCode: ZIP_CODE }, 'latin').join(' ');
	const before = (pattern: string) => new RegExp(`(${pattern})${ZIP_CODE}`).exec(sample)?.[1] ?? '';
	const texts = { prefix: before('\\b[A-Z]{1,3}-?'), state: before('\\b[A-Z]{2} '), country: /\p{Lu}{4,}/u.exec(sample)?.[0] ?? '' };
	fixedTexts.set(country, texts);
	return texts;
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Only Americans write the city and the state when they have the same name, as in "New York, New York 10001". */
const distinctState = (city: string, state: string, country: string) => (isSame(city, state) && country !== 'US' ? '' : state);

/**
 * A postal address on one line, by the conventions of its country.
 * @param country ISO 3166 alpha-2 code; undefined when it is not known. No order is right everywhere, so commas separate all parts then
 * @returns '' without street, city and postal code. A postal code for which the country has no place comes last, because some write a post office box there
 */
export function addressLine({ street, city, state, zipCode }: AddressParts, country: string | undefined): string {
	if (street === '' && city === '' && zipCode === '') return '';
	if (country === undefined) return [street, city, isSame(city, state) ? '' : state, zipCode].filter((part) => part !== '').join(', ');
	const script = EAST_ASIAN.test(street + city + state) ? 'local' : 'latin';
	const isInStreet = !hasPlaceForCity(country, script);
	const streetAndCity = script === 'local' ? city + street : [street, city].filter((part) => part !== '').join(', ');
	const fixed = fixedTextsOf(country);
	const isCityState = script === 'latin' && fixed.country !== '' && isSame(city, fixed.country);
	const parts = {
		postalCountry: country,
		addressLines: [isInStreet && !isCityState ? streetAndCity : street].filter((line) => line !== ''),
		locality: isCityState ? '' : city,
		administrativeArea: distinctState(city, state, country),
		postalCode: zipCode,
	};
	const lines = formatAddress(parts, script).join(script === 'local' ? ' ' : ', ');
	const line = isCityState ? lines.replace(fixed.country, () => city) : separated(lines, parts.administrativeArea, { street, city });
	if (zipCode === '') return line;
	const domestic = line.replace(`${fixed.prefix}${zipCode}`, () => zipCode);
	const once = fixed.state !== '' && zipCode.startsWith(fixed.state.trim()) ? domestic.replace(`${fixed.state}${zipCode}`, () => zipCode) : domestic;
	return once.includes(zipCode) ? once : [once, zipCode].filter((part) => part !== '').join(', ');
}

/** An address in which commas separate what a few countries' formats put together, such as "Rue 1 Abidjan". */
function separated(line: string, state: string, { street, city }: Pick<AddressParts, 'street' | 'city'>): string {
	if (city === '') return line;
	const withoutGlue = state === '' ? line : line.replace(`${city}${state}`, () => `${city}, ${state}`);
	return street === '' ? withoutGlue : withoutGlue.replace(`${street} ${city}`, () => `${street}, ${city}`);
}
