import { isAddress } from './sampleProfiles';

/** Whether a field is filled. */
export type Filled = (name: string) => boolean;

const NETWORKS = ['linkedInUrl', 'xUrl', 'instagramUrl', 'youTubeUrl'];

/** Fields that are no words: colours and pictures. */
const WORDLESS = ['accentColor', 'logoUrl', 'photoUrl', 'iconsUrl'];

/** Whether a field is to be read in the HTML version. */
export function isReadInHtml(name: string, filled: Filled): boolean {
	if (name === 'organization') return !filled('company');
	if (name === 'website') return !filled('websiteText');
	if (name === 'websiteText') return filled('website');
	return !isAddress(name) && !WORDLESS.includes(name);
}

/** Whether a field is to be read in the text version. */
export function isReadInText(name: string, filled: Filled): boolean {
	if (name === 'organization') return !filled('company');
	return name !== 'websiteText' && !WORDLESS.includes(name);
}

/** Whether a field is an address of the HTML version, in a link or image. */
export function isLinked(name: string, filled: Filled): boolean {
	if (name === 'iconsUrl') return NETWORKS.some(filled);
	return isAddress(name);
}

/** Whether an empty field is a gap. */
export function isGap(name: string, filled: Filled): boolean {
	if (name === 'accentColor') return false;
	if (name === 'organization') return !filled('company');
	if (name === 'websiteText') return filled('website');
	if (name === 'iconsUrl') return NETWORKS.some(filled);
	return true;
}
