import { backOff } from './retry';
import type { ResponseHeaders } from './types';

export interface RateLimit {
	/** Requests per window; 0 means a concurrency limit (reference/okta-api.md 3). */
	limit: number;
	remaining: number;
	/** Milliseconds from the response to the end of the window, by Okta's clock. */
	resetInMs: number;
}

/** Okta's windows last a minute, so a pause before a 429 waits for no more than that and a second for rounding. */
export const WINDOW_MS = 60_000;

/** Longest back-off after repeated 429s: one window. It keeps a request of five minutes at 15 tries. */
const LONGEST_BACK_OFF_MS = WINDOW_MS;

/** A reset more than a day away is a mistake or has another unit. */
const MAX_PLAUSIBLE_RESET_MS = 86_400_000;

// Secondary limits repeat a header ("600, 100"). The strictest one counts.
const numbers = (header: string | undefined) =>
	(header ?? '').split(',').flatMap((part) => (/^\s*\d{1,15}\s*$/.test(part) ? [Number(part)] : []));

/**
 * Reads `X-Rate-Limit-*`. The wait is the reset minus the response's own `Date`. Both are Okta's, so a
 * wrong clock on this machine does not change it. `now` (ms) is used only without a `Date`.
 *
 * @returns undefined when the response has no readable rate limit headers, or the reset is not plausible
 */
export function readRateLimit(headers: ResponseHeaders, now: number): RateLimit | undefined {
	const limits = numbers(headers['x-rate-limit-limit']);
	const remaining = numbers(headers['x-rate-limit-remaining']);
	const resets = numbers(headers['x-rate-limit-reset']);
	if (limits.length === 0 || remaining.length === 0 || resets.length === 0) return undefined;
	const respondedAt = Date.parse(headers.date ?? '');
	const resetInMs = Math.max(...resets) * 1000 - (Number.isNaN(respondedAt) ? now : respondedAt);
	if (resetInMs > MAX_PLAUSIBLE_RESET_MS) return undefined;
	return { limit: Math.min(...limits), remaining: Math.min(...remaining), resetInMs: Math.max(0, resetInMs) };
}

/**
 * How long (ms) to wait after a 429.
 *
 * Until the reset plus a second, because both timestamps are whole seconds. A concurrency 429 (limit 0)
 * names a distant reset that means nothing: a slot is free within seconds (okta-sdk-nodejs#409). It is
 * ignored. Each further 429 waits at least twice as long, because a reset may be wrong: one in the past
 * must not cause a request every second.
 *
 * @param attempt 0 for the first 429 of a request
 * @param random 0..1
 */
export function waitAfter429(rateLimit: RateLimit | undefined, attempt: number, random: number): number {
	const pause = backOff(attempt, random, LONGEST_BACK_OFF_MS);
	return rateLimit === undefined || rateLimit.limit === 0 ? pause : Math.max(rateLimit.resetInMs + 1000, pause);
}

/**
 * How long (ms) to delay the next request, so that the limit, which other clients share, is not used up
 * (okta-sdk-nodejs#417: retrying after a 429 is too late). No delay while more than a tenth is left.
 * Below that, the remaining requests are spread over the rest of the window. At 0, the client waits
 * for the reset.
 */
export function pauseBefore429(rateLimit: RateLimit | undefined): number {
	if (rateLimit === undefined || rateLimit.limit === 0) return 0;
	const { limit, remaining } = rateLimit;
	const resetInMs = Math.min(rateLimit.resetInMs, WINDOW_MS);
	if (remaining === 0) return resetInMs + 1000;
	return remaining > limit / 10 ? 0 : resetInMs / (remaining + 1);
}
