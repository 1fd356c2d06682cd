/** Pairs of brackets, also in full width. */
const PAIRS: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}'], ['<', '>'], ['（', '）'], ['［', '］'], ['｛', '｝'], ['【', '】'], ['〔', '〕'], ['「', '」']]);

const CLOSING: ReadonlySet<string> = new Set(PAIRS.values());

/** The index of the bracket that closes the first one of a text; -1 when none does. */
function closingIndex(text: string): number {
	let depth = 0;
	for (let i = 0; i < text.length; i++) {
		if (PAIRS.has(text[i])) depth++;
		if (CLOSING.has(text[i])) depth--;
		if (depth === 0) return i;
	}
	return -1;
}

/** The index of the bracket that the last one of a text closes; -1 when there is none. */
function openingIndex(text: string): number {
	let depth = 0;
	for (let i = text.length - 1; i >= 0; i--) {
		if (CLOSING.has(text[i])) depth++;
		if (PAIRS.has(text[i])) depth--;
		if (depth === 0) return i;
	}
	return -1;
}

const without = (text: string, index: number) => (index < 0 ? text : text.slice(0, index) + text.slice(index + 1));

/**
 * Pronouns without brackets at their ends, for templates that put brackets around them. Many people type "(she/her)".
 * A bracket that is part of a word stays, as in "s(he)".
 */
export function withoutBrackets(pronouns: string): string {
	let text = pronouns.trim();
	while (text !== '') {
		const opening = CLOSING.has(text.slice(-1)) ? openingIndex(text) : undefined;
		if (PAIRS.has(text[0])) text = without(text, closingIndex(text)).slice(1).trim();
		else if (CLOSING.has(text[0])) text = text.slice(1).trim();
		else if (PAIRS.has(text.slice(-1)) || opening === -1) text = text.slice(0, -1).trim();
		else if (opening !== undefined && !/[\p{L}\p{N}]/u.test(text[opening - 1])) text = without(text.slice(0, -1), opening).trim();
		else return text;
	}
	return text;
}
