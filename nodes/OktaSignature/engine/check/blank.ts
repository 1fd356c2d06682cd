import { htmlToText } from '../html/toText';
import { hasVisibleContent } from '../html/visible';
import { render, type CompiledSignature } from '../index';
import { renderTemplate } from '../mustache/renderer';
import type { Scope } from '../mustache/scope';
import { isVisibleText } from '../mustache/values';
import type { PersonSettings } from '../profile/person';
import { sampleProfile } from './sample';

/** Which versions of a signature show nothing to anyone. */
export interface BlankVersions {
	html: boolean;
	text: boolean;
}

/** Every name in it has a value, also inside lists and objects. */
function scopeWithEverything(compiled: CompiledSignature, { smartFields, banner }: PersonSettings): Scope {
	const profile = sampleProfile(compiled.uses, smartFields);
	const value = (name: string) => (Object.hasOwn(profile, name) ? profile[name] : 'x');
	return { self: 'x', find: (name) => (name === 'banner' && banner === undefined ? undefined : value(name)) };
}

/**
 * Renders a template for people without any value, with long values, and with a value for every name. If all get a
 * blank signature, everyone does, unless the template asks for some values and for others not to be there.
 */
export function findBlankVersions(compiled: CompiledSignature, settings: PersonSettings): BlankVersions {
	const everything = scopeWithEverything(compiled, settings);
	const renderings = [
		() => render(compiled, sampleProfile(compiled.uses, settings.smartFields), settings, '').signature,
		() => render(compiled, {}, settings, '').signature,
		() => {
			const html = renderTemplate(compiled.html, everything, () => {});
			return { html, text: compiled.text === undefined ? htmlToText(html) : renderTemplate(compiled.text, everything, () => {}) };
		},
	];
	const blank = { html: true, text: true };
	for (const rendering of renderings) {
		try {
			const { html, text } = rendering();
			blank.html &&= !hasVisibleContent(html);
			blank.text &&= !isVisibleText(text);
		} catch {
			// A partial that includes itself only ends with real values.
			return { html: false, text: false };
		}
		if (!blank.html && !blank.text) break;
	}
	return blank;
}
