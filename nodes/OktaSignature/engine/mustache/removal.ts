/** Stands where a part was removed until everything is rendered. Neither values nor templates can contain it. */
export const REMOVAL_MARK = '\0';

const MARK_CODE = REMOVAL_MARK.charCodeAt(0);

/** The mark, space, tab and carriage return. */
const isBlank = (code: number) => code === MARK_CODE || code === 0x20 || code === 0x09 || code === 0x0d;

/** Deletes the marks of removed parts, and the lines that contained nothing else. */
export function deleteMarks(text: string): string {
	const kept: string[] = [];
	let position = 0;
	let end = 0;
	for (let mark = text.indexOf(REMOVAL_MARK); mark >= 0; mark = text.indexOf(REMOVAL_MARK, position)) {
		let start = mark;
		while (start > position && isBlank(text.charCodeAt(start - 1))) start--;
		// All marks of a line with nothing else share its end.
		if (end <= mark) end = mark + 1;
		while (end < text.length && isBlank(text.charCodeAt(end))) end++;
		const isWholeLine = (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n');
		if (isWholeLine) {
			kept.push(text.slice(position, start));
			position = end + 1;
		} else {
			kept.push(text.slice(position, mark));
			position = mark + 1;
		}
	}
	if (position === 0) return text;
	// When the last line is deleted, the line break before it remains.
	if (position <= text.length) return kept.join('') + text.slice(position);
	return kept.join('').replace(/\n$/, '');
}
