import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';
import type { Phones } from './phone';

/** A formatted value, or the value unchanged with the reason why it could not be formatted. */
export interface Formatted {
	text: string;
	/** Completes the sentence `Field "x" …`. */
	warning?: string;
}

/** What a format may need besides the text. */
interface FormatContext {
	/** Country for phone numbers without `+`. */
	region: CountryCode | undefined;
	phones: Phones;
}

interface FormatDefinition {
	/** Label in the editor. */
	name: string;
	/** Explanation in the editor. */
	description?: string;
	/** @param text clean and not empty */
	apply: (text: string, context: FormatContext) => Formatted;
}

const define = <Name extends string>(formats: Record<Name, FormatDefinition>) => formats;

/** All formats, by their values in workflows, in any order. To add one, add an entry: the editor's list is derived from it. */
export const FORMATS = define({
	lowerCase: { name: 'Lower Case', apply: (text) => ({ text: text.toLowerCase() }) },
	none: { name: 'None', apply: (text) => ({ text }) },
	phoneE164: { name: 'Phone E.164', description: 'For example +493012345', apply: phoneFormat((number) => number.number) },
	phoneInternational: {
		name: 'Phone International',
		description: 'For example +49 30 12345',
		apply: phoneFormat((number) => number.formatInternational()),
	},
	phoneNational: { name: 'Phone National', description: 'For example 030 12345', apply: phoneFormat((number) => number.formatNational()) },
	titleCase: { name: 'Title Case', apply: (text) => ({ text: titleCase(text) }) },
	upperCase: { name: 'Upper Case', apply: (text) => ({ text: text.toUpperCase() }) },
	url: { name: 'URL', description: 'Adds https:// if it is missing', apply: url },
});

/** The value of a smart field's `format`. */
export type Format = keyof typeof FORMATS;

export const FORMAT_VALUES = Object.keys(FORMATS) as [Format, ...Format[]];

/** A field made of profile attributes: the first one that is not empty, else the default. */
export interface SmartField {
	name: string;
	/** Profile attributes (or derived fields such as `fullName`) in the order in which they are tried. */
	attributes: string[];
	default: string;
	format: Format;
	/** It counts as missing when empty, even when the template does not use it. */
	required: boolean;
}

/** @param text clean and not empty */
export function applyFormat(text: string, format: Format, region: CountryCode | undefined, phones: Phones): Formatted {
	return FORMATS[format].apply(text, { region, phones });
}

const capitalize = (word: string) => {
	const [first = '', ...rest] = word;
	return first.toUpperCase() + rest.join('');
};

/**
 * Capitalizes every word. A word with capitals inside ("McDonald", "iOS", "VP") is left unchanged, unless the whole
 * value is in capitals: then names cannot be told from acronyms.
 */
function titleCase(text: string): string {
	const isAllCapitals = text === text.toUpperCase();
	return text.replace(/\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)?/gu, (word) => {
		const plain = isAllCapitals ? word.toLowerCase() : word;
		if (plain !== plain.toLowerCase()) return plain;
		// O'Neil and D'Angelo, but Don't.
		return capitalize(plain).replace(/^(\p{L}['’])(\p{L})/u, (_, start: string, letter: string) => start + letter.toUpperCase());
	});
}

/** A format for phone numbers. Anything that is not one is left unchanged. */
function phoneFormat(write: (number: PhoneNumber) => string): FormatDefinition['apply'] {
	return (text, { region, phones }) => {
		const number = phones.parse(text, region);
		if (number !== undefined) return { text: write(number) };
		const problem =
			region === undefined
				? 'it has no country code, so it cannot be read as a phone number. Set the option Phone Region, or countryCode in the profile'
				: `it is not a phone number in ${region}`;
		return { text, warning: `was left unchanged: ${problem}` };
	};
}

/** A web address with its scheme. Anything else is left out, because a link would lead nowhere. */
function url(text: string): Formatted {
	if (/^https?:\/\/[^\s/]/i.test(text)) return { text: text.replace(/\s/g, encodeURIComponent) };
	const host = text.replace(/^\/\//, '');
	if (/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]\S*)?$/u.test(host)) return { text: `https://${host}` };
	return { text: '', warning: 'was left out: it is not a web address' };
}
