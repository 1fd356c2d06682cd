import { escapeModeIn } from '../html/escapeContext';
import { visit, type ContextNode, type SectionGuard } from './addContexts';
import { TemplateError } from './errors';

/** A field that a template prints. */
export interface FieldUse {
	name: string;
	/** The sections that decide whether it is printed, outermost first. */
	guards: readonly SectionGuard[];
	/** It stands in a URL. */
	url: boolean;
}

/** A name that is meant to be a field, printed or tested by a section. */
export interface FieldMention {
	name: string;
	/** The sections around it, outermost first. */
	guards: readonly SectionGuard[];
	/** It is the name of a section. */
	isSection: boolean;
}

/** Stage 3: what can be said about a template before anyone's signature is rendered, in the order of the template. */
export interface ContextCheck {
	errors: TemplateError[];
	/** About the template, not about a person; for example a partial that does not exist. */
	warnings: string[];
	/** Braces that look like half of a tag. The template can be rendered with them. */
	strayBraces: TemplateError[];
	/** Fields that are printed, once for each place. */
	uses: FieldUse[];
	/** Every name that is meant to be a field, in the order of the template. */
	mentions: FieldMention[];
}

/** Collects errors, warnings and the fields that are printed. */
export function checkContexts(nodes: readonly ContextNode[]): ContextCheck {
	const errors: TemplateError[] = [];
	const warnings: string[] = [];
	const strayBraces: TemplateError[] = [];
	const uses: FieldUse[] = [];
	const mentions: FieldMention[] = [];
	visit(nodes, (node, guards) => {
		if (node.kind === 'error') {
			errors.push(node.error);
		} else if (node.kind === 'strayBrace') {
			strayBraces.push(node.error);
		} else if (node.kind === 'section' || node.kind === 'inverted') {
			mentions.push({ name: node.name, guards, isSection: true });
		} else if (node.kind === 'missingPartial') {
			warnings.push(`There is no partial "${node.name}". Add it under Partials or remove {{> ${node.name}}}`);
		} else if (node.kind === 'value') {
			const { name, context, origin } = node;
			mentions.push({ name, guards, isSection: false });
			const escape = escapeModeIn(context);
			if ('refusal' in escape) errors.push(new TemplateError(escape.refusal, origin.source, origin.index));
			// An omitted value is not printed, and a missing color or size is not a gap in what people read.
			else if (escape.mode !== 'omit' && escape.mode !== 'style') uses.push({ name, guards, url: escape.mode === 'url' });
		}
	});
	return { errors, warnings, strayBraces, uses, mentions };
}
