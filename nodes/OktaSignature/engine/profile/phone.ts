import { isSupportedCountry, parseDigits, parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/min';

/** What people type into a phone field when they mean a number; letters only as an extension mark. */
const DIALABLE = /^[+(\d][\d\s().\-–/,;+#*]*(?:(?:ext\.?|x|dw|-)\s*\d+)?$/i;

/** Parameters of a `tel:` address (RFC 3966), behind which the library lets words vanish; nobody types them. */
const PARAMETERS = /;\s*[a-z-]+\s*=/i;

/** ISO 3166 alpha-2 as Okta's `countryCode` has it, if the phone library knows it. */
export function phoneRegion(code: string): CountryCode | undefined {
	const region = code.toUpperCase();
	return isSupportedCountry(region) ? region : undefined;
}

/** Numbers that many people share, such as a switchboard's, are few; keeping everyone's own would only fill the memory. */
const MAX_REMEMBERED = 500;

/** Reads phone numbers, which costs more than the rest of a signature; made anew for every execution. */
export class Phones {
	private readonly read = new Map<string, PhoneNumber | undefined>();

	/**
	 * @param region country whose rules read a number without `+`
	 * @returns undefined when it is not a possible number there
	 */
	parse(text: string, region: CountryCode | undefined): PhoneNumber | undefined {
		const key = `${region ?? ''} ${text}`;
		if (this.read.has(key)) return this.read.get(key);
		const parsed = PARAMETERS.test(text) ? undefined : parsePhoneNumberFromString(text, { defaultCountry: region, extract: false });
		const number = parsed?.isPossible() === true ? parsed : undefined;
		// The library leaves Arabic digits in an extension, which no telephone dials.
		if (number?.ext !== undefined) number.setExt(parseDigits(number.ext));
		if (this.read.size >= MAX_REMEMBERED) this.read.clear();
		this.read.set(key, number);
		return number;
	}
}

/**
 * A `tel:` address (RFC 3966, E.164 where the number is understood). A number that cannot be placed in a country, a
 * desk extension for example, keeps its digits: it dials where it was meant to. '' when it is no number at all.
 */
export function phoneHref(text: string, region: CountryCode | undefined, phones: Phones): string {
	if (text === '') return '';
	const number = phones.parse(text, region);
	if (number !== undefined) return number.getURI();
	if (!DIALABLE.test(text)) return '';
	const digits = text.replace(/\D/g, '');
	return digits.length < 2 ? '' : `tel:${text.startsWith('+') ? '+' : ''}${digits}`;
}
