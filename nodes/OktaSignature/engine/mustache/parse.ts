import Mustache from 'mustache';
import './scanner';
import { TemplateError, type Origin, type Source } from './errors';
import { findStrayBraces, findUnclosedTag, strayBraceError } from './strayBraces';

/** Helper sections that this package adds to Mustache. */
export type HelperName = 'optional' | 'line' | 'join' | 'sep';

/** Stage 1: a template as written, with helper sections told apart from ordinary ones. */
export type SyntaxNode =
	| { kind: 'literal'; text: string; origin: Origin }
	| { kind: 'value'; name: string; origin: Origin }
	| { kind: 'section'; name: string; children: SyntaxNode[]; origin: Origin }
	| { kind: 'inverted'; name: string; children: SyntaxNode[]; origin: Origin }
	| { kind: 'helper'; name: HelperName; children: SyntaxNode[]; origin: Origin }
	| { kind: 'partial'; name: string; indentation: string; indentFirstLine: boolean; origin: Origin };

/** Mustache.parse's token: type, name or text, start, end, then children and close index, or a partial's indentation data. */
type Token = [string, string, number, number, (Token[] | string)?, number?, boolean?];

/** Sections inside sections, partials included: more than any template needs, few enough for the call stack. */
export const MAX_NESTING = 200;

export const tooDeep = (source: Source, index: number) =>
	new TemplateError(`More than ${MAX_NESTING} sections are nested inside one another. Simplify the template`, source, index);

/** Control characters but tab and line breaks, and halves of characters. */
const UNWANTED = /[^\P{Cc}\t\n\f\r]|\p{Cs}/gu;

/** Names of the sections that this package adds. */
export const HELPERS: readonly string[] = ['optional', 'line', 'join', 'sep'];

/** Where the section begins that is never closed. Mustache only says where it noticed. */
function unclosedSection(source: Source, name: string, before: number): number | undefined {
	const { text } = source;
	const open: number[] = [];
	let start = text.indexOf('{{');
	while (start >= 0 && start < before) {
		const end = text.indexOf('}}', start);
		if (end < 0) break;
		const tag = text.slice(start + '{{'.length, end).trim();
		if (/^[#^/]/.test(tag) && tag.slice(1).trim() === name) {
			if (tag.startsWith('/')) open.pop();
			else open.push(start);
		}
		start = text.indexOf('{{', end);
	}
	return open.pop();
}

const unclosedTag = (source: Source, index: number) =>
	new TemplateError('A tag is opened but not closed. Add the missing }}', source, index);

/** Turns mustache's `<what> at <index>` into a sentence with the place where the author has to look. */
function syntaxError(source: Source, message: string): TemplateError {
	const index = Number(/ at (\d+)$/.exec(message)?.[1] ?? 0);
	const name = /section "(.*)" at/s.exec(message)?.[1] ?? '';
	if (message.startsWith('Unclosed tag')) {
		const lastClose = source.text.lastIndexOf('}}');
		const open = source.text.indexOf('{{', lastClose + 1);
		const at = open >= 0 ? open : source.text.lastIndexOf('{{{');
		return unclosedTag(source, at >= 0 ? at : index);
	}
	if (message.startsWith('Unopened section')) {
		return new TemplateError(`{{/${name}}} closes a section that is not open. Remove it or add {{#${name}}}`, source, index);
	}
	if (message.startsWith('Unclosed section')) {
		const at = unclosedSection(source, name, index) ?? index;
		return new TemplateError(`Section "${name}" is not closed. Add {{/${name}}}`, source, at);
	}
	return new TemplateError(message, source, index);
}

function tokensOf(source: Source): Token[] {
	const unclosed = findUnclosedTag(source);
	if (unclosed !== undefined) throw unclosedTag(source, unclosed);
	try {
		// A new writer, because the shared one caches every template for as long as n8n runs.
		return new Mustache.Writer().parse(source.text) as Token[];
	} catch (error) {
		throw syntaxError(source, (error as Error).message);
	}
}

function hasTag(nodes: SyntaxNode[]): boolean {
	return nodes.some((node) => node.kind !== 'literal');
}

function helper(name: HelperName, children: SyntaxNode[], origin: Origin, parent: string): SyntaxNode {
	if (name === 'sep' && parent !== 'join') {
		throw new TemplateError('{{#sep}} only works directly inside {{#join}}…{{/join}}', origin.source, origin.index);
	}
	if ((name === 'optional' || name === 'line') && !hasTag(children)) {
		const [stray] = children.flatMap((child) => findStrayBraces(child.kind === 'literal' ? child.text : '', child.origin).map((offset) => ({ ...child.origin, index: child.origin.index + offset })));
		if (stray !== undefined) throw strayBraceError(stray, false);
		throw new TemplateError(
			`{{#${name}}} contains no tag, so it would never be shown. Put a {{field}} inside or remove it`,
			origin.source,
			origin.index,
		);
	}
	return { kind: 'helper', name, children, origin };
}

function toNodes(source: Source, tokens: Token[], parent: string, depth: number): SyntaxNode[] {
	if (depth > MAX_NESTING) throw tooDeep(source, tokens[0]?.[2] ?? 0);
	const nodes: SyntaxNode[] = [];
	for (const token of tokens) {
		const [type, value, index] = token;
		const origin = { source, index };
		if (type === 'text') {
			// U+0000 and U+0001 mark removed parts and values in URLs while rendering. No mail client shows the others.
			nodes.push({ kind: 'literal', text: value.replace(UNWANTED, ''), origin });
		} else if (type === 'name' || type === '&') {
			if (value === '') throw new TemplateError('A tag is empty. Write a field name in {{ }}', source, index);
			nodes.push({ kind: 'value', name: value, origin });
		} else if (type === '#' && HELPERS.includes(value)) {
			const children = toNodes(source, token[4] as Token[], value, depth + 1);
			nodes.push(helper(value as HelperName, children, origin, parent));
		} else if (type === '#' || type === '^') {
			const children = toNodes(source, token[4] as Token[], '', depth + 1);
			nodes.push({ kind: type === '#' ? 'section' : 'inverted', name: value, children, origin });
		} else if (type === '>') {
			const indentation = token[5] === 0 ? String(token[4] ?? '').replace(/[^ \t]/g, '') : '';
			nodes.push({ kind: 'partial', name: value, indentation, indentFirstLine: token[6] !== true, origin });
		}
	}
	return nodes;
}

/**
 * Parses one Mustache text with the `mustache` package's own parser.
 * @throws TemplateError for what mustache refuses, sections nested too deep, an empty tag, a `sep` outside `join`, and
 * an `optional` or `line` without tags
 */
export function parse(source: Source): SyntaxNode[] {
	return toNodes(source, tokensOf(source), '', 0);
}
