import { apiError, rateLimitError } from '../errors/apiErrors';
import { pauseBefore429, readRateLimit, waitAfter429, type RateLimit } from './rateLimit';
import { backOff, isTransient, MAX_TRIES } from './retry';
import { isHttpResponse, type OktaClient, type ResponseHeaders, type Transport } from './types';

export interface ClientOptions {
	/**
	 * Latest time (ms) after its start at which a request is still retried. It includes back-offs, rate
	 * limit waits and the time that earlier tries took.
	 */
	maxWaitMs: number;
	now?: () => number;
	random?: () => number;
}

/** Okta counts requests for the user list, for single users and for everything else separately (reference/okta-api.md 3). */
function rateLimitBucket(path: string): 'users' | 'user' | 'other' {
	const users = /^\/api\/v1\/users(\/[^/?]+)?/.exec(path);
	if (users === null) return 'other';
	return users[1] === undefined ? 'users' : 'user';
}

/**
 * Throttles before Okta's rate limit is reached, waits for its reset when it is, and retries transient
 * failures, within `maxWaitMs` per request. A 401 is an error here: n8n has already renewed the token.
 */
export function oktaClient(transport: Transport, options: ClientOptions): OktaClient {
	const now = options.now ?? Date.now;
	const random = options.random ?? Math.random;
	/** Per bucket, the earliest time of the next request. */
	const notBefore = new Map<string, number>();

	const noteRateLimit = (path: string, rateLimit: RateLimit | undefined) => {
		notBefore.set(rateLimitBucket(path), now() + pauseBefore429(rateLimit));
	};

	return {
		org: transport.org,
		async get(path, { headers } = {}) {
			const request = { org: transport.org, authentication: transport.authentication, path };
			const startedAt = now();
			const isTooLong = (pause: number) => now() - startedAt + pause > options.maxWaitMs;
			let tries = 0;
			let rateLimitedCount = 0;

			const wait = async (ms: number) => {
				if (ms <= 0) return;
				await transport.sleep(ms);
				if (transport.cancelled()) throw apiError({ reason: 'cancelled', detail: '' }, request);
			};

			await wait(Math.min((notBefore.get(rateLimitBucket(path)) ?? 0) - now(), options.maxWaitMs));
			for (;;) {
				const result = await transport.send(path, headers);
				const received: ResponseHeaders = isHttpResponse(result) ? result.headers : {};
				if (isHttpResponse(result)) noteRateLimit(path, readRateLimit(received, now()));

				if (isHttpResponse(result) && result.status === 429) {
					const pause = waitAfter429(received, rateLimitedCount++, now(), random());
					if (isTooLong(pause)) throw rateLimitError(result, resetTime(received, now()));
					await wait(pause);
					continue;
				}
				tries++;
				if (isTransient(result)) {
					const pause = backOff(tries - 1, random());
					if (tries >= MAX_TRIES || isTooLong(pause)) throw apiError(result, request, tries);
					await wait(pause);
					continue;
				}
				if (!isHttpResponse(result) || result.status < 200 || result.status > 299) {
					throw apiError(result, request, tries);
				}
				return result;
			}
		},
	};
}

const resetTime = (headers: ResponseHeaders, now: number): number | undefined => {
	const rateLimit = readRateLimit(headers, now);
	return rateLimit && rateLimit.limit > 0 ? now + rateLimit.resetInMs : undefined;
};
