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

/** A value that is one tag, perhaps behind a scheme. */
const SINGLE_TAG = /^(mailto:|tel:)?\{\{\{?&?\s*([^{}\s]+)\s*\}?\}\}$/i;

/** Fields with an email address or a phone number, by the field that holds it as a URL. */
const HREFS = new Map([['email', 'emailHref'], ['primaryPhone', 'phoneHref'], ['mobilePhone', 'mobileHref']]);

/** Names of fields that hold an email address or a phone number. */
const MAIL_FIELD = /(?:email|mail|mailaddress)$/i;

const PHONE_FIELD = /(?:phone|mobile|fax)(?:number)?$/i;

const COMPLETE_URL = /^(?:[a-z][a-z\d+.-]*:|\{\{)/i;

/** @param href as in the template */
function linkWarnings(href: string): string[] {
	if (href === '' || href === '#') return ['A link has no URL, so it leads nowhere. Write one in href or remove the link'];
	const [, scheme = '', name = ''] = SINGLE_TAG.exec(href) ?? [];
	if ([...HREFS.values()].includes(name)) {
		return scheme === '' ? [] : [`"${name}" already begins with ${scheme}. Write href="{{${name}}}"`];
	}
	const kind = MAIL_FIELD.test(name) ? 'mailto:' : PHONE_FIELD.test(name) ? 'tel:' : '';
	if (scheme === '' && kind !== '') {
		const advice = HREFS.has(name) ? `href="{{${HREFS.get(name)}}}"` : `href="${kind}{{${name}}}"`;
		return [`"${name}" is not a URL. Write ${advice}`];
	}
	// A conditional section begins with a tag, too.
	return COMPLETE_URL.test(href) ? [] : ['A link needs a complete URL that begins with https://, mailto: or tel:'];
}

/** @param attributes as in the template: a value may contain Mustache tags */
function imageWarnings(attributes: Record<string, string>): string[] {
	const warnings: string[] = [];
	const src = (attributes.src ?? '').trim();
	if (attributes.src !== undefined && src === '') warnings.push('An image has no URL, so it is shown as broken. Write one in src or remove the image');
	else if (/^data:/i.test(src)) warnings.push('Gmail does not show embedded images (data: URLs). Use an https URL');
	else if (src !== '' && !/^(https?:|\{\{)/i.test(src)) warnings.push('An image needs a complete URL that begins with https://');
	if (/\.svgz?(?:[?#]|$)/i.test(src)) warnings.push('Gmail and Outlook do not show SVG. Use a PNG');
	else if (/\.webp(?:[?#]|$)/i.test(src)) warnings.push('Outlook for Windows does not show WebP. Use PNG or JPEG');
	if (attributes.alt === undefined) warnings.push('<img> has no alt text. People who block images see nothing');
	if (attributes.width === undefined) warnings.push('<img> has no width attribute. Outlook for Windows shows it at full size');
	return warnings;
}

function elementWarnings(name: string, attributes: Record<string, string>): string[] {
	const unsupported = UNSUPPORTED_ELEMENTS.get(name);
	const hasBackgroundImage = (attributes.style ?? '').split(';').some((declaration) => /^\s*background(?:-image)?\s*:.*url\(/is.test(declaration));
	return [
		...(unsupported === undefined ? [] : [unsupported]),
		...(name === 'img' ? imageWarnings(attributes) : []),
		...(name === 'a' && attributes.href !== undefined ? linkWarnings(attributes.href.trim()) : []),
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
