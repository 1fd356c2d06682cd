import type { CompiledTemplate } from './compile';
import { TemplateError } from './errors';
import type { JoinPiece, Origin, TemplateNode } from './nodes';
import { lookup, scopeOf, type Scope } from './scope';
import { isEmpty, isRecord, textOf } from './values';
import { encodeForUrl, escapeForComment, escapeHtml, isBareScheme, isHarmlessCss, isSafeUrl } from './write';

/** Stands where something was dropped, until the whole is there; neither values nor templates can hold it. */
const DROPPED = '\0';

/** A line of nothing but dropped parts. */
const DROPPED_LINE = /^[ \t]*\0[\0 \t]*\r?$/;

/** A partial inside itself ends with the data it walks; one that does not is stopped here. */
const MAX_DEPTH = 100;

class Renderer {
	/** Everything written so far, in pieces: dropping is cutting the list, without building long texts in between. */
	private readonly out: string[] = [];

	/** Tags with a value so far: compared before and after, it says whether anything inside had one. */
	private filled = 0;

	/** Where the address begins that is being written. */
	private urlStart = 0;

	private depth = 0;

	private readonly scopes: Scope[];

	constructor(
		root: Scope,
		private readonly warn: (warning: string) => void,
	) {
		this.scopes = [root];
	}

	render(nodes: TemplateNode[]): string {
		this.all(nodes);
		const whole = this.out.join('');
		if (!whole.includes(DROPPED)) return whole;
		const lines = whole.split('\n').filter((line) => !DROPPED_LINE.test(line));
		return lines.join('\n').replaceAll(DROPPED, '');
	}

	private writtenSince(start: number): string {
		return this.out.length - start === 1 ? this.out[start] : this.out.slice(start).join('');
	}

	private replaceFrom(start: number, text: string): void {
		this.out.length = start;
		this.out.push(text);
	}

	private all(nodes: TemplateNode[]): void {
		for (const node of nodes) this.node(node);
	}

	private node(node: TemplateNode): void {
		switch (node.kind) {
			case 'literal':
				this.out.push(node.text);
				return;
			case 'value':
				return this.value(node);
			case 'section':
				return this.section(lookup(this.scopes, node.path), node.children);
			case 'inverted':
				if (!isTruthy(lookup(this.scopes, node.path))) this.all(node.children);
				return;
			case 'optional': {
				const [start, filled] = [this.out.length, this.filled];
				this.all(node.children);
				if (this.filled === filled) this.replaceFrom(start, DROPPED);
				return;
			}
			case 'join':
				return this.join(node.pieces);
			case 'partial':
				return this.partial(node.body.nodes, node.origin);
			case 'attribute':
				return node.writing === 'url' ? this.url(node) : this.style(node);
		}
	}

	private value(node: Extract<TemplateNode, { kind: 'value' }>): void {
		if (node.writing === 'nothing') return;
		const text = textOf(lookup(this.scopes, node.path));
		if (text === '') return;
		if (node.writing === 'style' && !isHarmlessCss(text)) {
			this.warn(`"${node.name}" was left out of a style: only a plain colour, size or font name can stand there`);
			return;
		}
		this.filled++;
		if (node.writing === 'plain') {
			this.out.push(text);
			return;
		}
		const html = escapeHtml(node.writing === 'url' ? encodeForUrl(text, this.writtenSince(this.urlStart)) : text);
		this.out.push(node.conditional ? escapeForComment(html) : html);
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
		this.scopes.push(scopeOf(value));
		this.all(children);
		this.scopes.pop();
	}

	private join(pieces: JoinPiece[]): void {
		const start = this.out.length;
		let kept = 0;
		for (const piece of pieces) {
			const written = this.apart(piece.children);
			if (piece.literal ? written.text.trim() === '' : written.filled === 0) continue;
			if (kept++ > 0) this.out.push(this.apart(piece.separator).text);
			// Line breaks around a piece are the author's layout, not text.
			this.out.push(written.text.replace(/^\s*\n\s*|\s*\n\s*$/g, ''));
			this.filled += written.filled;
			if (piece.literal) this.filled++;
		}
		this.replaceFrom(start, kept === 0 ? DROPPED : this.writtenSince(start).trim());
	}

	/** Renders without leaving a trace: the text and how many tags in it had a value. */
	private apart(nodes: TemplateNode[]): { text: string; filled: number } {
		const [start, filledBefore] = [this.out.length, this.filled];
		this.all(nodes);
		const written = { text: this.writtenSince(start), filled: this.filled - filledBefore };
		this.out.length = start;
		this.filled = filledBefore;
		return written;
	}

	private partial(nodes: TemplateNode[], { source, index }: Origin): void {
		if (++this.depth > MAX_DEPTH) {
			throw new TemplateError('This partial includes itself without end', source, index);
		}
		this.all(nodes);
		this.depth--;
	}

	private url(node: Extract<TemplateNode, { kind: 'attribute' }>): void {
		const [start, filled] = [this.out.length, this.filled];
		this.urlStart = start;
		this.all(node.children);
		const url = this.writtenSince(start).replaceAll(DROPPED, '');
		if (isSafeUrl(url) && !isBareScheme(url)) return;
		this.out.length = start;
		this.filled = filled;
		if (isBareScheme(url)) return;
		const fields = [...new Set(node.names)].map((name) => `"${name}"`).join(', ');
		this.warn(`The address in ${node.attribute} (${fields}) was left out: it must begin with http:, https:, mailto: or tel:`);
	}

	/** A colour alone must not keep a line alive. */
	private style(node: Extract<TemplateNode, { kind: 'attribute' }>): void {
		const filled = this.filled;
		this.all(node.children);
		this.filled = filled;
	}
}

/** `false` is the one value that hides a section; `0` is shown like any other number. */
function isTruthy(value: unknown): boolean {
	if (value === false || value === undefined) return false;
	return isRecord(value) || !isEmpty(value);
}

/**
 * Renders a compiled template.
 * @param root where names are looked up
 * @param warn gets sentences that name attributes and fields, never values
 * @throws TemplateError when a partial includes itself without end
 */
export function renderTemplate(template: CompiledTemplate, root: Scope, warn: (warning: string) => void): string {
	return new Renderer(root, warn).render(template.nodes);
}
