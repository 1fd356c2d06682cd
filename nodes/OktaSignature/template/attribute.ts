import type { SyntaxNode, TemplateNode } from './nodes';

/** An attribute whose value is being collected, to be checked as a whole. */
export interface OpenAttribute {
	attribute: string;
	writing: 'url' | 'style';
	names: string[];
	outside: TemplateNode[];
}

/** Adds the fields that a node prints to `names`. */
export function collectNames(node: SyntaxNode, names: string[]): void {
	if (node.kind === 'value') names.push(node.name);
	else if ('children' in node) node.children.forEach((child) => collectNames(child, names));
}

/** Puts a collected attribute value back into the list around it; one without tags stays as the author wrote it. */
export function closeAttribute({ outside, attribute, writing, names }: OpenAttribute, children: TemplateNode[]): TemplateNode[] {
	if (children.every((child) => child.kind === 'literal')) outside.push(...children);
	else outside.push({ kind: 'attribute', attribute, writing, names, children });
	return outside;
}
