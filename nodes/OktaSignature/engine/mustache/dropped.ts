/** Stands where something was dropped, until the whole is there; neither values nor templates can hold it. */
export const DROPPED = '\0';

const MARK = DROPPED.charCodeAt(0);

const isLayout = (code: number) => code === MARK || code === 0x20 || code === 0x09 || code === 0x0d;

/** Takes the marks of dropped parts out, and with them the lines that held nothing else but blanks. */
export function withoutDropped(whole: string): string {
	const kept: string[] = [];
	let position = 0;
	for (let mark = whole.indexOf(DROPPED); mark >= 0; mark = whole.indexOf(DROPPED, position)) {
		let start = mark;
		while (start > position && isLayout(whole.charCodeAt(start - 1))) start--;
		let end = mark + 1;
		while (end < whole.length && isLayout(whole.charCodeAt(end))) end++;
		const isLine = (start === 0 || whole[start - 1] === '\n') && (end === whole.length || whole[end] === '\n');
		if (isLine) {
			kept.push(whole.slice(position, start));
			position = end + 1;
		} else {
			kept.push(whole.slice(position, mark));
			position = mark + 1;
		}
	}
	if (position === 0) return whole;
	// After a last line that went, the break before it is left over.
	if (position <= whole.length) return kept.join('') + whole.slice(position);
	return kept.join('').replace(/\n$/, '');
}
