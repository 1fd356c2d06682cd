import { cleanText, isVisibleText, removeUnwanted } from '../mustache/values';
import { readVisible } from './visible';

/** Elements that begin and end a line. */
const LINE_ELEMENTS = new Set([
	'p', 'div', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'address', 'hr', 'section', 'header', 'footer',
	'br', 'body', 'html', 'tbody', 'thead', 'tfoot', 'caption', 'center', 'article', 'aside', 'main', 'nav', 'dl', 'dt', 'dd', 'pre', 'form',
]);

/** White space, no-break spaces, &ensp;, &emsp; and &thinsp;. Other spaces belong to the text, such as the ideographic one in names. */
const BLANKS = /[\t\n\v\f\r \u0085\u00a0\u2002\u2003\u2009\u2028\u2029]+/;

/** Words with single spaces between them, which are written as they are. Nearly all text is. */
const PLAIN_WORDS = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

const SOFT_HYPHENS = /\u00ad/g;

/** Marks that may stand directly behind a URL. Email clients do not make them part of the link when nothing follows. */
const CLOSING_MARKS = /^[.,;:!?)\]"'»”’…]+(?: |$)/;

/** Invisible characters before the words of a link, such as joiners and direction marks. */
const INVISIBLE_START = /^\p{Default_Ignorable_Code_Point}+/u;

/** What two ways of writing a URL have in common. */
function comparable(url: string): string {
	let end = url.length;
	while (end > 0 && url[end - 1] === '/') end--;
	return url.slice(0, end).toLowerCase().replace(/^https?:\/\/(?:www\.)?|^www\./, '');
}

/** How much longer than its URL the words of a link can be that say the same: `https://www.` in front, slashes behind. */
const LONGER_WORDS = 32;

/** Elements whose first word decides what stands before it. */
const BOXES = new Map<string, Box['kind']>([['tr', 'row'], ['td', 'cell'], ['th', 'cell'], ['li', 'item'], ['a', 'link']]);

/** An element that decides what stands before its first word. */
interface Box {
	kind: 'root' | 'row' | 'cell' | 'item' | 'link';
	/** Something was written inside. */
	isFilled: boolean;
	/** Line breaks written before its first word. */
	lineBreaks: number;
	/** Row: where the separators between its cells stand in the output. */
	separators: number[];
	/** Something inside has several lines. A row then puts each of its cells on a line of its own. */
	hasLines: boolean;
	/** Link: its target when it is a web address. */
	url: string;
	/** Link: where its first word stands in the output. */
	start: number;
	/** Link: characters written before its first word. */
	lengthBefore: number;
	/** Link: its first word follows a word without a space. */
	touchesWord: boolean;
	/** Link: an image with a URL is inside. */
	hasImage: boolean;
}

/**
 * Writes each word once, with what stands between it and the word before. Nothing that is written is read again, so the
 * time is linear however deeply elements are nested.
 */
class TextWriter {
	private readonly out: string[] = [];

	private readonly boxes: Box[] = [newBox('root')];

	/** Boxes up to this one are filled. Only a box with an unfilled one around it can be unfilled too. */
	private filledBoxes = 0;

	/** What the next word is separated by. */
	private pending: '' | ' ' | '\n' = '';

	/** Invisible characters before the next word, such as joiners and direction marks. */
	private held = '';

	/** The last thing written is the URL of a link, or closing marks behind it, which a word must not continue. */
	private endsWithUrl = false;

	private length = 0;

	private lineBreaks = 0;

	/** Ends the text. */
	end(): string {
		this.endWord();
		// Other spaces, such as the ideographic one, may stand at the ends of a line.
		return this.out.join('').split('\n').map((line) => line.trim()).join('\n');
	}

	text(text: string): void {
		if (PLAIN_WORDS.test(text)) {
			this.word(text);
			return;
		}
		for (const [i, part] of text.split(BLANKS).entries()) {
			if (i > 0) this.blank();
			const word = removeUnwanted(part).replace(SOFT_HYPHENS, '');
			if (isVisibleText(word)) this.word(word);
			else this.held += word;
		}
	}

	/** Begins a new line before the next word. */
	breakLine(): void {
		this.blank();
		this.pending = '\n';
	}

	/** Writes text that is not part of the word before it. Icons stand side by side without a space. */
	private separatedText(text: string): void {
		if (this.touchesWord) this.blank();
		this.text(text);
	}

	open(kind: Box['kind'], url: string): void {
		if (kind !== 'link') this.breakLine();
		this.boxes.push({ ...newBox(kind), url });
	}

	close(): void {
		const box = this.boxes[this.boxes.length - 1];
		if (box.kind === 'link') this.endLink(box);
		else if (box.kind === 'row') this.endRow(box);
		this.boxes.pop();
		this.filledBoxes = Math.min(this.filledBoxes, this.boxes.length);
		if (box.isFilled && this.lineBreaks > box.lineBreaks) this.box.hasLines = true;
		if (box.kind !== 'link') this.breakLine();
	}

	image(alt: string): void {
		this.box.hasImage = true;
		this.separatedText(alt);
	}

	private get box(): Box {
		return this.boxes[this.boxes.length - 1];
	}

	/** Whether a word would follow another word or a slash directly. */
	private get touchesWord(): boolean {
		return this.pending === '' && /[\p{L}\p{N}/]$/u.test((this.out[this.out.length - 1] ?? '').slice(-2));
	}

	/** A mark at the end of a word stays there. A URL gets none, because email clients would make it part of the link. */
	private endWord(): void {
		if (this.pending === '' && this.out.length > 0 && !this.endsWithUrl) this.write(this.held);
		this.held = '';
	}

	private blank(): void {
		this.endWord();
		if (this.pending === '') this.pending = ' ';
	}

	private word(word: string): void {
		const followsUrl = this.endsWithUrl && this.pending === '';
		const closesUrl = followsUrl && CLOSING_MARKS.test(this.held + word);
		if (followsUrl && !closesUrl) this.pending = ' ';
		const touchesWord = this.touchesWord;
		this.separate();
		for (; this.filledBoxes < this.boxes.length; this.filledBoxes++) {
			Object.assign(this.boxes[this.filledBoxes], {
				isFilled: true,
				lineBreaks: this.lineBreaks,
				start: this.out.length,
				lengthBefore: this.length,
				touchesWord,
			});
		}
		this.write(this.held + word);
		this.endsWithUrl = closesUrl && !word.includes(' ');
		this.pending = '';
		this.held = '';
	}

	/** Writes what stands between the next word and the one before. */
	private separate(): void {
		const outermost = this.boxes[this.filledBoxes];
		const around = this.boxes[this.filledBoxes - 1];
		if (outermost?.kind === 'cell' && around.kind === 'row') {
			around.separators.push(this.out.length);
			this.write(' ');
		} else if (this.out.length > 0) {
			if (this.pending === '\n') this.lineBreaks++;
			this.write(this.pending);
		}
		if (this.boxes.slice(this.filledBoxes).some(({ kind }) => kind === 'item')) this.write('- ');
	}

	private endRow({ separators, hasLines }: Box): void {
		if (!hasLines) return;
		for (const index of separators) this.out[index] = '\n';
	}

	/** A link as a person writes it: its words, and the URL only when the words do not say it. */
	private endLink({ url, isFilled, start, lengthBefore, touchesWord, hasImage }: Box): void {
		if (url === '') return;
		if (isFilled) {
			const isShort = this.length - lengthBefore <= url.length + LONGER_WORDS;
			if (isShort && comparable(this.out.slice(start).join('').replace(INVISIBLE_START, '')) === comparable(url)) return;
			if (touchesWord) this.out[start] = ` ${this.out[start]}`;
			this.endWord();
			this.write(`: ${url}`);
		} else if (hasImage) {
			this.separatedText(url);
		} else {
			return;
		}
		this.endsWithUrl = true;
	}

	private write(text: string): void {
		this.out.push(text);
		this.length += text.length;
	}
}

function newBox(kind: Box['kind']): Box {
	return {
		kind, isFilled: false, lineBreaks: 0, separators: [], hasLines: false, url: '', start: 0, lengthBefore: 0, touchesWord: false, hasImage: false,
	};
}

/** The URL that the text shows for a link; '' for phone numbers, mail addresses and anything that is not a web address. */
function webAddress(href: string): string {
	const url = cleanText(href);
	return /^https?:/i.test(url) ? url : '';
}

/**
 * The plain text that a person would write for an HTML signature: a table row is a line with its cells side by side,
 * a link shows its URL unless the URL is its text, `tel:` or `mailto:`, and an image is its alternative text. Hidden
 * content is left out. '' when nothing is visible.
 */
export function htmlToText(html: string): string {
	const writer = new TextWriter();
	readVisible(html, {
		text: (text) => writer.text(text),
		image: ({ alt = '' }) => writer.image(alt),
		open: (element, { href = '' }) => {
			const box = BOXES.get(element);
			if (box !== undefined) writer.open(box, box === 'link' ? webAddress(href) : '');
			else if (LINE_ELEMENTS.has(element)) writer.breakLine();
		},
		close: (element) => {
			if (BOXES.has(element)) writer.close();
			else if (LINE_ELEMENTS.has(element)) writer.breakLine();
		},
	});
	return writer.end();
}
