/**
 * A log of the clients' requests for tests. It holds no tokens, codes, verifiers or bodies.
 *
 * @typedef {object} Entry
 * @property {number} id
 * @property {string} at ISO time
 * @property {string} method
 * @property {string} path
 * @property {string} query without `?`; among OAuth paths only logged for /authorize, to show PKCE and scopes
 * @property {number} status 0 when the connection was closed or left hanging
 * @property {number} bytes of the body, from content-length
 * @property {number} ms
 * @property {string | null} authorization only the scheme: Bearer, SSWS, Basic, DPoP
 * @property {string | null} contentType
 * @property {string | null} origin the header, which browsers send; Okta then requires a trusted origin
 * @property {boolean} [clientIdInBody] only for the token endpoint and revocation
 * @property {string} [grantType]
 * @property {string} [fault]
 */

const capacity = 50_000;

export class RequestLog {
	/** @type {Entry[]} */
	#entries = [];
	#nextId = 1;
	#stats = emptyStats();

	/** @param {Omit<Entry, 'id'>} entry */
	add(entry) {
		this.#entries.push({ id: this.#nextId++, ...entry });
		if (this.#entries.length > capacity) this.#entries.splice(0, capacity / 10);
		const stats = this.#stats;
		if (entry.path === '/oauth2/v1/token') {
			count(stats.tokenRequests, entry.grantType ?? 'none');
			if (entry.authorization !== null) stats.authorizationHeadersAtToken++;
			if (entry.grantType === 'refresh_token' && entry.status === 200) stats.refreshes++;
		} else if (entry.path.startsWith('/api/v1/')) {
			stats.apiTotal++;
			stats.apiBytes += entry.bytes;
			count(stats.apiRequests, entry.path.replace(/^(\/api\/v1\/(?:users|groups)\/)[^/]+/, '$1{id}'));
			count(stats.apiStatuses, String(entry.status));
		}
	}

	proofReceived() {
		this.#stats.dpopProofs++;
	}

	/** @param {string} fault in Okta's words */
	proofRefused(fault) {
		count(this.#stats.dpopRefusals, fault);
	}

	reuseDetected() {
		this.#stats.reuseDetections++;
	}

	read() {
		return this.#entries;
	}

	stats() {
		return this.#stats;
	}

	clear() {
		this.#entries = [];
		this.#stats = emptyStats();
	}
}

function emptyStats() {
	return {
		/** by grant type @type {Record<string, number>} */ tokenRequests: {},
		refreshes: 0,
		reuseDetections: 0,
		authorizationHeadersAtToken: 0,
		dpopProofs: 0,
		/** by description @type {Record<string, number>} */ dpopRefusals: {},
		apiTotal: 0,
		apiBytes: 0,
		/** by path @type {Record<string, number>} */ apiRequests: {},
		/** by status @type {Record<string, number>} */ apiStatuses: {},
	};
}

/** @param {Record<string, number>} counts @param {string} key */
function count(counts, key) {
	counts[key] = (counts[key] ?? 0) + 1;
}
