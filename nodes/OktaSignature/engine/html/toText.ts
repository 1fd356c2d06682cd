import { Parser } from 'htmlparser2';

/** Character references that htmlparser2 decodes to something nobody should read in plain text. */
const REPLACED_REFERENCES: Record<string, string> = {
	// A reference to no character, such as &#0;.
	'\ufffd': '',
	// &shy;
	'\u00ad': '',
	// &ensp; &emsp; &thinsp;
	'\u2002': ' ', '\u2003': ' ', '\u2009': ' ',
};

const LINE_ELEMENTS = new Set([
	'p', 'div', 'table', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'address', 'hr',
	'section', 'header', 'footer', 'br', 'body', 'html', 'tbody', 'center',
]);

/** Elements whose text is not part of the page. */
const HIDDEN_ELEMENTS = new Set(['style', 'title', 'script']);

/** What two ways of writing a URL have in common. */
const comparable = (url: string) => url.trim().toLowerCase().replace(/^https?:\/\/(www\.)?|^www\.|\/+$/g, '').replace(/\/+$/, '');

/** A link as a person writes it: its words, and the URL only when the words do not say it. */
function linkText(words: string, url: string): string {
	if (!/^https?:/i.test(url) || comparable(words) === comparable(url)) return words;
	return words === '' ? url : `${words}: ${url}`;
}

/** Trims every line and removes empty lines. */
function tidyLines(text: string): string {
	return text
		.split('\n')
		.map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
		.filter((line) => line !== '')
		.join('\n');
}

/** An element whose text is collected before it is added to the text around it. */
interface Frame {
	element: 'root' | 'tr' | 'td' | 'a';
	text: string;
	cells: string[];
	url: string;
}

/** Builds the text from the parser's events. */
class TextBuilder {
	private readonly frames: Frame[] = [{ element: 'root', text: '', cells: [], url: '' }];

	private hiddenDepth = 0;

	get result(): string {
		return tidyLines(this.current.text);
	}

	private get current(): Frame {
		return this.frames[this.frames.length - 1];
	}

	/** htmlparser2 passes on each decoded character reference by itself. */
	ontext(text: string): void {
		if (this.hiddenDepth === 0) this.current.text += REPLACED_REFERENCES[text] ?? text.replace(/[ \t\r\n\f]+/g, ' ');
	}

	onopentag(element: string, attributes: Record<string, string>): void {
		if (HIDDEN_ELEMENTS.has(element)) this.hiddenDepth++;
		else if (element === 'td' || element === 'th') this.open('td');
		else if (element === 'tr') this.open('tr');
		else if (element === 'a') this.open('a', attributes.href?.trim());
		else if (element === 'img') this.appendSeparated(attributes.alt?.trim() ?? '');
		else if (LINE_ELEMENTS.has(element)) this.current.text += element === 'li' ? '\n- ' : '\n';
	}

	/** htmlparser2 closes elements in the order in which they were opened, also those whose end tag is missing. */
	onclosetag(element: string): void {
		if (HIDDEN_ELEMENTS.has(element)) this.hiddenDepth--;
		else if (element === 'td' || element === 'th' || element === 'tr' || element === 'a') this.close(this.frames.pop() as Frame);
		else if (LINE_ELEMENTS.has(element)) this.current.text += '\n';
	}

	private open(element: Frame['element'], url = ''): void {
		this.frames.push({ element, text: '', cells: [], url });
	}

	/** Adds text that is not part of the word before it. Icons stand side by side without a space. */
	private appendSeparated(text: string): void {
		this.current.text += /[\p{L}\p{N}/]$/u.test(this.current.text) ? ` ${text}` : text;
	}

	/** Adds the text of a finished frame to the frame around it. */
	private close({ element, text, cells, url }: Frame): void {
		if (element === 'a') {
			const words = tidyLines(text);
			const link = linkText(words, url);
			if (link === words) this.current.text += link;
			else this.appendSeparated(link);
		} else if (element === 'td') {
			const cell = tidyLines(text);
			if (this.current.element === 'tr') this.current.cells.push(cell);
			else this.current.text += `\n${cell}\n`;
		} else {
			const filled = cells.filter((cell) => cell !== '');
			this.current.text += `\n${filled.join(filled.some((cell) => cell.includes('\n')) ? '\n' : ' ')}\n`;
		}
	}
}

/**
 * The plain text that a person would write for an HTML signature: a table row is a line with its cells side by side,
 * a link shows its URL unless the URL is its text, `tel:` or `mailto:`, and an image is its alternative text.
 */
export function htmlToText(html: string): string {
	const builder = new TextBuilder();
	new Parser({
		ontext: (text) => builder.ontext(text),
		onopentag: (element, attributes) => builder.onopentag(element, attributes),
		onclosetag: (element) => builder.onclosetag(element),
	}).end(html);
	return builder.result;
}
