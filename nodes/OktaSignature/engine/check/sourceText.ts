/** The HTML of a template in which Mustache comments hold no tags. Everything keeps its place. */
export const withoutComments = (html: string) => html.replace(/\{\{\s*![^{}]*\}\}/g, (comment) => comment.replace(/[<>]/g, ' '));

/** A longer list of lines ends with their number. */
const MAX_LINES = 4;

/** Joins words as a sentence does: `a, b and c`. */
export const listText = (words: readonly string[]) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`);

/** Such as `line 3`, `lines 3 and 5` or `lines 3, 5, 8, 9 and 12 more`. */
export function linesText(lines: ReadonlySet<number>): string {
	const first = [...lines].slice(0, MAX_LINES).map(String);
	const more = lines.size - first.length;
	return `line${lines.size === 1 ? '' : 's'} ${listText(more === 0 ? first : [...first, `${more} more`])}`;
}
