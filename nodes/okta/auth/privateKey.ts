import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { OktaError } from '../errors/OktaError';

/** A private key, and what the header of the assertion says about it. */
export interface SigningKey {
	key: KeyObject;
	alg: 'RS256' | 'ES256';
	/** The JWK's own `kid`; PEM has none. */
	kid?: string;
}

const WHAT_TO_PASTE =
	'Paste the whole PEM text, from -----BEGIN to END-----, or the JWK with its braces, as Okta showed it when you created the key.';

const unusable = (problem: string, resolution: string) =>
	new OktaError('credential', `'Private Key' in the credential ${problem}`, { description: resolution });

/** The encoding behind each PEM label. */
const ENCODINGS: Record<string, 'pkcs8' | 'pkcs1' | 'sec1'> = {
	'PRIVATE KEY': 'pkcs8',
	'RSA PRIVATE KEY': 'pkcs1',
	'EC PRIVATE KEY': 'sec1',
};

const jwkSchema = z
	.object({ kty: z.string(), kid: z.string().optional().catch(undefined), d: z.string().optional() })
	.passthrough();

/**
 * Reads the content of 'Private Key': PEM (PKCS#8, PKCS#1, SEC1) or a JWK.
 *
 * n8n's password fields have one line: a PEM pasted there loses its line breaks, and one copied out of
 * JSON contains literal `\n` and quotes. Both work. So does text around the PEM block: OpenSSL writes
 * EC parameters and bag attributes before it.
 *
 * @throws OktaError of kind `credential` that says what was pasted instead, without showing any of it
 */
export function parsePrivateKey(pasted: unknown): SigningKey {
	const text = (typeof pasted === 'string' ? pasted : '').trim().replace(/^["'`]+|["'`]+$/g, '').trim();
	if (text === '') throw unusable('is empty', `Paste the app's private key. ${WHAT_TO_PASTE}`);
	const { key, kid } = text.startsWith('{') ? fromJwk(text) : fromPem(text.replace(/\\+[rn]/g, '\n'));
	return { key, kid, alg: algorithmOf(key) };
}

function fromPem(text: string): { key: KeyObject; kid?: undefined } {
	if (/ENCRYPTED/.test(text)) {
		throw unusable(
			'is locked with a passphrase',
			'Remove the passphrase (openssl pkcs8 -topk8 -nocrypt -in locked.pem) and paste the result.',
		);
	}
	const block = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \1-----/.exec(text);
	if (block === null) {
		if (/BEGIN [A-Z ]*PUBLIC KEY/.test(text)) throw publicHalf('a public key');
		if (/BEGIN CERTIFICATE/.test(text)) throw publicHalf('a certificate');
		throw unusable('is not a key', `${WHAT_TO_PASTE} Its beginning or end is missing.`);
	}
	const type = ENCODINGS[block[1]];
	if (type === undefined) {
		throw unusable(
			`has the format ${block[1]}, which Okta does not use`,
			'Convert it to PEM with ssh-keygen -p -m PKCS8 -f key, or create a new key as the README shows.',
		);
	}
	return { key: read({ key: Buffer.from(block[2], 'base64'), format: 'der', type }) };
}

function fromJwk(text: string): { key: KeyObject; kid?: string } {
	const parsed = jwkSchema.safeParse(json(text));
	if (!parsed.success) {
		throw unusable('is not a JWK', `${WHAT_TO_PASTE} A key set ({"keys": […]}) holds several keys: paste only one of them.`);
	}
	const { kid, ...jwk } = parsed.data;
	if (jwk.kty === 'oct') throw unsupported('a shared secret');
	if (jwk.d === undefined) throw publicHalf('a public key');
	return { key: read({ key: jwk, format: 'jwk' }), kid: kid?.trim() || undefined };
}

const publicHalf = (found: string) =>
	unusable(
		`holds ${found}`,
		'The public key belongs in Okta. Paste the private key here. Okta shows it only once, when it creates the key pair.',
	);

const unsupported = (found: string) =>
	unusable(
		`is ${found}`,
		'Create a key pair that Okta supports: RSA with at least 2048 bits, or EC with the curve P-256 (prime256v1).',
	);

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function read(input: Parameters<typeof createPrivateKey>[0]): KeyObject {
	try {
		return createPrivateKey(input);
	} catch {
		throw unusable('cannot be read', `Part of it is missing or was changed. ${WHAT_TO_PASTE}`);
	}
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): SigningKey['alg'] {
	if (asymmetricKeyType === 'rsa') {
		const { modulusLength = 0 } = asymmetricKeyDetails;
		if (modulusLength >= 2048) return 'RS256';
		throw unsupported(`an RSA key of only ${modulusLength} bits`);
	}
	if (asymmetricKeyType === 'ec') {
		if (asymmetricKeyDetails.namedCurve === 'prime256v1') return 'ES256';
		throw unsupported(`an EC key on the curve ${asymmetricKeyDetails.namedCurve}`);
	}
	throw unsupported(`a key of the type ${asymmetricKeyType}`);
}
