/** One n8n expression and nothing else: it may well give a template. */
const WHOLE_EXPRESSION = /^=\s*\{\{(?:(?!\}\}).)*\}\}\s*$/s;

/** Mustache sections and partials, or a bare name, which n8n would evaluate as JavaScript. */
const MUSTACHE_TAG = /\{\{\{?\s*(?:[#^/>&!]\s*[\p{L}_][\p{L}\p{N}_.-]*|[\p{L}_][\p{L}\p{N}_.]*|\.)\s*\}?\}\}/u;

/**
 * n8n reads a parameter that begins with "=" as an expression and evaluates every `{{…}}` in it, so a template's tags
 * come out empty without a word.
 * @param raw the parameter as it is stored in the workflow
 * @returns a sentence that says what happened and what to do, or undefined when the parameter is fine
 */
export function eatenTags(raw: unknown): string | undefined {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return undefined;
	if (!MUSTACHE_TAG.test(raw)) return undefined;
	if (WHOLE_EXPRESSION.test(raw) && !/^=\s*\{\{\s*[#^/>&!]/.test(raw)) return undefined;
	return 'The template begins with "=", so n8n takes its {{tags}} for expressions and removes them before this node sees them. Delete the "=" at the start (or switch the field from Expression to Fixed).';
}
