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

/**
 * Whether text is a color, size or font name that can neither start another declaration nor load anything.
 * Parentheses are only allowed around numbers, as in rgb(1, 2, 3), so that two values cannot form `url(` together.
 */
export function isHarmlessCss(text: string): boolean {
	return /^(?:(?:rgb|hsl)a?\([\d.,%\s]+\)|[\w#%.,+\s-]+)$/i.test(text);
}
