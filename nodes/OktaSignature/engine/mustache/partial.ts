/** Mustache's rule for a partial alone on its line: each of its lines gets the tag's indentation. */
export function indent(text: string, indentation: string, firstLine: boolean): string {
	if (indentation === '') return text;
	return text
		.split('\n')
		.map((line, i) => (line !== '' && (i > 0 || firstLine) ? indentation + line : line))
		.join('\n');
}
