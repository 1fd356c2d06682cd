import { createPrivateKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { OktaError } from '../errors/OktaError';

/** A private key with what the assertion's header says of it. */
export interface SigningKey {
	key: KeyObject;
	alg: 'RS256' | 'ES256';
	/** The JWK's own `kid`; PEM has none. */
	kid?: string;
}

const HOW = "'Private Key' takes the whole PEM text, from -----BEGIN to END-----, or the JWK with its braces, as Okta showed it when the key was made.";

const unusable = (what: string, cure: string) =>
	new OktaError('credential', `'Private Key' in the credential ${what}`, { description: cure });

/** How each PEM label's bytes are laid out. */
const LAYOUTS: Record<string, 'pkcs8' | 'pkcs1' | 'sec1'> = {
	'PRIVATE KEY': 'pkcs8',
	'RSA PRIVATE KEY': 'pkcs1',
	'EC PRIVATE KEY': 'sec1',
};

const jwkSchema = z
	.object({ kty: z.string(), kid: z.string().optional().catch(undefined), d: z.string().optional() })
	.passthrough();

/**
 * The key behind what was pasted into 'Private Key': PEM (PKCS#8, PKCS#1, SEC1) or a JWK.
 *
 * n8n's password fields are one line high: a PEM pasted there loses its line breaks, one copied out
 * of JSON brings literal `\n` and quotes. Both work, so does text around the PEM block (OpenSSL
 * writes EC parameters and bag attributes before it).
 *
 * @throws OktaError of kind `credential` that says what was pasted instead; never shows any of it
 */
export function parsePrivateKey(pasted: unknown): SigningKey {
	const text = (typeof pasted === 'string' ? pasted : '').trim().replace(/^["'`]+|["'`]+$/g, '').trim();
	if (text === '') throw unusable('is empty', `Paste the app's private key. ${HOW}`);
	const { key, kid } = text.startsWith('{') ? fromJwk(text) : fromPem(text.replace(/\\+[rn]/g, '\n'));
	return { key, kid, alg: algorithmOf(key) };
}

function fromPem(text: string): { key: KeyObject; kid?: undefined } {
	if (/ENCRYPTED/.test(text)) {
		throw unusable(
			'is locked with a passphrase',
			'Take the passphrase off and paste the result: openssl pkcs8 -topk8 -nocrypt -in locked.pem',
		);
	}
	const block = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \1-----/.exec(text);
	if (block === null) {
		if (/BEGIN [A-Z ]*PUBLIC KEY/.test(text)) throw publicHalf('a public key');
		if (/BEGIN CERTIFICATE/.test(text)) throw publicHalf('a certificate');
		throw unusable('is not a key', `${HOW} The beginning or the end is missing.`);
	}
	const type = LAYOUTS[block[1]];
	if (type === undefined) {
		throw unusable(
			`has the format ${block[1]}, which Okta does not use`,
			'Turn it into PEM: ssh-keygen -p -m PKCS8 -f key, or make a new key as the README shows.',
		);
	}
	return { key: read({ key: Buffer.from(block[2], 'base64'), format: 'der', type }) };
}

function fromJwk(text: string): { key: KeyObject; kid?: string } {
	const parsed = jwkSchema.safeParse(json(text));
	if (!parsed.success) {
		throw unusable('is not a JWK', `${HOW} A key set ({"keys": […]}) holds several: paste the one key.`);
	}
	const { kid, ...jwk } = parsed.data;
	if (jwk.kty === 'oct') throw unsupported('a shared secret');
	if (jwk.d === undefined) throw publicHalf('a public key');
	return { key: read({ key: jwk, format: 'jwk' }), kid: kid?.trim() || undefined };
}

const publicHalf = (what: string) =>
	unusable(
		`holds ${what}`,
		'That half belongs into Okta. Paste the private one here; Okta shows it only once, when it makes the key pair.',
	);

const unsupported = (what: string) =>
	unusable(
		`is ${what}`,
		'Make a key pair that works with Okta: RSA with 2048 bits or more, or EC on the curve P-256 (prime256v1).',
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
		throw unusable('cannot be read', `Part of it is missing or changed. ${HOW}`);
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
