import { firstName } from './unknownFields';

/**
 * A sentence about banners that no template shows.
 * @param mentioned names in all templates that are in use
 * @returns '' when one of them shows banners
 */
export function unusedBanner(mentioned: ReadonlySet<string>): string {
	if (mentioned.size === 0 || [...mentioned].some((name) => firstName(name) === 'banner')) return '';
	return "No template shows the banner. Add {{#banner}}<img src=\"{{imageUrl}}\" alt=\"{{altText}}\">{{/banner}} where it should be shown";
}
