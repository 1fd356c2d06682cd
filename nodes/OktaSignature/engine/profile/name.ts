/** Chinese, Japanese and Korean characters that names are written with, and what belongs to kana, such as the long vowel mark. */
const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}]+$/u;

/** Foreign names in Japanese, such as ジョン スミス for John Smith. */
const KATAKANA = /^\p{Script_Extensions=Katakana}+$/u;

/** East Asian names in their own script: family name first, no space between. Names entirely in katakana are foreign and keep their order. */
const isFamilyFirst = (first: string, last: string) => EAST_ASIAN.test(first) && EAST_ASIAN.test(last) && !(KATAKANA.test(first) && KATAKANA.test(last));

/**
 * First and last name. `displayName` is only used when both are empty, because directories fill it with text such as
 * "Lovelace, Ada (EXT)".
 */
export function fullName(first: string, last: string, displayName: string): string {
	if (isFamilyFirst(first, last)) return last + first;
	return [first, last].filter((part) => part !== '').join(' ') || displayName;
}

/** The first letters of first and last name, or of the first and last word of the display name. */
export function initials(first: string, last: string, displayName: string): string {
	const words = [first, last].filter((part) => part !== '');
	const parts = words.length > 0 ? words : displayName.split(' ').filter((_, i, all) => i === 0 || i === all.length - 1);
	const letters = parts.map((part) => (/\p{L}\p{M}*/u.exec(part)?.[0] ?? '').toUpperCase());
	return (isFamilyFirst(first, last) ? letters.reverse() : letters).join('');
}
