/** A comment, a tag with well-formed attributes, or text without a `<`. Whatever matches, a browser reads it to the same end. */
const PIECE =
	/[^<]+|<!--(?!-?>)[^]*?-->|<!(?:doctype|\[(?!CDATA))[^>]*>|<\/([a-z][^\s<>/"'=]*)\s*>|<([a-z][^\s<>/"'=]*)(?:\s+[^\s<>/"'=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>|<(?![a-z/!?])/giy;

/**
 * Elements that can swallow or close what comes after them, whose content is not HTML, or that affect the whole page.
 * A signature has no use for any of them.
 */
const REACHING = new Set(
	'applet base body embed form frame frameset head html iframe link listing marquee math meta noembed noframes noscript object plaintext script select slot style svg template textarea title xmp'.split(' '),
);

/**
 * Whether HTML can stand in another page without affecting what comes after it: no open comment, quote or tag, and no
 * element that swallows text. When in doubt, it cannot.
 */
export function isContained(html: string): boolean {
	PIECE.lastIndex = 0;
	while (PIECE.lastIndex < html.length) {
		const piece = PIECE.exec(html);
		if (piece === null) return false;
		const [text, closing, opening] = piece;
		if (REACHING.has((opening ?? closing ?? '').toLowerCase())) return false;
		if (text.startsWith('<!--') && /--!>|<!--/.test(text.slice(4))) return false;
	}
	return true;
}
