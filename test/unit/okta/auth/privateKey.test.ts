import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import type { OktaError } from '../../../../nodes/okta/errors/OktaError';
import { parsePrivateKey } from '../../../../nodes/okta/auth/privateKey';
import { holds } from '../../../support/fuzz';
import { ecKeyPair, pem, rsaKeyPair } from '../../../support/keys';

const rsa = rsaKeyPair().privateKey;
const ec = ecKeyPair().privateKey;

/** Identifies a key independently of its format. */
const thumbprint = (key: KeyObject) =>
	createHash('sha256').update(createPublicKey(key).export({ type: 'spki', format: 'der' })).digest('hex');

/** The formats that OpenSSL, Okta and key generators write. */
const formats: Array<[string, KeyObject, string]> = [
	['RSA PKCS#8', rsa, pem(rsa)],
	['RSA PKCS#1', rsa, pem(rsa, 'pkcs1')],
	['EC PKCS#8', ec, pem(ec)],
	['EC SEC1', ec, pem(ec, 'sec1')],
	['EC SEC1 after its parameters', ec, `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(ec, 'sec1')}`],
	['PEM after bag attributes', rsa, `Bag Attributes\n    friendlyName: n8n\nKey Attributes: <No Attributes>\n${pem(rsa)}`],
	['RSA JWK', rsa, JSON.stringify(rsa.export({ format: 'jwk' }))],
	['EC JWK on several lines', ec, JSON.stringify({ ...ec.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }, null, 2)],
];

/** How pasting changes them. */
const pastings: Array<[string, (text: string) => string]> = [
	['unchanged', (text) => text],
	['surrounded by blanks', (text) => `\n  ${text}\t \n`],
	['with Windows line breaks', (text) => text.replace(/\n/g, '\r\n')],
	['in quotes', (text) => `"${text}"`],
];

const pemOnly: Array<[string, (text: string) => string]> = [
	['with literal \\n', (text) => text.replace(/\n/g, '\\n')],
	['with literal \\r\\n', (text) => text.replace(/\n/g, '\\r\\n')],
	['with doubly escaped \\\\n', (text) => text.replace(/\n/g, '\\\\n')],
	['with blanks instead of line breaks', (text) => text.replace(/\n/g, ' ')],
	['without any line breaks', (text) => text.replace(/\n/g, '')],
];

describe.each(formats)('%s', (_format, key, text) => {
	const ways = text.includes('-----') ? [...pastings, ...pemOnly] : pastings;
	it.each(ways)('%s', (_way, paste) => {
		const read = parsePrivateKey(paste(text));
		expect(thumbprint(read.key)).toBe(thumbprint(key));
		expect(read.alg).toBe(key === rsa ? 'RS256' : 'ES256');
	});
});

it('reads a PEM after any change of its white space', () => {
	const blank = fc.string({ unit: fc.constantFrom(' ', '\n', '\r\n', '\t', '\\n'), maxLength: 3 });
	const [head, body, tail] = [/^-.*-$/m, /\n([^-]+)\n/, /-----END.*$/m].map((part) => part.exec(pem(ec))?.slice(-1)[0] ?? '');
	holds(
		fc.property(fc.array(fc.nat(body.length), { maxLength: 12 }), fc.array(blank, { minLength: 14, maxLength: 14 }), (cuts, blanks) => {
			const places = [...new Set(cuts)].sort((a, b) => a - b);
			const parts = [0, ...places].map((start, index) => body.replace(/\n/g, '').slice(start, places[index]));
			const text = [head, ...parts, tail].map((part, index) => part + blanks[index % blanks.length]).join('');
			expect(thumbprint(parsePrivateKey(text).key)).toBe(thumbprint(ec));
		}),
		200,
	);
});

it('uses the key ID of a JWK', () => {
	expect(parsePrivateKey(JSON.stringify({ ...ec.export({ format: 'jwk' }), kid: ' n8n-1 ' })).kid).toBe('n8n-1');
	expect(parsePrivateKey(JSON.stringify({ ...ec.export({ format: 'jwk' }), kid: '' })).kid).toBeUndefined();
	expect(parsePrivateKey(pem(ec)).kid).toBeUndefined();
});

const locked = (type: 'pkcs8' | 'pkcs1') =>
	String(rsa.export({ format: 'pem', type: type as 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'hush' }));
const publicKey = createPublicKey(rsa);

const unusable: Array<[string, unknown, string]> = [
	['nothing', '', 'is empty'],
	['blanks', '  \n ', 'is empty'],
	['no value', undefined, 'is empty'],
	['the PEM public key', publicKey.export({ format: 'pem', type: 'spki' }), 'holds a public key'],
	['the JWK of the public key', JSON.stringify(publicKey.export({ format: 'jwk' })), 'holds a public key'],
	['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'holds a certificate'],
	['a locked PKCS#8 key', locked('pkcs8'), 'is locked with a passphrase'],
	['a locked PKCS#1 key', locked('pkcs1'), 'is locked with a passphrase'],
	['an OpenSSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----', 'has the format OPENSSH PRIVATE KEY, which Okta does not use'],
	['a PEM without its last lines', pem(rsa).slice(0, 600), 'is not a key'],
	['a PEM with a missing line', pem(rsa).replace(/\n[^\n]+\n/, '\n'), 'cannot be read'],
	['a client secret', 'hV2k-3d9sX', 'is not a key'],
	['broken JSON', '{"kty":"RSA",', 'is not a JWK'],
	['a key set', JSON.stringify({ keys: [ec.export({ format: 'jwk' })] }), 'is not a JWK'],
	['a JWK without its modulus', JSON.stringify({ ...rsa.export({ format: 'jwk' }), n: undefined }), 'cannot be read'],
	['a shared secret', JSON.stringify({ kty: 'oct', k: 'AAAA' }), 'is a shared secret'],
	['another curve', pem(ecKeyPair('P-384').privateKey), 'is an EC key on the curve secp384r1'],
	['a short RSA key', pem(rsaKeyPair(1024).privateKey), 'is an RSA key of only 1024 bits'],
	['an Ed25519 key', pem(generateKeyPairSync('ed25519').privateKey), 'is a key of the type ed25519'],
];

it.each(unusable)('explains what is wrong with %s', (_name, pasted, problem) => {
	let oktaError: OktaError | undefined;
	try {
		parsePrivateKey(pasted);
	} catch (error) {
		oktaError = error as OktaError;
	}
	expect(oktaError).toMatchObject({ kind: 'credential', message: `'Private Key' in the credential ${problem}` });
	expect(oktaError?.description).toMatch(/[a-z].*\.|-nocrypt/);
	if (typeof pasted === 'string' && pasted.trim().length > 10) {
		expect(`${oktaError?.message} ${oktaError?.description}`).not.toContain(pasted.trim().slice(28, 60) || pasted);
	}
});
