/** A place in a template. Both count from 1, as editors do. */
export interface Position {
	line: number;
	column: number;
}

/** One Mustache text: the template, its text version or a partial. */
export interface Source {
	/** Name used in errors, such as `template` or `partial "footer"`. */
	label: string;
	text: string;
	/** Characters that Mustache's rule for partials put before each line. Columns count without them. */
	indent: number;
	/** Whether the first line has them too; true unless given. A partial behind other text on its line begins without them. */
	indentFirstLine?: boolean;
}

/** Where a tag or text begins in its source. */
export interface Origin {
	source: Source;
	index: number;
}

/** Where the lines of each source begin. Finding them again for each of many warnings would take quadratic time. */
const lineStarts = new WeakMap<Source, number[]>();

function lineStartsOf(source: Source): number[] {
	const known = lineStarts.get(source);
	if (known !== undefined) return known;
	const starts = [0];
	for (let at = source.text.indexOf('\n'); at >= 0; at = source.text.indexOf('\n', at + 1)) starts.push(at + 1);
	lineStarts.set(source, starts);
	return starts;
}

/**
 * Line and column of a character.
 * @param index offset in `source.text`, in UTF-16 units
 */
export function positionOf(source: Source, index: number): Position {
	const starts = lineStartsOf(source);
	let line = 0;
	for (let end = starts.length; line + 1 < end; ) {
		const middle = (line + end) >> 1;
		if (starts[middle] <= index) line = middle;
		else end = middle;
	}
	const indent = line === 0 && source.indentFirstLine === false ? 0 : source.indent;
	return { line: line + 1, column: Math.max(1, index - starts[line] - indent + 1) };
}

/**
 * A template that cannot be used. `message` says what is wrong, where, and how to fix it; `reason` is the same without
 * the place.
 */
export class TemplateError extends Error {
	readonly line: number;

	readonly column: number;

	constructor(
		readonly reason: string,
		readonly source: Source,
		index: number,
	) {
		const { line, column } = positionOf(source, index);
		super(`${reason} (${source.label}, line ${line}, column ${column})`);
		this.name = 'TemplateError';
		this.line = line;
		this.column = column;
	}
}
