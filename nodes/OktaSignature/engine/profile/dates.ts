/** A date and time without a time zone, as n8n's date picker stores it, or with `Z` or an offset. */
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A JavaScript Date as text: "Sun Mar 01 2026 01:00:00 GMT+0100 (…)" or "Sun, 01 Mar 2026 00:00:00 GMT". */
const JAVASCRIPT_DATE = /^[a-z]{3},? (?:([a-z]{3}) (\d{2})|(\d{2}) ([a-z]{3})) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:GMT|UTC)([+-]\d{4})?(?: ?\([^()]*\))?$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Longer than any date. The patterns above go back and forth in long texts. */
const MAX_LENGTH = 100;

/** How far local time is ahead of UTC at an instant, in milliseconds. Swedish dates are ISO dates. */
function offsetAt(instant: number, zone: string): number {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
	const localTime = Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
	return localTime - Math.floor(instant / 1000) * 1000;
}

/** Date, time and offset (undefined for local time) of a text in one of the two forms. */
function partsOf(stamp: string): { date: string; time: string; offset: string | undefined } | undefined {
	const iso = ISO.exec(stamp);
	if (iso !== null) return { date: iso[1], time: iso[2] ?? '00:00', offset: iso[3] };
	const [matched, monthFirst, dayLast, dayFirst, monthLast, year, time, offset] = JAVASCRIPT_DATE.exec(stamp) ?? [];
	if (matched === undefined) return undefined;
	const month = MONTHS.indexOf((monthFirst ?? monthLast).toLowerCase()) + 1;
	return { date: `${year}-${String(month).padStart(2, '0')}-${dayLast ?? dayFirst}`, time, offset: offset ?? 'Z' };
}

/**
 * The instant of a date and time.
 * @param stamp ISO date and time, or a JavaScript Date as text; local time without an offset
 * @param zone IANA name
 * @returns milliseconds since 1970 in UTC, or undefined when it is not a date
 */
export function instantOf(stamp: string, zone: string): number | undefined {
	const trimmed = stamp.trim();
	if (trimmed.length > MAX_LENGTH) return undefined;
	const parts = partsOf(trimmed);
	if (parts === undefined) return undefined;
	const { date, time, offset } = parts;
	const localTime = Date.parse(`${date}T${time}Z`);
	// JavaScript reads February 30 as March 2.
	const midnight = Date.parse(`${date}T00:00Z`);
	if (Number.isNaN(localTime) || new Date(midnight).toISOString().slice(0, 10) !== date) return undefined;
	if (offset !== undefined) return instantWithOffset(date, time, offset);
	// Around a clock change the first offset may be the wrong one, so look it up again at the first result.
	return localTime - offsetAt(localTime - offsetAt(localTime, zone), zone);
}

function instantWithOffset(date: string, time: string, offset: string): number | undefined {
	const instant = Date.parse(`${date}T${time}${offset.replace(/^(.\d{2}):?(\d{2})$/, '$1:$2')}`);
	return Number.isNaN(instant) ? undefined : instant;
}

/** The date in a time zone as `YYYY-MM-DD`, which is read the same way in every country. */
export function dateIn(zone: string, instant: number): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}
