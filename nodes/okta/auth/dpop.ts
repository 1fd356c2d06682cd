import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { signJwt } from './jwt';

/**
 * DPoP (RFC 9449): Okta binds a token to a key, and each request proves with a signature that its sender has
 * that key. A proof is good for one request, even if Okta answers it with 429 (terraform-provider-okta#2392).
 */

/** A new private key for one token: the text of a JWK (EC, P-256). */
export const createProofKey = (): string =>
	JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));

export interface ProofOptions {
	/** From `createProofKey`. */
	proofKey: string;
	method: string;
	url: URL;
	/** The token that is sent along. Left out at the token endpoint. */
	accessToken?: string;
	/** The nonce that the token endpoint asks for. */
	nonce?: string;
	/** Epoch milliseconds. */
	now: number;
}

/** The value of the header `DPoP`. */
export function signProof({ proofKey, method, url, accessToken, nonce, now }: ProofOptions): string {
	const jwk = JSON.parse(proofKey) as Record<string, string>;
	const { kty, crv, x, y } = jwk;
	const claims = {
		htm: method.toUpperCase(),
		htu: proofAddress(url),
		ath: accessToken && createHash('sha256').update(accessToken).digest('base64url'),
		nonce,
	};
	const signingKey = { key: createPrivateKey({ key: jwk, format: 'jwk' }), alg: 'ES256' as const };
	return signJwt({ typ: 'dpop+jwt', jwk: { kty, crv, x, y } }, claims, signingKey, now);
}

const ENCODED: Record<string, string> = { '%': '%25', ' ': '%20', '"': '%22', '#': '%23' };

/**
 * The claim `htu`: the address without query and fragment. Okta compares it with the decoded path, in which it
 * encodes only four characters: a login's `%40` must be `@` (okta-sdk-python#541, okta-sdk-java#1526).
 */
function proofAddress({ origin, pathname }: URL): string {
	return origin + decoded(pathname).replace(/[% "#]/g, (letter) => ENCODED[letter]);
}

function decoded(pathname: string): string {
	try {
		return decodeURIComponent(pathname);
	} catch {
		return pathname;
	}
}
