/** A place in a template, both counted from 1 as editors show them. */
export interface Position {
	line: number;
	column: number;
}

/** One text of Mustache: the template itself, its text version or a partial. */
export interface Source {
	/** How people know it, e.g. `template` or `partial "footer"`. */
	label: string;
	text: string;
	/** Characters that Mustache's partial rule put before each line, so that columns count without them. */
	indent: number;
}

/**
 * Line and column of a character.
 * @param index offset in `source.text`, in UTF-16 units
 */
export function positionOf(source: Source, index: number): Position {
	const before = source.text.slice(0, index);
	const lineStart = before.lastIndexOf('\n') + 1;
	return {
		line: before.split('\n').length,
		column: Math.max(1, before.length - lineStart - source.indent + 1),
	};
}

/**
 * A template that cannot be used, with the place and how to put it right.
 * `message` names label, line and column; `reason` is the sentence without them.
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
