/** A date and time without a time zone, as n8n's date picker stores it. */
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/;

/** A date with its time zone or offset: ISO, or a JavaScript Date as text. */
const ZONED = /\d{4}.*\d{2}:\d{2}.*(?:Z|(?:GMT|UTC)?[+-]\d{2}:?\d{2}(?:\s*\(.*\))?|GMT|UTC)$/;

/** Longer than any date. The patterns above go back and forth in long texts. */
const MAX_LENGTH = 100;

/** How far local time is ahead of UTC at an instant, in milliseconds. Swedish dates are ISO dates. */
function offsetAt(instant: number, zone: string): number {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
	const localTime = Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
	return localTime - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant of a date and time.
 * @param stamp ISO date and time; local time without an offset
 * @param zone IANA name
 * @returns milliseconds since 1970 in UTC, or undefined when it is not a date
 */
export function instantOf(stamp: string, zone: string): number | undefined {
	const trimmed = stamp.trim();
	if (trimmed.length > MAX_LENGTH) return undefined;
	const local = LOCAL.exec(trimmed);
	if (local === null) {
		const instant = ZONED.test(trimmed) ? Date.parse(stamp) : NaN;
		return Number.isNaN(instant) ? undefined : instant;
	}
	const localTime = Date.parse(`${local[1]}T${local[2] ?? '00:00'}Z`);
	if (Number.isNaN(localTime)) return undefined;
	// Around a clock change the first offset may be the wrong one, so look it up again at the first result.
	return localTime - offsetAt(localTime - offsetAt(localTime, zone), zone);
}

/** The date in a time zone as `YYYY-MM-DD`, which is read the same way in every country. */
export function dateIn(zone: string, instant: number): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}
