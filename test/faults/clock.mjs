import { createRequire } from 'node:module';
import { ClientRequest } from 'node:http';

/**
 * A clock for a whole process that skips waiting times. `Date`, n8n-workflow's `sleep` and every timer of five seconds or more
 * use this clock. It runs like the real one and jumps ahead whenever something waits. `waitedMs` is the sum of all jumps.
 *
 * Client and sandbox must run in this process, because their clocks must jump together. Only one request may be active: the
 * clock jumps as soon as it waits. Short timers (a socket's, 20 ms) stay real.
 */

/** Timers of at least this length are timeouts and back-offs, which this clock handles. */
const LEAST_MS = 5_000;

/** Real time for a closed socket to close on the other side too. */
const SETTLE_MS = 100;

const RealDate = Date;
const real = { setTimeout, clearTimeout, requestTimeout: ClientRequest.prototype.setTimeout, abortAfter: AbortSignal.timeout };

const moment = (/** @type {number} */ ms) => new Promise((resolve) => real.setTimeout(resolve, ms));

export class Clock {
	/** The sum of all jumps in milliseconds. */
	waitedMs = 0;
	/** How many waits had no limit and would never end. */
	stuck = 0;
	/** @type {Map<object, { due: number, fire: () => void, patience?: AbortSignal }>} */
	#timers = new Map();

	now = () => RealDate.now() + this.waitedMs;

	/** Permanently replaces the clock of the process. */
	install() {
		const clock = this;
		globalThis.Date = /** @type {any} */ (
			new Proxy(RealDate, {
				construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [clock.now()], newTarget),
				get: (target, name, receiver) => (name === 'now' ? clock.now : Reflect.get(target, name, receiver)),
			})
		);
		globalThis.setTimeout = /** @type {any} */ (
			Object.assign(
				(/** @type {(...args: any[]) => void} */ callback, ms = 0, /** @type {any[]} */ ...args) =>
					ms < LEAST_MS ? real.setTimeout(callback, ms, ...args) : clock.#timer(() => callback(...args), ms),
				real.setTimeout,
			)
		);
		globalThis.clearTimeout = /** @type {any} */ ((/** @type {any} */ timer) => void (clock.#timers.delete(timer) || real.clearTimeout(timer)));
		AbortSignal.timeout = (ms) => {
			if (ms < LEAST_MS) return real.abortAfter(ms);
			const controller = new AbortController();
			const { signal } = controller;
			clock.#timer(() => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms, signal);
			return signal;
		};
		ClientRequest.prototype.setTimeout = /** @type {any} */ (
			function (/** @type {number} */ ms, /** @type {(() => void) | undefined} */ callback) {
				if (ms < LEAST_MS) return real.requestTimeout.call(this, ms, callback);
				if (callback) this.once('timeout', callback);
				const timer = clock.#timer(() => this.emit('timeout'), ms);
				this.once('close', () => clock.#timers.delete(timer));
				return this;
			}
		);
		// n8n-workflow re-exports this `sleep` and looks it up on every access.
		const require = createRequire(createRequire(import.meta.url).resolve('n8n-workflow'));
		require('@n8n/utils/sleep').sleep = (/** @type {number} */ ms) => clock.wait(ms);
	}

	/**
	 * Waits by jumping from timer to timer.
	 *
	 * @param {number} ms - Infinity: until a timer ends the wait
	 * @param {() => boolean} [over] - whether the wait has ended
	 */
	async wait(ms, over = () => false) {
		const end = this.waitedMs + ms;
		while (!over()) {
			const [next] = this.#pending();
			if (next === undefined || next[1].due > end) {
				if (end === Infinity) this.stuck++;
				else this.waitedMs = Math.max(this.waitedMs, end);
				return;
			}
			const [key, { due, fire, patience }] = next;
			this.#timers.delete(key);
			this.waitedMs = Math.max(this.waitedMs, due);
			fire();
			// The request has been aborted, so an endless wait on its behalf ends too.
			if (end === Infinity && patience) return;
			for (let settling = 0; settling < SETTLE_MS && !over(); settling += 2) await moment(2);
		}
	}

	/** Advances the clock between two runs. @param {number} ms */
	pass(ms) {
		this.waitedMs += ms;
	}

	/** The timers in order of their due time, without those of signals that have no listener any more. */
	#pending() {
		for (const [key, { patience }] of this.#timers) if (patience?.onabort === null) this.#timers.delete(key);
		return [...this.#timers].sort(([, a], [, b]) => a.due - b.due);
	}

	/** @param {() => void} fire @param {number} ms @param {AbortSignal} [patience] - the signal of a request timeout */
	#timer(fire, ms, patience) {
		const key = { ref: () => key, unref: () => key, hasRef: () => true, refresh: () => key, close: () => key };
		this.#timers.set(key, { due: this.waitedMs + ms, fire, patience });
		return key;
	}
}
