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

/** What the formats of some countries put before a postal code in mail from abroad, such as "CH-"; by country. */
const foreignPrefixes = new Map<string, string>();

const ZIP_CODE = '00000';

function foreignPrefix(country: string): string {
	const known = foreignPrefixes.get(country) ?? new RegExp(`([A-Z]{1,3}-)${ZIP_CODE}`).exec(formatAddress({ postalCountry: country, locality: CITY, postalCode: ZIP_CODE }, 'latin').join(' '))?.[1] ?? '';
	foreignPrefixes.set(country, known);
	return known;
}

/**
 * A postal address on one line, by the conventions of its country.
 * @param country ISO 3166 alpha-2 code; undefined when it is not known. No order is right everywhere, so commas separate all parts then
 * @returns '' without street, city and postal code. A postal code for which the country has no place comes last, because some write a post office box there
 */
export function addressLine({ street, city, state, zipCode }: AddressParts, country: string | undefined): string {
	if (street === '' && city === '' && zipCode === '') return '';
	if (country === undefined) return [street, city, state, zipCode].filter((part) => part !== '').join(', ');
	const script = EAST_ASIAN.test(street + city + state) ? 'local' : 'latin';
	const isInStreet = !hasPlaceForCity(country, script);
	const streetAndCity = script === 'local' ? city + street : [street, city].filter((part) => part !== '').join(', ');
	const parts = { postalCountry: country, addressLines: [isInStreet ? streetAndCity : street].filter((line) => line !== ''), locality: city, administrativeArea: state, postalCode: zipCode };
	const line = formatAddress(parts, script).join(script === 'local' ? ' ' : ', ');
	if (zipCode === '') return line;
	const domestic = line.replace(`${foreignPrefix(country)}${zipCode}`, () => zipCode);
	return domestic.includes(zipCode) ? domestic : [domestic, zipCode].filter((part) => part !== '').join(', ');
}
