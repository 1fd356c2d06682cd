/**
 * A fake of Front's Core API for the signatures of teammates: https://dev.frontapp.com/reference/signatures and
 * https://dev.frontapp.com/reference/teammates.
 */
import { randomUUID } from 'node:crypto';

/** @typedef {import('./internet.mjs').Request} Request */
/** @typedef {import('./internet.mjs').Reply} Reply */
/** @typedef {{ id: string, name: string, body: string, sender_info: string | null, is_default: boolean, is_private: boolean, channel_ids: string[] | null }} Signature */

/** The writable properties, with their types. */
const WRITABLE = { name: 'string', body: 'string', sender_info: 'string', is_default: 'boolean', channel_ids: 'object' };

/** @returns {Reply} */
const refusal = (/** @type {number} */ status, /** @type {string} */ title, /** @type {string} */ message) => ({ status, body: { _error: { status, title, message } } });

/** One company in Front. */
export class Front {
	constructor() {
		this.token = randomUUID();
		/** @type {{ id: string, email: string, username: string, is_blocked: boolean, type: string }[]} */
		this.teammates = [];
		/** Signatures by teammate id. @type {Map<string, Signature[]>} */
		this.signatures = new Map();
		this.created = 0;
	}

	/** @returns {import('./internet.mjs').Hosts} */
	get hosts() {
		return { 'api2.frontapp.com': (request) => this.answer(request) };
	}

	/** @param {string} email */
	invite(email) {
		const id = `tea_${this.teammates.length + 1}`;
		this.teammates.push({ id, email, username: id, is_blocked: false, type: 'user' });
		this.signatures.set(id, []);
	}

	/** @param {string} email @returns {Signature[]} */
	signaturesOf(email) {
		const { id = '' } = this.teammates.find((teammate) => teammate.email === email) ?? {};
		return this.signatures.get(id) ?? [];
	}

	/** @param {Request} request @returns {Reply} */
	answer({ method, path, headers, body }) {
		if (headers.authorization !== `Bearer ${this.token}`) return refusal(401, 'Unauthenticated', 'Bad or expired token');
		if (method === 'GET' && path === '/teammates') return { status: 200, body: { _links: { self: `https://api2.frontapp.com${path}` }, _results: this.teammates } };

		const [, teammate] = path.match(/^\/teammates\/([^/]+)\/signatures$/) ?? [];
		const own = teammate && this.signatures.get(teammate);
		if (teammate && !own) return refusal(404, 'Not found', 'Unknown teammate');
		if (method === 'GET' && own) return { status: 200, body: { _pagination: { next: null }, _links: { self: `https://api2.frontapp.com${path}` }, _results: own } };

		const written = body === '' ? {} : JSON.parse(body);
		const wrong = Object.entries(written).find(([name, value]) => typeof value !== WRITABLE[/** @type {keyof typeof WRITABLE} */ (name)]);
		if (wrong) return refusal(400, 'Bad request', `Body did not satisfy requirements: ${wrong[0]}`);
		if (method === 'POST' && own) {
			if (!written.name || !written.body) return refusal(400, 'Bad request', 'Body did not satisfy requirements: name, body');
			const signature = { id: `sig_${++this.created}`, sender_info: null, is_default: false, is_private: true, channel_ids: null, ...written };
			own.push(signature);
			return { status: 201, body: signature };
		}

		const [, id] = path.match(/^\/signatures\/([^/]+)$/) ?? [];
		const signature = [...this.signatures.values()].flat().find((known) => known.id === id);
		if (method !== 'PATCH' || !signature) return refusal(404, 'Not found', 'Unknown signature');
		return { status: 200, body: Object.assign(signature, written) };
	}
}
