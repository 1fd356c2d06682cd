import type { CompiledSignature } from '../index';
import type { PersonSettings } from '../profile/person';

/**
 * A sentence about the branding fields that no template shows, such as a logo in a template without room for one.
 * @param templates all that are in use
 * @returns '' when each field is shown by at least one
 */
export function unusedBranding({ branding }: Pick<PersonSettings, 'branding'>, templates: Iterable<CompiledSignature>): string {
	const shown = new Set<string>();
	for (const { mentions } of templates) for (const { name } of mentions) shown.add(name === 'rtl' ? 'direction' : name);
	const unused = [...(branding?.keys() ?? [])].filter((name) => !shown.has(name));
	if (unused.length === 0 || shown.size === 0) return '';
	return `No template shows these fields of 'Branding': ${unused.join(', ')}`;
}
