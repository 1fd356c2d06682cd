import { elementsIn, type HtmlElement } from '../html/elements';
import { sourceOf } from '../profile/completeness';
import type { PersonSettings } from '../profile/person';
import { render, type CompiledSignature } from '../index';

/** Whether an image or link has its URL attribute, but no URL in it. */
function hasEmptyUrl(name: string, attributes: Record<string, string>): boolean {
	const url = name === 'img' ? attributes.src : attributes.href;
	return (name === 'img' || name === 'a') && url?.trim() === '';
}

/** Okta requires these of everyone. */
const ALWAYS_FILLED: readonly string[] = ['email', 'login'];

/** No signature has more URLs. The template is rendered once for each of them. */
const MAX_FIELDS = 50;

const emptyUrlsIn = (html: string) => elementsIn(html).filter(({ name, attributes }) => hasEmptyUrl(name, attributes));

/** Elements without a URL in one rendering that have one in another. */
function addedTo(before: readonly HtmlElement[], after: readonly HtmlElement[]): string[] {
	const names = new Set(after.map(({ name }) => name));
	const count = (elements: readonly HtmlElement[], name: string) => elements.filter((element) => element.name === name).length;
	return [...names].filter((name) => count(after, name) > count(before, name));
}

/**
 * Renders a template for people who each lack one URL. An image without a URL is shown as broken, and a link without
 * one leads nowhere.
 * @param profile with a value for every field
 * @returns warnings that name the field and say what to do
 */
export function findEmptyUrls(compiled: CompiledSignature, profile: Record<string, unknown>, settings: PersonSettings): string[] {
	const htmlOf = (person: Record<string, unknown>) => render(compiled, person, settings, '').signature.html;
	const emptyForEveryone = emptyUrlsIn(htmlOf(profile));
	const isAlwaysFilled = (name: string) => ALWAYS_FILLED.includes(sourceOf(name)) && !settings.smartFields.has(name) && !settings.smartFields.has(sourceOf(name));
	const fields = new Set(compiled.html.uses.filter((use) => use.url && !isAlwaysFilled(use.name)).map((use) => use.name));
	return [...fields].slice(0, MAX_FIELDS).flatMap((field) => {
		const withoutField = { ...profile };
		for (const name of [field, sourceOf(field)]) {
			for (const attribute of [name, ...(settings.smartFields.get(name)?.attributes ?? [])]) delete withoutField[attribute];
		}
		const { label } = compiled.html.source;
		return addedTo(emptyForEveryone, emptyUrlsIn(htmlOf(withoutField))).map(
			(name) =>
				`People without "${field}" get ${name === 'img' ? 'an image' : 'a link'} without a URL. Put ${name === 'img' ? 'the image' : 'the link'} between {{#${field}}} and {{/${field}}} (${label})`,
		);
	});
}
