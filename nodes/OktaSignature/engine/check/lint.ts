import { positionOf, type Source } from '../mustache/errors';

/** A start tag (a quoted `>` does not end it) with its attributes. */
const TAG = /<([a-z][a-z0-9]*)\b((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;

const RAW_TAG = /\{\{\{|\{\{\s*&/g;

/** Elements that mail programs drop, by what to do instead. Source: https://www.caniemail.com */
const DROPPED_ELEMENTS = new Map([
	['style', 'Gmail drops <style> in a signature: use style attributes'],
	['link', 'mail programs drop <link>: use style attributes'],
	['iframe', 'mail programs drop <iframe>'],
	['form', 'mail programs drop <form>: link to a page'],
	['video', 'most mail programs drop <video>: link a picture to it'],
	['base', 'mail programs drop <base>: write whole addresses'],
]);

function attributeIn(attributes: string, name: string): string | undefined {
	const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
	return found === null ? undefined : (found[1] ?? found[2] ?? found[3]);
}

function imageWarnings(attributes: string): string[] {
	const warnings: string[] = [];
	const src = (attributeIn(attributes, 'src') ?? '').trim();
	if (/^data:/i.test(src)) warnings.push('Gmail does not show images inside the mail (data:): use an https address');
	else if (src !== '' && !/^(https?:|\{\{)/i.test(src)) warnings.push('an image needs a whole address that begins with https://');
	if (/\.svgz?(?:[?#]|$)/i.test(src)) warnings.push('Gmail and Outlook do not show SVG: use a PNG');
	else if (/\.webp(?:[?#]|$)/i.test(src)) warnings.push('Outlook for Windows does not show WebP: use PNG or JPEG');
	if (attributeIn(attributes, 'alt') === undefined) warnings.push('<img> has no alt: people who block pictures see nothing');
	if (attributeIn(attributes, 'width') === undefined) warnings.push('<img> has no width attribute: Outlook for Windows shows it in full size');
	return warnings;
}

/** What mail programs will not show as the author means it, as sentences with their place. Nothing here is an error. */
export function lintHtml(source: Source): string[] {
	const warnings: string[] = [];
	const add = (index: number, sentence: string) => {
		const { line, column } = positionOf(source, index);
		warnings.push(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} (${source.label}, line ${line}, column ${column})`);
	};
	for (const { index, 1: element, 2: attributes } of source.text.matchAll(TAG)) {
		const dropped = DROPPED_ELEMENTS.get(element.toLowerCase());
		if (dropped !== undefined) add(index, dropped);
		if (element.toLowerCase() === 'img') for (const warning of imageWarnings(attributes)) add(index, warning);
		if (/\bbackground(?:-image)?\s*:[^;"']*url\(/i.test(attributes)) add(index, 'Outlook for Windows does not show background images of a style');
	}
	for (const { index } of source.text.matchAll(RAW_TAG)) {
		add(index, 'a value is always text, never markup: {{{x}}} and {{&x}} are escaped like {{x}}');
	}
	return warnings;
}
