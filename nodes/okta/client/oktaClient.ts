import { isHttpResponse, isTransient, type HttpResponse, type RequestResult } from './httpResponse';
import type { Authentication } from '../auth/credentialTypes';
import { OktaError } from '../errors/OktaError';
import { apiError, rateLimitError } from '../errors/apiErrors';
import {
	backOff,
	pauseBefore429,
	readRateLimit,
	waitAfter429,
	type ResponseHeaders,
	type RateLimit,
} from './rateLimit';

/** The world as the client sees it; n8n's in a node, a scripted one in a test. */
export interface Transport {
	/** The org, such as `https://acme.okta.com`. */
	readonly org: string;
	/** Who signs in, for the sentences of errors. */
	readonly authentication: Authentication;
	/** GETs a path below the org; whatever network and server do is an outcome, not a throw. */
	send(path: string, headers?: Record<string, string>): Promise<RequestResult>;
	/** Waits `ms` milliseconds, less when the execution is stopped. */
	sleep(ms: number): Promise<void>;
	cancelled(): boolean;
}

export interface ClientOptions {
	/**
	 * Most milliseconds after which a request is still tried again: back-offs and rate limits sat out,
	 * and tries that took their time.
	 */
	maxWaitMs: number;
	now?: () => number;
	random?: () => number;
}

export interface GetOptions {
	headers?: Record<string, string>;
}

export interface OktaClient {
	readonly org: string;
	/** A usable answer to a GET below the org. @throws OktaError */
	get(path: string, options?: GetOptions): Promise<HttpResponse>;
}

/** Waiting time for a run that nobody watches: a rate limit window several times over. */
export const PATIENT_MS = 5 * 60_000;

/** Waiting time while somebody looks at an opening list in the editor. */
export const IMPATIENT_MS = 8_000;

/** First try and three more: with back-off some seven seconds, beyond which Okta is really down. */
const MAX_TRIES = 4;

/** Okta counts the list, single users and everything else apart (reference/okta-api.md 3). */
const bucketOf = (path: string) => /^\/api\/v1\/users(\/[^/?]+)?/.exec(path)?.[0].split('/').length;

/**
 * A client that is polite and stubborn: it slows down before a rate limit is hit, waits out one that
 * is, and repeats what fails in passing, all within `maxWaitMs` a request. 401 is left to n8n, which
 * renews the token before the outcome gets here.
 */
export function oktaClient(transport: Transport, options: ClientOptions): OktaClient {
	const now = options.now ?? Date.now;
	const random = options.random ?? Math.random;
	const notBefore = new Map<number | undefined, number>();

	const remember = (path: string, rateLimit: RateLimit | undefined) => {
		notBefore.set(bucketOf(path), now() + pauseBefore429(rateLimit));
	};

	return {
		org: transport.org,
		async get(path, { headers } = {}) {
			const request = { org: transport.org, authentication: transport.authentication, path };
			const startedAt = now();
			const tooLong = (pause: number) => now() - startedAt + pause > options.maxWaitMs;
			let tries = 0;
			let throttled = 0;

			const wait = async (ms: number) => {
				if (ms <= 0) return;
				await transport.sleep(ms);
				if (transport.cancelled()) throw apiError({ reason: 'cancelled', detail: '' }, request);
			};

			await wait(
				Math.min((notBefore.get(bucketOf(path)) ?? 0) - now(), options.maxWaitMs),
			);
			for (;;) {
				const outcome = await transport.send(path, headers);
				const received: ResponseHeaders = isHttpResponse(outcome) ? outcome.headers : {};
				if (isHttpResponse(outcome)) remember(path, readRateLimit(received, now()));

				if (isHttpResponse(outcome) && outcome.status === 429) {
					const pause = waitAfter429(received, throttled++, now(), random());
					if (tooLong(pause)) {
						throw rateLimitError(outcome, resetTime(received, now()));
					}
					await wait(pause);
					continue;
				}
				tries++;
				if (isTransient(outcome)) {
					const pause = backOff(tries - 1, random());
					if (tries >= MAX_TRIES || tooLong(pause)) {
						throw apiError(outcome, request, tries);
					}
					await wait(pause);
					continue;
				}
				if (!isHttpResponse(outcome) || outcome.status < 200 || outcome.status > 299) {
					throw apiError(outcome, request, tries);
				}
				return outcome;
			}
		},
	};
}

const resetTime = (headers: ResponseHeaders, now: number): number | undefined => {
	const rateLimit = readRateLimit(headers, now);
	return rateLimit && rateLimit.limit > 0 ? now + rateLimit.resetInMs : undefined;
};

/**
 * Checks an answer's body against what we rely on, and gives the body itself: as Okta sent it, in
 * its order, with whatever else it holds.
 * @throws OktaError of kind `notOkta` that names the first place that does not fit
 */
export function parseBody<T>(
	schema: {
		safeParse(
			body: unknown,
		):
			| { success: true; data: T }
			| { success: false; error: { issues: Array<{ path: Array<string | number>; message: string }> } };
	},
	answer: HttpResponse,
	path: string,
): T {
	const parsed = schema.safeParse(answer.body);
	if (parsed.success) return answer.body as T;
	const [issue] = parsed.error.issues;
	throw new OktaError('notOkta', "Okta's answer does not have the expected shape", {
		description: `${path.split('?')[0]}: at '${issue.path.join('.') || 'the top'}': ${issue.message}. Check 'Okta Domain' in the credential; if it is right, report this with the request id ${answer.headers['x-okta-request-id'] ?? '(none)'}.`,
		status: answer.status,
	});
}
