import { addContexts, type ContextNode, type TemplateMode } from '../../../../../nodes/OktaSignature/engine/mustache/addContexts';
import { parse } from '../../../../../nodes/OktaSignature/engine/mustache/parse';

export interface TemplateOptions {
	mode?: TemplateMode;
	partials?: Record<string, string>;
}

/** The first two stages of a template: parsed, with the context of every tag. */
export function contextsOf(text: string, { mode = 'html', partials = {} }: TemplateOptions = {}): ContextNode[] {
	const source = { label: 'template', text, indent: 0 };
	return addContexts(parse(source), source, mode, new Map(Object.entries(partials)));
}
