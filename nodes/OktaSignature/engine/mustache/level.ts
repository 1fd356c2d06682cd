import type { SyntaxNode, TemplateNode } from './nodes';
import { attributeWriting } from '../html/escapeContext';

/** What a character did: it opened the quotes of an attribute's value, closed them, or neither. */
export type Step = { enters: string } | 'leaves' | undefined;

/** An attribute whose value is being collected, to be checked as a whole. */
interface OpenAttribute {
	attribute: string;
	writing: 'url' | 'style';
	names: string[];
	/** The list around it. */
	outside: TemplateNode[];
}

function collectNames(node: SyntaxNode, names: string[]): void {
	if (node.kind === 'value') names.push(node.name);
	else if ('children' in node) node.children.forEach((child) => collectNames(child, names));
}

/** The nodes of one level of a template, in which addresses and styles become nodes of their own. */
export class Level {
	private nodes: TemplateNode[] = [];

	private open: OpenAttribute | undefined;

	/** Adds a tag or section. */
	add(node: TemplateNode, syntax: SyntaxNode): void {
		if (this.open !== undefined) collectNames(syntax, this.open.names);
		this.nodes.push(node);
	}

	/**
	 * Adds the template's own text, cut where an attribute's value begins and ends.
	 * @param feed takes every character with its place in `text`
	 */
	literal(text: string, feed: (char: string, offset: number) => Step): void {
		let start = 0;
		for (let i = 0; i < text.length; i++) {
			const step = feed(text[i], i);
			if (step === 'leaves' && this.open !== undefined) {
				this.text(text.slice(start, i));
				start = i;
				this.close(this.open);
			}
			const writing = typeof step === 'object' ? attributeWriting(step.enters) : undefined;
			if (typeof step === 'object' && writing !== undefined) {
				this.text(text.slice(start, i + 1));
				start = i + 1;
				this.open = { attribute: step.enters, writing, names: [], outside: this.nodes };
				this.nodes = [];
			}
		}
		this.text(text.slice(start));
	}

	/** All nodes. An attribute still open is not closed on this level, which the caller notices by itself. */
	finish(): TemplateNode[] {
		if (this.open !== undefined) this.close(this.open);
		return this.nodes;
	}

	private text(text: string): void {
		if (text !== '') this.nodes.push({ kind: 'literal', text });
	}

	/** Puts a collected value back into the list around it; one without tags stays as the author wrote it. */
	private close({ outside, attribute, writing, names }: OpenAttribute): void {
		if (this.nodes.every((node) => node.kind === 'literal')) outside.push(...this.nodes);
		else outside.push({ kind: 'attribute', attribute, writing, names, children: this.nodes });
		this.nodes = outside;
		this.open = undefined;
	}
}
