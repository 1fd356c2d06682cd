import { randomUUID } from 'node:crypto';
import { createRandom } from './people/random.mjs';

/**
 * Okta's System Log: what happened, who did it and to whom (okta-api.md 6). An event has two times: `published`, when it
 * happened, and the time at which Okta stored it. A client sees it only after the second one, and polls in that order.
 *
 * Switches of the control API: `lagMs` (how long after `published` an event is stored; 'hold': until flush()), `jitterMs`
 * (up to this much more, a different amount for each event, so that the order differs from `published`) and `duplicates`
 * (the share of events that are stored, and so returned, twice).
 */

/** @typedef {{ id: string, type: string, alternateId: string, displayName: string }} Party an actor or a target */
/**
 * @typedef {object} Event
 * @property {string} uuid
 * @property {number} published epoch milliseconds
 * @property {string} eventType
 * @property {Party} actor
 * @property {Party[]} targets
 * @property {Record<string, string>} debugData
 * @property {string} result outcome.result
 */

const capacity = 200_000;

/** @type {Record<string, string>} Okta's text for the types that the sandbox writes itself. */
const messages = {
	'user.lifecycle.create': 'Create Okta user',
	'user.lifecycle.activate': 'Activate Okta user',
	'user.lifecycle.deactivate': 'Deactivate Okta user',
	'user.lifecycle.suspend': 'Suspend Okta user',
	'user.lifecycle.unsuspend': 'Unsuspend Okta user',
	'user.lifecycle.delete.initiated': 'Delete Okta user initiated',
	'user.lifecycle.delete.completed': 'Delete Okta user',
	'user.account.update_profile': 'Update user profile for Okta',
	'group.user_membership.add': 'Add user to group membership',
	'group.user_membership.remove': 'Remove user from group membership',
};

export class SystemLog {
	/** In the order in which Okta stored them. @type {{ event: Event, storedAt: number }[]} */
	#stored = [];
	/** How many of the oldest ones were dropped. */
	#dropped = 0;
	/** @type {{ event: Event, storedAt: number }[]} */
	#waiting = [];

	/** Called with each new event. @type {(event: Event) => void} */
	onAdd = () => {};

	/** @param {{ seed: number, now: () => number }} options */
	constructor({ seed, now }) {
		this.now = now;
		this.random = createRandom(seed);
		/** @type {{ lagMs: number | 'hold', jitterMs: number, duplicates: number }} */
		this.settings = { lagMs: 0, jitterMs: 0, duplicates: 0 };
	}

	/**
	 * @param {string} eventType
	 * @param {{ actor: Party, targets: Party[], debugData?: Record<string, string>, result?: string, published?: number }} detail
	 * @returns {Event}
	 */
	add(eventType, { actor, targets, debugData = {}, result = 'SUCCESS', published = this.now() }) {
		const event = { uuid: randomUUID(), published, eventType, actor, targets, debugData, result };
		this.onAdd(event);
		const { lagMs, jitterMs, duplicates } = this.settings;
		const storedAt = () => (lagMs === 'hold' ? Infinity : this.now() + lagMs + this.random() * jitterMs);
		this.#waiting.push({ event, storedAt: storedAt() });
		if (this.random() < duplicates) this.#waiting.push({ event, storedAt: storedAt() });
		return event;
	}

	/** Stores all events that still wait, however long they would. */
	flush() {
		for (const entry of this.#waiting) {
			if (entry.storedAt === Infinity) entry.storedAt = entry.event.published + this.random() * this.settings.jitterMs;
		}
		this.#store(Infinity);
	}

	/** @param {number} now */
	#store(now) {
		const due = this.#waiting.filter(({ storedAt }) => storedAt <= now && storedAt < Infinity).sort((a, b) => a.storedAt - b.storedAt);
		if (due.length === 0) return;
		this.#waiting = this.#waiting.filter(({ storedAt }) => storedAt > now || storedAt === Infinity);
		for (const entry of due) this.#stored.push(entry);
		const surplus = this.#stored.length - capacity;
		if (surplus > 0) {
			this.#stored.splice(0, surplus);
			this.#dropped += surplus;
		}
	}

	/** All events, also those that are not stored yet, for tests. */
	all() {
		this.#store(this.now());
		return [...this.#stored.map(({ event }) => ({ ...event, stored: true })), ...this.#waiting.map(({ event }) => ({ ...event, stored: false }))];
	}

	/** Stored events from a position on. @param {number} position counts from 0, in the order in which Okta stored them */
	from(position) {
		this.#store(this.now());
		return this.#stored.slice(Math.max(0, position - this.#dropped)).map(({ event }, index) => ({ event, position: Math.max(position, this.#dropped) + index }));
	}

	/** The position behind the last stored event. */
	get end() {
		this.#store(this.now());
		return this.#dropped + this.#stored.length;
	}
}

/** @param {Party} party */
const partyView = ({ id, type, alternateId, displayName }) => ({ id, type, alternateId, displayName, detailEntry: null });

/** The event as Okta's API returns it. @param {Event} event */
export function eventView({ uuid, published, eventType, actor, targets, debugData, result }) {
	const geographicalContext = { city: 'Vienna', country: 'Austria', geolocation: { lat: 48.2, lon: 16.4 }, postalCode: '1010', state: 'Vienna' };
	return {
		actor: partyView(actor),
		client: { userAgent: { rawUserAgent: 'sandbox', os: 'Unknown', browser: 'UNKNOWN' }, zone: 'null', device: 'Unknown', id: null, ipAddress: '192.0.2.1', geographicalContext },
		authenticationContext: { authenticationStep: 0, externalSessionId: 'trsSandbox' },
		displayMessage: messages[eventType] ?? eventType,
		eventType,
		outcome: { result, reason: null },
		published: new Date(published).toISOString(),
		securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
		severity: 'INFO',
		debugContext: { debugData: { requestId: uuid.replaceAll('-', ''), ...debugData } },
		legacyEventType: `core.${eventType}`,
		transaction: { type: 'WEB', id: uuid.replaceAll('-', ''), detail: {} },
		uuid,
		version: '0',
		request: { ipChain: [{ ip: '192.0.2.1', geographicalContext, version: 'V4', source: null }] },
		target: targets.length === 0 ? null : targets.map(partyView),
	};
}
