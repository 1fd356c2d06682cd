/** Named references that signatures use; any other stays as written. */
const NAMED: Record<string, string> = {
	amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', middot: '·', bull: '•', ndash: '–', mdash: '—',
	copy: '©', reg: '®', trade: '™', laquo: '«', raquo: '»', hellip: '…', shy: '', zwnj: '\u200c', zwj: '\u200d',
	lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', euro: '€', ensp: ' ', emsp: ' ', thinsp: ' ',
};

/** Comments (Outlook's conditional ones too), declarations, tags (a quoted `>` does not end one) and raw text elements. */
const MARKUP = /<!--[\s\S]*?-->|<(style|title|script)\b[\s\S]*?<\/\1\s*>|<[!?][^>]*>|<\/?([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;

const BLOCKS = new Set([
	'p', 'div', 'table', 'tr', 'ul', 'ol', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'address', 'hr',
	'section', 'header', 'footer', 'br', 'body', 'html', 'tbody', 'center',
]);

function decode(text: string): string {
	return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
		if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name] : whole;
		const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
	});
}

function attributeOf(attributes: string, name: string): string {
	const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
	return decode(match?.[1] ?? match?.[2] ?? match?.[3] ?? '').trim();
}

/** What two ways of writing an address have in common. */
const bare = (url: string) => url.trim().toLowerCase().replace(/^https?:\/\/(www\.)?|^www\.|\/+$/g, '').replace(/\/+$/, '');

/** A link as a person writes it: its words, and the address only where the words do not say it. */
function linkText(words: string, url: string): string {
	if (!/^https?:/i.test(url) || bare(words) === bare(url)) return words;
	return words === '' ? url : `${words}: ${url}`;
}

/** Lines without blanks at their ends and without empty lines. */
function tidy(text: string): string {
	return text
		.split('\n')
		.map((line) => line.replace(/[ \u00a0]+/g, ' ').trim())
		.filter((line) => line !== '')
		.join('\n');
}

/** What is being collected: the whole text, a table row's cells, one cell, or a link's words. */
interface Frame {
	element: 'root' | 'tr' | 'td' | 'a';
	text: string;
	cells: string[];
	url: string;
}

class Converter {
	private readonly frames: Frame[] = [{ element: 'root', text: '', cells: [], url: '' }];

	private get top(): Frame {
		return this.frames[this.frames.length - 1];
	}

	text(html: string): void {
		this.top.text += decode(html.replace(/[ \t\r\n\f]+/g, ' '));
	}

	open(element: string, attributes: string): void {
		if (element === 'td' || element === 'th') {
			if (this.top.element === 'td') this.close('td');
			this.push('td');
		} else if (element === 'tr') {
			if (this.top.element === 'td') this.close('td');
			if (this.top.element === 'tr') this.close('tr');
			this.push('tr');
		} else if (element === 'a') {
			this.push('a', attributeOf(attributes, 'href'));
		} else if (element === 'img') {
			this.apart(attributeOf(attributes, 'alt'));
		} else if (BLOCKS.has(element)) {
			this.top.text += element === 'li' ? '\n- ' : '\n';
		}
	}

	/** Ends an element and whatever was left open inside it; an end without a start does nothing. */
	close(element: string): void {
		const frame = element === 'th' ? 'td' : element;
		if (frame !== 'td' && frame !== 'tr' && frame !== 'a') {
			if (BLOCKS.has(element)) this.top.text += '\n';
			return;
		}
		if (!this.frames.some((open) => open.element === frame)) return;
		let closed: Frame;
		do {
			closed = this.frames.pop() as Frame;
			this.hand(closed);
		} while (closed.element !== frame);
	}

	finish(): string {
		while (this.frames.length > 1) this.hand(this.frames.pop() as Frame);
		return tidy(this.top.text);
	}

	private push(element: Frame['element'], url = ''): void {
		this.frames.push({ element, text: '', cells: [], url });
	}

	/** Adds what does not belong to the word before it: icons stand side by side without a blank. */
	private apart(text: string): void {
		this.top.text += /[\p{L}\p{N}/]$/u.test(this.top.text) ? ` ${text}` : text;
	}

	/** Gives a finished frame's text to the one around it. */
	private hand({ element, text, cells, url }: Frame): void {
		if (element === 'a') {
			const words = tidy(text);
			const link = linkText(words, url);
			if (link === words) this.top.text += link;
			else this.apart(link);
		} else if (element === 'td') {
			this.top.cells.push(tidy(text));
			if (this.top.element !== 'tr') this.top.text += `\n${tidy(text)}\n`;
		} else {
			const filled = cells.filter((cell) => cell !== '');
			this.top.text += `\n${filled.join(filled.some((cell) => cell.includes('\n')) ? '\n' : ' ')}\n`;
		}
	}
}

/**
 * The plain text that a person would have written for an HTML signature: a table row is a line, its cells stand side by
 * side; links show their address unless it is the text itself, `tel:` or `mailto:`; images are their alt text.
 */
export function htmlToText(html: string): string {
	const converter = new Converter();
	let position = 0;
	for (const match of html.matchAll(MARKUP)) {
		converter.text(html.slice(position, match.index));
		position = match.index + match[0].length;
		const element = match[2]?.toLowerCase();
		if (element === undefined) continue;
		if (match[0].startsWith('</')) converter.close(element);
		else converter.open(element, match[3]);
	}
	converter.text(html.slice(position));
	return converter.finish();
}
