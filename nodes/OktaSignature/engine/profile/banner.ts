import { instantOf } from './dates';

/** A picture for a while. */
export interface Banner {
	name: string;
	imageUrl: string;
	linkUrl: string;
	altText: string;
	/** Inclusive; '' = always has been. */
	startsAt: string;
	/** Exclusive; '' = for ever. */
	endsAt: string;
}

/** A stamp that is no date, by the banner and the parameter's name in the editor. */
export class BannerDateError extends Error {
	constructor({ name }: Banner, parameter: string) {
		super(`'${parameter}' of the banner '${name}' is not a date`);
		this.name = 'BannerDateError';
	}
}

function edge(banner: Banner, stamp: string, parameter: string, zone: string, open: number): number {
	if (stamp === '') return open;
	const instant = instantOf(stamp, zone);
	if (instant === undefined) throw new BannerDateError(banner, parameter);
	return instant;
}

/**
 * The first banner in whose window an instant lies, as `{{#banner}}` shows it.
 * @param instant milliseconds since 1970
 * @param zone IANA name, for stamps without offset
 * @throws BannerDateError also for a banner behind the one that is shown: it would fail on a day nobody looks
 */
export function bannerAt(banners: readonly Banner[], instant: number, zone: string): Record<string, string> | undefined {
	const current = banners.filter((banner) => {
		const start = edge(banner, banner.startsAt, 'Starts At', zone, -Infinity);
		const end = edge(banner, banner.endsAt, 'Ends At', zone, Infinity);
		return start <= instant && instant < end;
	});
	if (current.length === 0) return undefined;
	const { name, imageUrl, linkUrl, altText } = current[0];
	return { name, imageUrl, linkUrl, altText };
}
