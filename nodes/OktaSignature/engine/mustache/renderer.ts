import { isRecord } from '../../../okta/isRecord';
import type { AttributeNode, ColorPlace, JoinPiece, TemplateNode } from './buildNodes';
import type { CompiledTemplate } from './compile';
import { TemplateError, type Origin } from './errors';
import { tooDeep } from './parse';
import { deleteMarks, REMOVAL_MARK } from './removal';
import { lookup, scopeOf, type Scope } from './scope';
import { isEmpty, toText } from './values';
import { completeColor } from '../html/color';
import { encodeForUrl, escapeForComment, escapeHtml, isBareScheme, isHarmlessCss, isSafeUrl } from '../html/escape';

/** A partial that includes itself ends with the data it walks. One that does not is stopped here. */
const MAX_PARTIAL_DEPTH = 100;

/** Lists inside lists multiply. More repetitions than a signature has characters are a mistake or an attack. */
const MAX_REPETITIONS = 100_000;

class Renderer {
	/** Everything written so far. Appending to a string is cheap, and removing a part restores the earlier string. */
	private out = '';

	/** What comes before `out` in the URL that is being written. */
	private beforeOut = '';

	/** Tags with a value so far. Compared before and after a part, it says whether the part has a value. */
	private filled = 0;

	private partialDepth = 0;

	private repetitions = 0;

	private readonly scopes: Scope[];

	constructor(
		private readonly template: CompiledTemplate,
		root: Scope,
		private readonly warn: (warning: string) => void,
		private readonly onFieldWritten?: (name: string, text: string) => void,
	) {
		this.scopes = [root];
	}

	render(): string {
		this.renderAll(this.template.nodes);
		return deleteMarks(this.out);
	}

	private renderAll(nodes: TemplateNode[]): void {
		for (const node of nodes) this.renderNode(node);
	}

	private renderNode(node: TemplateNode): void {
		switch (node.kind) {
			case 'literal':
				this.out += node.text;
				return;
			case 'value':
				return this.value(node);
			case 'section':
				return this.section(lookup(this.scopes, node.path), node.children);
			case 'inverted':
				if (!isTruthy(lookup(this.scopes, node.path))) this.renderAll(node.children);
				return;
			case 'optional': {
				const { out, filled } = this;
				this.renderAll(node.children);
				if (this.filled === filled) this.out = out + REMOVAL_MARK;
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

	private value(node: Extract<TemplateNode, { kind: 'value' }>): void {
		if (node.mode === 'omit') return;
		let text = toText(lookup(this.scopes, node.path));
		if (text === '') return;
		if (node.mode === 'style' && !isHarmlessCss(text)) {
			this.warn(`"${node.name}" was left out of a style: only a plain color, size or font name can be used there`);
			return;
		}
		if (node.color !== undefined) text = this.color(text, node.name, node.color);
		this.filled++;
		if (node.mode === 'plain') {
			this.out += text;
			return;
		}
		const html = escapeHtml(node.mode === 'url' ? encodeForUrl(text, this.beforeOut + this.out) : text);
		const escaped = node.conditional ? escapeForComment(html) : html;
		this.onFieldWritten?.(node.name, escaped);
		this.out += escaped;
	}

	private color(text: string, name: string, place: ColorPlace): string {
		const color = completeColor(text);
		if (color === undefined) this.warn(`"${name}" is not a color such as #3b7dc4`);
		return place === 'afterHash' ? (color ?? text).replace(/^#/, '') : (color ?? text);
	}

	private section(value: unknown, children: TemplateNode[]): void {
		if (!isTruthy(value)) return;
		if (Array.isArray(value)) {
			for (const element of value) if (!isEmpty(element)) this.renderInScope(element, children);
			return;
		}
		// Of an object, only what is printed inside counts as a value.
		if (!isRecord(value)) this.filled++;
		this.renderInScope(value, children);
	}

	private renderInScope(value: unknown, children: TemplateNode[]): void {
		if (++this.repetitions > MAX_REPETITIONS) {
			throw new TemplateError(`Sections over lists repeat more than ${MAX_REPETITIONS.toLocaleString('en-US')} times in total. Use fewer lists inside lists`, this.template.source, 0);
		}
		this.scopes.push(scopeOf(value));
		this.renderAll(children);
		this.scopes.pop();
	}

	private join(pieces: JoinPiece[]): void {
		let joined = '';
		let kept = 0;
		for (const { children, separator, isLiteral, hasLineBreak } of pieces) {
			const { filled } = this;
			const text = this.renderToString(children);
			if (isLiteral ? text.trim() === '' : this.filled === filled) continue;
			if (isLiteral) this.filled++;
			if (kept++ > 0) {
				// A separator is not a value, whatever it contains.
				const filledBefore = this.filled;
				joined += this.renderToString(separator);
				this.filled = filledBefore;
			}
			joined += hasLineBreak ? text.replace(/^\s*\n\s*|\s*\n\s*$/g, '') : text;
		}
		this.out += kept === 0 ? REMOVAL_MARK : joined.trim();
	}

	/** Renders nodes without adding them to the output. */
	private renderToString(nodes: TemplateNode[]): string {
		const { out, beforeOut } = this;
		this.beforeOut += out;
		this.out = '';
		this.renderAll(nodes);
		const rendered = this.out;
		this.out = out;
		this.beforeOut = beforeOut;
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
		const { out, filled } = this;
		this.out = '';
		this.beforeOut = '';
		this.renderAll(node.children);
		const url = this.out.replaceAll(REMOVAL_MARK, '');
		this.out = out;
		const hasNoTarget = isBareScheme(url);
		if (!hasNoTarget && isSafeUrl(url)) {
			this.out += url;
			return;
		}
		this.filled = filled;
		if (hasNoTarget) return;
		const fields = [...new Set(node.names)].map((name) => `"${name}"`).join(', ');
		this.warn(`The URL in ${node.attribute} (${fields}) was left out: it must begin with http:, https:, mailto: or tel:`);
	}

	/** A color alone must not keep a line. */
	private style(node: AttributeNode): void {
		const { filled } = this;
		this.renderAll(node.children);
		this.filled = filled;
	}
}

/** `false` is the only value that hides a section; `0` is shown like any other number. */
function isTruthy(value: unknown): boolean {
	return value !== false && (isRecord(value) || !isEmpty(value));
}

/**
 * Renders a compiled template.
 * @param root where names are looked up
 * @param warn receives sentences that name attributes and fields, never values
 * @param onFieldWritten receives what each tag adds to HTML, by the name in the tag
 * @throws TemplateError when a partial includes itself without end, lists multiply, or nesting is too deep
 */
export function renderTemplate(
	template: CompiledTemplate,
	root: Scope,
	warn: (warning: string) => void,
	onFieldWritten?: (name: string, text: string) => void,
): string {
	try {
		return new Renderer(template, root, warn, onFieldWritten).render();
	} catch (error) {
		// A partial that includes itself deep inside sections can exhaust the stack before its own limit.
		throw error instanceof RangeError ? tooDeep(template.source, 0) : error;
	}
}
