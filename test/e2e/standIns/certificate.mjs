/**
 * Creates a self-signed TLS certificate, which Node cannot do. X.509 v3 (RFC 5280), encoded as DER (X.690).
 */
import { generateKeyPairSync, sign } from 'node:crypto';

const TAG = { integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utf8: 0x0c, utcTime: 0x17, sequence: 0x30, set: 0x31, version: 0xa0, dnsName: 0x82, extensions: 0xa3 };

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALT_NAME = '2.5.29.17';

const DAY_MS = 86_400_000;

/**
 * @param {number} tag
 * @param {...Buffer} content
 * @returns {Buffer}
 */
function der(tag, ...content) {
	const body = Buffer.concat(content);
	if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
	const size = Buffer.from(body.length.toString(16).padStart(body.length > 0xff ? 4 : 2, '0'), 'hex');
	return Buffer.concat([Buffer.from([tag, 0x80 | size.length]), size, body]);
}

const sequence = (/** @type {Buffer[]} */ ...content) => der(TAG.sequence, ...content);

/** @param {string} dotted */
function oid(dotted) {
	const [first, second, ...rest] = dotted.split('.').map(Number);
	const base128 = (/** @type {number} */ value) => {
		const bytes = [value & 0x7f];
		for (let left = value >> 7; left > 0; left >>= 7) bytes.unshift(0x80 | (left & 0x7f));
		return bytes;
	};
	return der(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** @param {Date} date */
const time = (date) => der(TAG.utcTime, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

/** The first octet is the number of unused bits in the last one. */
const bitString = (/** @type {Buffer} */ bits) => der(TAG.bitString, Buffer.from([0]), bits);

/**
 * @param {string[]} hosts - the host names it is valid for
 * @returns {{ key: string, cert: string }} PEM, valid for one day. Clients must trust `cert`.
 */
export function selfSigned(hosts) {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = sequence(oid(ECDSA_WITH_SHA256));
	const name = sequence(der(TAG.set, sequence(oid(COMMON_NAME), der(TAG.utf8, Buffer.from('Stand-ins of an end-to-end test')))));
	const names = sequence(...hosts.map((host) => der(TAG.dnsName, Buffer.from(host))));
	const toBeSigned = sequence(
		der(TAG.version, der(TAG.integer, Buffer.from([2]))),
		der(TAG.integer, Buffer.from([1])),
		algorithm,
		name,
		sequence(time(new Date(Date.now() - DAY_MS)), time(new Date(Date.now() + DAY_MS))),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(TAG.extensions, sequence(sequence(oid(SUBJECT_ALT_NAME), der(TAG.octetString, names)))),
	);
	const certificate = sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, privateKey)));
	const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
	};
}
