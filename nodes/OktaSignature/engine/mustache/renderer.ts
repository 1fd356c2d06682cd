import { isRecord } from '../../../okta/isRecord';
import type { CompiledTemplate } from './compile';
import { DROPPED, withoutDropped } from './dropped';
import { TemplateError, type Origin } from './errors';
import type { AttributeNode, JoinPiece, TemplateNode } from './buildNodes';
import { tooDeep } from './parse';
import { lookup, scopeOf, type Scope } from './scope';
import { isBlank, isEmpty, printed } from './values';
import { encodeForUrl, escapeForComment, escapeHtml, isBareScheme, isHarmlessCss, isSafeUrl } from '../html/escape';

/** A partial inside itself ends with the data it walks; one that does not is stopped here. */
const MAX_DEPTH = 100;

/** Lists inside lists multiply: more rounds than a signature has letters are a mistake, or meant to hold n8n up. */
const MAX_ROUNDS = 100_000;

class Renderer {
	/**
	 * Everything written so far. Appending to a string costs nothing until somebody looks into it, and dropping is going
	 * back to the string as it was.
	 */
	private out = '';

	/** What stands before `out` in the address that is being written. */
	private before = '';

	/** Tags with a value so far: compared before and after, it says whether anything inside had one. */
	private filled = 0;

	private depth = 0;

	private rounds = 0;

	private readonly scopes: Scope[];

	constructor(
		private readonly template: CompiledTemplate,
		root: Scope,
		private readonly warn: (warning: string) => void,
		private readonly wrote?: (name: string, text: string) => void,
	) {
		this.scopes = [root];
	}

	render(): string {
		this.all(this.template.nodes);
		return withoutDropped(this.out);
	}

	private all(nodes: TemplateNode[]): void {
		for (const node of nodes) this.node(node);
	}

	private node(node: TemplateNode): void {
		switch (node.kind) {
			case 'literal':
				this.out += node.text;
				return;
			case 'value':
				return this.value(node);
			case 'section':
				return this.section(lookup(this.scopes, node.path), node.children);
			case 'inverted':
				if (!isTruthy(lookup(this.scopes, node.path))) this.all(node.children);
				return;
			case 'optional': {
				const { out, filled } = this;
				this.all(node.children);
				if (this.filled === filled) this.out = out + DROPPED;
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
		const text = printed(lookup(this.scopes, node.path));
		if (text === '') return;
		if (node.mode === 'style' && !isHarmlessCss(text)) {
			this.warn(`"${node.name}" was left out of a style: only a plain colour, size or font name can stand there`);
			return;
		}
		this.filled++;
		if (node.mode === 'plain') {
			this.out += text;
			return;
		}
		const html = escapeHtml(node.mode === 'url' ? encodeForUrl(text, this.before + this.out) : text);
		const written = node.conditional ? escapeForComment(html) : html;
		this.wrote?.(node.name, written);
		this.out += written;
	}

	private section(value: unknown, children: TemplateNode[]): void {
		if (!isTruthy(value)) return;
		if (Array.isArray(value)) {
			for (const element of value) if (!isEmpty(element)) this.within(element, children);
			return;
		}
		// Of an object or list only what is printed inside counts as a value.
		if (!isRecord(value)) this.filled++;
		this.within(value, children);
	}

	private within(value: unknown, children: TemplateNode[]): void {
		if (++this.rounds > MAX_ROUNDS) {
			throw new TemplateError('Sections over lists stand inside each other and multiply: make it simpler', this.template.source, 0);
		}
		this.scopes.push(scopeOf(value));
		this.all(children);
		this.scopes.pop();
	}

	private join(pieces: JoinPiece[]): void {
		let joined = '';
		let kept = 0;
		for (const { children, separator, isLiteral, hasLineBreak } of pieces) {
			const { filled } = this;
			const text = this.apart(children);
			if (isLiteral ? text.trim() === '' : this.filled === filled) continue;
			if (isLiteral) this.filled++;
			if (kept++ > 0) {
				// A separator is no value, whatever it holds.
				const filledBefore = this.filled;
				joined += this.apart(separator);
				this.filled = filledBefore;
			}
			joined += hasLineBreak ? text.replace(/^\s*\n\s*|\s*\n\s*$/g, '') : text;
		}
		this.out += kept === 0 ? DROPPED : joined.trim();
	}

	/** Renders without writing. */
	private apart(nodes: TemplateNode[]): string {
		const { out, before } = this;
		this.before += out;
		this.out = '';
		this.all(nodes);
		const written = this.out;
		this.out = out;
		this.before = before;
		return written;
	}

	private partial(nodes: TemplateNode[], { source, index }: Origin): void {
		if (++this.depth > MAX_DEPTH) {
			throw new TemplateError('This partial includes itself without end', source, index);
		}
		this.all(nodes);
		this.depth--;
	}

	private url(node: AttributeNode): void {
		const { out, filled } = this;
		this.out = '';
		this.before = '';
		this.all(node.children);
		const url = this.out.replaceAll(DROPPED, '');
		this.out = out;
		const isEmptyUrl = isBareScheme(url);
		if (!isEmptyUrl && isSafeUrl(url)) {
			this.out += url;
			return;
		}
		this.filled = filled;
		if (isEmptyUrl) return;
		const fields = [...new Set(node.names)].map((name) => `"${name}"`).join(', ');
		this.warn(`The address in ${node.attribute} (${fields}) was left out: it must begin with http:, https:, mailto: or tel:`);
	}

	/** A colour alone must not keep a line alive. */
	private style(node: AttributeNode): void {
		const filled = this.filled;
		this.all(node.children);
		this.filled = filled;
	}
}

/** `false` is the one value that hides a section; `0` is shown like any other number. */
function isTruthy(value: unknown): boolean {
	if (value === false || value === undefined) return false;
	return isRecord(value) || !isBlank(value);
}

/**
 * Renders a compiled template.
 * @param root where names are looked up
 * @param warn gets sentences that name attributes and fields, never values
 * @param wrote gets what each tag wrote into HTML, by the tag's name
 * @throws TemplateError when a partial includes itself without end, or lists multiply, or it is nested too deep
 */
export function renderTemplate(
	template: CompiledTemplate,
	root: Scope,
	warn: (warning: string) => void,
	wrote?: (name: string, text: string) => void,
): string {
	try {
		return new Renderer(template, root, warn, wrote).render();
	} catch (error) {
		// A partial inside itself, deep inside sections: the stack ends before the count of partials does.
		throw error instanceof RangeError ? tooDeep(template.source, 0) : error;
	}
}
