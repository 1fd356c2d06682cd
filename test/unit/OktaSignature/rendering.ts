import type { DefaultTreeAdapterMap } from 'parse5';
import type { TemplateMode } from '../../../nodes/OktaSignature/engine/mustache/addContexts';
import { compileTemplate } from '../../../nodes/OktaSignature/engine/mustache/compile';
import { renderTemplate } from '../../../nodes/OktaSignature/engine/mustache/renderer';
import { scopeOf } from '../../../nodes/OktaSignature/engine/mustache/scope';
import { parseFragment } from '../../support/parse5';

type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

export const isElement = (node: Node): node is Element => 'tagName' in node;

export interface Rendering {
	output: string;
	warnings: string[];
}

/** Renders a template over plain data. */
export function renderAll(
	template: string,
	view: unknown,
	{ mode = 'html', partials = {} }: { mode?: TemplateMode; partials?: Record<string, string> } = {},
): Rendering {
	const warnings: string[] = [];
	const compiled = compileTemplate({ label: 'template', text: template, indent: 0 }, mode, new Map(Object.entries(partials)));
	const output = renderTemplate(compiled, scopeOf(view), (warning) => warnings.push(warning));
	return { output, warnings: [...compiled.warnings, ...warnings] };
}

export const html = (template: string, view: unknown, partials?: Record<string, string>) =>
	renderAll(template, view, { partials }).output;

export const text = (template: string, view: unknown) => renderAll(template, view, { mode: 'text' }).output;

/** Every element of a fragment as a browser builds it, in order. */
export function elementsOf(markup: string): Element[] {
	const elements: Element[] = [];
	const visit = (node: Node) => {
		if (isElement(node)) elements.push(node);
		if ('childNodes' in node) node.childNodes.forEach(visit);
	};
	visit(parseFragment(markup));
	return elements;
}

/** The tree of elements with their attributes' names, and comments, without any text. */
export function outline(markup: string): string {
	const visit = (node: Node): string => {
		if (node.nodeName === '#comment') return '<!>';
		const inner = 'childNodes' in node ? node.childNodes.map(visit).join('') : '';
		if (!isElement(node)) return inner;
		return `<${[node.tagName, ...node.attrs.map(({ name }) => name)].join(' ')}>${inner}</>`;
	};
	return visit(parseFragment(markup));
}

/** What is written in an element, as a browser decodes it. */
export function textOf(element: Element): string {
	const visit = (node: Node): string => {
		if (node.nodeName === '#text' && 'value' in node) return node.value;
		return 'childNodes' in node ? node.childNodes.map(visit).join('') : '';
	};
	return visit(element);
}

/** The same, blanks made one. */
export const textIn = (element: Element) => textOf(element).replace(/\s+/g, ' ').trim();

/** The text of a fragment without everything that is drawn as nothing. */
export function visibleTextIn(markup: string): string {
	const visit = (node: Node): string => {
		if (node.nodeName === '#text' && 'value' in node) return node.value;
		return 'childNodes' in node && !['script', 'style', 'title'].includes(node.nodeName) ? node.childNodes.map(visit).join('') : '';
	};
	return visit(parseFragment(markup)).replace(/[\p{C}\p{Z}\s\p{Default_Ignorable_Code_Point}\u2800]/gu, '');
}

export const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value;
