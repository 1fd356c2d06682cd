/** Response headers, names in lower case; n8n joins repeated ones by ", ". */
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

export interface RateLimit {
	/** Requests in the window; 0 marks a concurrency limit (reference/okta-api.md 3). */
	limit: number;
	remaining: number;
	/** Milliseconds from the answer until the window ends, by Okta's own clock. */
	resetInMs: number;
}

/** Okta's windows are a minute; a reset further away than this is not worth sitting out. */
export const WINDOW_MS = 60_000;

/** No window of Okta's lasts longer: a reset beyond that is a slip, or in another unit. */
const LONGEST_WINDOW_MS = 86_400_000;

// Secondary limits repeat a header ("600, 100"): the tightest one decides.
const numbers = (header: string | undefined) =>
	(header ?? '').split(',').flatMap((part) => (/^\s*\d{1,15}\s*$/.test(part) ? [Number(part)] : []));

/**
 * Reads `X-Rate-Limit-*`. The wait is Reset minus the answer's own `Date`, both Okta's, so that a
 * wrong clock on this machine cannot stretch or cut it; `now` (ms) is only used without a `Date`.
 *
 * @returns undefined when the answer carries no (readable) rate headers
 */
export function readRateLimit(headers: ResponseHeaders, now: number): RateLimit | undefined {
	const limits = numbers(headers['x-rate-limit-limit']);
	const remaining = numbers(headers['x-rate-limit-remaining']);
	const resets = numbers(headers['x-rate-limit-reset']);
	if (limits.length === 0 || remaining.length === 0 || resets.length === 0) return undefined;
	const answeredAt = Date.parse(headers.date ?? '');
	const resetInMs = Math.max(...resets) * 1000 - (Number.isNaN(answeredAt) ? now : answeredAt);
	if (resetInMs > LONGEST_WINDOW_MS) return undefined;
	return { limit: Math.min(...limits), remaining: Math.min(...remaining), resetInMs: Math.max(0, resetInMs) };
}

/**
 * How long (ms) to wait after a 429.
 *
 * Until the reset plus a second (both stamps are whole seconds). A concurrency 429 (limit 0) names a
 * far reset that means nothing: a slot is free within seconds (okta-sdk-nodejs#409), so a short
 * jittered back-off instead; likewise when the answer names no reset.
 *
 * @param attempt 0 for the first 429 of a request
 * @param random 0..1
 */
export function waitAfter429(headers: ResponseHeaders, attempt: number, now: number, random: number): number {
	const rateLimit = readRateLimit(headers, now);
	if (rateLimit !== undefined && rateLimit.limit > 0) return rateLimit.resetInMs + 1000;
	return backOff(attempt, random);
}

/** Exponential back-off with jitter: 0.5 to 1 s, 1 to 2 s, 2 to 4 s, then 4 to 8 s. */
export function backOff(attempt: number, random: number): number {
	const ceiling = 1000 * 2 ** Math.min(attempt, 3);
	return ceiling / 2 + (ceiling / 2) * random;
}

/**
 * How long (ms) to hold the next request back, so that the bucket, which others share, never runs
 * dry: nothing while more than a tenth is left, then what is left is spread over the rest of the
 * window, and at 0 the window is sat out (okta-sdk-nodejs#417: retrying after a 429 is too late).
 */
export function pauseBefore429(rateLimit: RateLimit | undefined): number {
	if (rateLimit === undefined || rateLimit.limit === 0) return 0;
	const { limit, remaining } = rateLimit;
	const resetInMs = Math.min(rateLimit.resetInMs, WINDOW_MS);
	if (remaining === 0) return resetInMs + 1000;
	return remaining > limit / 10 ? 0 : resetInMs / (remaining + 1);
}
