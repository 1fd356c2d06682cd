/**
 * Stores oidc-provider's sessions, grants, codes and tokens in maps, so that the control API can expire and revoke them and
 * the API side can look up access tokens.
 */

/** @typedef {Record<string, any>} Payload oidc-provider's own shape */

const accessTokens = ['AccessToken', 'ClientCredentials'];
const grantable = [...accessTokens, 'AuthorizationCode', 'RefreshToken'];

/** The secret fields of token requests and responses. */
const secretFields = ['code', 'code_verifier', 'client_assertion', 'access_token', 'refresh_token', 'id_token', 'dpop_proof'];

export class TokenStore {
	/** @type {Map<string, Map<string, Payload>>} */
	#models = new Map();
	/** Values by field, in order of arrival. @type {Map<string, Set<string>>} */
	#secrets = new Map();

	/**
	 * @param {object} options
	 * @param {() => number} options.reuseGraceSeconds how long a rotated refresh token may be reused (Okta's grace period)
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

	/** The storage adapter for oidc-provider. @param {string} name of the model */
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
	 * @returns {{ expired: boolean, scopes: string[], clientId: string, accountId?: string, boundTo?: string } | undefined} undefined = never issued, or revoked; without
	 *   accountId = a service app's token; boundTo = the thumbprint of the DPoP key that it is bound to
	 */
	accessToken(value) {
		const payload = accessTokens.map((name) => this.#model(name).get(value)).find(Boolean);
		return payload && { expired: payload.exp <= Date.now() / 1000, scopes: payload.scope?.split(' ') ?? [], clientId: payload.clientId, accountId: payload.accountId, boundTo: payload.jkt };
	}

	/** Keeps the secrets of a token request or response, so that tests can search for them elsewhere. @param {Iterable<[string, unknown]>} fields */
	keepSecrets(fields) {
		for (const [name, value] of fields) {
			if (!secretFields.includes(name) || typeof value !== 'string') continue;
			const known = this.#secrets.get(name) ?? new Set();
			this.#secrets.set(name, known.add(value));
		}
	}

	/** @returns {Record<string, string[]>} values by field */
	secrets() {
		return Object.fromEntries([...this.#secrets].map(([name, values]) => [name, [...values]]));
	}

	/** Expires all access tokens. */
	expireAccessTokens() {
		for (const name of accessTokens) for (const payload of this.#model(name).values()) payload.exp = Math.floor(Date.now() / 1000) - 1;
	}

	/** Revokes the app: no issued token works any more. */
	revokeAll() {
		for (const name of [...grantable, 'Grant', 'Session']) this.#model(name).clear();
	}
}
