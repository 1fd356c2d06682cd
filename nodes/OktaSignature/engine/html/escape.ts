/** The five characters that can end a text or a quoted attribute. No others, because Gmail allows 10,000 characters in all. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
	return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char]) : text;
}

/**
 * Escapes escaped HTML once more for a conditional comment (`<!--[if mso]>`). Browsers read it as a comment, which `-->`
 * or `--!>` would end. Outlook decodes the references.
 */
export function escapeForComment(html: string): string {
	return html.replaceAll('-', '&#45;').replaceAll('!', '&#33;');
}

const percentEncode = (char: string) => encodeURIComponent(char);

/**
 * Encodes a value as part of a URL.
 * @param before what comes before it in the attribute. After `mailto:` a value must not add header fields
 */
export function encodeForUrl(text: string, before: string): string {
	const encoded = /\s/.test(text) ? text.replace(/\s/g, percentEncode) : text;
	return /^\s*mailto:/i.test(before) ? encoded.replace(/[?&#]/g, percentEncode) : encoded;
}

/** Whether an email client may follow a URL. Pass the whole attribute value, however it was put together. */
export function isSafeUrl(url: string): boolean {
	return /^\s*(https?:|mailto:|tel:)/i.test(url);
}

/** Whether a URL is empty or only a scheme, because the field after it is empty. */
export function isBareScheme(url: string): boolean {
	return /^\s*(https?:\/*|mailto:|tel:)?\s*$/i.test(url);
}

/**
 * Whether text is a color, size or font name that can neither start another declaration nor load anything.
 * Parentheses are only allowed around numbers, as in rgb(1, 2, 3), so that two values cannot form `url(` together.
 */
export function isHarmlessCss(text: string): boolean {
	return /^(?:(?:rgb|hsl)a?\([\d.,%\s]+\)|[\w#%.,+\s-]+)$/i.test(text);
}
