import { isSupportedCountry, parseDigits, parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/min';

/** What people type when they mean a phone number. Letters only mark an extension. */
const DIALABLE = /^[+(\d][\d\s().\-–/,;+#*]*(?:(?:ext\.?|x|dw|-)\s*\d+)?$/i;

/** Parameters of a `tel:` URL (RFC 3966). Nobody types them, and the library drops the words after them. */
const TEL_PARAMETERS = /;\s*[a-z-]+\s*=/i;

/** The country of an ISO 3166 alpha-2 code, as in Okta's `countryCode`; undefined when the phone library does not know it. */
export function phoneRegion(code: string): CountryCode | undefined {
	const region = code.toUpperCase();
	return isSupportedCountry(region) ? region : undefined;
}

/** Only a few numbers are shared by many people, such as a switchboard's. Keeping all numbers would only use memory. */
const MAX_CACHED = 500;

/** Parses phone numbers and caches the result, because parsing costs more than the rest of a signature. Create one per execution. */
export class Phones {
	private readonly cache = new Map<string, PhoneNumber | undefined>();

	/**
	 * @param region country of a number without `+`
	 * @returns undefined when it is not a possible number there
	 */
	parse(text: string, region: CountryCode | undefined): PhoneNumber | undefined {
		const key = `${region ?? ''} ${text}`;
		if (this.cache.has(key)) return this.cache.get(key);
		const parsed = TEL_PARAMETERS.test(text) ? undefined : parsePhoneNumberFromString(text, { defaultCountry: region, extract: false });
		const number = parsed?.isPossible() === true ? parsed : undefined;
		// The library leaves Arabic digits in an extension, which phones cannot dial.
		if (number?.ext !== undefined) number.setExt(parseDigits(number.ext));
		if (this.cache.size >= MAX_CACHED) this.cache.clear();
		this.cache.set(key, number);
		return number;
	}
}

/**
 * A `tel:` URL (RFC 3966), in E.164 form when the number is understood. A number that belongs to no country, such as a
 * desk extension, keeps its digits. '' when the text is not a phone number.
 */
export function phoneHref(text: string, region: CountryCode | undefined, phones: Phones): string {
	if (text === '') return '';
	const number = phones.parse(text, region);
	if (number !== undefined) return number.getURI();
	if (!DIALABLE.test(text)) return '';
	const digits = text.replace(/\D/g, '');
	return digits.length < 2 ? '' : `tel:${text.startsWith('+') ? '+' : ''}${digits}`;
}
