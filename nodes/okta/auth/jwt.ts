import { randomUUID, sign } from 'node:crypto';
import type { SigningKey } from './privateKey';

/** Okta accepts up to an hour; its own SDK uses five minutes (reference/okta-api.md 5.4). */
const LIFETIME_S = 300;

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

/**
 * The signed JWT with which a service app authenticates (RFC 7523, `private_key_jwt`). It is good for
 * one request: Okta refuses a `jti` that it has seen before.
 */
export function signClientAssertion({ clientId, audience, signingKey, keyId, now }: AssertionOptions): string {
	const issuedAt = Math.floor(now / 1000);
	const content = [
		encodePart({ alg: signingKey.alg, typ: 'JWT', kid: keyId || undefined }),
		encodePart({
			iss: clientId,
			sub: clientId,
			aud: audience,
			iat: issuedAt,
			exp: issuedAt + LIFETIME_S,
			jti: randomUUID(),
		}),
	].join('.');
	// JWS wants r and s of an EC signature side by side; OpenSSL's default is DER (RFC 7518, 3.4).
	const signature = sign('sha256', Buffer.from(content), {
		key: signingKey.key,
		dsaEncoding: 'ieee-p1363',
	});
	return `${content}.${signature.toString('base64url')}`;
}
