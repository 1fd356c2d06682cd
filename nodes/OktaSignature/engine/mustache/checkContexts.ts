import { escapeModeIn } from '../html/escapeContext';
import { visit, type ContextNode, type SectionGuard } from './addContexts';
import { TemplateError } from './errors';

/** What a value has to be in a URL: the whole URL or its beginning, a host, an email address, a phone number, or any text. */
export type UrlRole = 'url' | 'host' | 'email' | 'phone' | 'text';

/** A field that a template prints. */
export interface FieldUse {
	name: string;
	/** The sections that decide whether it is printed, outermost first. */
	guards: readonly SectionGuard[];
	/** What it is in a URL; undefined outside of URLs. */
	url: UrlRole | undefined;
}

/** A name that is meant to be a field, printed or tested by a section. */
export interface FieldMention {
	name: string;
	/** The sections around it, outermost first. */
	guards: readonly SectionGuard[];
	/** It is the name of a section. */
	isSection: boolean;
	/** It is the name of a section for those who have no value. */
	isFallback?: boolean;
	/** Where it stands; the template unless given. */
	where?: string;
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

/** Partials that are named, to find one that is misspelt. */
const MAX_NAMED = 20;

/** Longer than any text that decides about what follows it. */
const ROLE_LENGTH = 10;

/** The role of a value by the end of the text before it in a URL. */
function roleBehind(text: string): UrlRole {
	if (text === '') return 'url';
	if (/^https?:\/\/$/i.test(text)) return 'host';
	if (/^mailto:$/i.test(text)) return 'email';
	return /^tel:$/i.test(text) ? 'phone' : 'text';
}

/** Collects errors, warnings and the fields that are printed. */
export function checkContexts(nodes: readonly ContextNode[]): ContextCheck {
	const errors: TemplateError[] = [];
	const warnings: string[] = [];
	const strayBraces: TemplateError[] = [];
	const uses: FieldUse[] = [];
	const mentions: FieldMention[] = [];
	let before = '';
	visit(nodes, (node, guards) => {
		if (node.kind === 'attributeStart') {
			before = '';
		} else if (node.kind === 'literal') {
			before = (before + node.text.trim()).slice(-ROLE_LENGTH);
		} else if (node.kind === 'error') {
			errors.push(node.error);
		} else if (node.kind === 'strayBrace') {
			strayBraces.push(node.error);
		} else if (node.kind === 'section' || node.kind === 'inverted') {
			mentions.push({ name: node.name, guards, isSection: true, isFallback: node.kind === 'inverted' });
		} else if (node.kind === 'missingPartial') {
			const known = node.known.length === 0 ? '' : `. There are ${node.known.slice(0, MAX_NAMED).join(', ')}${node.known.length > MAX_NAMED ? ', …' : ''}`;
			warnings.push(`There is no partial "${node.name}". Add it under Partials or remove {{> ${node.name}}}${known}`);
		} else if (node.kind === 'value') {
			const { name, context, origin } = node;
			mentions.push({ name, guards, isSection: false });
			const escape = escapeModeIn(context);
			if ('refusal' in escape) errors.push(new TemplateError(escape.refusal, origin.source, origin.index));
			// An omitted value is not printed, and a missing color or size is not a gap in what people read.
			else if (escape.mode !== 'omit' && escape.mode !== 'style') {
				uses.push({ name, guards, url: escape.mode === 'url' ? roleBehind(before) : undefined });
				before = 'x';
			}
		}
	});
	return { errors, warnings, strayBraces, uses, mentions };
}
