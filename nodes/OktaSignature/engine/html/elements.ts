import { Parser } from 'htmlparser2';

/** A start tag in an HTML document. */
export interface HtmlElement {
	/** Lower case. */
	name: string;
	/** Values by lower-case name, decoded. */
	attributes: Record<string, string>;
	/** Where the tag begins in the HTML, in UTF-16 units. */
	index: number;
}

/** A conditional comment, which Outlook reads as HTML: its start and its content. */
const CONDITIONAL_COMMENT = /^(\[if\b[^>]*\]>)([\s\S]*?)(?:<!\[endif\])?$/i;

/** All start tags of an HTML document in order, including those in conditional comments. */
export function elementsIn(html: string): HtmlElement[] {
	const elements: HtmlElement[] = [];
	collect(html, 0, true, elements);
	return elements;
}

/** htmlparser2 points behind the name of an end tag such as `</td >` when a start tag follows it at once. */
export const startOfTag = (html: string, index: number) => (html[index] === '<' ? index : html.indexOf('>', index) + 1);

/** @param offset index of `html` in the whole document */
function collect(html: string, offset: number, readComments: boolean, elements: HtmlElement[]): void {
	const parser = new Parser({
		onopentag: (name, attributes, isImplied) => {
			if (!isImplied) elements.push({ name, attributes, index: offset + startOfTag(html, parser.startIndex) });
		},
		oncomment: (comment) => {
			const [, start, content] = CONDITIONAL_COMMENT.exec(comment) ?? [];
			if (!readComments || content === undefined) return;
			collect(content, offset + parser.startIndex + '<!--'.length + start.length, false, elements);
		},
	});
	parser.end(html);
}
