import { isAddress } from './sampleProfiles';

/** Whether a field is filled. */
export type Filled = (name: string) => boolean;

const NETWORKS = ['linkedInUrl', 'xUrl', 'instagramUrl', 'youTubeUrl'];

/** Fields without visible text: colors and images. */
const WORDLESS = ['accentColor', 'logoUrl', 'photoUrl', 'iconsUrl'];

/** Whether a field is visible text in the HTML version. */
export function isReadInHtml(name: string, filled: Filled): boolean {
	if (name === 'organization') return !filled('company');
	if (name === 'website') return !filled('websiteText');
	if (name === 'websiteText') return filled('website');
	return !isAddress(name) && !WORDLESS.includes(name);
}

/** Whether a field is visible in the text version. */
export function isReadInText(name: string, filled: Filled): boolean {
	if (name === 'organization') return !filled('company');
	return name !== 'websiteText' && !WORDLESS.includes(name);
}

/** Whether a field is the URL of a link or image in the HTML version. */
export function isLinked(name: string, filled: Filled): boolean {
	if (name === 'iconsUrl') return NETWORKS.some(filled);
	return isAddress(name);
}

/** Whether an empty field counts as missing. */
export function isGap(name: string, filled: Filled): boolean {
	if (name === 'accentColor') return false;
	if (name === 'organization') return !filled('company');
	if (name === 'websiteText') return filled('website');
	if (name === 'iconsUrl') return NETWORKS.some(filled);
	return true;
}
