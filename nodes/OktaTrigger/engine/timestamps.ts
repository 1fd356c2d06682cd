/** Characters that KnownUsers has for a timestamp. */
export const TIMESTAMP_WIDTH = 5;

const EPOCH_SECONDS = Date.UTC(2020, 0, 1) / 1000;

/**
 * Whole seconds since 2020, between 0 and what KnownUsers can store; 0 when there is no timestamp.
 * Okta's timestamps have whole seconds (reference/okta-api.md 1.5).
 */
export function toSeconds(timestamp: unknown): number {
	const seconds = typeof timestamp === 'string' ? Math.floor(Date.parse(timestamp) / 1000) - EPOCH_SECONDS : NaN;
	return Number.isNaN(seconds) ? 0 : Math.max(0, Math.min(seconds, 64 ** TIMESTAMP_WIDTH - 1));
}

/** The year has more than four digits after this, so texts would no longer sort. */
const FAR_FUTURE = Date.UTC(9999, 0);

/** ISO 8601 in UTC with milliseconds, so that timestamps compare as text; `''` when there is none. */
export function toIso(timestamp: unknown): string {
	const ms = typeof timestamp === 'string' ? Date.parse(timestamp) : NaN;
	return ms >= 0 && ms < FAR_FUTURE ? new Date(ms).toISOString() : '';
}

export const addSeconds = (timestamp: string, seconds: number): string =>
	new Date(Date.parse(timestamp) + seconds * 1000).toISOString();

export const laterOf = (a: string, b: string): string => (a > b ? a : b);

export const earlierOf = (a: string, b: string): string => (a < b ? a : b);
