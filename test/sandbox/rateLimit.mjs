/**
 * Okta's rate limits: one bucket per endpoint group. A window starts with its first request, not on the minute. Every
 * response reports X-Rate-Limit-Limit, -Remaining and -Reset (epoch seconds).
 */

/** @typedef {'users' | 'user' | 'groups' | 'logs' | 'other' | 'oauth'} Bucket users = the list, user = one user and its subresources */

/** The System Log's bucket is small in every org: 20 to 120 a minute (okta-api.md 3). */
const defaultLimits = /** @type {Partial<Record<Bucket, number>>} */ ({ logs: 120 });

/** @param {string} path @returns {Bucket} */
export function bucketOf(path) {
	if (!path.startsWith('/api/v1/')) return 'oauth';
	if (/^\/api\/v1\/users(\/\.?)?$/.test(path)) return 'users';
	if (path === '/api/v1/logs') return 'logs';
	if (/^\/api\/v1\/groups(\/|$)/.test(path)) return 'groups';
	return path.startsWith('/api/v1/users/') ? 'user' : 'other';
}

export class RateLimits {
	/** @type {Map<Bucket, { used: number, resetAt: number }>} */
	#windows = new Map();

	/**
	 * @param {object} options
	 * @param {Partial<Record<Bucket, number>>} options.limits requests per window; default 100,000, for logs 120
	 * @param {number} options.windowSeconds
	 * @param {() => number} options.now
	 */
	constructor({ limits, windowSeconds, now }) {
		this.limits = limits;
		this.windowSeconds = windowSeconds;
		this.now = now;
	}

	/**
	 * Counts a request.
	 * @param {Bucket} bucket
	 * @returns {{ allowed: boolean, headers: Record<string, string> }}
	 */
	take(bucket) {
		const limit = this.limits[bucket] ?? defaultLimits[bucket] ?? 100_000;
		let window = this.#windows.get(bucket);
		if (!window || window.resetAt <= this.now()) {
			window = { used: 0, resetAt: this.now() + this.windowSeconds * 1000 };
			this.#windows.set(bucket, window);
		}
		window.used++;
		return { allowed: window.used <= limit, headers: rateHeaders(limit, Math.max(0, limit - window.used), window.resetAt) };
	}

	reset() {
		this.#windows.clear();
	}
}

/** @param {number} limit @param {number} remaining @param {number} resetAt milliseconds @returns {Record<string, string>} */
export function rateHeaders(limit, remaining, resetAt) {
	return { 'x-rate-limit-limit': String(limit), 'x-rate-limit-remaining': String(remaining), 'x-rate-limit-reset': String(Math.ceil(resetAt / 1000)) };
}
