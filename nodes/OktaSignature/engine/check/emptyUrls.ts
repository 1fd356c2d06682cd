import { sourceOf } from '../profile/completeness';
import type { PersonSettings } from '../profile/person';
import { render, type CompiledSignature } from '../index';

/** An image or link whose address is there but empty; values hold no quotes after escaping. */
const EMPTY_ADDRESS = /<(img|a)\b(?:[^<>"']|"[^"]*"|'[^']*')*?\s(?:src|href)\s*=\s*(?:"\s*"|'\s*')/gi;

/**
 * Tries a template on people who lack one address each: a picture without an address is a broken one, a link without an
 * address leads nowhere.
 * @param profile with a value for every field
 * @returns sentences, each with the field and the cure
 */
export function emptyAddresses(compiled: CompiledSignature, profile: Record<string, unknown>, settings: PersonSettings): string[] {
	const names = new Set(compiled.html.uses.filter((use) => use.url).map((use) => use.name));
	return [...names].flatMap((name) => {
		const lacking = { ...profile };
		for (const attribute of [sourceOf(name), ...(settings.smartFields.get(name)?.attributes ?? [])]) delete lacking[attribute];
		const { html } = render(compiled, lacking, settings, '').signature;
		const elements = new Set([...html.matchAll(EMPTY_ADDRESS)].map(([, element]) => element.toLowerCase()));
		const where = compiled.template.label ?? 'template';
		return [...elements].map(
			(element) =>
				`${element === 'img' ? 'An image' : 'A link'} without an address stays for people without "${name}": put it between {{#${name}}} and {{/${name}}} (${where})`,
		);
	});
}
