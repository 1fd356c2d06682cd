/** Pairs of brackets, also in full width. */
const PAIRS: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['（', '）'], ['［', '］'], ['【', '】']]);

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

/** Longer texts are no pronouns, and each pair of brackets reads the whole text. */
const MAX_LENGTH = 100;

/** Pronouns without the brackets around all of them, for templates that put brackets around them. Many people type "(she/her)". */
export function withoutBrackets(pronouns: string): string {
	let text = pronouns.trim();
	while (text.length <= MAX_LENGTH && PAIRS.has(text[0]) && closingIndex(text) === text.length - 1) text = text.slice(1, -1).trim();
	return text;
}
