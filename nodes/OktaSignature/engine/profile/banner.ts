import { instantOf } from './dates';

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

/** A start or end that is not a date. Names the banner and the parameter as the editor shows it. */
export class BannerDateError extends Error {
	constructor({ name }: Banner, parameter: string) {
		super(`Parameter '${parameter}' of the banner '${name}' is not a date`);
		this.name = 'BannerDateError';
	}
}

/** @param fallback for a banner without this limit */
function limitOf(banner: Banner, stamp: string, parameter: string, zone: string, fallback: number): number {
	if (stamp === '') return fallback;
	const instant = instantOf(stamp, zone);
	if (instant === undefined) throw new BannerDateError(banner, parameter);
	return instant;
}

/**
 * The first banner that is active at an instant, as `{{#banner}}` shows it.
 * @param instant milliseconds since 1970
 * @param zone IANA name, for dates without an offset
 * @throws BannerDateError for any banner, also one after the active one. Otherwise it would only fail once its turn comes
 */
export function bannerAt(banners: readonly Banner[], instant: number, zone: string): Record<string, string> | undefined {
	const current = banners.filter((banner) => {
		const start = limitOf(banner, banner.startsAt, 'Starts At', zone, -Infinity);
		const end = limitOf(banner, banner.endsAt, 'Ends At', zone, Infinity);
		return start <= instant && instant < end;
	});
	if (current.length === 0) return undefined;
	const { name, imageUrl, linkUrl, altText } = current[0];
	return { name, imageUrl, linkUrl, altText };
}
