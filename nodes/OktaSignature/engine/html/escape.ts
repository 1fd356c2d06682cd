/** The five characters that can end a text or a quoted attribute, and no other: Gmail counts every one of 10,000. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A value as text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
	return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char]) : text;
}

/**
 * Inside `<!--[if mso]>` a browser reads one comment, which `-->` or `--!>` would end. Outlook turns these back.
 * @param html escaped already
 */
export function escapeForComment(html: string): string {
	return html.replaceAll('-', '&#45;').replaceAll('!', '&#33;');
}

const percent = (char: string) => encodeURIComponent(char);

/**
 * A value as part of an address.
 * @param written what stands before it in the attribute: behind `mailto:` a value may not add header fields
 */
export function encodeForUrl(text: string, written: string): string {
	const encoded = /\s/.test(text) ? text.replace(/\s/g, percent) : text;
	return /^\s*mailto:/i.test(written) ? encoded.replace(/[?&#]/g, percent) : encoded;
}

/** Addresses that a click in a mail program may follow; the whole attribute counts, however it was put together. */
export function isSafeUrl(url: string): boolean {
	return /^\s*(https?:|mailto:|tel:)/i.test(url);
}

/** Only a scheme: the field behind it is empty. */
export function isBareScheme(url: string): boolean {
	return /^\s*(https?:\/*|mailto:|tel:)?\s*$/i.test(url);
}

/**
 * A colour, size or font name that cannot start another declaration or load something.
 * Parentheses only around numbers, as in rgb(1, 2, 3), so that values side by side cannot form `url(` either.
 */
export function isHarmlessCss(text: string): boolean {
	return /^(?:(?:rgb|hsl)a?\([\d.,%\s]+\)|[\w#%.,+\s-]+)$/i.test(text);
}
