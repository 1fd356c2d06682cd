import { Parser } from 'htmlparser2';
import { isVisibleText } from '../mustache/values';
import { declarationsIn } from './style';

/** Receives what a reader of an HTML document sees, in order. When `text` or `image` returns true, the reading ends. */
export interface VisibleContent {
	/** Decoded text. A character reference comes by itself. */
	text(text: string): boolean | void;
	/** An image with a URL, and large enough to be seen. */
	image(attributes: Record<string, string>): boolean | void;
	open?(element: string, attributes: Record<string, string>): void;
	close?(element: string): void;
}

/** Elements whose content is not part of the page. A `head` is not among them: it ends before anything that is shown. */
const HIDDEN_ELEMENTS = new Set(['style', 'title', 'script', 'template', 'iframe', 'noembed', 'noframes', 'datalist']);

/** What an open element does to the content inside it. */
interface Visibility {
	/** Nothing inside is shown, whatever the elements inside say. */
	isHidden: boolean;
	/** `visibility: hidden`, which an element inside can end. */
	isInvisible: boolean;
	/** `font-size: 0`: no text is shown until an element inside sets another size. Images are. */
	hasNoFontSize: boolean;
}

const SHOWN: Visibility = { isHidden: false, isInvisible: false, hasNoFontSize: false };

/** A length, share or number of nothing, such as `0` or `0.0px`. */
const isZero = (value: string | undefined) => value !== undefined && /^0*\.?0+(?:[a-z]{1,4}|%)?$/.test(value.slice(0, 20));

/** A size that depends on the size around it, so that it stays zero. */
const isRelativeSize = (value: string) => /(?:em|ex|ch|%|inherit|smaller|larger)$/.test(value) && !value.endsWith('rem');

/** The size in a `font` such as `bold 14px/1.4 Arial`. A number without a unit is the weight, unless it is 0. */
const SIZE_IN_FONT = /(?:^|\s)([\d.]+(?:[a-z]+|%)|[0.]+|larger|smaller)(?=[\s/])/;

/** The font size that a style sets. Of `font` and `font-size`, the later one counts. */
function fontSizeIn(declarations: ReadonlyArray<[property: string, value: string]>): string | undefined {
	let size: string | undefined;
	for (const [property, value] of declarations) {
		if (property === 'font-size' || (property === 'font' && value === 'inherit')) size = value;
		else if (property === 'font') size = SIZE_IN_FONT.exec(value)?.[1] ?? 'medium';
	}
	return size;
}

/** `mso-hide:all` is not among the reasons: it only hides content from Outlook, and everyone else reads it. */
function visibilityOf(element: string, attributes: Record<string, string>, outer: Visibility): Visibility {
	if (outer.isHidden) return outer;
	if (HIDDEN_ELEMENTS.has(element) || attributes.hidden !== undefined) return { ...outer, isHidden: true };
	if (attributes.style === undefined) return outer;
	const declarations = declarationsIn(attributes.style);
	// Of two declarations with the same name, the later one counts.
	const style = new Map(declarations);
	const isCutOff = /^(?:hidden|clip)/.test(style.get('overflow') ?? '');
	const hasNoSize = ['height', 'max-height', 'width', 'max-width'].some((property) => isZero(style.get(property)));
	const isHidden = style.get('display') === 'none' || isZero(style.get('opacity')) || (isCutOff && hasNoSize);
	const visibility = style.get('visibility');
	const fontSize = fontSizeIn(declarations);
	return {
		isHidden,
		isInvisible: visibility === undefined || visibility === 'inherit' ? outer.isInvisible : visibility !== 'visible',
		hasNoFontSize: fontSize === undefined || isRelativeSize(fontSize) ? outer.hasNoFontSize || isZero(fontSize) : isZero(fontSize),
	};
}

/**
 * Whether an image is invisible: without a width or height, or of one pixel, which counts who opens an email. The style
 * counts before the attributes.
 */
function isTooSmall({ width, height, style }: Record<string, string>): boolean {
	if (width === undefined && height === undefined && style === undefined) return false;
	const declarations = new Map(declarationsIn(style ?? ''));
	const sizes = [declarations.get('width') ?? width, declarations.get('height') ?? height];
	const limits = [declarations.get('max-width'), declarations.get('max-height')];
	const isOnePixel = (size: string | undefined) => size !== undefined && /^\s*0*[01](?:\.0*)?(?:px)?\s*$/.test(size.slice(0, 20));
	return [...sizes, ...limits].some((size) => isZero(size?.trim())) || sizes.every(isOnePixel);
}

/** Decodes character references in a text without markup. */
function decode(text: string): string {
	let decoded = '';
	const parser = new Parser({ ontext: (chunk) => void (decoded += chunk) });
	parser.end(text.replaceAll('<', '&lt;'));
	return decoded;
}

/** Reads an HTML document without what its reader does not see: hidden elements, preheaders, comments. */
export function readVisible(html: string, content: VisibleContent): void {
	const visibilities: Visibility[] = [SHOWN];
	const current = () => visibilities[visibilities.length - 1];
	let firstHalf = '';
	let isTextArea = false;
	const parser = new Parser({
		ontext: (chunk) => {
			// htmlparser2 9 leaves character references in a text area as they are.
			const text = firstHalf + (isTextArea ? decode(chunk) : chunk);
			// htmlparser2 passes on a named character above U+FFFF in two halves, for example &zscr;.
			firstHalf = text.length === 1 && text >= '\ud800' && text <= '\udbff' ? text : '';
			if (firstHalf !== '') return;
			const { isHidden, isInvisible, hasNoFontSize } = current();
			// U+FFFD by itself is a reference to no character, such as &#0;.
			if (isHidden || isInvisible || hasNoFontSize || text === '\ufffd') return;
			if (content.text(text) === true) parser.pause();
		},
		onopentag: (element, attributes) => {
			isTextArea = element === 'textarea';
			const visibility = visibilityOf(element, attributes, current());
			visibilities.push(visibility);
			if (visibility.isHidden) return;
			content.open?.(element, attributes);
			if (element !== 'img' || visibility.isInvisible || (attributes.src ?? '').trim() === '' || isTooSmall(attributes)) return;
			if (content.image(attributes) === true) parser.pause();
		},
		// htmlparser2 closes every element that it opened, also those whose end tag is missing.
		onclosetag: (element) => {
			isTextArea = false;
			if (visibilities.pop()?.isHidden === false) content.close?.(element);
		},
	});
	parser.end(html);
}

/** Tags and white space up to the first character of a text: a digit, or a letter of a common script. */
const UP_TO_TEXT = /^(?:\s|<\/?[a-z][^<>"'&]*(?:(?:"[^"<>&]*"|'[^'<>&]*')[^<>"'&]*)*>)*[a-z\d\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u05d0-\u05ea\u0391-\u03a1\u03a3-\u03c9\u0621-\u063a\u0641-\u064a\u0904-\u0939\u0e01-\u0e30\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]/i;

/** What may hide the text after it. A `font` with a size in pixels or points, as in the gallery, does not. */
const MAY_HIDE =
	/hidden|clip|display\s*:\s*none|visibility|opacity|font\s*:(?!(?:[a-z]+ |[1-9]00 )*[1-9]\d*(?:px|pt)\b)|font-size\s*:\s*[0.]|\\|\/\*|<(?:style|title|script|template|iframe|noembed|noframes|datalist)/i;

/** Where an email client finds an image. It has no page to which a relative URL such as logo.png would lead. */
const LOADABLE = /^\s*(?:https?:|cid:|data:|\/\/)/i;

/** The fast path looks no further than this. */
const MAX_FAST = 2000;

/**
 * Whether a reader of an HTML document sees anything: text or an image. Blank characters such as `&nbsp;` and `&zwnj;`,
 * hidden content, and images without a complete URL or of at most one pixel do not count.
 */
export function hasVisibleContent(html: string): boolean {
	// Nearly every signature begins with text that nothing hides. Parsing it would take longer than rendering it.
	const beginning = UP_TO_TEXT.exec(html.slice(0, MAX_FAST))?.[0];
	if (beginning !== undefined && !MAY_HIDE.test(beginning)) return true;
	let isVisible = false;
	const found = () => (isVisible = true);
	const text = (shown: string) => isVisibleText(shown) && found();
	readVisible(html, { text, image: ({ src, alt = '' }) => (LOADABLE.test(src) ? found() : text(alt)) });
	return isVisible;
}
