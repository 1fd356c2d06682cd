/** A date and time without a zone, as n8n's date picker stores it. */
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/;

/** Something that says its zone, so that it means one instant everywhere: ISO, or a JavaScript date as text. */
const ZONED = /\d{4}.*\d{2}:\d{2}.*(?:Z|(?:GMT|UTC)?[+-]\d{2}:?\d{2}(?:\s*\(.*\))?|GMT|UTC)$/;

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. Swedish dates are ISO dates. */
function offsetAt(instant: number, zone: string): number {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
	const wall = Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
	return wall - Math.floor(instant / 1000) * 1000;
}

/**
 * @param stamp ISO date and time; without offset it is local time
 * @param zone IANA name
 * @returns milliseconds since 1970 in UTC, or undefined when it is no date
 */
export function instantOf(stamp: string, zone: string): number | undefined {
	const local = LOCAL.exec(stamp.trim());
	if (local === null) {
		const instant = ZONED.test(stamp.trim()) ? Date.parse(stamp) : NaN;
		return Number.isNaN(instant) ? undefined : instant;
	}
	const wall = Date.parse(`${local[1]}T${local[2] ?? '00:00'}Z`);
	if (Number.isNaN(wall)) return undefined;
	// The offset an hour away may be another one, where clocks are changed: so ask again at the first answer.
	return wall - offsetAt(wall - offsetAt(wall, zone), zone);
}

/** The date in a time zone, as `YYYY-MM-DD`: the one way of writing it that no country misreads. */
export function dateIn(zone: string, instant: number): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}
