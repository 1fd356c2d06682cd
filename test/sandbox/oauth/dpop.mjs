import { createHash, createPublicKey, verify } from 'node:crypto';

/**
 * Checks the DPoP proofs of API requests as an Okta org does (RFC 9449, 4.3). oidc-provider checks those of token requests.
 * Descriptions: okta-developer-docs data/oauth2-error-codes.json. Status 400 and the order of the checks as far as known:
 * okta-developer-blog, Demonstrating Proof of Possession in SPAs.
 */

/** Okta refuses older proofs. */
const longestAgeSeconds = 300;

/** @type {Record<string, { kty: string, hash: string }>} */
const algorithms = {
	RS256: { kty: 'RSA', hash: 'sha256' }, RS384: { kty: 'RSA', hash: 'sha384' }, RS512: { kty: 'RSA', hash: 'sha512' },
	ES256: { kty: 'EC', hash: 'sha256' }, ES384: { kty: 'EC', hash: 'sha384' }, ES512: { kty: 'EC', hash: 'sha512' },
};

export const algorithmNames = Object.keys(algorithms);

/** @type {Record<string, string>} */
const encoded = { '%': '%25', ' ': '%20', '"': '%22', '#': '%23' };

/**
 * The address of a request as Okta compares it with `htu`: decoded, with only these four characters encoded
 * (okta-sdk-java#1526, found by trying each character in a real org).
 * @param {string} origin @param {string} path as received
 */
export function comparedAddress(origin, path) {
	let decoded = path;
	try {
		decoded = decodeURIComponent(path);
	} catch {
		// Not valid percent-encoding, so there is nothing to decode.
	}
	return origin + decoded.replace(/[% "#]/g, (letter) => encoded[letter]);
}

/** @param {string} part of a JWT @returns {Record<string, any>} */
const read = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());

/** @param {string} proof @returns {Record<string, any>} its claims; none when it cannot be parsed */
export function claimsOf(proof) {
	try {
		return read(proof.split('.')[1]);
	} catch {
		return {};
	}
}

/** RFC 7638. @param {Record<string, string>} jwk */
function thumbprintOf({ kty, crv, x, y, e, n }) {
	const members = kty === 'EC' ? { crv, kty, x, y } : { e, kty, n };
	return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

/** @param {number} iat @param {number} now epoch milliseconds @returns {string | undefined} what is wrong with the time of a proof */
export function timeFault(iat, now) {
	if (!Number.isInteger(iat)) return "'iat' claim in the DPoP proof JWT is invalid.";
	if (iat > now / 1000) return 'The DPoP proof JWT is issued in the future.';
	return iat < now / 1000 - longestAgeSeconds ? 'The DPoP proof JWT is issued more than five minutes in the past.' : undefined;
}

/**
 * @typedef {object} Proof
 * @property {string} [fault] why it is refused, in Okta's words
 * @property {string} [thumbprint] of its key
 * @property {string} [ath]
 */

export class DpopProofs {
	/** IDs of proofs, with the time until which they must be remembered. @type {Map<string, number>} */
	#used = new Map();

	/**
	 * Checks a proof and uses it up, whatever the request is answered with.
	 * @param {string} text the header `DPoP` @param {{ method: string, address: string, now: number }} request
	 * @returns {Proof}
	 */
	take(text, { method, address, now }) {
		if (text.includes(',')) return { fault: 'Multiple DPoP proof JWT headers are not allowed.' };
		/** @type {Record<string, any>} */
		let header;
		/** @type {Record<string, any>} */
		let claims;
		const [first, second, third, ...rest] = text.split('.');
		try {
			[header, claims] = [read(first), read(second)];
		} catch {
			return { fault: 'The DPoP proof JWT cannot be parsed.' };
		}
		if (third === undefined || rest.length > 0) return { fault: 'The DPoP proof JWT cannot be parsed.' };
		if (header.typ !== 'dpop+jwt') return { fault: "'typ' must be 'dpop+jwt' in the DPoP proof JWT." };
		const algorithm = algorithms[header.alg];
		if (!algorithm) return { fault: 'The DPoP proof JWT signature algorithm is invalid.' };
		if (header.jwk?.kty !== algorithm.kty || 'd' in header.jwk || !this.#isSigned(`${first}.${second}`, third, algorithm.hash, header.jwk)) return { fault: 'The DPoP proof JWT signature is invalid.' };
		if (claims.htm !== method) return { fault: "'htm' claim in the DPoP proof JWT is invalid." };
		if (claims.htu !== address) return { fault: "'htu' claim in the DPoP proof JWT is invalid." };
		const late = timeFault(claims.iat, now);
		if (late) return { fault: late };
		if (typeof claims.jti !== 'string' || claims.jti === '') return { fault: "'jti' claim in the DPoP proof JWT is invalid." };
		if (this.#used.has(claims.jti)) return { fault: 'The DPoP proof JWT has already been used.' };
		this.#remember(claims.jti, now);
		return { thumbprint: thumbprintOf(header.jwk), ath: claims.ath };
	}

	/** @param {string} content @param {string} signature @param {string} hash @param {import('node:crypto').JsonWebKey} jwk */
	#isSigned(content, signature, hash, jwk) {
		try {
			const key = createPublicKey({ key: jwk, format: 'jwk' });
			return verify(hash, Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
		} catch {
			return false;
		}
	}

	/** @param {string} jti @param {number} now */
	#remember(jti, now) {
		// In order of arrival, so the oldest come first.
		for (const [old, until] of this.#used) {
			if (until > now) break;
			this.#used.delete(old);
		}
		this.#used.set(jti, now + 2 * longestAgeSeconds * 1000);
	}
}

/**
 * What is wrong with a proof for a token.
 * @param {Proof} proof @param {string} token @param {string | undefined} boundTo thumbprint of the key that the token is bound to
 * @returns {string | undefined}
 */
export function bindingFault({ fault, thumbprint, ath }, token, boundTo) {
	if (fault) return fault;
	if (ath !== createHash('sha256').update(token).digest('base64url')) return "'ath' claim in the DPoP proof does not match the presented access_token.";
	return thumbprint === boundTo ? undefined : 'The access_token is not bound to the provided DPoP proof.';
}
