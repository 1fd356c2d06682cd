/** Blocks of scripts that run from right to left: Hebrew, Arabic, Syriac, Thaana, NKo, Adlam and others. Source: https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_LETTER = /\p{L}/u;

export type Direction = 'ltr' | 'rtl';

/** The direction of the first letter, as `dir="auto"` in HTML decides; undefined without letters. */
function directionOfText(text: string): Direction | undefined {
	const [letter] = FIRST_LETTER.exec(text) ?? [];
	if (letter === undefined) return undefined;
	return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/** The direction of the first of several texts that has letters. */
export function directionOf(...texts: string[]): Direction {
	for (const text of texts) {
		const direction = directionOfText(text);
		if (direction !== undefined) return direction;
	}
	return 'ltr';
}

/** Names of languages, made on first use. */
let languages: Intl.DisplayNames | undefined;

/**
 * A language code as HTML writes it (BCP 47): `de`, `pt-BR`, `zh-Hant`. The underscore of Okta's locale, as in `de_DE`, becomes a hyphen.
 * @returns undefined when it is not one. A language of two letters has to exist, because people write the country instead (GB, JP)
 */
export function languageCode(text: string): string | undefined {
	const code = text.replaceAll('_', '-');
	if (!/^[a-z]{2,3}(?:-[a-z\d]{1,8})*$/i.test(code)) return undefined;
	try {
		const [canonical] = Intl.getCanonicalLocales(code);
		languages ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
		const [language] = canonical.split('-');
		return language.length === 2 && languages.of(language) === undefined ? undefined : canonical;
	} catch {
		return undefined;
	}
}
