import { errorBody, isMalformed } from '../errors/errorBody';
import type { OktaErrorKind } from '../errors/OktaError';
import { isHttpResponse, type RequestResult } from './types';

/** Attempts per request. With back-off they take about seven seconds; an outage that lasts longer is not transient. */
export const MAX_TRIES = 4;

/** Errors of the token endpoint that go away without anybody's help. */
const TRANSIENT_KINDS: OktaErrorKind[] = ['network', 'unavailable', 'rateLimit'];

/**
 * Whether the same GET may succeed a little later. A 500 is usually Okta's own request timeout
 * (reference/okta-api.md 1.1). 403 E0000005 "Invalid session" comes and goes within one read
 * (okta-sdk-dotnet#875).
 */
export function isTransient(result: RequestResult): boolean {
	if (!isHttpResponse(result)) {
		return result.reason === 'noToken' ? TRANSIENT_KINDS.includes(result.error.kind) : result.reason === 'network';
	}
	if (result.status === 408 || result.status >= 500 || isMalformed(result)) return true;
	return result.status === 403 && errorBody(result)?.errorCode === 'E0000005';
}

/**
 * Exponential back-off with jitter, in milliseconds: 0.5 to 1 s, 1 to 2 s, 2 to 4 s and so on, up to
 * half to all of `longestMs`.
 *
 * @param attempt 0 for the first retry
 * @param random 0..1
 */
export function backOff(attempt: number, random: number, longestMs = 8_000): number {
	const ceiling = Math.min(1000 * 2 ** attempt, longestMs);
	return ceiling / 2 + (ceiling / 2) * random;
}
