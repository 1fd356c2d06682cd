/**
 * Random faults of a sandbox org, as networks, proxies and Okta cause them from time to time.
 */
import { pick } from '../sandbox/people/random.mjs';

/** @typedef {Awaited<ReturnType<typeof import('../support/sandbox.js').startSandbox>>['control']} Control */
/** @typedef {Parameters<Control['faults']['add']>[0]} Rule */

/** @type {Omit<Rule, 'match'>[]} */
const API_FAULTS = [
	{ fault: 'status', status: 500 },
	{ fault: 'status', status: 503 },
	{ fault: 'reset' },
	{ fault: 'resetMidBody' },
	{ fault: 'html', status: 200 },
	{ fault: 'html', status: 502 },
	{ fault: 'truncatedJson' },
	{ fault: 'contentType' },
	{ fault: 'duplicateRateHeaders' },
	{ fault: 'emptyPageWithNext' },
	{ fault: 'selfLoopingNext' },
	{ fault: 'crossOriginNext' },
	{ fault: 'shiftedPage' },
	{ fault: 'slow', ms: 4000 },
	{ fault: 'rateLimited', resetInSeconds: 3 },
	{ fault: 'rateLimited', resetInSeconds: 20 },
	{ fault: 'concurrency' },
	{ fault: 'expiredToken' },
];

/** Faults of token requests. No response is cut: the rotated refresh token would be lost, as it would be with Okta. */
/** @type {Omit<Rule, 'match'>[]} */
const TOKEN_FAULTS = [{ fault: 'status', status: 500 }, { fault: 'reset' }, { fault: 'slow', ms: 3000 }];

/** @type {Omit<Rule, 'match'>[]} */
const OUTAGES = [{ fault: 'reset' }, { fault: 'status', status: 503 }, { fault: 'html', status: 200 }];

/** Less than the trigger's overlap, so that windows and not full scans find what the index shows late. */
const INDEX_LAG_MS = 120_000;

const OUTAGE_MS = { least: 20_000, most: 80_000 };

/** Kinds of turns with their relative frequency. */
const TURNS = Object.entries({ apiFault: 55, tokenFault: 10, expiry: 12, indexLag: 13, outage: 6, calm: 4 });

export class RandomFaults {
	/** Number of turns by kind. @type {Record<string, number>} */
	turns = {};

	/** @type {{ id: number, until: number } | undefined} */
	#outage;

	/** Requests hit by past outages, by fault. @type {Record<string, number>} */
	#past = {};

	/** @param {Control} control @param {() => number} random */
	constructor(control, random) {
		this.control = control;
		this.random = random;
	}

	/** Starts the next random fault unless an outage lasts. */
	async turn() {
		if (this.#outage && Date.now() < this.#outage.until) return;
		await this.#endOutage();
		let ticket = this.random() * TURNS.reduce((sum, [, parts]) => sum + parts, 0);
		const [kind] = TURNS.find(([, parts]) => (ticket -= parts) < 0) ?? TURNS[0];
		this.turns[kind] = (this.turns[kind] ?? 0) + 1;
		const { faults, oauth } = this.control;
		const times = 1 + Math.floor(this.random() * 2);
		if (kind === 'apiFault') await faults.add({ ...pick(this.random, API_FAULTS), match: { pathPattern: '^/api/', times } });
		if (kind === 'tokenFault') await faults.add({ ...pick(this.random, TOKEN_FAULTS), match: { pathPattern: '/token$', times } });
		if (kind === 'expiry') await oauth.expireAccessTokens();
		if (kind === 'indexLag') await this.control.set({ indexLagMs: Math.floor(this.random() * INDEX_LAG_MS) });
		if (kind === 'outage') {
			const ms = OUTAGE_MS.least + this.random() * (OUTAGE_MS.most - OUTAGE_MS.least);
			const id = await faults.add({ ...pick(this.random, OUTAGES), match: { pathPattern: '^/(api|oauth2)/', times: 0 } });
			this.#outage = { id, until: Date.now() + ms };
		}
	}

	async #endOutage() {
		if (!this.#outage) return;
		const { id } = this.#outage;
		const rule = (await this.control.faults.list()).find((entry) => entry.id === id);
		if (rule) this.#past[rule.fault] = (this.#past[rule.fault] ?? 0) + rule.hits;
		await this.control.faults.clear(id);
		this.#outage = undefined;
	}

	/**
	 * Ends all faults.
	 *
	 * @returns {Promise<Record<string, number>>} requests hit, by fault
	 */
	async clear() {
		await this.#endOutage();
		const hits = { ...this.#past };
		for (const { fault, hits: more } of await this.control.faults.list()) if (more > 0) hits[fault] = (hits[fault] ?? 0) + more;
		await this.control.faults.clear();
		await this.control.set({ indexLagMs: 0 });
		return hits;
	}
}
