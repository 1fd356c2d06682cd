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

/** Stand for the parts in a layout. No country's format contains them. */
const [STREET, CITY, STATE, ZIP_CODE] = ['\ue000', '\ue001', '\ue002', '\ue003'];
const TOKEN = /[\ue000-\ue003]/g;

/** What some formats put before a postal code in mail from abroad, such as "CH-". Only what the person wrote is shown. */
const FOREIGN_PREFIX = new RegExp(`^\\p{Lu}{1,3}[- ]?(?=${ZIP_CODE})`, 'u');

/** What a format writes itself: the name of a territory, such as SINGAPORE, or the sign for a postal code. */
const WRITTEN = /\p{Lu}{2,}|〒/u;

/** Layouts by country, script and the parts that are known. */
const layouts = new Map<string, string>();

/** The tokens of the known parts with the separators and words of the country. Parts without a separator touch. */
function layoutOf(country: string, script: Script, known: string): string {
	const key = `${country} ${script} ${known}`;
	const layout = layouts.get(key) ?? createLayout(country, script, known);
	layouts.set(key, layout);
	return layout;
}

function createLayout(country: string, script: Script, known: string): string {
	const [street, city, state, zipCode] = [STREET, CITY, STATE, ZIP_CODE].map((token) => (known.includes(token) ? token : ''));
	const format = (line: string) =>
		formatAddress({ postalCountry: country, addressLines: [line], locality: city, administrativeArea: state, postalCode: zipCode }, script);
	let rows = format(street);
	// Japan's format, for example, has no place for the city: it belongs to the street.
	if (!rows.join('').includes(city)) rows = format(script === 'local' ? city + street : `${street}, ${city}`);
	// Some write a post office box into the postal code where there is none.
	if (!rows.join('').includes(zipCode)) rows = [...rows, zipCode];
	return tidy(rows.map((row) => row.replace(FOREIGN_PREFIX, '').replace(`${STREET} ${CITY}`, `${STREET}, ${CITY}`)).join(script === 'local' ? ' ' : ', '));
}

/** Without separators that have nothing to separate. */
const tidy = (layout: string) => layout.replace(/ +/g, ' ').replace(/, (?=, |$)|^[ ,]+| $/g, '');

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const SEPARATORS = ' \t\n\r,;،、，-';

/** A loop, because a regular expression would look at a long row of separators once for each of them. */
function withoutSeparatorsAround(text: string): string {
	let [start, end] = [0, text.length];
	while (start < end && SEPARATORS.includes(text[start])) start++;
	while (end > start && SEPARATORS.includes(text[end - 1])) end--;
	return text.slice(start, end);
}

/** A text without a postal code that is its first or its last word. */
function withoutZipCode(text: string, zipCode: string): string {
	if (zipCode === '') return text;
	const rest = text.startsWith(`${zipCode} `) ? text.slice(zipCode.length) : text.endsWith(` ${zipCode}`) ? text.slice(0, -zipCode.length) : text;
	return withoutSeparatorsAround(rest);
}

/** Without separators around parts, and without parts that repeat another, as the state of a city that is one does. */
function withoutRepetitions(parts: AddressParts, country: string | undefined): AddressParts {
	const [street, writtenCity, writtenState, writtenZipCode] = [parts.street, parts.city, parts.state, parts.zipCode].map(withoutSeparatorsAround);
	const zipCode = isSame(writtenZipCode, writtenCity) || isSame(writtenZipCode, writtenState) ? '' : writtenZipCode;
	const city = withoutZipCode(writtenCity, zipCode);
	const state = withoutZipCode(writtenState, zipCode);
	// Only Americans write a state with the name of its city, as in "New York, New York 10001".
	const isRepeated = (isSame(state, city) && country !== 'US') || isSame(state, street);
	return { street: isSame(street, city) ? '' : street, city, state: isRepeated ? '' : state, zipCode };
}

/** A layout whose own word does not repeat the city, such as "Singapore, SINGAPORE", or the beginning of the postal code. */
function withoutWrittenTwice(layout: string, { city, zipCode }: AddressParts): string {
	const word = WRITTEN.exec(layout)?.[0];
	if (word === undefined) return layout;
	const isCity = isSame(city, word) && layout.includes(CITY);
	if (isCity) return tidy(layout.replace(CITY, '').replace(word, () => CITY));
	const isInCity = city.toLowerCase().endsWith(` ${word.toLowerCase()}`);
	const isInZipCode = zipCode.toLowerCase().startsWith(word.toLowerCase());
	return isInCity || isInZipCode ? tidy(layout.replace(word, '')) : layout;
}

const withoutSameNeighbors = (line: string) =>
	line
		.split(', ')
		.filter((part, i, all) => i === 0 || !isSame(part, all[i - 1]))
		.join(', ');

/**
 * A postal address on one line, by the conventions of its country. What a part repeats is written once.
 * @param country ISO 3166 alpha-2 code; undefined when it is not known. No order is right everywhere, so commas separate all parts then
 * @returns '' without street, city and postal code. A state is left out where addresses have none. A postal code for which the country has no place comes last, because some write a post office box there
 */
export function addressLine(written: AddressParts, country: string | undefined): string {
	const parts = withoutRepetitions(written, country);
	const { street, city, state, zipCode } = parts;
	if (street === '' && city === '' && zipCode === '') return '';
	if (country === undefined) return withoutSameNeighbors([street, city, state, zipCode].filter((part) => part !== '').join(', '));
	const script = EAST_ASIAN.test(street + city + state) ? 'local' : 'latin';
	const values = new Map([[STREET, street], [CITY, city], [STATE, state], [ZIP_CODE, zipCode]]);
	const known = [...values].filter(([, value]) => value !== '').map(([token]) => token).join('');
	const layout = withoutWrittenTwice(layoutOf(country, script, known), parts);
	const line = layout.replace(TOKEN, (token, index: number) => {
		const value = values.get(token) ?? '';
		const before = values.get(layout[index - 1]) ?? '';
		if (before === '') return value;
		return (script === 'latin' ? ', ' : EAST_ASIAN.test(before.slice(-1)) && EAST_ASIAN.test(value.slice(0, 1)) ? '' : ' ') + value;
	});
	return withoutSameNeighbors(line);
}
