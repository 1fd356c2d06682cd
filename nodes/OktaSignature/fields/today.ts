/** A date and time without a zone, as n8n's date picker stores it. */
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

/**
 * The date in a time zone, as `YYYY-MM-DD`: the one way of writing it that no country misreads.
 * @param now ISO date and time; without offset it is local time already; '' = the present
 * @param zone IANA name
 * @returns undefined when `now` is no date
 */
export function dateIn(zone: string, now: string): string | undefined {
	const local = LOCAL.exec(now.trim());
	const instant = now.trim() === '' ? new Date() : new Date(now);
	if (Number.isNaN(instant.getTime())) return undefined;
	if (local !== null) return local[1];
	// Swedish dates are ISO dates.
	return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(instant);
}
