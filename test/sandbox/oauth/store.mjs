/**
 * Where oidc-provider keeps its sessions, grants, codes and tokens: plain maps, so that the control API can expire and
 * revoke, and the API side can look an access token up.
 */

/** @typedef {Record<string, any>} Payload oidc-provider's own shape */

const accessTokens = ['AccessToken', 'ClientCredentials'];
const grantable = [...accessTokens, 'AuthorizationCode', 'RefreshToken'];

/** Of what goes to and comes from the token endpoint: what nobody else may see. */
const secretFields = ['code', 'code_verifier', 'client_assertion', 'access_token', 'refresh_token', 'id_token'];

export class TokenStore {
	/** @type {Map<string, Map<string, Payload>>} */
	#models = new Map();
	/** By field, in the order in which they came. @type {Map<string, Set<string>>} */
	#secrets = new Map();

	/**
	 * @param {object} options
	 * @param {() => number} options.reuseGraceSeconds how long a rotated refresh token may be used again, as Okta's leeway
	 */
	constructor({ reuseGraceSeconds }) {
		this.reuseGraceSeconds = reuseGraceSeconds;
	}

	/** @param {string} name @returns {Map<string, Payload>} */
	#model(name) {
		let model = this.#models.get(name);
		if (!model) this.#models.set(name, (model = new Map()));
		return model;
	}

	/** The adapter oidc-provider asks for. @param {string} name of the model */
	adapter(name) {
		const model = this.#model(name);
		return {
			upsert: async (id, payload) => void model.set(id, payload),
			find: async (id) => this.#withGrace(model.get(id)),
			findByUid: async (uid) => [...model.values()].find((payload) => payload.uid === uid),
			findByUserCode: async () => undefined,
			consume: async (id) => {
				const payload = model.get(id);
				if (payload) payload.consumed ??= Math.floor(Date.now() / 1000);
			},
			destroy: async (id) => void model.delete(id),
			revokeByGrantId: async (grantId) => this.#drop(name, (payload) => payload.grantId === grantId),
		};
	}

	/** @param {Payload | undefined} payload */
	#withGrace(payload) {
		if (!payload?.consumed || payload.kind !== 'RefreshToken') return payload;
		const { consumed, ...fresh } = payload;
		return Date.now() / 1000 - consumed <= this.reuseGraceSeconds() ? fresh : payload;
	}

	/** @param {string} name @param {(payload: Payload) => boolean} condition */
	#drop(name, condition) {
		const model = this.#model(name);
		for (const [id, payload] of model) if (condition(payload)) model.delete(id);
	}

	/**
	 * @param {string} value
	 * @returns {{ expired: boolean, scopes: string[], clientId: string, accountId?: string } | undefined} undefined = never issued or revoked; no
	 *   accountId = of a service app
	 */
	accessToken(value) {
		const payload = accessTokens.map((name) => this.#model(name).get(value)).find(Boolean);
		return payload && { expired: payload.exp <= Date.now() / 1000, scopes: payload.scope?.split(' ') ?? [], clientId: payload.clientId, accountId: payload.accountId };
	}

	/** Keeps what is secret in a request to the token endpoint, or its answer, for tests to look for elsewhere. @param {Iterable<[string, unknown]>} fields */
	keepSecrets(fields) {
		for (const [name, value] of fields) {
			if (!secretFields.includes(name) || typeof value !== 'string') continue;
			const known = this.#secrets.get(name) ?? new Set();
			this.#secrets.set(name, known.add(value));
		}
	}

	/** @returns {Record<string, string[]>} by field */
	secrets() {
		return Object.fromEntries([...this.#secrets].map(([name, values]) => [name, [...values]]));
	}

	/** Every access token is as if its hour were over. */
	expireAccessTokens() {
		for (const name of accessTokens) for (const payload of this.#model(name).values()) payload.exp = Math.floor(Date.now() / 1000) - 1;
	}

	/** The admin revoked the app: nothing that was issued works any more. */
	revokeAll() {
		for (const name of [...grantable, 'Grant', 'Session']) this.#model(name).clear();
	}
}
