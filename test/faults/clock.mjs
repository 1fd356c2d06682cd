import { createRequire } from 'node:module';
import { ClientRequest } from 'node:http';

/**
 * Time for a whole process in which nobody really waits: `Date`, n8n-workflow's `sleep` and every timer of five seconds or more go
 * by this clock, which runs like the real one and jumps ahead whenever somebody waits. What would have been waited is what it
 * jumped (`waitedMs`).
 *
 * Client and sandbox have to be in this process, for their clocks must jump together; and only one request may be under way, for
 * who waits decides that nothing else is going to happen. Short timers (a socket's, 20 ms) stay real.
 */

/** Timers from here on are limits and back-offs: what waits that long is made to wait here. */
const LEAST_MS = 5_000;

/** Real time in which a socket that one side closed is closed on the other. */
const SETTLE_MS = 100;

const RealDate = Date;
const real = { setTimeout, clearTimeout, requestTimeout: ClientRequest.prototype.setTimeout, abortAfter: AbortSignal.timeout };

const moment = (/** @type {number} */ ms) => new Promise((resolve) => real.setTimeout(resolve, ms));

export class Clock {
	/** How far it has jumped in all, milliseconds. */
	waitedMs = 0;
	/** How often somebody waited for ever: nothing limited the wait. */
	stuck = 0;
	/** @type {Map<object, { due: number, fire: () => void, patience?: AbortSignal }>} */
	#timers = new Map();

	now = () => RealDate.now() + this.waitedMs;

	/** Puts this clock in place of the process's own, for good. */
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
		// n8n-workflow hands on the `sleep` that it finds here, whenever it is asked for it.
		const require = createRequire(createRequire(import.meta.url).resolve('n8n-workflow'));
		require('@n8n/utils/sleep').sleep = (/** @type {number} */ ms) => clock.wait(ms);
	}

	/**
	 * Waits: jumps ahead from timer to timer until it is over.
	 *
	 * @param {number} ms - Infinity waits for the next timers to end it
	 * @param {() => boolean} [over] - whether there is nothing left to wait for
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
			// Whoever waited for this one has gone on; what goes on in vain ends here.
			if (end === Infinity && patience) return;
			for (let settling = 0; settling < SETTLE_MS && !over(); settling += 2) await moment(2);
		}
	}

	/** Lets time pass between two runs. @param {number} ms */
	pass(ms) {
		this.waitedMs += ms;
	}

	/** Timers in their order, without those of signals that nobody listens to any more. */
	#pending() {
		for (const [key, { patience }] of this.#timers) if (patience?.onabort === null) this.#timers.delete(key);
		return [...this.#timers].sort(([, a], [, b]) => a.due - b.due);
	}

	/** @param {() => void} fire @param {number} ms @param {AbortSignal} [patience] - by which somebody gives up waiting for what goes on */
	#timer(fire, ms, patience) {
		const key = { ref: () => key, unref: () => key, hasRef: () => true, refresh: () => key, close: () => key };
		this.#timers.set(key, { due: this.waitedMs + ms, fire, patience });
		return key;
	}
}
