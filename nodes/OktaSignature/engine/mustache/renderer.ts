import { isRecord } from '../../../okta/isRecord';
import type { AttributeNode, ColorPlace, FieldNode, JoinPiece, TemplateNode } from './buildNodes';
import type { CompiledTemplate } from './compile';
import { TemplateError, type Origin, type Source } from './errors';
import { tooDeep } from './parse';
import { deleteMarks, REMOVAL_MARK } from './removal';
import { lookup, scopeOf, type Scope } from './scope';
import { countValues, holdsObject, isEmpty, toText } from './values';
import { UrlValues } from './urlValues';
import { completeColor } from '../html/color';
import { escapeForComment, escapeHtml, isHarmlessCss } from '../html/escape';
import { urlUse } from '../html/escapeContext';
import { assembleUrl, type UrlFault, type UrlPart, type UrlValue } from '../html/assembleUrl';
import { encode, writtenUrl } from '../html/url';
import { formatNumber } from '../../../okta/formatNumber';

/** A partial that includes itself ends with the data it walks. One that does not is stopped here. */
const MAX_PARTIAL_DEPTH = 100;

/** Lists inside lists multiply, and so do tags and lists. More of both than a signature has characters are a mistake or an attack. */
const MAX_STEPS = 200_000;

/** Far more characters than any target allows. Fields and partials that repeat each other would use up n8n's memory. */
const MAX_OUTPUT = 2_000_000;

/** Stands around the number of a value until its URL is put together. Neither values nor templates can contain it. */
const VALUE_MARK = '\u0001';

/** In gallery templates, fields that lay out the signature. In other templates, they may be attributes that are shown. */
export const LAYOUT_FIELDS: readonly string[] = ['rtl', 'direction', 'language', 'languageSecond'];

/** In gallery templates, fields with phone numbers, which do not wrap. */
const PHONE_FIELDS: readonly string[] = ['primaryPhone', 'mobilePhone'];

/** A phone number with no-break spaces between its digits. Outlook for Windows has no `white-space:nowrap`. */
const unbroken = (text: string) => text.replace(/(?<=[\d)]) (?=[\d(])/g, '\u00a0');

type ValueNode = Extract<TemplateNode, { kind: 'value' }>;

class Renderer {
	/** Everything written so far. Appending to a string is cheap, and removing a part restores the earlier string. */
	private out = '';

	/** The values in the URL that is being written. */
	private urlValues: Array<{ value: UrlValue; node: ValueNode }> = [];

	/** What has to be said about each empty URL in `out`. */
	private emptyUrls: string[] = [];

	/** Tags with a value so far. Compared before and after a part, it says whether the part has a value. */
	private filled = 0;

	private partialDepth = 0;

	/** Nodes written and elements of lists read so far. */
	private steps = 0;

	private readonly scopes: Scope[];

	private readonly isGallery: boolean;

	constructor(
		private readonly template: CompiledTemplate,
		root: Scope,
		private readonly warn: (warning: string) => void,
		private readonly urls: UrlValues,
		private readonly onFieldWritten?: (name: string, text: string) => void,
	) {
		this.scopes = [root];
		this.isGallery = template.isGallery === true;
	}

	render(): string {
		this.renderAll(this.template.nodes);
		this.emptyUrls.forEach(this.warn);
		return deleteMarks(this.out);
	}

	private renderAll(nodes: TemplateNode[]): void {
		this.steps += nodes.length;
		for (const node of nodes) {
			this.renderNode(node);
			if (this.out.length > MAX_OUTPUT) throw tooLong(this.template.source);
			if (this.steps > MAX_STEPS) throw tooMuchWork(this.template.source);
		}
	}

	private renderNode(node: TemplateNode): void {
		switch (node.kind) {
			case 'literal':
				this.out += node.text;
				return;
			case 'value':
				return this.value(node);
			case 'section':
				return this.section(node, this.lookup(node));
			case 'inverted':
				if (!isTruthy(this.lookup(node))) this.renderAll(node.children);
				return;
			case 'optional': {
				const { out, filled } = this;
				const emptyUrls = this.emptyUrls.length;
				this.renderAll(node.children);
				if (this.filled > filled) return;
				this.out = out + REMOVAL_MARK;
				this.emptyUrls.length = emptyUrls;
				return;
			}
			case 'join':
				return this.join(node.pieces);
			case 'partial':
				return this.partial(node.body.nodes, node.origin);
			case 'attribute':
				return node.mode === 'url' ? this.url(node) : this.style(node);
		}
	}

	/** The value that a name has here. */
	private lookup({ name, path, isUrl }: FieldNode): unknown {
		const value = lookup(this.scopes, path);
		if (Array.isArray(value)) this.steps += countValues(value);
		return isUrl ? this.urls.valueOf(name, value) : value;
	}

	private value(node: ValueNode): void {
		if (node.mode === 'omit') return;
		const value = this.lookup(node);
		let text = toText(value);
		if (typeof value === 'object' && value !== null && holdsObject(value)) this.warnAboutObject(node.name, value);
		if (node.mode === 'url') return this.valueInUrl(node, value, text);
		if (text === '') return;
		if (node.mode === 'style' && !isHarmlessCss(text)) {
			this.warn(`"${node.name}" was left out of a style: only a plain color, size or font name can be used there`);
			return;
		}
		if (node.color !== undefined) text = this.color(text, node.name, node.color);
		if (!this.isLayout(node)) this.filled++;
		if (node.mode === 'plain') {
			this.out += text;
			return;
		}
		if (node.mode === 'component') {
			this.out += encode(text);
			return;
		}
		this.out += this.escape(node, this.isGallery && PHONE_FIELDS.includes(node.name) ? unbroken(text) : text);
	}

	/** Whether a field lays out a gallery template, so that it is no content: it alone must not keep a line. */
	private isLayout({ name }: FieldNode): boolean {
		return this.isGallery && LAYOUT_FIELDS.includes(name);
	}

	/** Says that a tag does not print a value. `{{.}}` outside of all sections is the same mistake for everyone (`UnknownNames`). */
	private warnAboutObject(name: string, value: object): void {
		if (name === '.' && this.scopes.length === 1) return;
		const what = Array.isArray(value) ? 'a list that contains lists or objects' : 'an object';
		const resolution = name === '.' ? 'Write the name of a field in it' : `Use {{#${name}}}…{{/${name}}}, or {{${name}.…}} with the name of a field in it`;
		this.warn(`"${name}" holds ${what}, which a tag cannot print. ${resolution}`);
	}

	private escape({ name, conditional }: ValueNode, text: string): string {
		const html = escapeHtml(text);
		const escaped = conditional ? escapeForComment(html) : html;
		this.onFieldWritten?.(name, escaped);
		return escaped;
	}

	/** How a value in a URL is encoded depends on what is finally written before and after it. */
	private valueInUrl(node: ValueNode, value: unknown, text: string): void {
		if (text !== '') this.filled++;
		this.out += VALUE_MARK + this.urlValues.length + VALUE_MARK;
		this.urlValues.push({ value: { name: node.name, text, isList: Array.isArray(value) && countTexts(value) > 1 }, node });
	}

	private color(text: string, name: string, place: ColorPlace): string {
		const color = completeColor(text);
		if (color === undefined) this.warn(`"${name}" is not a color such as #2f6fb5`);
		return place === 'afterHash' ? (color ?? text).replace(/^#/, '') : (color ?? text);
	}

	private section(node: Extract<TemplateNode, { kind: 'section' | 'inverted' }>, value: unknown): void {
		const { children } = node;
		if (!isTruthy(value)) return;
		if (Array.isArray(value)) {
			for (const element of value) if (!isEmpty(element)) this.renderInScope(element, children);
			return;
		}
		// Of an object, only what is printed inside counts as a value.
		if (!isRecord(value) && !this.isLayout(node)) this.filled++;
		this.renderInScope(value, children);
	}

	private renderInScope(value: unknown, children: TemplateNode[]): void {
		this.scopes.push(scopeOf(value));
		this.renderAll(children);
		this.scopes.pop();
	}

	private join(pieces: JoinPiece[]): void {
		let joined = '';
		let kept = 0;
		for (const { children, separator, isLiteral, hasLineBreak } of pieces) {
			const { filled } = this;
			const emptyUrls = this.emptyUrls.length;
			const text = this.renderToString(children);
			if (isLiteral ? text.trim() === '' : this.filled === filled) {
				this.emptyUrls.length = emptyUrls;
				continue;
			}
			if (isLiteral) this.filled++;
			if (kept++ > 0) {
				// A separator is not a value, whatever it contains.
				const filledBefore = this.filled;
				joined += this.renderToString(separator);
				this.filled = filledBefore;
			}
			joined += hasLineBreak ? trimLineBreaks(text) : text;
		}
		this.out += kept === 0 ? REMOVAL_MARK : joined.trim();
	}

	/** Renders nodes without adding them to the output. */
	private renderToString(nodes: TemplateNode[]): string {
		const { out } = this;
		this.out = '';
		this.renderAll(nodes);
		const rendered = this.out;
		this.out = out;
		return rendered;
	}

	private partial(nodes: TemplateNode[], { source, index }: Origin): void {
		if (++this.partialDepth > MAX_PARTIAL_DEPTH) {
			throw new TemplateError('This partial includes itself without end. Remove the {{> …}} tag, or put it in a section that ends', source, index);
		}
		this.renderAll(nodes);
		this.partialDepth--;
	}

	private url(node: AttributeNode): void {
		const [first, rest] = node.children;
		const isSimple = node.children.length === 1 || (node.children.length === 2 && rest.kind === 'literal' && /^[/?#]/.test(rest.text));
		if (first.kind === 'value' && isSimple) {
			const value = this.lookup(first);
			// Fields that begin a URL hold URLs, so there is nothing to put together.
			if (typeof value === 'string' && first.isUrl && (rest === undefined || (/^http/i.test(value) && !/[?#]/.test(value)))) {
				return this.simpleUrl(node, first, value, rest?.kind === 'literal' ? rest.text : '');
			}
		}
		const { out, filled } = this;
		this.out = '';
		this.urlValues = [];
		this.renderAll(node.children);
		const values = this.urlValues;
		// Text and the number of a value take turns.
		const pieces = this.out.replaceAll(REMOVAL_MARK, '').split(VALUE_MARK);
		this.out = out;
		const parts = pieces.map((piece, i): UrlPart => (i % 2 === 0 ? piece : values[Number(piece)].value));
		const url = assembleUrl(parts, urlUse(node.attribute), this.urls.phoneHref);
		if (!('written' in url)) {
			this.filled = filled;
			this.emptyUrl(node, url);
			return;
		}
		url.written.forEach((text, i) => {
			this.out += i % 2 === 0 || text === '' ? text : this.escape(values[Number(pieces[i])].node, text);
		});
	}

	/** A value that is a URL, and the template's text behind its host. */
	private simpleUrl(node: AttributeNode, first: ValueNode, url: string, rest: string): void {
		if (url === '') return this.emptyUrl(node, { missing: [first.name] });
		this.filled++;
		this.out += this.escape(first, writtenUrl(url)) + rest;
	}

	/** Warns about a URL that is left out; about one that is only missing, unless the part around it is left out too. */
	private emptyUrl({ attribute, names }: AttributeNode, url: UrlFault): void {
		if ('refusal' in url) {
			const fields = [...new Set(names)].map((name) => `"${name}"`).join(', ');
			this.warn(`The URL in ${attribute} (${fields}) was left out: ${url.refusal}`);
			return;
		}
		const what = urlUse(attribute) === 'image' ? 'image' : 'link';
		const article = what === 'image' ? 'an' : 'a';
		const name = [...url.missing, ...names].at(0);
		this.emptyUrls.push(
			name === undefined
				? `There is no URL in ${attribute}, so ${article} ${what} leads nowhere`
				: `"${name}" is empty, so ${article} ${what} has no URL. Put the ${what} between {{#${name}}} and {{/${name}}}`,
		);
	}

	/** A color alone must not keep a line. */
	private style(node: AttributeNode): void {
		const { filled } = this;
		this.renderAll(node.children);
		this.filled = filled;
	}
}

const tooMuchWork = (source: Source) =>
	new TemplateError(`Sections over lists repeat more than ${formatNumber(MAX_STEPS)} tags and texts in total. Use shorter lists, or fewer tags and lists inside lists`, source, 0);

const tooLong = (source: Source) =>
	new TemplateError(`The signature has more than ${formatNumber(MAX_OUTPUT)} characters. Use fewer or shorter fields and partials`, source, 0);

/** A partial that includes itself deep inside sections can exhaust the stack before its own limit. */
function refusalOf({ message }: RangeError, source: Source): TemplateError {
	return message.includes('string length') ? tooLong(source) : tooDeep(source, 0);
}

/** Removes white space with a line break in it from both ends. */
function trimLineBreaks(text: string): string {
	const withoutStart = text.trimStart();
	const start = text.slice(0, text.length - withoutStart.length).includes('\n') ? withoutStart : text;
	const withoutEnd = start.trimEnd();
	return start.slice(withoutEnd.length).includes('\n') ? withoutEnd : start;
}
/** How many elements of a list have text. */
const countTexts = (list: unknown[]) => list.filter((element) => toText(element) !== '').length;

/** `false` is the only value that hides a section; `0` is shown like any other number. */
function isTruthy(value: unknown): boolean {
	return value !== false && (isRecord(value) || !isEmpty(value));
}

/**
 * Renders a compiled template.
 * @param root where names are looked up
 * @param warn receives sentences that name attributes and fields, never values
 * @param onFieldWritten receives what each tag adds to HTML, by the name in the tag
 * @param urls decides which values begin a URL. Pass the same one for both versions of a person's signature
 * @throws TemplateError when a partial includes itself without end, lists multiply, or nesting is too deep
 */
export function renderTemplate(
	template: CompiledTemplate,
	root: Scope,
	warn: (warning: string) => void,
	onFieldWritten?: (name: string, text: string) => void,
	urls = new UrlValues(template.urlFields, warn),
): string {
	try {
		return new Renderer(template, root, warn, urls, onFieldWritten).render();
	} catch (error) {
		throw error instanceof RangeError ? refusalOf(error, template.source) : error;
	}
}
