/**
 * An HTML tokenizer that can stop between any two characters and say where it is.
 *
 * The compiler feeds it the literal text of a template and asks for the context at every Mustache tag. It is exact
 * rather than complete: it follows https://html.spec.whatwg.org/multipage/parsing.html#tokenization for everything that
 * decides where a value stands, and refuses the few elements with parsing rules of their own.
 */

/**
 * States by the specification's names, without "state". `beforeAttributeName` includes "after attribute value (quoted)".
 * `afterSection` is ours: a section ended inside a tag, so only white space, `/` or `>` may follow.
 */
export type TokenizerState =
	| 'data' | 'tagOpen' | 'endTagOpen' | 'tagName' | 'beforeAttributeName' | 'afterSection' | 'attributeName'
	| 'afterAttributeName' | 'beforeAttributeValue' | 'quotedValue' | 'unquotedValue' | 'markupDeclarationOpen'
	| 'comment' | 'bogusComment' | 'rawtext' | 'rcdata';

/** Where in the HTML the next character stands. */
export interface HtmlContext {
	state: TokenizerState;
	/** Element whose tag, text or attribute it is, lower case. */
	element: string;
	/** Attribute name, lower case. */
	attribute: string;
	/** Inside `<!--[if mso]>…<![endif]-->`: HTML for Outlook, a comment for everyone else. */
	conditional: boolean;
}

/** What the tokenizer reports while it reads. `unquotedValue` is the start or the end of a value without quotes. */
export type TokenizerEvent =
	| { kind: 'attributeStart' | 'attributeEnd' | 'unquotedValue'; attribute: string; element: string }
	| { kind: 'error'; reason: string };

/** Everything that decides how the next character is read. */
interface Position extends HtmlContext {
	isEndTag: boolean;
	/** The quote around the attribute value. */
	quote: string;
	/** What was read of `<!--` or of the end tag of raw text, or the step reached in `[if …]>`; '' when it can be neither. */
	buffer: string;
	/** The last three characters, to recognize `-->`. */
	tail: string;
}

type Fail = (reason: string) => void;

/** Reads one character and returns the next state. */
type Transition = (position: Position, char: string, fail: Fail) => TokenizerState;

const INSIDE_TAG: readonly TokenizerState[] = ['tagName', 'beforeAttributeName', 'afterSection', 'attributeName', 'afterAttributeName'];
const WHITE_SPACE = /[\t\n\f\r ]/;
const LETTER = /[a-z]/i;
const RAWTEXT_ELEMENTS = new Set(['style', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript']);
const RCDATA_ELEMENTS = new Set(['title', 'textarea']);

/** Elements with parsing rules of their own, which no email client shows. */
const REFUSED_ELEMENTS = new Map([
	['script', 'email clients remove scripts'],
	['svg', 'Gmail and Outlook do not show SVG. Use a PNG with an https URL'],
	['math', 'email clients do not show MathML'],
	['plaintext', 'nothing after it would be read as HTML'],
]);

const TRANSITIONS: Record<TokenizerState, Transition> = {
	data: (_, char) => (char === '<' ? 'tagOpen' : 'data'),

	tagOpen(position, char) {
		if (LETTER.test(char)) return startTag(position, char, false);
		if (char === '!') return 'markupDeclarationOpen';
		if (char === '/') return 'endTagOpen';
		if (char === '?') return 'bogusComment';
		return char === '<' ? 'tagOpen' : 'data';
	},

	endTagOpen(position, char) {
		if (LETTER.test(char)) return startTag(position, char, true);
		return char === '>' ? 'data' : 'bogusComment';
	},

	tagName(position, char, fail) {
		const next = readSeparator(position, char, fail);
		if (next === undefined) position.element = longerName(position.element, char, fail);
		return next ?? 'tagName';
	},

	beforeAttributeName: (position, char, fail) => readSeparator(position, char, fail) ?? startAttribute(position, char),

	afterSection(position, char, fail) {
		const next = readSeparator(position, char, fail);
		if (next !== undefined) return next;
		fail('Put a space after the section: what it writes into the tag would run into the text that follows');
		return char === '=' ? 'beforeAttributeValue' : startAttribute(position, char);
	},

	attributeName(position, char, fail) {
		if (char === '=') return 'beforeAttributeValue';
		if (WHITE_SPACE.test(char)) return 'afterAttributeName';
		const next = readSeparator(position, char, fail);
		if (next === undefined) position.attribute = longerName(position.attribute, char, fail);
		return next ?? 'attributeName';
	},

	afterAttributeName(position, char, fail) {
		if (char === '=') return 'beforeAttributeValue';
		if (WHITE_SPACE.test(char)) return 'afterAttributeName';
		return readSeparator(position, char, fail) ?? startAttribute(position, char);
	},

	beforeAttributeValue(position, char, fail) {
		if (char === '>') return finishTag(position, fail);
		if (WHITE_SPACE.test(char)) return 'beforeAttributeValue';
		if (char !== '"' && char !== "'") return 'unquotedValue';
		position.quote = char;
		return 'quotedValue';
	},

	quotedValue: (position, char) => (char === position.quote ? finishAttribute(position) : 'quotedValue'),

	unquotedValue(position, char, fail) {
		if (char === '>') return finishTag(position, fail);
		return WHITE_SPACE.test(char) ? finishAttribute(position) : 'unquotedValue';
	},

	markupDeclarationOpen(position, char) {
		position.buffer += char;
		if (position.buffer === '-') return 'markupDeclarationOpen';
		const isComment = position.buffer === '--';
		position.buffer = isComment ? CONDITION_START : '';
		if (isComment) return 'comment';
		return char === '>' ? 'data' : 'bogusComment';
	},

	comment(position, char) {
		if (char === '>' && /--!?$/.test(position.tail)) {
			position.buffer = '';
			return 'data';
		}
		if (position.buffer === '') return 'comment';
		if (position.buffer === CONDITION_END && char === '>') {
			position.buffer = '';
			position.conditional = true;
			return 'data';
		}
		position.buffer = nextConditionStep(position.buffer, char);
		return 'comment';
	},

	bogusComment: (_, char) => (char === '>' ? 'data' : 'bogusComment'),

	rawtext: (position, char) => readRawText(position, char, 'rawtext'),

	rcdata: (position, char) => readRawText(position, char, 'rcdata'),
};

/** Longer than any name of an element or attribute. */
const MAX_NAME = 100;

/** A longer name is refused and not read on, because names are compared at every section. */
function longerName(name: string, char: string, fail: Fail): string {
	if (name.length < MAX_NAME) return name + char.toLowerCase();
	if (name.length > MAX_NAME) return name;
	fail(`The name of an element or attribute has more than ${MAX_NAME} characters. Close the tag or quote before it`);
	return `${name}…`;
}

/** The steps of `[if …]>`, in which the condition may have any length. */
const CONDITION_START = '?';
const CONDITION_NAME = '?[if';
const CONDITION = '?[if ';
const CONDITION_END = '?[if ]';

function nextConditionStep(step: string, char: string): string {
	if (step.length < CONDITION_NAME.length) {
		const next = step + char.toLowerCase();
		return CONDITION_NAME.startsWith(next) ? next : '';
	}
	if (char === '>' || (step === CONDITION_NAME && /\w/.test(char))) return '';
	return char === ']' ? CONDITION_END : CONDITION;
}

function startTag(position: Position, char: string, isEndTag: boolean): TokenizerState {
	position.element = char.toLowerCase();
	position.isEndTag = isEndTag;
	return 'tagName';
}

/** What `>`, `/` and white space do between the parts of a tag; undefined for any other character. */
function readSeparator(position: Position, char: string, fail: Fail): TokenizerState | undefined {
	if (char === '>') return finishTag(position, fail);
	if (char === '/') return finishAttribute(position);
	return WHITE_SPACE.test(char) ? 'beforeAttributeName' : undefined;
}

function startAttribute(position: Position, char: string): TokenizerState {
	position.attribute = char.toLowerCase();
	return 'attributeName';
}

function finishAttribute(position: Position): TokenizerState {
	position.attribute = '';
	position.quote = '';
	return 'beforeAttributeName';
}

function finishTag(position: Position, fail: Fail): TokenizerState {
	const { element, isEndTag } = position;
	position.attribute = '';
	if (isEndTag) return 'data';
	const reason = REFUSED_ELEMENTS.get(element);
	if (reason !== undefined) fail(`<${element}> cannot be used in a signature: ${reason}`);
	if (RAWTEXT_ELEMENTS.has(element)) return 'rawtext';
	return RCDATA_ELEMENTS.has(element) ? 'rcdata' : 'data';
}

/** Text that only ends at the end tag of its own element. */
function readRawText(position: Position, char: string, state: 'rawtext' | 'rcdata'): TokenizerState {
	const endTagName = `</${position.element}`;
	if (char === '<') {
		position.buffer = '<';
	} else if (position.buffer === endTagName && (WHITE_SPACE.test(char) || char === '/' || char === '>')) {
		position.buffer = '';
		position.isEndTag = true;
		return char === '>' ? 'data' : 'beforeAttributeName';
	} else if (position.buffer !== '') {
		position.buffer += char.toLowerCase();
		if (!endTagName.startsWith(position.buffer)) position.buffer = '';
	}
	return state;
}

/** Follows the HTML of a template, literal by literal. */
export class HtmlTokenizer {
	private position: Position = {
		state: 'data', element: '', attribute: '', conditional: false, isEndTag: false, quote: '', buffer: '', tail: '',
	};

	/** Where the next character stands. */
	get context(): HtmlContext {
		const { state, element, attribute, conditional } = this.position;
		return { state, element, attribute, conditional };
	}

	/** Two keys are equal exactly when what follows would be read the same way. */
	get key(): string {
		const { state, element, isEndTag, attribute, quote, buffer, conditional, tail } = this.position;
		const hasElement = state !== 'data' && state !== 'comment' && state !== 'bogusComment';
		const dashes = conditional || state === 'comment' ? (/-{1,2}!?$/.exec(tail)?.[0] ?? '') : '';
		const tag = hasElement ? [element, isEndTag, attribute, quote] : [];
		return [state, ...tag, buffer, conditional, dashes].join('\u0001');
	}

	/** What would be left open if the HTML ended here; undefined when nothing is. A last `<` is an ordinary character. */
	get unfinished(): string | undefined {
		const { state, element } = this.position;
		if (state === 'comment' || state === 'bogusComment' || state === 'markupDeclarationOpen') return 'A comment or declaration (<!)';
		if (['data', 'rawtext', 'rcdata', 'tagOpen', 'endTagOpen'].includes(state)) return undefined;
		return `The tag <${element}>`;
	}

	clone(): HtmlTokenizer {
		const copy = new HtmlTokenizer();
		copy.position = { ...this.position };
		return copy;
	}

	/**
	 * Joins the two ways past a section: around it (`before`) and through it (this tokenizer).
	 * @returns false when what follows the section would be read differently
	 */
	joinBranches(before: HtmlTokenizer): boolean {
		if (this.key === before.key) return true;
		const [here, there] = [this.position, before.position];
		const isSameTag = here.element === there.element && here.isEndTag === there.isEndTag;
		const areInsideTag = INSIDE_TAG.includes(here.state) && INSIDE_TAG.includes(there.state);
		if (!isSameTag || !areInsideTag || here.conditional !== there.conditional) return false;
		here.state = 'afterSection';
		here.attribute = '';
		return true;
	}

	/**
	 * Reads literal text.
	 * @param emit receives each event with its index in `text`: the first character of a quoted value, the quote that
	 * ends it, the first character of a value without quotes and the one behind it, or the character that is refused
	 */
	read(text: string, emit: (event: TokenizerEvent, index: number) => void): void {
		for (let i = 0; i < text.length; i++) {
			const { state, attribute, element } = this.position;
			const wasQuoted = state === 'quotedValue';
			this.readCharacter(text[i], (reason) => emit({ kind: 'error', reason }, i));
			const isQuoted = this.position.state === 'quotedValue';
			if (isQuoted && !wasQuoted) emit({ kind: 'attributeStart', attribute, element }, i + 1);
			if (wasQuoted && !isQuoted) emit({ kind: 'attributeEnd', attribute, element }, i);
			if ((state === 'unquotedValue') !== (this.position.state === 'unquotedValue')) emit({ kind: 'unquotedValue', attribute, element }, i);
		}
	}

	private readCharacter(char: string, fail: Fail): void {
		const { position } = this;
		const endsConditional = position.conditional && char === '>' && position.tail.endsWith('--');
		position.state = TRANSITIONS[position.state](position, char, fail);
		position.tail = (position.tail + char).slice(-3);
		if (!endsConditional) return;
		if (position.state !== 'data') fail('"-->" ends the conditional comment in the middle of a tag. Move it after the tag');
		position.conditional = false;
	}
}
