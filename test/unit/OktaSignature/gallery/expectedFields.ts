import { isAddress } from './sampleProfiles';

/** Whether a field is filled. */
export type Filled = (name: string) => boolean;

const NETWORKS = ['linkedInUrl', 'xUrl', 'instagramUrl', 'youTubeUrl', 'facebookUrl', 'gitHubUrl'];

/** Fields without visible text: colors, images, direction and language. */
const WORDLESS = ['accentColor', 'textColor', 'logoUrl', 'logoLink', 'photoUrl', 'iconsUrl', 'direction', 'language', 'languageSecond'];

/** Fields that are only shown together with others. */
const COMPANIONS: Readonly<Record<string, string>> = {
	websiteText: 'website', bookingText: 'bookingUrl', logoLink: 'logoUrl', phoneLabel: 'primaryPhone', mobileLabel: 'mobilePhone', emailLabel: 'email', websiteLabel: 'website',
};

/** Whether a filled field has its place for this person. */
function hasPlace(name: string, filled: Filled): boolean {
	if (name === 'organization') return !filled('company');
	return COMPANIONS[name] === undefined || filled(COMPANIONS[name]);
}

/** Whether a field is visible text in the HTML version. */
export function isReadInHtml(name: string, filled: Filled): boolean {
	if (name === 'website') return !filled('websiteText');
	return !isAddress(name) && !WORDLESS.includes(name) && hasPlace(name, filled);
}

/** Whether a field is visible in the text version. `all`: fields of the template. */
export function isReadInText(name: string, filled: Filled, all: readonly string[]): boolean {
	// The compact template's text has no room for labels.
	if (!all.includes('bookingUrl') && name.endsWith('Label')) return false;
	return name !== 'websiteText' && !WORDLESS.includes(name) && hasPlace(name, filled);
}

/** Whether a field is the URL of a link or image in the HTML version. */
export function isLinked(name: string, filled: Filled): boolean {
	if (name === 'iconsUrl') return NETWORKS.some(filled);
	if (name === 'logoLink') return filled('logoUrl');
	return isAddress(name);
}

/** Fields that the templates need from nobody: they change only the look. */
const WITH_DEFAULT = ['accentColor', 'textColor', 'direction', 'language', 'languageSecond'];

/** Whether an empty field counts as missing. */
export function isGap(name: string, filled: Filled): boolean {
	if (name === 'iconsUrl') return NETWORKS.some(filled);
	return !WITH_DEFAULT.includes(name) && hasPlace(name, filled);
}
