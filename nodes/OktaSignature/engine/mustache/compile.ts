import { TemplateError, type Source } from './errors';
import { HtmlState } from '../html/tokenizer';
import { Level, type Step } from './level';
import type { Guard, JoinPiece, Origin, SyntaxNode, TemplateNode, Use, Writing } from './nodes';
import { MAX_NESTING, parse, tooDeep } from './parse';
import { indent } from './partial';
import { placeOf } from '../html/escapeContext';
import { pathOf } from './scope';

/** `html`: values are escaped for the place where they stand. `text`: they are written as they are. */
export type TemplateMode = 'html' | 'text';

/** A template parsed and checked once, to be rendered for any number of people. */
export interface CompiledTemplate {
	source: Source;
	nodes: TemplateNode[];
	/** Fields that are printed, in order, once for each set of sections around them. */
	uses: Use[];
	/** About the template, not about a person; e.g. a partial that does not exist. */
	warnings: string[];
}

/** Partials within partials: more than anyone writes, few enough to stop a chain that explodes. */
const MAX_EXPANSIONS = 500;

class Compiler {
	readonly uses: Use[] = [];

	readonly warnings: string[] = [];

	private state = new HtmlState();

	private readonly guards: Guard[] = [];

	private readonly expanding = new Map<string, { nodes: TemplateNode[] }>();

	private expansions = 0;

	private depth = 0;

	constructor(
		private readonly mode: TemplateMode,
		private readonly partials: ReadonlyMap<string, string>,
		private readonly report: (error: TemplateError) => void,
	) {}

	compile(source: Source): TemplateNode[] {
		const nodes = this.walk(this.parse(source));
		const open = this.state.unfinished;
		if (open !== undefined) this.fault(`${open} is not closed at the end`, source, source.text.length);
		return nodes;
	}

	private fault(reason: string, source: Source, index: number): void {
		this.report(new TemplateError(reason, source, index));
	}

	private parse(source: Source): SyntaxNode[] {
		try {
			return parse(source);
		} catch (error) {
			this.report(error as TemplateError);
			return [];
		}
	}

	private walk(syntax: SyntaxNode[]): TemplateNode[] {
		const level = new Level();
		for (const node of syntax) {
			if (node.kind === 'literal') level.literal(node.text, (char, offset) => this.feed(char, node.origin, offset));
			else level.add(this.node(node), node);
		}
		return level.finish();
	}

	/** Takes one character; says when it opens or closes a quoted attribute value. */
	private feed(char: string, origin: Origin, offset: number): Step {
		if (this.mode === 'text') return undefined;
		const wasQuoted = this.state.kind === 'quoted';
		this.state.next(char, (reason) => this.fault(reason, origin.source, origin.index + offset));
		const isQuoted = this.state.kind === 'quoted';
		if (wasQuoted === isQuoted) return undefined;
		return isQuoted ? { enters: this.state.attribute } : 'leaves';
	}

	private node(node: Exclude<SyntaxNode, { kind: 'literal' }>): TemplateNode {
		switch (node.kind) {
			case 'value':
				return this.value(node.name, node.origin);
			case 'section':
			case 'inverted': {
				this.guards.push({ name: node.name, inverted: node.kind === 'inverted' });
				const children = this.neutral(node.children, node.origin, `Section "${node.name}"`);
				this.guards.pop();
				return { kind: node.kind, path: pathOf(node.name), children };
			}
			case 'helper':
				if (node.name === 'join') return this.join(node.children, node.origin);
				return { kind: 'optional', children: this.neutral(node.children, node.origin, `Section "${node.name}"`) };
			case 'partial':
				return this.partial(node);
		}
	}

	private value(name: string, origin: Origin): TemplateNode {
		const place = this.mode === 'text' ? { writing: 'plain' as Writing } : placeOf(this.state);
		if ('refusal' in place) {
			this.fault(place.refusal, origin.source, origin.index);
			return { kind: 'literal', text: '' };
		}
		const { writing } = place;
		// A colour or size is layout: its absence is not a gap in what people read.
		if (writing !== 'nothing' && writing !== 'style') this.uses.push({ name, guards: [...this.guards], url: writing === 'url' });
		return { kind: 'value', name, path: pathOf(name), writing, conditional: this.state.conditional };
	}

	/** Compiles what may be left out or repeated, so it must leave the HTML where it found it. */
	private neutral(children: SyntaxNode[], origin: Origin, what: string): TemplateNode[] {
		if (this.depth >= MAX_NESTING) {
			this.report(tooDeep(origin.source, origin.index));
			return [];
		}
		const before = this.state.clone();
		this.depth++;
		const nodes = this.walk(children);
		this.depth--;
		if (this.mode === 'html' && !this.state.joins(before)) {
			const cure = 'move its start and end so that each is whole inside it';
			this.fault(`${what} opens or closes a tag, quote or comment only half: ${cure}`, origin.source, origin.index);
			this.state = before;
		}
		return nodes;
	}

	private join(children: SyntaxNode[], origin: Origin): TemplateNode {
		const pieces: JoinPiece[] = [];
		let separator: TemplateNode[] = [];
		let piece: SyntaxNode[] = [];
		const close = () => {
			const literal = piece.every((node) => node.kind === 'literal');
			const children = this.neutral(piece, origin, 'A part of "join"');
			pieces.push({ separator, children, literal, broken: piece.some(hasBreak) });
			piece = [];
		};
		for (const child of children) {
			if (child.kind === 'helper' && child.name === 'sep') {
				close();
				separator = this.neutral(child.children, child.origin, 'Section "sep"');
			} else {
				piece.push(child);
			}
		}
		close();
		return { kind: 'join', pieces };
	}

	private partial({ name, indentation, firstLine, origin }: Extract<SyntaxNode, { kind: 'partial' }>): TemplateNode {
		const text = this.partials.get(name);
		if (text === undefined) {
			this.warnings.push(`There is no partial "${name}": add it under Partials or remove {{> ${name}}}`);
			return { kind: 'literal', text: '' };
		}
		const key = [name, indentation, firstLine, this.state.key].join('\u0002');
		const running = this.expanding.get(key);
		if (running !== undefined) return { kind: 'partial', body: running, origin };
		if (++this.expansions > MAX_EXPANSIONS) {
			this.fault(`Partial "${name}" is included too often: partials may not multiply each other`, origin.source, origin.index);
			return { kind: 'literal', text: '' };
		}
		const source = { label: `partial "${name}"`, text: indent(text, indentation, firstLine), indent: indentation.length };
		const body: { nodes: TemplateNode[] } = { nodes: [] };
		this.expanding.set(key, body);
		body.nodes = this.neutral(this.parse(source), origin, `Partial "${name}"`);
		this.expanding.delete(key);
		return { kind: 'partial', body, origin };
	}
}

/** Whether a line break may come from the template itself; values have none. */
function hasBreak(node: SyntaxNode): boolean {
	if (node.kind === 'literal') return node.text.includes('\n');
	return node.kind === 'partial' || ('children' in node && node.children.some(hasBreak));
}

/**
 * Parses and checks a template with its partials.
 * @param partials Mustache texts by name, for `{{> name}}`
 * @param report gets every fault that can be found; what it lets pass is left out of the template
 * @throws TemplateError with line and column, unless `report` takes it
 */
export function compileTemplate(
	source: Source,
	mode: TemplateMode,
	partials: ReadonlyMap<string, string> = new Map(),
	report: (error: TemplateError) => void = refuse,
): CompiledTemplate {
	const compiler = new Compiler(mode, partials, report);
	const nodes = compiler.compile(source);
	return { source, nodes, uses: compiler.uses, warnings: compiler.warnings };
}

function refuse(error: TemplateError): never {
	throw error;
}
