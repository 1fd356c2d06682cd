import { apiError, rateLimitError } from '../errors/apiErrors';
import { pauseBefore429, readRateLimit, waitAfter429, type RateLimit } from './rateLimit';
import { backOff, isTransient, MAX_TRIES } from './retry';
import { isHttpResponse, type OktaClient, type Transport } from './types';

export interface ClientOptions {
	/**
	 * Latest time (ms) after its start at which a request is still retried. It includes back-offs, rate
	 * limit waits and the time that earlier tries took.
	 */
	maxWaitMs: number;
	now?: () => number;
	random?: () => number;
}

/** What is known about a rate limit. Times are epoch milliseconds by the local clock. */
interface KnownLimit {
	/** The earliest time of the next request. */
	notBefore: number;
	/** When the limit resets. Set only while it is used up. */
	resetsAt?: number;
}

/** Okta counts requests for these separately (reference/okta-api.md 3): the limit of one says nothing about the others. */
function rateLimitBucket(path: string): 'users' | 'user' | 'groups' | 'logs' | 'other' {
	const users = /^\/api\/v1\/users(\/[^/?]+)?/.exec(path);
	if (users === null) return /^\/api\/v1\/(groups|logs)(?![^/?])/.exec(path)?.[1] as 'groups' | 'logs' | undefined ?? 'other';
	return users[1] === undefined ? 'users' : 'user';
}

/**
 * Throttles before Okta's rate limit is reached, waits for its reset when it is, and retries transient
 * failures, within `maxWaitMs` per request. A 401 is an error here: n8n has already renewed the token.
 */
export function oktaClient(transport: Transport, options: ClientOptions): OktaClient {
	const now = options.now ?? Date.now;
	const random = options.random ?? Math.random;
	const knownLimits = new Map<string, KnownLimit>();

	const noteRateLimit = (path: string, status: number, rateLimit: RateLimit) => {
		const resetsAt = resetTime(rateLimit, now());
		// A 429's reset counts even if it is further away than one window. If it is over, it says nothing about other requests.
		const isRefused = status === 429 && resetsAt !== undefined;
		knownLimits.set(rateLimitBucket(path), {
			notBefore: isRefused ? resetsAt + 1000 : now() + pauseBefore429(rateLimit),
			resetsAt: isRefused || rateLimit.remaining === 0 ? resetsAt : undefined,
		});
	};

	return {
		org: transport.org,
		async get(path, { headers, failFastOn, maxWaitMs = options.maxWaitMs } = {}) {
			const request = { org: transport.org, authentication: transport.authentication, path };
			const startedAt = now();
			const isTooLong = (pause: number) => now() - startedAt + pause > maxWaitMs;
			let tries = 0;
			let rateLimitedCount = 0;

			const wait = async (ms: number) => {
				if (ms > 0 && !transport.cancelled()) await transport.sleep(ms);
				if (transport.cancelled()) throw apiError({ reason: 'cancelled', detail: '' }, request);
			};

			const { notBefore, resetsAt } = knownLimits.get(rateLimitBucket(path)) ?? { notBefore: 0 };
			const pause = notBefore - startedAt;
			if (resetsAt !== undefined && isTooLong(pause)) throw rateLimitError(undefined, resetsAt);
			await wait(Math.min(pause, maxWaitMs));
			for (;;) {
				const result = await transport.send(path, headers);
				const rateLimit = isHttpResponse(result) ? readRateLimit(result.headers, now()) : undefined;
				if (isHttpResponse(result) && rateLimit !== undefined) noteRateLimit(path, result.status, rateLimit);

				if (isHttpResponse(result) && result.status === 429) {
					const pause = waitAfter429(rateLimit, rateLimitedCount++, random());
					if (isTooLong(pause)) throw rateLimitError(result, resetTime(rateLimit, now()));
					await wait(pause);
					continue;
				}
				tries++;
				const isFinal = isHttpResponse(result) && result.status === failFastOn;
				if (isTransient(result) && !isFinal) {
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

/** When requests work again; undefined when the response does not say, or names a time that is over. */
const resetTime = (rateLimit: RateLimit | undefined, now: number): number | undefined =>
	rateLimit && rateLimit.limit > 0 && rateLimit.resetInMs > 0 ? now + rateLimit.resetInMs : undefined;
