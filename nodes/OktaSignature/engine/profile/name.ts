/** Chinese, Japanese and Korean names in their own script: family name first, no blank between. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}々]+$/u;

const isFamilyFirst = (first: string, last: string) => FAMILY_FIRST.test(first) && FAMILY_FIRST.test(last);

/**
 * First and last name as people are called. Not `displayName`: directories fill it with "Lovelace, Ada (EXT)"; it is
 * used where both names are empty.
 */
export function fullName(first: string, last: string, displayName: string): string {
	if (isFamilyFirst(first, last)) return last + first;
	return [first, last].filter((part) => part !== '').join(' ') || displayName;
}

/** The first letters of first and last name, or of the display name's first and last word. */
export function initials(first: string, last: string, displayName: string): string {
	const words = [first, last].filter((part) => part !== '');
	const parts = words.length > 0 ? words : displayName.split(' ').filter((_, i, all) => i === 0 || i === all.length - 1);
	const letters = parts.map((part) => (/\p{L}\p{M}*/u.exec(part)?.[0] ?? '').toUpperCase());
	return (isFamilyFirst(first, last) ? letters.reverse() : letters).join('');
}
