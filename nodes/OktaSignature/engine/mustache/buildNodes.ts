import { escapeModeIn, wholeValueMode, type EscapeMode } from '../html/escapeContext';
import type { ContextNode, PartialBody } from './addContexts';
import type { Origin } from './errors';
import { pathOf } from './scope';
import type { UrlFields } from './urlFields';

/** A piece of `{{#join}}`, with the separator between it and the piece before. */
export interface JoinPiece {
	separator: TemplateNode[];
	children: TemplateNode[];
	/** It contains no tag. Then it counts as a value unless it is blank. */
	isLiteral: boolean;
	/** Its own text has line breaks, which are layout at its edges. */
	hasLineBreak: boolean;
}

/** A tag that looks up a field. */
export interface FieldNode {
	name: string;
	path: string[];
	/** The template begins a URL with the field, here or elsewhere. */
	isUrl: boolean;
}

/** Where CSS expects a color: `color:{{x}}` or `color:#{{x}}`. */
export type ColorPlace = 'whole' | 'afterHash';

/** Stage 4: a template ready to render. Each value knows how it is written. */
export type TemplateNode =
	| { kind: 'literal'; text: string }
	| (FieldNode & { kind: 'value'; mode: EscapeMode; conditional: boolean; color?: ColorPlace })
	| (FieldNode & { kind: 'section' | 'inverted'; children: TemplateNode[] })
	| { kind: 'optional'; children: TemplateNode[] }
	| { kind: 'join'; pieces: JoinPiece[] }
	| { kind: 'partial'; body: PartialBody<TemplateNode>; origin: Origin }
	| AttributeNode;

/** An attribute value that is checked as a whole: a URL, or CSS. */
export interface AttributeNode {
	kind: 'attribute';
	attribute: string;
	mode: 'url' | 'style';
	/** Fields inside, for warnings. */
	names: string[];
	children: TemplateNode[];
}

/** Nodes of which a text without tags consists. */
const TEXT_KINDS: ReadonlyArray<ContextNode['kind']> = ['literal', 'attributeStart', 'attributeEnd', 'strayBrace'];

/** What building one template shares. */
interface Build {
	/** Bodies of partials that are built or being built. */
	bodies: Map<PartialBody<ContextNode>, PartialBody<TemplateNode>>;
	urlFields: UrlFields;
}

function build(nodes: readonly ContextNode[], shared: Build): TemplateNode[] {
	const outside: TemplateNode[] = [];
	let target = outside;
	let open: AttributeNode | undefined;
	const close = () => {
		target = outside;
		// Without tags, the value stays as the author wrote it.
		if (open?.children.every((child) => child.kind === 'literal')) open.children.forEach((child) => append(outside, child));
		else if (open !== undefined) outside.push(open);
		open = undefined;
	};
	for (const node of nodes) {
		if (node.kind === 'attributeStart') {
			const mode = wholeValueMode(node.attribute);
			if (mode === undefined) continue;
			open = { kind: 'attribute', attribute: node.attribute, mode, names: [], children: [] };
			target = open.children;
		} else if (node.kind === 'attributeEnd') {
			close();
		} else {
			if (open !== undefined) collectNames(node, open.names);
			const before = target[target.length - 1];
			for (const built of buildNode(node, shared)) {
				append(target, withColorPlace(built, before));
			}
		}
	}
	close();
	return outside;
}

const fieldOf = (name: string, { urlFields }: Build): FieldNode => ({ name, path: pathOf(name), isUrl: urlFields.has(name) });

/** The end of a text after which CSS expects a color, perhaps with its # already there. */
const STARTS_COLOR = /color\s*:\s*(#?)$/i;

/** Marks a value that CSS reads as a color. */
function withColorPlace(node: TemplateNode, before: TemplateNode | undefined): TemplateNode {
	if (node.kind !== 'value' || node.mode !== 'style' || before?.kind !== 'literal') return node;
	const start = STARTS_COLOR.exec(before.text);
	return start === null ? node : { ...node, color: start[1] === '#' ? 'afterHash' : 'whole' };
}

/** Adds a node; texts side by side become one. */
function append(list: TemplateNode[], node: TemplateNode): void {
	const last = list[list.length - 1];
	if (node.kind !== 'literal') list.push(node);
	else if (last?.kind === 'literal') list[list.length - 1] = { kind: 'literal', text: last.text + node.text };
	else if (node.text !== '') list.push(node);
}

function buildNode(node: Exclude<ContextNode, { kind: 'attributeStart' | 'attributeEnd' }>, shared: Build): TemplateNode[] {
	switch (node.kind) {
		case 'literal':
			return [node];
		case 'value': {
			const escape = escapeModeIn(node.context);
			if ('refusal' in escape) return [];
			return [{ kind: 'value', ...fieldOf(node.name, shared), mode: escape.mode, conditional: node.context.conditional }];
		}
		case 'section':
		case 'inverted':
			return [{ kind: node.kind, ...fieldOf(node.name, shared), children: build(node.children, shared) }];
		case 'optional':
			return [{ kind: 'optional', children: build(node.children, shared) }];
		case 'join':
			return [{ kind: 'join', pieces: node.pieces.map((piece) => buildPiece(piece, shared)) }];
		case 'partial':
			return [{ kind: 'partial', body: buildBody(node.body, shared), origin: node.origin }];
		case 'missingPartial':
		case 'strayBrace':
		case 'error':
			return [];
	}
}

function buildPiece({ separator, children }: { separator: ContextNode[]; children: ContextNode[] }, shared: Build): JoinPiece {
	return {
		separator: build(separator, shared),
		children: build(children, shared),
		isLiteral: children.every(({ kind }) => TEXT_KINDS.includes(kind)),
		hasLineBreak: children.some(hasLineBreak),
	};
}

function buildBody(body: PartialBody<ContextNode>, shared: Build): PartialBody<TemplateNode> {
	const known = shared.bodies.get(body);
	if (known !== undefined) return known;
	const built: PartialBody<TemplateNode> = { nodes: [] };
	// Known before it is built, so that a partial inside itself refers to it.
	shared.bodies.set(body, built);
	built.nodes = build(body.nodes, shared);
	return built;
}

/** The nodes directly inside a node; a partial's belong to the partial. */
function childrenOf(node: ContextNode): ContextNode[] {
	if ('children' in node) return node.children;
	return node.kind === 'join' ? node.pieces.flatMap(({ separator, children }) => [...separator, ...children]) : [];
}

function collectNames(node: ContextNode, names: string[]): void {
	if (node.kind === 'value') names.push(node.name);
	for (const child of childrenOf(node)) collectNames(child, names);
}

/** Whether the template itself may write a line break; values contain none. */
function hasLineBreak(node: ContextNode): boolean {
	if (node.kind === 'literal') return node.text.includes('\n');
	return node.kind === 'partial' || node.kind === 'missingPartial' || childrenOf(node).some(hasLineBreak);
}

/**
 * Turns checked nodes into nodes that can be rendered. Nodes with errors are left out.
 * @param urlFields fields that begin a URL
 */
export function buildNodes(nodes: readonly ContextNode[], urlFields: UrlFields): TemplateNode[] {
	return build(nodes, { bodies: new Map(), urlFields });
}
