import { elementsIn } from '../html/elements';
import { positionOf, type Source } from '../mustache/errors';

/** Mustache tags that promise markup: `{{{x}}}` and `{{&x}}`. */
const RAW_TAG = /\{\{\{|\{\{\s*&/g;

/** Elements that email clients remove, with what to do instead. Source: https://www.caniemail.com */
const UNSUPPORTED_ELEMENTS = new Map([
	['style', 'Gmail removes <style> from signatures. Use style attributes'],
	['link', 'Email clients remove <link>. Use style attributes'],
	['iframe', 'Email clients remove <iframe>'],
	['form', 'Email clients remove <form>. Link to a page instead'],
	['video', 'Most email clients remove <video>. Link an image to it instead'],
	['base', 'Email clients remove <base>. Write complete URLs'],
]);

/** @param attributes as in the template: a value may contain Mustache tags */
function imageWarnings(attributes: Record<string, string>): string[] {
	const warnings: string[] = [];
	const src = (attributes.src ?? '').trim();
	if (/^data:/i.test(src)) warnings.push('Gmail does not show embedded images (data: URLs). Use an https URL');
	else if (src !== '' && !/^(https?:|\{\{)/i.test(src)) warnings.push('An image needs a complete URL that begins with https://');
	if (/\.svgz?(?:[?#]|$)/i.test(src)) warnings.push('Gmail and Outlook do not show SVG. Use a PNG');
	else if (/\.webp(?:[?#]|$)/i.test(src)) warnings.push('Outlook for Windows does not show WebP. Use PNG or JPEG');
	if (attributes.alt === undefined) warnings.push('<img> has no alt text. People who block images see nothing');
	if (attributes.width === undefined) warnings.push('<img> has no width attribute. Outlook for Windows shows it at full size');
	return warnings;
}

function elementWarnings(name: string, attributes: Record<string, string>): string[] {
	const unsupported = UNSUPPORTED_ELEMENTS.get(name);
	const hasBackgroundImage = /\bbackground(?:-image)?\s*:[^;"']*url\(/i.test(attributes.style ?? '');
	return [
		...(unsupported === undefined ? [] : [unsupported]),
		...(name === 'img' ? imageWarnings(attributes) : []),
		...(hasBackgroundImage ? ['Outlook for Windows does not show background images in styles'] : []),
	];
}

/** Warnings with their place about everything that email clients show differently from what the author expects. */
export function lintHtml(source: Source): string[] {
	const warningAt = (index: number, sentence: string) => {
		const { line, column } = positionOf(source, index);
		return `${sentence} (${source.label}, line ${line}, column ${column})`;
	};
	const elements = elementsIn(source.text).flatMap(({ name, attributes, index }) =>
		elementWarnings(name, attributes).map((sentence) => warningAt(index, sentence)),
	);
	const rawTags = [...source.text.matchAll(RAW_TAG)].map(({ index }) =>
		warningAt(index, 'A value is always text, never markup: {{{x}}} and {{&x}} are escaped like {{x}}'),
	);
	return [...elements, ...rawTags];
}
