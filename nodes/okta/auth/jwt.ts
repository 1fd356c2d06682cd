import { randomUUID, sign } from 'node:crypto';
import type { SigningKey } from './privateKey';

/** Okta accepts up to an hour; its own SDK uses five minutes (reference/okta-api.md 5.4). */
const LIFETIME_S = 300;

/**
 * How far n8n's clock may be ahead of Okta's, which accepts nothing that was issued in the future. A clock
 * that is not set by NTP is often some seconds off.
 */
export const CLOCK_TOLERANCE_S = 30;

export interface AssertionOptions {
	clientId: string;
	/** The token endpoint that the assertion is for. */
	audience: string;
	signingKey: SigningKey;
	/** ID of the public key to verify with. Left out of the header when empty. */
	keyId?: string;
	/** Epoch milliseconds. */
	now: number;
}

const encodePart = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Signs a JWT and adds the claims that make it new: `iat`, which is within the tolerance, and `jti`. */
export function signJwt(header: object, claims: object, { key, alg }: SigningKey, now: number): string {
	const iat = Math.floor(now / 1000) - CLOCK_TOLERANCE_S;
	const content = [encodePart({ alg, ...header }), encodePart({ ...claims, iat, jti: randomUUID() })].join('.');
	// JWS wants r and s of an EC signature side by side; OpenSSL's default is DER (RFC 7518, 3.4).
	const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
	return `${content}.${signature.toString('base64url')}`;
}

/**
 * The signed JWT with which a service app authenticates (RFC 7523, `private_key_jwt`). It is good for
 * one request: Okta refuses a `jti` that it has seen before.
 */
export function signClientAssertion({ clientId, audience, signingKey, keyId, now }: AssertionOptions): string {
	const claims = { iss: clientId, sub: clientId, aud: audience, exp: Math.floor(now / 1000) + LIFETIME_S };
	return signJwt({ typ: 'JWT', kid: keyId || undefined }, claims, signingKey, now);
}
