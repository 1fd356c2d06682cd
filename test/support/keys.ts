import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A service app's key pair: the private key for the credential and the public key for Okta. */
export interface KeyPair {
	privateKey: KeyObject;
	/** The public key with the ID `kid`, as Okta stores it. */
	publicJwk(kid?: string): Record<string, unknown>;
}

export function rsaKeyPair(modulusLength = 2048): KeyPair {
	return pairOf(generateKeyPairSync('rsa', { modulusLength }));
}

export function ecKeyPair(namedCurve = 'P-256'): KeyPair {
	return pairOf(generateKeyPairSync('ec', { namedCurve }));
}

const pairOf = ({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }): KeyPair => ({
	privateKey,
	publicJwk: (kid) => ({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' }),
});

/** PEM text of a private key. */
export const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string =>
	String(key.export({ format: 'pem', type } as { format: 'pem'; type: 'pkcs8' }));
