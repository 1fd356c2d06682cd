/**
 * How a template becomes something that can be rendered, from top to bottom:
 *
 *     text ──▶ parse() ────────▶ SyntaxNode[]    Mustache's tokens as a tree
 *          ──▶ addContexts() ──▶ ContextNode[]   where in the HTML each tag stands; partials put in
 *          ──▶ checkContexts() ▶ ContextCheck    errors, warnings, fields that are printed
 *          ──▶ findUrlFields()  ▶ UrlFields       fields that begin a URL
 *          ──▶ buildNodes() ───▶ TemplateNode[]  how each value is written; URLs and styles as a whole
 *
 * Each stage is a function whose result can be printed and tested.
 */
import { addContexts, type TemplateMode } from './addContexts';
import { buildNodes, type TemplateNode } from './buildNodes';
import { checkContexts, type FieldMention, type FieldUse } from './checkContexts';
import type { Source, TemplateError } from './errors';
import { parse, type SyntaxNode } from './parse';
import { findUrlFields, type UrlFields } from './urlFields';

/** A template that is parsed and checked once and rendered for any number of people. */
export interface CompiledTemplate {
	source: Source;
	nodes: TemplateNode[];
	/** Fields that are printed, in order, once for each place. */
	uses: FieldUse[];
	/** Every name that is meant to be a field, in order. */
	mentions: FieldMention[];
	/** Braces that look like half of a tag: errors to whoever checks the template, warnings to whoever renders it. */
	strayBraces: TemplateError[];
	/** About the template, not about a person; for example a partial that does not exist. */
	warnings: string[];
	/** Fields that begin a URL. */
	urlFields: UrlFields;
	/** It is from the gallery, in which some names always have the same meaning. */
	isGallery?: boolean;
}

/**
 * Parses and checks a template with its partials.
 * @param partials Mustache texts by name, for `{{> name}}`
 * @param report receives every error that can be found instead of the first one being thrown
 * @param knownUrlFields fields that begin a URL in another version of the template, for a version without URLs
 * @throws TemplateError with line and column, unless `report` is given
 */
export function compileTemplate(
	source: Source,
	mode: TemplateMode,
	partials: ReadonlyMap<string, string> = new Map(),
	report: (error: TemplateError) => void = throwError,
	knownUrlFields?: UrlFields,
): CompiledTemplate {
	const contexts = addContexts(syntaxOf(source, report), source, mode, partials);
	const { errors, ...checked } = checkContexts(contexts);
	errors.forEach(report);
	const urlFields = knownUrlFields ?? findUrlFields(contexts);
	return { source, nodes: buildNodes(contexts, urlFields), ...checked, urlFields };
}

function syntaxOf(source: Source, report: (error: TemplateError) => void): SyntaxNode[] {
	try {
		return parse(source);
	} catch (error) {
		report(error as TemplateError);
		return [];
	}
}

function throwError(error: TemplateError): never {
	throw error;
}
