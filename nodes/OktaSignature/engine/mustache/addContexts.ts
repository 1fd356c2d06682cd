import { PLAIN_TEXT, QUERY, type EscapeContext } from '../html/escapeContext';
import { LINK_MARK, NO_LINKS } from '../html/linkParameters';
import { HtmlTokenizer } from '../html/tokenizer';
import { TemplateError, type Origin, type Source } from './errors';
import { MAX_NESTING, parse, tooDeep, type SyntaxNode } from './parse';
import { findStrayBraces, strayBraceError } from './strayBraces';

/**
 * `html`: values are escaped for the context in which they stand. `markedHtml`: the same, with marks around the URLs of links.
 * `text`: values are written unchanged. `query`: they are encoded as parameters of a URL.
 */
export type TemplateMode = 'html' | 'markedHtml' | 'text' | 'query';

/** What a partial becomes at one place. A partial that includes itself refers to its own body. */
export interface PartialBody<Node> {
	nodes: Node[];
}

/**
 * Stage 2: every tag knows its escape context, quoted attribute values have a start and an end, partials are put in,
 * and what is wrong with the HTML stands where it was found.
 */
export type ContextNode =
	| { kind: 'literal'; text: string }
	| { kind: 'attributeStart'; attribute: string }
	| { kind: 'attributeEnd' }
	| { kind: 'value'; name: string; context: EscapeContext; origin: Origin }
	| { kind: 'section' | 'inverted'; name: string; children: ContextNode[] }
	| { kind: 'optional'; children: ContextNode[] }
	| { kind: 'join'; pieces: Array<{ separator: ContextNode[]; children: ContextNode[] }> }
	| { kind: 'partial'; body: PartialBody<ContextNode>; origin: Origin }
	| { kind: 'missingPartial'; name: string; known: readonly string[] }
	| { kind: 'strayBrace' | 'error'; error: TemplateError };

/** Partials within partials: more than any template needs, few enough to stop partials that multiply each other. */
const MAX_EXPANSIONS = 500;

/** States in which braces are not meant to be tags. */
const BRACES_ARE_TEXT: ReadonlyArray<EscapeContext['state'] | undefined> = ['rawtext', 'comment', 'bogusComment'];

/** A partial that was put in. It is put in only once where the HTML stands the same, because partials can be long. */
interface Expansion {
	body: PartialBody<ContextNode>;
	/** It is being put in: this place is inside itself. */
	isRunning: boolean;
	/** Where the HTML stands behind it. */
	end: HtmlTokenizer | undefined;
	/** How many partials were put in for it, itself included. */
	expansions: number;
	/** How many sections are nested in it. */
	height: number;
}

class ContextFinder {
	/** Undefined for a text template, in which there is nothing to follow. */
	private html: HtmlTokenizer | undefined;

	/** Partials by everything that decides what they become. */
	private readonly expanded = new Map<string, Expansion>();

	private sortedNames: readonly string[] | undefined;

	private expansions = 0;

	private depth = 0;

	/** The greatest depth so far. */
	private deepest = 0;

	constructor(
		private readonly mode: TemplateMode,
		private readonly partials: ReadonlyMap<string, string>,
	) {
		this.html = mode === 'html' || mode === 'markedHtml' ? new HtmlTokenizer() : undefined;
	}

	/** The nodes of a whole template. */
	template(syntax: SyntaxNode[], source: Source): ContextNode[] {
		const nodes = this.list(syntax);
		const open = this.html?.unfinished;
		if (open !== undefined) nodes.push(errorAt({ source, index: source.text.length }, `${open} is not closed at the end`));
		return nodes;
	}

	private list(syntax: SyntaxNode[]): ContextNode[] {
		return syntax.flatMap((node) => (node.kind === 'literal' ? this.literal(node.text, node.origin) : [this.node(node)]));
	}

	/** Text with its stray braces. In a stylesheet or comment, braces are not meant to be tags. */
	private literal(text: string, origin: Origin): ContextNode[] {
		const at = (offset: number): Origin => ({ ...origin, index: origin.index + offset });
		const cuts = [0, ...findStrayBraces(text, origin)];
		return cuts.flatMap((start, i) => {
			const nodes = this.plainLiteral(text.slice(start, cuts[i + 1]), at(start));
			const isStray = i + 1 < cuts.length && !BRACES_ARE_TEXT.includes(this.html?.context.state);
			return isStray ? [...nodes, { kind: 'strayBrace' as const, error: strayBraceError(at(cuts[i + 1]), this.html !== undefined) }] : nodes;
		});
	}

	/** Cuts text where a quoted attribute value begins and ends. */
	private plainLiteral(text: string, { source, index }: Origin): ContextNode[] {
		if (this.html === undefined) return [{ kind: 'literal', text }];
		const nodes: ContextNode[] = [];
		let start = 0;
		this.html.read(text, (event, offset) => {
			if (event.kind === 'error') {
				nodes.push(errorAt({ source, index: index + offset }, event.reason));
				return;
			}
			nodes.push({ kind: 'literal', text: text.slice(start, offset) });
			start = offset;
			if (event.kind === 'attributeStart') nodes.push(...this.mark(event.attribute, event.element), { kind: event.kind, attribute: event.attribute });
			if (event.kind === 'attributeEnd') nodes.push({ kind: event.kind }, ...this.mark(event.attribute, event.element));
			if (event.kind === 'unquotedValue') nodes.push(...this.mark(event.attribute, event.element));
		});
		nodes.push({ kind: 'literal', text: text.slice(start) });
		return nodes;
	}

	/** The mark at the start or end of an attribute's value, if it is a link that gets parameters. */
	private mark(attribute: string, element: string): ContextNode[] {
		const isLink = this.mode === 'markedHtml' && attribute === 'href' && !NO_LINKS.includes(element);
		return isLink ? [{ kind: 'literal', text: LINK_MARK }] : [];
	}

	private node(node: Exclude<SyntaxNode, { kind: 'literal' }>): ContextNode {
		const { kind, name, origin } = node;
		switch (kind) {
			case 'value':
				return { kind, name, context: this.html?.context ?? (this.mode === 'query' ? QUERY : PLAIN_TEXT), origin };
			case 'section':
			case 'inverted':
				return { kind, name, children: this.branch(node.children, origin, `Section "${name}"`) };
			case 'helper':
				if (name === 'join') return this.join(node.children, origin);
				return { kind: 'optional', children: this.branch(node.children, origin, `Section "${name}"`) };
			case 'partial':
				return this.partial(node);
		}
	}

	/** What may be left out or repeated, so the HTML after it must be read the same way with and without it. */
	private branch(syntax: SyntaxNode[], origin: Origin, description: string): ContextNode[] {
		if (this.depth >= MAX_NESTING) return [{ kind: 'error', error: tooDeep(origin.source, origin.index) }];
		const before = this.html?.clone();
		this.depth++;
		this.deepest = Math.max(this.deepest, this.depth);
		const nodes = this.list(syntax);
		this.depth--;
		if (before !== undefined && this.html?.joinBranches(before) === false) {
			this.html = before;
			const resolution = 'Move its start and end so that it contains the whole of it';
			nodes.push(errorAt(origin, `${description} contains only half of a tag, quoted value or comment. ${resolution}`));
		}
		return nodes;
	}

	private join(syntax: SyntaxNode[], origin: Origin): ContextNode {
		const pieces: Array<{ separator: ContextNode[]; children: ContextNode[] }> = [];
		let separator: ContextNode[] = [];
		let piece: SyntaxNode[] = [];
		const endPiece = () => {
			pieces.push({ separator, children: this.branch(piece, origin, 'A part of "join"') });
			piece = [];
		};
		for (const node of syntax) {
			if (node.kind === 'helper' && node.name === 'sep') {
				endPiece();
				separator = this.branch(node.children, node.origin, 'Section "sep"');
			} else {
				piece.push(node);
			}
		}
		endPiece();
		return { kind: 'join', pieces };
	}

	private partial({ name, indentation, indentFirstLine, origin }: Extract<SyntaxNode, { kind: 'partial' }>): ContextNode {
		const text = this.partials.get(name);
		if (text === undefined) return { kind: 'missingPartial', name, known: this.names() };
		const key = [name, indentation, indentFirstLine, this.html?.key].join('\u0002');
		const known = this.expanded.get(key);
		if (known?.isRunning === true) return { kind: 'partial', body: known.body, origin };
		this.expansions += known?.expansions ?? 1;
		if (this.expansions > MAX_EXPANSIONS) {
			return errorAt(origin, `Too many partials: the limit is ${MAX_EXPANSIONS} at "${name}". Include fewer partials inside partials`);
		}
		if (known !== undefined) return this.knownPartial(known, origin);
		const expansion: Expansion = { body: { nodes: [] }, isRunning: true, end: undefined, expansions: 0, height: 0 };
		this.expanded.set(key, expansion);
		const [expansionsBefore, deepestBefore] = [this.expansions - 1, this.deepest];
		this.deepest = this.depth;
		const source = { label: `partial "${name}"`, text: indent(text, indentation, indentFirstLine), indent: indentation.length, indentFirstLine };
		expansion.body.nodes = this.partialNodes(name, source, origin);
		Object.assign(expansion, {
			isRunning: false,
			end: this.html?.clone(),
			expansions: this.expansions - expansionsBefore,
			height: this.deepest - this.depth,
		});
		this.deepest = Math.max(this.deepest, deepestBefore);
		return { kind: 'partial', body: expansion.body, origin };
	}

	/** A partial that was put in before where the HTML stood the same. */
	private knownPartial({ body, end, height }: Expansion, origin: Origin): ContextNode {
		if (this.depth + height > MAX_NESTING) return { kind: 'error', error: tooDeep(origin.source, origin.index) };
		this.deepest = Math.max(this.deepest, this.depth + height);
		this.html = end?.clone();
		return { kind: 'partial', body, origin };
	}

	/** The names of all partials, sorted once. */
	private names(): readonly string[] {
		this.sortedNames ??= [...this.partials.keys()].sort();
		return this.sortedNames;
	}

	private partialNodes(name: string, source: Source, origin: Origin): ContextNode[] {
		let syntax: SyntaxNode[];
		try {
			syntax = parse(source);
		} catch (error) {
			return [{ kind: 'error', error: error as TemplateError }];
		}
		return this.branch(syntax, origin, `Partial "${name}"`);
	}
}

function errorAt({ source, index }: Origin, reason: string): ContextNode {
	return { kind: 'error', error: new TemplateError(reason, source, index) };
}

/** Mustache's rule for a partial that stands alone on its line: each of its lines gets the indentation of the tag. */
function indent(text: string, indentation: string, indentFirstLine: boolean): string {
	if (indentation === '') return text;
	return text
		.split('\n')
		.map((line, i) => (line !== '' && (i > 0 || indentFirstLine) ? indentation + line : line))
		.join('\n');
}

/**
 * Finds the escape context of every tag.
 * @param syntax of `source`
 * @param partials Mustache texts by name, for `{{> name}}`
 * @returns what can be understood; errors are nodes at the place where they were found
 */
export function addContexts(
	syntax: SyntaxNode[],
	source: Source,
	mode: TemplateMode,
	partials: ReadonlyMap<string, string>,
): ContextNode[] {
	return new ContextFinder(mode, partials).template(syntax, source);
}

/** An ordinary or inverted section around a node. */
export interface SectionGuard {
	name: string;
	inverted: boolean;
}

/** Makes lists of guards. Equal lists are the same object, so that they can be recognized. */
function guardLists(): (around: readonly SectionGuard[], guard: SectionGuard) => readonly SectionGuard[] {
	const known = new Map<readonly SectionGuard[], Map<string, readonly SectionGuard[]>>();
	return (around, guard) => {
		const inside = known.get(around) ?? new Map<string, readonly SectionGuard[]>();
		known.set(around, inside);
		const key = (guard.inverted ? '^' : '#') + guard.name;
		const list = inside.get(key) ?? [...around, guard];
		inside.set(key, list);
		return list;
	};
}

/**
 * Visits every node with the sections around it, in the order of the template.
 * A partial is visited once within the same sections, and one that includes itself only once inside itself.
 */
export function visit(nodes: readonly ContextNode[], visitor: (node: ContextNode, guards: readonly SectionGuard[]) => void): void {
	const visiting = new Set<PartialBody<ContextNode>>();
	const visited = new Map<PartialBody<ContextNode>, Set<readonly SectionGuard[]>>();
	const within = guardLists();
	const visitPartial = (body: PartialBody<ContextNode>, guards: readonly SectionGuard[]) => {
		const seen = visited.get(body) ?? new Set();
		visited.set(body, seen);
		if (visiting.has(body) || seen.has(guards)) return;
		seen.add(guards);
		visiting.add(body);
		visitAll(body.nodes, guards);
		visiting.delete(body);
	};
	const visitAll = (list: readonly ContextNode[], guards: readonly SectionGuard[]) => {
		for (const node of list) {
			visitor(node, guards);
			if (node.kind === 'section' || node.kind === 'inverted') {
				visitAll(node.children, within(guards, { name: node.name, inverted: node.kind === 'inverted' }));
			} else if (node.kind === 'optional') {
				visitAll(node.children, guards);
			} else if (node.kind === 'join') {
				for (const { separator, children } of node.pieces) {
					visitAll(separator, guards);
					visitAll(children, guards);
				}
			} else if (node.kind === 'partial') {
				visitPartial(node.body, guards);
			}
		}
	};
	visitAll(nodes, []);
}
