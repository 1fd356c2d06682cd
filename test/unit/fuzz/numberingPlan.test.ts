import fc from 'fast-check';
import { getCountries, getCountryCallingCode, getExampleNumber, parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/max/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import { hasTrunkPrefix, isValid, isValidIn, nationalDigits, parseOrdinary } from '../../../nodes/OktaSignature/engine/profile/numberingPlan';
import { holds } from '../../support/fuzz';

const COUNTRIES = getCountries();

const country = fc.constantFrom(...COUNTRIES);

const trunkPrefix = (code: CountryCode) => String(metadata.countries[code]?.[5] || '0');

/** The digits of a country's numbers, near an example or of a possible length. */
const digitsOf = (code: CountryCode) => {
	const example = getExampleNumber(code, examples)?.nationalNumber ?? '30901820';
	const near = fc.tuple(fc.stringMatching(/^\d{4}$/), fc.nat(4)).map(([end, length]) => example.slice(0, example.length - length) + end.slice(0, length));
	const possible = fc.constantFrom(...(metadata.countries[code]?.[3] as number[])).chain((length) => fc.array(fc.nat(9), { minLength: length, maxLength: length }));
	return fc.oneof(near, possible.map((digits) => digits.join('')), fc.stringMatching(/^\d{1,17}$/));
};

/** Digits as somebody in a country dials them, or behind + when the region is undefined. */
const dialed = country.chain((code) => {
	const callingCode = getCountryCallingCode(code);
	const prefix = fc.constantFrom('', '', trunkPrefix(code), callingCode, `00${callingCode}`, `${callingCode}${trunkPrefix(code)}`);
	const inside = fc.tuple(prefix, digitsOf(code)).map(([before, digits]) => ({ digits: before + digits, region: code as CountryCode | undefined }));
	const abroad = fc.tuple(fc.constantFrom('', '', trunkPrefix(code)), digitsOf(code)).map(([before, digits]) => ({ digits: callingCode + before + digits, region: undefined }));
	return fc.oneof(inside, abroad);
});

const parseByLibrary = ({ digits, region }: { digits: string; region: CountryCode | undefined }) =>
	parsePhoneNumberFromString(region === undefined ? `+${digits}` : digits, { defaultCountry: region, extract: false });

/** All that a number says of itself. `__countryCallingCodeSource` is the library's own. */
const fieldsOf = (number: PhoneNumber | undefined) =>
	number && {
		country: number.country,
		countryCallingCode: number.countryCallingCode,
		nationalNumber: number.nationalNumber,
		number: number.number,
		ext: number.ext,
		carrierCode: number.carrierCode,
		international: number.formatInternational(),
		national: number.formatNational(),
		uri: number.getURI(),
	};

describe('a numbering plan', () => {
	it('finds the number that the library finds, or leaves it to the library', () => {
		holds(
			fc.property(dialed, ({ digits, region }) => {
				const number = parseOrdinary(digits, region);
				if (number !== undefined) expect(fieldsOf(number)).toEqual(fieldsOf(parseByLibrary({ digits, region })));
			}),
			2000,
		);
	});

	it('has the numbers that are valid by the library', () => {
		holds(
			fc.property(dialed, (given) => {
				const number = parseByLibrary(given);
				if (number !== undefined) expect(isValid(number)).toBe(number.isValid());
			}),
			2000,
		);
	});

	it('writes the digits that the library writes', () => {
		holds(
			fc.property(dialed, fc.boolean(), (given, withOptionalPrefix) => {
				const number = parseByLibrary(given);
				if (number === undefined) return;
				expect(nationalDigits(number, withOptionalPrefix)).toBe(number.formatNational({ nationalPrefix: withOptionalPrefix }).replace(/\D/g, ''));
			}),
			2000,
		);
	});

	// Numbers such as these are in nearly every directory. The library would take several times as long for each.
	it.each([
		['DE', '4930901820', '030901820'], ['US', '14155552671', '4155552671'], ['GB', '442079460958', '02079460958'], ['FR', '33142685300', '0142685300'],
		['AT', '43171100', '0171100'], ['ES', '34912345678', '912345678'], ['PL', '48221234567', '221234567'], ['IN', '912228213456', '02228213456'],
		['AR', '541143211234', '01143211234'], ['FI', '358412345678', '0412345678'], ['PT', '351212345678', '212345678'],
	] as const)('%s: reads an ordinary number without the library', (region, behindPlus, inside) => {
		expect(parseOrdinary(behindPlus, undefined)?.country).toBe(region);
		expect(parseOrdinary(inside, region)?.number).toBe(`+${behindPlus}`);
	});

	it.each([
		['LU', '1588644951', 'has a carrier code in front'],
		['RW', '006419374', 'is dialed with an international prefix'],
		['AE', '97140462', 'begins like a number with the calling code'],
		['AG', '8004259974', 'belongs to another country with the same calling code'],
		['BL', '690001234', 'belongs to another country with the same calling code'],
	] as const)('%s: leaves %s to the library, because it %s', (region, digits, reason) => {
		expect([reason, parseOrdinary(digits, region)]).toEqual([reason, undefined]);
	});

	it('knows which countries have a trunk prefix', () => {
		for (const code of COUNTRIES) expect([code, hasTrunkPrefix(code)]).toEqual([code, Boolean(metadata.countries[code]?.[5])]);
		expect([hasTrunkPrefix('DE'), hasTrunkPrefix('ES')]).toEqual([true, false]);
	});

	it('has the example of every country, and no longer one', () => {
		for (const code of COUNTRIES) {
			const digits = getExampleNumber(code, examples)?.nationalNumber;
			if (digits !== undefined) expect([code, isValidIn(code, digits), isValidIn(code, digits + '0'.repeat(15)), isValidIn(code, `+${digits}`)]).toEqual([code, true, false, false]);
		}
	});

	it.each([['AT', '434351758673293'], ['DE', '494920093481271']] as const)('%s: a number of a kind that the whole plan does not have is not valid', (region, digits) => {
		const number = parseByLibrary({ digits, region: undefined }) as PhoneNumber;
		expect([number.country, isValid(number), number.isValid()]).toEqual([region, false, false]);
	});
});

it('a number without a calling code that exists is left to the library', () => {
	expect([parseOrdinary('999123456', undefined), parseOrdinary('2101234567', undefined), parseOrdinary('', undefined)]).toEqual([undefined, undefined, undefined]);
});
