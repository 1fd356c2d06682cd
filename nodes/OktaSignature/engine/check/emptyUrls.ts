import { elementsIn } from '../html/elements';
import { sourceOf } from '../profile/completeness';
import type { PersonSettings } from '../profile/person';
import { render, type CompiledSignature } from '../index';

/** Whether an image or link has its URL attribute, but no URL in it. */
function hasEmptyUrl(name: string, attributes: Record<string, string>): boolean {
	const url = name === 'img' ? attributes.src : attributes.href;
	return (name === 'img' || name === 'a') && url?.trim() === '';
}

/**
 * Renders a template for people who each lack one URL. An image without a URL is shown as broken, and a link without
 * one leads nowhere.
 * @param profile with a value for every field
 * @returns warnings that name the field and say what to do
 */
export function findEmptyUrls(compiled: CompiledSignature, profile: Record<string, unknown>, settings: PersonSettings): string[] {
	const fields = new Set(compiled.html.uses.filter((use) => use.url).map((use) => use.name));
	return [...fields].flatMap((field) => {
		const withoutField = { ...profile };
		for (const attribute of [sourceOf(field), ...(settings.smartFields.get(field)?.attributes ?? [])]) delete withoutField[attribute];
		const { html } = render(compiled, withoutField, settings, '').signature;
		const affected = elementsIn(html).filter(({ name, attributes }) => hasEmptyUrl(name, attributes));
		const { label } = compiled.html.source;
		return [...new Set(affected.map(({ name }) => name))].map(
			(name) =>
				`People without "${field}" get ${name === 'img' ? 'an image' : 'a link'} without a URL. Put ${name === 'img' ? 'the image' : 'the link'} between {{#${field}}} and {{/${field}}} (${label})`,
		);
	});
}
