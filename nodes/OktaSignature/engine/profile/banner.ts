import { completeUrl, imageFormatProblem, isPhoneUrl, isUsableUrl } from '../html/url';
import { cleanText } from '../mustache/values';
import { instantOf } from './dates';
import { Phones } from './phone';

/** A time-limited image below the signature. */
export interface Banner {
	name: string;
	imageUrl: string;
	linkUrl: string;
	altText: string;
	/** Inclusive; '' for no start. */
	startsAt: string;
	/** Exclusive; '' for no end. */
	endsAt: string;
	/** Who gets it, as the workflow stores it: everyone without conditions. */
	conditions?: unknown;
}

/** A start or end that cannot be used. Names the banner and the parameter as the editor shows it. */
export class BannerDateError extends Error {
	constructor(title: string, parameter: string, reason: string) {
		super(`Parameter '${parameter}' of the banner ${title} ${reason}`);
		this.name = 'BannerDateError';
	}
}

/** A banner's name in quotes, or its number. */
export const titleOf = ({ name }: Pick<Banner, 'name'>, index: number) => (name.trim() === '' ? String(index + 1) : `'${name.trim()}'`);

/** @param fallback for a banner without this limit */
function limitOf(title: string, stamp: string, parameter: string, zone: string, fallback: number): number {
	if (stamp === '') return fallback;
	const instant = instantOf(stamp, zone);
	if (instant === undefined) throw new BannerDateError(title, parameter, 'is not a date');
	return instant;
}

/** What `{{#banner}}` shows, and what is wrong with the banners of this moment. */
export interface CurrentBanner {
	banner: Record<string, string> | undefined;
	bannerWarnings: string[];
}

/** A banner in its window. */
export interface ActiveBanner {
	/** Its place among all banners. */
	index: number;
	/** What `{{#banner}}` shows; undefined without an image. */
	fields: Record<string, string> | undefined;
	warnings: string[];
}

/** When a banner is shown, in milliseconds since 1970. */
function windowOf(banner: Banner, title: string, zone: string): { start: number; end: number } {
	const start = limitOf(title, banner.startsAt, 'Starts At', zone, -Infinity);
	const end = limitOf(title, banner.endsAt, 'Ends At', zone, Infinity);
	if (end <= start) throw new BannerDateError(title, 'Ends At', "is not after 'Starts At'");
	return { start, end };
}

/**
 * The banners that are active at an instant, in order.
 * @param instant milliseconds since 1970
 * @param zone IANA name, for dates without an offset
 * @throws BannerDateError for any banner, also one that is not active. Otherwise it would only fail once its turn comes
 */
export function activeBanners(banners: readonly Banner[], instant: number, zone: string): ActiveBanner[] {
	const active: ActiveBanner[] = [];
	for (const [index, banner] of banners.entries()) {
		const title = titleOf(banner, index);
		const { start, end } = windowOf(banner, title, zone);
		if (instant < start || end <= instant) continue;
		const warnings: string[] = [];
		active.push({ index, fields: withUrls(banner, title, warnings), warnings });
	}
	return active;
}

/**
 * The first banner that someone gets.
 * @param isFor whether the banner at an index is for this person
 */
export function selectBanner(active: readonly ActiveBanner[], isFor: (index: number) => boolean): CurrentBanner {
	const bannerWarnings: string[] = [];
	for (const { index, fields, warnings } of active) {
		if (!isFor(index)) continue;
		bannerWarnings.push(...warnings);
		if (fields !== undefined) return { banner: fields, bannerWarnings };
	}
	return { banner: undefined, bannerWarnings };
}

/**
 * A sentence about a banner that nobody ever gets, because an earlier one is shown to everyone for all of its time; ''
 * when there is none. Banners that are over or have no image count as none.
 * @param instant milliseconds since 1970
 * @param isForEveryone whether the banner at an index has no conditions
 * @throws BannerDateError
 */
export function neverShown(banners: readonly Banner[], instant: number, zone: string, isForEveryone: (index: number) => boolean): string {
	const covering: Array<{ title: string; start: number; end: number }> = [];
	for (const [index, banner] of banners.entries()) {
		const title = titleOf(banner, index);
		const { start, end } = windowOf(banner, title, zone);
		if (end <= instant || withUrls(banner, title, []) === undefined) continue;
		const cover = covering.find((earlier) => earlier.start <= start && end <= earlier.end);
		if (cover !== undefined) return `The banner ${title} is never shown: everyone gets the banner ${cover.title} for all of that time. Move it up, or give the other one conditions or dates`;
		if (isForEveryone(index)) covering.push({ title, start, end });
	}
	return '';
}

/** What is wrong with the URLs of banners, also of those that start later. */
export function bannerUrlWarnings(banners: readonly Banner[]): string[] {
	const warnings: string[] = [];
	for (const [index, banner] of banners.entries()) withUrls(banner, titleOf(banner, index), warnings);
	return warnings;
}

/** A banner with complete URLs; undefined without an image. */
function withUrls({ name, imageUrl, linkUrl, altText }: Banner, title: string, warnings: string[]): Record<string, string> | undefined {
	const image = completeUrl(cleanText(imageUrl));
	if (image === '') {
		warnings.push(`The banner ${title} is not shown: 'Image URL' is not a web address. Enter one that begins with https://`);
		return undefined;
	}
	const format = imageFormatProblem(image);
	if (format !== undefined) warnings.push(`The image of the banner ${title} is ${format}. Use a PNG`);
	if ([imageUrl, linkUrl, altText].some((text) => text.includes('{{'))) warnings.push(`The banner ${title} contains {{. Tags only work in templates, so recipients would get them as they are`);
	const typed = cleanText(linkUrl);
	if (isPhoneUrl(typed)) {
		const phone = new Phones().parse(typed, () => undefined);
		if (phone.number === undefined) warnings.push(`The banner ${title} ${phone.href === '' ? 'has no link' : 'is linked as typed'}: 'Link URL' is not certainly one phone number. Enter one with its country code, such as tel:+493012345`);
		return { name, imageUrl: image, linkUrl: phone.href, altText };
	}
	const link = isUsableUrl(typed, 'link') ? typed : completeUrl(typed);
	if (link === '' && typed !== '') warnings.push(`The banner ${title} has no link: 'Link URL' is not a web address. Enter one that begins with https://`);
	return { name, imageUrl: image, linkUrl: link, altText };
}
