/**
 * The HTML tokenizer's states that matter for writing a value safely, after
 * https://html.spec.whatwg.org/multipage/parsing.html#tokenization. `tag` is "before attribute name" and "after quoted
 * value" in one; `tagEnd` is where a section inside a tag ended: only a blank, `/` or `>` may follow.
 */
type Kind =
	| 'data' | 'tagOpen' | 'endTagOpen' | 'tagName' | 'tag' | 'tagEnd' | 'attributeName' | 'afterAttributeName'
	| 'beforeValue' | 'quoted' | 'unquoted' | 'markup' | 'comment' | 'bogusComment' | 'raw' | 'escapable';

const IN_TAG: readonly Kind[] = ['tagName', 'tag', 'tagEnd', 'attributeName', 'afterAttributeName'];
const BLANK = /[\t\n\f\r ]/;
const LETTER = /[a-z]/i;
const RAW_ELEMENTS = new Set(['style', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript']);
const ESCAPABLE_ELEMENTS = new Set(['title', 'textarea']);

/** Elements with parsing rules of their own that no mail client shows; refusing them keeps this tokenizer exact. */
const REFUSED_ELEMENTS = new Map([
	['script', 'mail programs remove scripts'],
	['svg', 'Gmail and Outlook do not show SVG: use a PNG with an https address'],
	['math', 'mail programs do not show MathML'],
	['plaintext', 'nothing after it would be read as HTML'],
]);

/** Follows HTML character by character and says where in it the next character stands. */
export class HtmlState {
	kind: Kind = 'data';

	/** Element whose tag, raw text or attribute we are in, lower case. */
	element = '';

	/** Attribute name, lower case. */
	attribute = '';

	/** Inside `<!--[if mso]>…<![endif]-->`: HTML for Outlook, one comment for everyone else. */
	conditional = false;

	private closing = false;

	private quote = '';

	private buffer = '';

	/** The last literal characters, for `-->`. */
	private tail = '';

	/** Text that is equal when, and only when, what follows would be read the same way. */
	get key(): string {
		const inElement = this.kind !== 'data' && this.kind !== 'comment' && this.kind !== 'bogusComment';
		const dashes = this.conditional || this.kind === 'comment' ? (/-{1,2}!?$/.exec(this.tail)?.[0] ?? '') : '';
		const tag = inElement ? [this.element, this.closing, this.attribute, this.quote] : [];
		return [this.kind, ...tag, this.buffer, this.conditional, dashes].join('\u0001');
	}

	/** What HTML must not end in the middle of; undefined when all is closed. A last `<` is just a character. */
	get unfinished(): string | undefined {
		if (this.kind === 'comment' || this.kind === 'bogusComment' || this.kind === 'markup') return 'A comment or declaration (<!)';
		if (['data', 'raw', 'escapable', 'tagOpen', 'endTagOpen'].includes(this.kind)) return undefined;
		return `The tag <${this.element}>`;
	}

	/** A copy to come back to. */
	clone(): HtmlState {
		return Object.assign(new HtmlState(), this);
	}

	/**
	 * Joins the two ways round a section: over it (`before`) or through it (this state).
	 * @returns false when what follows would be read differently
	 */
	joins(before: HtmlState): boolean {
		if (this.key === before.key) return true;
		const sameTag = this.element === before.element && this.closing === before.closing;
		const sameOutside = this.conditional === before.conditional;
		if (!sameTag || !sameOutside || !IN_TAG.includes(this.kind) || !IN_TAG.includes(before.kind)) return false;
		this.kind = 'tagEnd';
		this.attribute = '';
		return true;
	}

	/**
	 * Takes the next literal character.
	 * @param fail called with a sentence when the HTML is refused
	 */
	next(char: string, fail: (reason: string) => void): void {
		const endsComment = this.conditional && char === '>' && this.tail.endsWith('--');
		this.step(char, fail);
		this.tail = (this.tail + char).slice(-3);
		if (!endsComment) return;
		if (this.kind !== 'data') fail('"-->" ends the conditional comment in the middle of a tag: move it behind the tag');
		this.conditional = false;
	}

	private step(char: string, fail: (reason: string) => void): void {
		switch (this.kind) {
			case 'data':
				if (char === '<') this.kind = 'tagOpen';
				return;
			case 'tagOpen':
				return this.afterLessThan(char);
			case 'endTagOpen':
				if (LETTER.test(char)) this.startName(char, true);
				else this.kind = char === '>' ? 'data' : 'bogusComment';
				return;
			case 'markup':
				return this.inMarkup(char);
			case 'comment':
				return this.inComment(char);
			case 'bogusComment':
				if (char === '>') this.kind = 'data';
				return;
			case 'raw':
			case 'escapable':
				return this.inRawText(char);
			case 'quoted':
				if (char === this.quote) this.leaveAttribute();
				return;
			default:
				return this.inTag(char, fail);
		}
	}

	private afterLessThan(char: string): void {
		if (LETTER.test(char)) this.startName(char, false);
		else if (char === '!') this.enter('markup');
		else if (char === '/') this.kind = 'endTagOpen';
		else if (char === '?') this.kind = 'bogusComment';
		else if (char !== '<') this.kind = 'data';
	}

	private startName(char: string, closing: boolean): void {
		this.kind = 'tagName';
		this.element = char.toLowerCase();
		this.attribute = '';
		this.closing = closing;
	}

	private enter(kind: Kind): void {
		this.kind = kind;
		this.buffer = '';
	}

	private leaveAttribute(): void {
		this.kind = 'tag';
		this.attribute = '';
		this.quote = '';
	}

	private inMarkup(char: string): void {
		this.buffer += char;
		if (this.buffer === '-') return;
		if (this.buffer === '--') {
			this.enter('comment');
			this.buffer = '?';
		} else {
			this.enter(char === '>' ? 'data' : 'bogusComment');
		}
	}

	/** `buffer` is `?` and the comment's text for as long as it may become `[if …]>`, then empty. */
	private inComment(char: string): void {
		if (char === '>' && /--!?$/.test(this.tail)) return this.enter('data');
		if (this.buffer === '') return;
		this.buffer += char;
		if (/^\?\[if\b[^>]*\]>$/i.test(this.buffer)) {
			this.enter('data');
			this.conditional = true;
		} else if (!/^\?(\[|\[i|\[if\b[^>]*)$/i.test(this.buffer)) {
			this.buffer = '';
		}
	}

	private inRawText(char: string): void {
		if (char === '<') {
			this.buffer = '<';
			return;
		}
		if (this.buffer === '') return;
		const end = `</${this.element}`;
		if (this.buffer === end && (BLANK.test(char) || char === '/' || char === '>')) {
			this.enter(char === '>' ? 'data' : 'tag');
			this.closing = true;
			return;
		}
		this.buffer += char.toLowerCase();
		if (!end.startsWith(this.buffer)) this.buffer = '';
	}

	private inTag(char: string, fail: (reason: string) => void): void {
		if (char === '>' && this.kind !== 'quoted') return this.endTag(fail);
		if (this.kind === 'beforeValue') {
			if (char === '"' || char === "'") {
				this.kind = 'quoted';
				this.quote = char;
			} else if (!BLANK.test(char)) {
				this.kind = 'unquoted';
			}
			return;
		}
		if (this.kind === 'unquoted') {
			if (BLANK.test(char)) this.leaveAttribute();
			return;
		}
		if (BLANK.test(char)) {
			this.kind = this.kind === 'attributeName' || this.kind === 'afterAttributeName' ? 'afterAttributeName' : 'tag';
			return;
		}
		if (char === '/') return this.leaveAttribute();
		if (this.kind === 'tagEnd') fail('Put a blank between what the section wrote into the tag and what follows');
		if (this.kind === 'tagName') {
			this.element += char.toLowerCase();
		} else if (char === '=' && this.kind !== 'tag') {
			this.kind = 'beforeValue';
		} else {
			this.attribute = this.kind === 'attributeName' ? this.attribute + char.toLowerCase() : char.toLowerCase();
			this.kind = 'attributeName';
		}
	}

	private endTag(fail: (reason: string) => void): void {
		const refused = this.closing ? undefined : REFUSED_ELEMENTS.get(this.element);
		if (refused !== undefined) fail(`<${this.element}> cannot be used in a signature: ${refused}`);
		this.attribute = '';
		if (!this.closing && RAW_ELEMENTS.has(this.element)) this.enter('raw');
		else if (!this.closing && ESCAPABLE_ELEMENTS.has(this.element)) this.enter('escapable');
		else this.enter('data');
	}
}
