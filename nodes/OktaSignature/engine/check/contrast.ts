import { Parser } from 'htmlparser2';
import { declarationsIn } from '../html/style';
import { positionOf, type Source } from '../mustache/errors';
import { COLOR_FIELD, type PersonSettings } from '../profile/person';
import { linesText, withoutComments } from './sourceText';

type Rgb = readonly [red: number, green: number, blue: number];

/** A text color in a template, where its background is known. */
export interface ColoredText {
	/** As in the template, in lower case. */
	color: string;
	/** Undefined where the email client's own background shows. */
	background?: string;
	/** 24 pixels, or bold and 18.66 pixels: such text is readable with less contrast. */
	isLarge: boolean;
	/** Where the text begins, in UTF-16 units. */
	index: number;
}

/** The color of a dark email client. */
export const DARK = '#1f1f1f';

/** The least contrast of text and of large text. Source: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const MIN_CONTRAST = 4.5;
const MIN_LARGE_CONTRAST = 3;

/** No color has a contrast of 4.5 on white and on dark. Below this one, text nearly disappears. */
const MIN_DARK_CONTRAST = 3;

/** The color names of HTML 4 and the common grays. A text in another named color is not looked at. */
const NAMED: ReadonlyMap<string, string> = new Map(
	Object.entries({
		aqua: '00ffff', black: '000000', blue: '0000ff', darkgray: 'a9a9a9', darkgrey: 'a9a9a9', dimgray: '696969', dimgrey: '696969', fuchsia: 'ff00ff', gray: '808080', grey: '808080', green: '008000',
		lightgray: 'd3d3d3', lightgrey: 'd3d3d3', lime: '00ff00', maroon: '800000', navy: '000080', olive: '808000', orange: 'ffa500', purple: '800080', red: 'ff0000', silver: 'c0c0c0', teal: '008080',
		white: 'ffffff', whitesmoke: 'f5f5f5', yellow: 'ffff00',
	}),
);

const HEX = /^#([\da-f]{3}|[\da-f]{6})$/;
const RGB = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/;

/** Undefined for a color that depends on a field, is transparent, or is not written as above. */
function parseColor(color: string): Rgb | undefined {
	const rgb = RGB.exec(color);
	if (rgb !== null) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
	const hex = NAMED.get(color) ?? HEX.exec(color)?.[1];
	if (hex === undefined) return undefined;
	const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit) : [hex.slice(0, 2), hex.slice(2, 4), hex.slice(4)];
	const [red, green, blue] = digits.map((digit) => parseInt(digit, 16));
	return [red, green, blue];
}

/** Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: Rgb): number {
	const [red, green, blue] = color.map((channel) => {
		const share = Math.min(channel, 255) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The contrast of two colors, from 1 to 21.
 * @returns undefined when one of them is not a plain color
 */
export function contrast(one: string, other: string): number | undefined {
	const [first, second] = [parseColor(one), parseColor(other)];
	if (first === undefined || second === undefined) return undefined;
	const [dark, light] = [luminance(first), luminance(second)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

/** What an open element does to the text in it. */
interface Look {
	/** Undefined when the email client decides, or nobody knows. */
	color?: string;
	/** Undefined when nobody knows. */
	background?: string | 'client';
	size: number;
	isBold: boolean;
	isHidden: boolean;
}

const BOLD_ELEMENTS: ReadonlySet<string> = new Set(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

const KEEPS_BACKGROUND: ReadonlySet<string> = new Set(['transparent', 'none', 'inherit', 'initial', 'unset', '']);

/** Whether sections decide on the style or on attributes. */
const dependsOnSection = (attributes: Readonly<Record<string, string>>) =>
	/\{\{\s*[#^]/.test(attributes.style ?? '') || Object.keys(attributes).some((name) => name.startsWith('{{'));

/** Colors that are the same for everyone, by field. */
export type KnownColors = ReadonlyMap<string, string>;

const NO_COLORS: KnownColors = new Map();

/** The fields that hold a color in Branding. */
const COLOR_FIELDS: readonly string[] = [COLOR_FIELD, 'textColor'];

/** The colors of Branding, except those that a smart field may replace for a person. */
export function knownColors({ branding, smartFields }: Pick<PersonSettings, 'branding' | 'smartFields'>): KnownColors {
	const known = COLOR_FIELDS.filter((name) => !smartFields.has(name)).map((name): [string, string] => [name, branding?.get(name)?.toLowerCase() ?? '']);
	return new Map(known.filter(([, color]) => color !== ''));
}

/** An attribute's value with the known colors in place of their tags and of the sections around them. */
function withColors(value: string, colors: KnownColors): string {
	let text = value;
	for (const [name, color] of colors) {
		if (!text.includes(name)) continue;
		text = text
			.replace(new RegExp(`\\{\\{[{&]?\\s*${name}\\s*\\}?\\}\\}`, 'g'), () => color)
			.replace(new RegExp(`\\{\\{\\s*([#^])\\s*${name}\\s*\\}\\}([^{}]*)\\{\\{\\s*/\\s*${name}\\s*\\}\\}`, 'g'), (_, kind: string, content: string) => (kind === '#' ? content : ''));
	}
	return text;
}

/** @param attributes names and values as in the template */
function lookOf(element: string, attributes: Readonly<Record<string, string>>, outer: Look): Look {
	const look = { ...outer };
	// Email clients have their own color for links, and cells do not inherit one everywhere.
	if (element === 'a' || element === 'table') look.color = undefined;
	if (BOLD_ELEMENTS.has(element)) look.isBold = true;
	if (element === 'font' && attributes.color !== undefined) look.color = attributes.color.trim().toLowerCase();
	if (attributes.hidden !== undefined) look.isHidden = true;
	const setBackground = (value: string) => {
		if (!KEEPS_BACKGROUND.has(value)) look.background = parseColor(value) === undefined ? undefined : value;
	};
	if (attributes.bgcolor !== undefined) setBackground(attributes.bgcolor.trim().toLowerCase());
	if (dependsOnSection(attributes)) return { ...look, color: undefined, background: undefined };
	let hasImage = attributes.background !== undefined;
	for (const [property, value] of declarationsIn(attributes.style ?? '')) {
		if (property.startsWith('background') && value.includes('(') && !value.startsWith('rgb')) hasImage = true;
		if (property === 'color' && value !== 'inherit') look.color = value;
		else if (property === 'background-color' || property === 'background') setBackground(value);
		else if (property === 'font-size') look.size = pixels(value);
		else if (property === 'font') [look.size, look.isBold] = [pixels(value), /^(?:[a-z]+ ){0,3}(?:bold|[6-9]00) /.test(value)];
		else if (property === 'font-weight') look.isBold = /^(?:bold|bolder|[6-9]00)$/.test(value);
		else if ((property === 'display' && value === 'none') || (property === 'visibility' && value === 'hidden') || property === 'opacity' || property === 'mso-hide') look.isHidden = true;
	}
	if (hasImage) look.background = undefined;
	if (look.size <= 1) look.isHidden = true;
	return look;
}

/** The first size in pixels or points. Any other size is not large. */
function pixels(value: string): number {
	// In `font`, the height of lines follows the size after a slash.
	const [sizes] = value.split('/');
	if (/(?:^| )0(?:$| |[a-z%])/.test(sizes)) return 0;
	const [, number, unit] = /(\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})(px|pt)/.exec(sizes) ?? [];
	return number === undefined ? 13 : Number(number) * (unit === 'pt' ? 4 / 3 : 1);
}

/** Tags that print nothing: sections, comments and partials. */
const SILENT_TAG = /\{\{\s*([#^/!>])[^{}]*\}\}/g;

/** Elements without an end tag. */
const VOID_ELEMENTS: ReadonlySet<string> = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr']);

/** Whether a text closes the elements that it opens, and no others. */
export function isBalanced(html: string): boolean {
	let closed = 0;
	let isOpen = false;
	const parser = new Parser({
		onclosetag: (element, isImplied) => {
			if (!isImplied) closed++;
			else if (!VOID_ELEMENTS.has(element)) isOpen = true;
		},
	});
	parser.end(html);
	return !isOpen && closed === [...html.matchAll(/<\/[a-z]/gi)].length;
}

/** Follows which elements are open, as long as no section leaves out the start or end of one. */
class OpenElements {
	private readonly looks: Look[];

	/** The depth at which each open section began. */
	private readonly sections: number[] = [];

	private isKnown = true;

	constructor(outermost: Look) {
		this.looks = [outermost];
	}

	/** Undefined when it depends on a section. */
	get look(): Look | undefined {
		return this.isKnown ? this.looks.at(-1) : undefined;
	}

	open(element: string, attributes: Readonly<Record<string, string>>): void {
		this.looks.push(lookOf(element, attributes, this.looks[this.looks.length - 1]));
	}

	close(): void {
		this.looks.pop();
		if (this.looks.length < (this.sections.at(-1) ?? 0)) this.isKnown = false;
	}

	openSection(): void {
		this.sections.push(this.looks.length);
	}

	closeSection(): void {
		const start = this.sections.pop() ?? this.looks.length;
		if (this.looks.length !== start) this.isKnown = false;
	}
}

/**
 * The texts of a template whose color is known, with what is behind them.
 * @param isWhole whether the email client's own background is around it. It is not known around a partial
 * @param colors that are put in place of their tags
 */
export function coloredTexts(html: string, isWhole = true, colors = NO_COLORS): ColoredText[] {
	// With other delimiters, tags would look like text.
	if (html.includes('{{=')) return [];
	const texts: ColoredText[] = [];
	const elements = new OpenElements({ background: isWhole ? 'client' : undefined, size: 13, isBold: false, isHidden: false });
	const parser = new Parser({
		onopentag: (element, attributes) => elements.open(element, Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, withColors(value, colors)]))),
		onclosetag: () => elements.close(),
		ontext: (text) => {
			let end = 0;
			const see = (piece: string, offset: number) => {
				const { look } = elements;
				if (look?.color === undefined || look.background === undefined || look.isHidden || parseColor(look.color) === undefined) return;
				const start = piece.search(/\S/);
				if (start < 0) return;
				const { color, background, size, isBold } = look;
				const isLarge = size >= 24 || (isBold && size >= 18.66);
				texts.push({ color, ...(background === 'client' ? {} : { background }), isLarge, index: parser.startIndex + offset + start });
			};
			for (const { 0: tag, 1: kind, index } of text.matchAll(SILENT_TAG)) {
				see(text.slice(end, index), end);
				end = index + tag.length;
				if (kind === '#' || kind === '^') elements.openSection();
				else if (kind === '/') elements.closeSection();
			}
			see(text.slice(end), end);
		},
	});
	parser.end(withoutComments(html));
	return texts;
}

/** Cut off, not rounded, so that a figure below the limit is shown as one. */
const figure = (value: number) => (Math.floor(value * 10) / 10).toFixed(1);

/** Text colors that are hard to read on white, on the template's own background, or on dark: at most one warning each for light and dark. */
export function contrastWarnings(source: Source, isWhole = true, colors = NO_COLORS): string[] {
	const faint = new Map<string, Set<number>>();
	const dark = new Map<string, Set<number>>();
	const add = (group: Map<string, Set<number>>, text: string, index: number) => {
		const lines = group.get(text) ?? new Set<number>();
		group.set(text, lines.add(positionOf(source, index).line));
	};
	for (const { color, background, isLarge, index } of coloredTexts(source.text, isWhole, colors)) {
		const light = contrast(color, background ?? 'white') ?? MIN_CONTRAST;
		const onDark = contrast(color, DARK) ?? MIN_CONTRAST;
		if (light < (isLarge ? MIN_LARGE_CONTRAST : MIN_CONTRAST)) {
			const alsoDark = background === undefined ? `, ${figure(onDark)} on dark` : '';
			add(faint, `${color} on ${background ?? 'white'} (${figure(light)}${alsoDark})`, index);
		} else if (background === undefined && onDark < MIN_DARK_CONTRAST) {
			add(dark, `${color} (${figure(onDark)})`, index);
		}
	}
	const listOf = (group: Map<string, Set<number>>) => [...group].map(([text, lines]) => `${text} in ${linesText(lines)}`).join('; ');
	return [
		...(faint.size === 0 ? [] : [`Text is hard to read below a contrast of ${MIN_CONTRAST}, or ${MIN_LARGE_CONTRAST} if it is large: ${listOf(faint)} (${source.label})`]),
		...(dark.size === 0 ? [] : [`Text is hard to read where an email client shows ${DARK} behind it but keeps its color: contrast below ${MIN_DARK_CONTRAST} for ${listOf(dark)} (${source.label})`]),
	];
}
