import { randomBytes, randomUUID } from 'node:crypto';
import { OktaError } from './api/errors.mjs';
import { json } from './api/reply.mjs';
import { createRandom } from './people/random.mjs';
import { eventView } from './systemLog.mjs';

/**
 * Okta's event hooks (okta-api.md 6): registered and verified through the API, then called with batches of entries of the
 * System Log. Delivery is best effort: a call that gets no answer within 3 seconds, or a 5xx, is repeated once, a 4xx never.
 *
 * Switches of the control API: `batchMs` (how long entries are collected for one call), `batchMax` (entries in one call),
 * `lagMs` (how long a call waits) and `jitterMs` (up to this much more, so that calls overtake each other), `loses` and
 * `repeats` (the shares of calls that are never made, or made twice), `shuffles` (the order within a call) and `timeoutMs`
 * (Okta's 3 seconds).
 */

/** @typedef {{ id: string, name: string, created: string, lastUpdated: string, status: 'ACTIVE' | 'INACTIVE', verificationStatus: 'UNVERIFIED' | 'VERIFIED', events: { type: 'EVENT_TYPE', items: string[] }, uri: string, secret?: { key: string, value: string } }} Hook */

const eligible = /^(user\.(lifecycle\.(create|activate|deactivate|suspend|unsuspend|reactivate|delete\.initiated)|account\.(update_profile|update_password|lock|unlock|reset_password))|group\.user_membership\.(add|remove))$/;

const stamp = (/** @type {number} */ ms) => new Date(Math.floor(ms / 1000) * 1000).toISOString();

/** @param {string} summary */
const invalid = (summary) => new OktaError('E0000001', { summary: `Api validation failed: ${summary}`, causes: [summary] });

export class EventHooks {
	/** @type {Map<string, Hook>} */
	#hooks = new Map();
	/** Entries that wait for a call, by hook. @type {Map<string, import('./systemLog.mjs').Event[]>} */
	#waiting = new Map();
	settings = { batchMs: 20, batchMax: 100, lagMs: 0, jitterMs: 0, loses: 0, repeats: 0, shuffles: false, timeoutMs: 3000 };
	/** Calls made since the start. `statuses` counts answers; 0 is none in time. @type {{ calls: number, entries: number, lost: number, repeated: number, retried: number, failed: number, statuses: Record<string, number>, slowestMs: number }} */
	stats = { calls: 0, entries: 0, lost: 0, repeated: 0, retried: 0, failed: 0, statuses: {}, slowestMs: 0 };
	#pending = 0;

	/** @param {{ url: string, seed: number, now: () => number }} options */
	constructor({ url, seed, now }) {
		this.url = url;
		this.now = now;
		this.random = createRandom(seed + 1);
	}

	/** Calls that are under way or wait. */
	get pending() {
		return this.#pending + [...this.#waiting.values()].reduce((sum, entries) => sum + entries.length, 0);
	}

	/** @param {any} input the body of a POST to /api/v1/eventHooks */
	create(input) {
		const { name, events, channel } = input ?? {};
		if (typeof name !== 'string' || name === '') throw invalid('name: The field cannot be left blank');
		if (events?.type !== 'EVENT_TYPE' || !Array.isArray(events.items) || events.items.length === 0) throw invalid('events: The field cannot be left blank');
		const unknown = events.items.find((/** @type {unknown} */ item) => !eligible.test(String(item)));
		if (unknown !== undefined) throw invalid(`events.items: ${unknown} is not eligible for event hooks`);
		if (channel?.type !== 'HTTP' || channel.version !== '1.0.0' || !URL.canParse(channel.config?.uri)) throw invalid('channel: The field is not valid');
		const { uri, authScheme } = channel.config;
		// Okta itself accepts https only. Tests listen on loopback.
		if (!/^https:|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(uri)) throw invalid('channel.config.uri: The URI must use https');
		const at = stamp(this.now());
		/** @type {Hook} */
		const hook = {
			id: `who${randomBytes(9).toString('hex').slice(0, 17)}`, name, created: at, lastUpdated: at, status: 'ACTIVE', verificationStatus: 'UNVERIFIED',
			events: { type: 'EVENT_TYPE', items: [...events.items] }, uri, ...(authScheme ? { secret: { key: String(authScheme.key), value: String(authScheme.value) } } : {}),
		};
		this.#hooks.set(hook.id, hook);
		return hook;
	}

	/** @param {string} id */
	get(id) {
		const hook = this.#hooks.get(id);
		if (!hook) throw new OktaError('E0000007', { summary: `Not found: Resource not found: ${id} (Webhook)` });
		return hook;
	}

	/** Calls the hook once, and once more if it does not answer: it has to return the challenge. @param {string} id */
	async verify(id) {
		const hook = this.get(id);
		for (let tries = 0; tries < 2; tries++) {
			const challenge = randomBytes(20).toString('base64url');
			const { status, text } = await this.#call(hook, { method: 'GET', headers: { 'x-okta-verification-challenge': challenge } });
			if (status === 200 && parse(text)?.verification === challenge) {
				Object.assign(hook, { verificationStatus: 'VERIFIED', lastUpdated: stamp(this.now()) });
				return hook;
			}
			if (status >= 400 && status < 500) break;
		}
		throw invalid('The endpoint did not return the verification challenge');
	}

	/** @param {string} id */
	deactivate(id) {
		return Object.assign(this.get(id), { status: 'INACTIVE', lastUpdated: stamp(this.now()) });
	}

	/** @param {string} id */
	delete(id) {
		if (this.get(id).status !== 'INACTIVE') throw new OktaError('E0000006');
		this.#hooks.delete(id);
	}

	/** A new entry of the System Log. @param {import('./systemLog.mjs').Event} event */
	notify(event) {
		for (const hook of this.#hooks.values()) {
			if (hook.status !== 'ACTIVE' || hook.verificationStatus !== 'VERIFIED' || !hook.events.items.includes(event.eventType)) continue;
			const waiting = this.#waiting.get(hook.id);
			if (waiting) {
				waiting.push(event);
				continue;
			}
			this.#waiting.set(hook.id, [event]);
			setTimeout(() => this.#flush(hook), this.settings.batchMs).unref();
		}
	}

	/** @param {Hook} hook */
	#flush(hook) {
		const events = this.#waiting.get(hook.id) ?? [];
		this.#waiting.delete(hook.id);
		const { batchMax, lagMs, jitterMs, loses, repeats, shuffles } = this.settings;
		if (shuffles) events.sort(() => this.random() - 0.5);
		for (let start = 0; start < events.length; start += batchMax) {
			const batch = events.slice(start, start + batchMax);
			if (this.random() < loses) {
				this.stats.lost += batch.length;
				continue;
			}
			const body = this.#bodyOf(batch);
			const times = this.random() < repeats ? 2 : 1;
			this.stats.repeated += times - 1;
			for (let time = 0; time < times; time++) {
				this.#pending++;
				setTimeout(() => void this.#deliver(hook, body, batch.length), lagMs + this.random() * jitterMs).unref();
			}
		}
	}

	/** @param {Hook} hook @param {string} body @param {number} entries */
	async #deliver(hook, body, entries) {
		this.stats.calls++;
		this.stats.entries += entries;
		for (let tries = 0; tries < 2; tries++) {
			const start = performance.now();
			const { status } = await this.#call(hook, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
			this.stats.slowestMs = Math.max(this.stats.slowestMs, Math.round(performance.now() - start));
			this.stats.statuses[status] = (this.stats.statuses[status] ?? 0) + 1;
			if (status > 0 && status < 500) break;
			if (tries === 0) this.stats.retried++;
			else this.stats.failed++;
		}
		this.#pending--;
	}

	/** @param {import('./systemLog.mjs').Event[]} events */
	#bodyOf(events) {
		return JSON.stringify({
			eventType: 'com.okta.event_hook', eventTypeVersion: '1.0', cloudEventsVersion: '0.1', source: `${this.url}/api/v1/eventHooks`, eventId: randomUUID(),
			data: { events: events.map(eventView) }, eventTime: new Date(this.now()).toISOString(), contentType: 'application/json',
		});
	}

	/** @param {Hook} hook @param {{ method: string, headers: Record<string, string>, body?: string }} request @returns {Promise<{ status: number, text: string }>} status 0: no answer in time */
	async #call({ uri, secret }, { headers, ...request }) {
		try {
			const signal = AbortSignal.timeout(this.settings.timeoutMs);
			const response = await fetch(uri, { ...request, headers: { accept: 'application/json', 'user-agent': 'Okta Webhooks', ...headers, ...(secret ? { [secret.key]: secret.value } : {}) }, redirect: 'manual', signal });
			return { status: response.status, text: await response.text() };
		} catch {
			return { status: 0, text: '' };
		}
	}
}

/** @param {string} text */
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** @param {Hook} hook @param {string} origin */
function hookView({ uri, secret, ...hook }, origin) {
	const self = `${origin}/api/v1/eventHooks/${hook.id}`;
	return {
		...hook, createdBy: '00u1sandboxadmin0000',
		// Okta never shows the value again.
		channel: { type: 'HTTP', version: '1.0.0', config: { uri, headers: [], method: 'POST', ...(secret ? { authScheme: { type: 'HEADER', key: secret.key } } : {}) } },
		_links: { self: { href: self }, verify: { href: `${self}/lifecycle/verify`, hints: { allow: ['POST'] } }, deactivate: { href: `${self}/lifecycle/deactivate`, hints: { allow: ['POST'] } } },
	};
}

/**
 * /api/v1/eventHooks
 *
 * @param {EventHooks} hooks
 * @param {{ method: string, segments: string[], origin: string, body: string }} request segments behind `eventHooks`
 * @returns {Promise<import('./api/reply.mjs').Reply>}
 */
export async function answerEventHooks(hooks, { method, segments, origin, body }) {
	const [id, lifecycle, action] = segments;
	const route = `${method} ${[id && '{id}', lifecycle, action].filter(Boolean).join('/')}`;
	switch (route) {
		case 'POST ':
			return json(hookView(hooks.create(parse(body)), origin));
		case 'POST {id}/lifecycle/verify':
			return json(hookView(await hooks.verify(id), origin));
		case 'POST {id}/lifecycle/deactivate':
			return json(hookView(hooks.deactivate(id), origin));
		case 'DELETE {id}':
			hooks.delete(id);
			return { status: 204, headers: {}, body: '' };
		default:
			throw new OktaError('E0000022');
	}
}
