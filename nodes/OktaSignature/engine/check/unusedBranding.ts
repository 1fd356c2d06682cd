import type { PersonSettings } from '../profile/person';

/** The labels of Branding's fields in the editor, by name. */
export type BrandingLabels = Readonly<Record<string, string>>;

/**
 * A sentence about the branding fields that no template shows, such as a logo in a template without room for one.
 * @param mentioned names in all templates that are in use
 * @param labels of the fields in the editor, by name
 * @returns '' when each field is shown by at least one
 */
export function unusedBranding(branding: PersonSettings['branding'], mentioned: ReadonlySet<string>, labels: BrandingLabels = {}): string {
	// The direction may be read from its name, or from the section for right-to-left scripts.
	const isShown = (name: string) => mentioned.has(name) || (name === 'direction' && mentioned.has('rtl'));
	const unused = [...(branding?.keys() ?? [])].filter((name) => !isShown(name));
	if (unused.length === 0 || mentioned.size === 0) return '';
	return `No template shows these fields of 'Branding': ${unused.map((name) => labels[name] ?? name).join(', ')}`;
}
