import { urlUse, wholeValueMode } from '../html/escapeContext';
import type { UrlUse } from '../html/url';
import type { ContextNode, PartialBody } from './addContexts';

/** A field that begins a URL. */
export interface UrlField {
	/** Of two uses, the one that allows less. */
	use: UrlUse;
	/** A section repeats the URL for each element, as in `{{#links}}<a href="{{.}}">`. */
	isRepeated: boolean;
}

/** The fields that begin a URL, by the name in the tag. */
export type UrlFields = ReadonlyMap<string, UrlField>;

/** A field that is filled or empty. */
interface Condition {
	name: string;
	isFilled: boolean;
}

/**
 * What has to be true when something was already written into the URL, as far as it is known; `never`: nothing can have
 * been written. `<a href="{{#a}}{{a}}{{/a}}{{^a}}{{b}}{{/a}}">` begins with `b` whenever `b` is written at all.
 */
type Written = readonly Condition[] | 'never';

/** More conditions than URLs have. Forgetting one only means that a tag may not be recognized as the first one. */
const MAX_CONDITIONS = 8;

const contradicts = (conditions: readonly Condition[], { name, isFilled }: Condition) =>
	conditions.some((known) => known.name === name && known.isFilled !== isFilled);

/** What is true in either case. */
function either(a: Written, b: Written): Written {
	if (a === 'never') return b;
	if (b === 'never') return a;
	return a.filter(({ name, isFilled }) => b.some((other) => other.name === name && other.isFilled === isFilled));
}

const and = (written: Written, condition: Condition): Written =>
	written === 'never' ? written : [condition, ...written].slice(0, MAX_CONDITIONS);

class UrlFieldFinder {
	readonly fields = new Map<string, UrlField>();

	/** Partials that are being read, each of which may include itself, by how many others are read around them. */
	private readonly open = new Map<PartialBody<ContextNode>, number>();

	/** Partials that were read completely outside of URLs, by what `{{.}}` was. Reading them again would find nothing new. */
	private readonly read = new Map<PartialBody<ContextNode>, Set<string>>();

	/** The outermost partial that was left out inside itself. The partials around that place are not read completely. */
	private outermostLeftOut = Infinity;

	/** Reads nodes outside of URLs. @param scope what `{{.}}` is */
	outside(nodes: readonly ContextNode[], scope: string): void {
		let use: UrlUse | undefined;
		let written: Written = 'never';
		for (const node of nodes) {
			if (node.kind === 'attributeStart') {
				use = wholeValueMode(node.attribute) === 'url' ? urlUse(node.attribute) : undefined;
				written = 'never';
			} else if (node.kind === 'attributeEnd') {
				use = undefined;
			} else if (use !== undefined) {
				written = this.node(node, scope, use, written);
			} else if (node.kind === 'section') {
				this.outside(node.children, node.name === '.' ? scope : node.name);
			} else if (node.kind === 'inverted' || node.kind === 'optional') {
				this.outside(node.children, scope);
			} else if (node.kind === 'join') {
				for (const { separator, children } of node.pieces) for (const list of [separator, children]) this.outside(list, scope);
			} else if (node.kind === 'partial') {
				this.partial(node.body, scope);
			}
		}
	}

	private partial(body: PartialBody<ContextNode>, scope: string): void {
		const depth = this.open.get(body);
		if (depth !== undefined) {
			this.outermostLeftOut = Math.min(this.outermostLeftOut, depth);
			return;
		}
		const scopes = this.read.get(body) ?? new Set();
		this.read.set(body, scopes);
		if (scopes.has(scope)) return;
		const before = this.outermostLeftOut;
		this.outermostLeftOut = Infinity;
		this.open.set(body, this.open.size);
		this.outside(body.nodes, scope);
		this.open.delete(body);
		if (this.outermostLeftOut >= this.open.size) {
			scopes.add(scope);
			this.outermostLeftOut = Infinity;
		}
		this.outermostLeftOut = Math.min(this.outermostLeftOut, before);
	}

	private list(nodes: readonly ContextNode[], scope: string, use: UrlUse, before: Written): Written {
		return nodes.reduce((written: Written, node) => this.node(node, scope, use, written), before);
	}

	/** Reads a node inside a URL. @returns what is known behind it */
	private node(node: ContextNode, scope: string, use: UrlUse, before: Written): Written {
		switch (node.kind) {
			case 'literal':
				return node.text.trim() === '' ? before : [];
			case 'value': {
				const name = node.name === '.' ? scope : node.name;
				if (before === 'never' && name !== '.') this.add(name, use, node.name === '.');
				return either(before, [{ name, isFilled: true }]);
			}
			case 'section':
			case 'inverted':
				return this.section(node, scope, use, before);
			case 'optional':
				return either(before, this.list(node.children, scope, use, before));
			case 'join':
				// Any piece may be left out, and a separator is only written behind a piece.
				return node.pieces.reduce((written: Written, { children }) => either(written, this.list(children, scope, use, written)), before);
			case 'partial': {
				// Outside of URLs a partial has another body, so the partials around the URL are read completely.
				if (this.open.has(node.body)) return [];
				this.open.set(node.body, this.open.size);
				const written = this.list(node.body.nodes, scope, use, before);
				this.open.delete(node.body);
				return written;
			}
			default:
				return before;
		}
	}

	private section(node: Extract<ContextNode, { kind: 'section' | 'inverted' }>, scope: string, use: UrlUse, before: Written): Written {
		const isFilled = node.kind === 'section';
		const inside = isFilled && node.name !== '.' ? node.name : scope;
		if (node.name === '.') return either(before, this.list(node.children, inside, use, before));
		const condition = { name: node.name, isFilled };
		const isPossible = before === 'never' || !contradicts(before, condition);
		const shown = and(this.list(node.children, inside, use, isPossible ? before : 'never'), condition);
		return either(before, shown);
	}

	private add(name: string, use: UrlUse, isElement: boolean): void {
		const known = this.fields.get(name);
		this.fields.set(name, { use: known?.use === 'image' ? 'image' : use, isRepeated: isElement || known?.isRepeated === true });
	}
}

/** Finds the fields that begin a URL wherever they are written into it. */
export function findUrlFields(nodes: readonly ContextNode[]): UrlFields {
	const finder = new UrlFieldFinder();
	finder.outside(nodes, '.');
	return finder.fields;
}
