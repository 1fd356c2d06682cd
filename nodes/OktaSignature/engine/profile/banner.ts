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
}

/** A start or end that cannot be used. Names the banner and the parameter as the editor shows it. */
export class BannerDateError extends Error {
	constructor(title: string, parameter: string, reason: string) {
		super(`Parameter '${parameter}' of the banner ${title} ${reason}`);
		this.name = 'BannerDateError';
	}
}

/** A banner's name in quotes, or its number. */
const titleOf = ({ name }: Banner, index: number) => (name.trim() === '' ? String(index + 1) : `'${name.trim()}'`);

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

/**
 * The first banner that is active at an instant and has an image.
 * @param instant milliseconds since 1970
 * @param zone IANA name, for dates without an offset
 * @throws BannerDateError for any banner, also one after the active one. Otherwise it would only fail once its turn comes
 */
export function bannerAt(banners: readonly Banner[], instant: number, zone: string): CurrentBanner {
	const bannerWarnings: string[] = [];
	let shown: Record<string, string> | undefined;
	for (const [index, banner] of banners.entries()) {
		const title = titleOf(banner, index);
		const start = limitOf(title, banner.startsAt, 'Starts At', zone, -Infinity);
		const end = limitOf(title, banner.endsAt, 'Ends At', zone, Infinity);
		if (end <= start) throw new BannerDateError(title, 'Ends At', "is not after 'Starts At'");
		if (shown === undefined && start <= instant && instant < end) shown = withUrls(banner, title, bannerWarnings);
	}
	return { banner: shown, bannerWarnings };
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
