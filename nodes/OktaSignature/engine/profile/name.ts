/** Chinese, Japanese and Korean names in their own script: family name first, no space between. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}々]+$/u;

const isFamilyFirst = (first: string, last: string) => FAMILY_FIRST.test(first) && FAMILY_FIRST.test(last);

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
