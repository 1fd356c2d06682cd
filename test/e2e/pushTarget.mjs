/**
 * A fake mail system that accepts signatures: PATCH /{email} { signature }.
 */
import { createServer } from 'node:http';

/** Records accepted and refused pushes. */
export class PushTarget {
	constructor() {
		/** Accepted pushes. @type {{ email: string, signature: string }[]} */
		this.pushes = [];
		/** Refused pushes, by email address. @type {string[]} */
		this.refused = [];
		/** How many more pushes to refuse, by email address. @type {Map<string, number>} */
		this.refusals = new Map();
		this.server = createServer((request, response) => this.answer(request, response));
	}

	/**
	 * @param {import('node:http').IncomingMessage} request
	 * @param {import('node:http').ServerResponse} response
	 */
	async answer(request, response) {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		const email = decodeURIComponent((request.url ?? '').slice(1));
		const left = this.refusals.get(email) ?? 0;
		this.refusals.set(email, left - 1);
		if (left > 0) this.refused.push(email);
		else this.pushes.push({ email, signature: JSON.parse(Buffer.concat(chunks).toString()).signature });
		response.writeHead(left > 0 ? 500 : 200, { 'content-type': 'application/json' }).end('{}');
	}

	/** @returns {Promise<string>} its URL */
	async open() {
		await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
		return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (this.server.address()).port}`;
	}

	close() {
		this.server.close();
	}

	/** @returns {{ email: string, signature: string }[]} the pushes accepted since the last call */
	take() {
		return this.pushes.splice(0);
	}
}
