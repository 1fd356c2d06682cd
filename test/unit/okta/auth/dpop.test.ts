import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { createProofKey, signProof, type ProofOptions } from '../../../../nodes/okta/auth/dpop';
import { encodePathSegment } from '../../../../nodes/okta/client/encodePathSegment';
import { holds } from '../../../support/fuzz';

const now = Date.UTC(2026, 5, 1, 9, 30, 0, 900);
const org = 'https://acme.okta.com';
const proofKey = createProofKey();

const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

const proofOf = (url: string, options: Partial<ProofOptions> = {}) => {
	const text = signProof({ proofKey, method: 'GET', url: new URL(url), now, ...options });
	const [header, claims, signature] = text.split('.');
	return { header: read(header), claims: read(claims), signature, signed: `${header}.${claims}` };
};

it('has the public key in its header, and a signature that is valid for it', () => {
	const { header, signature, signed } = proofOf(`${org}/api/v1/users`);
	const { kty, crv, x, y } = JSON.parse(proofKey) as Record<string, string>;
	expect(header).toEqual({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } });
	const key = createPublicKey({ key: header.jwk as Record<string, string>, format: 'jwk' });
	expect(verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))).toBe(true);
});

it('is for one request with one token', () => {
	const [first, second] = ['hush', 'hush'].map((accessToken) => proofOf(`${org}/api/v1/users?limit=1#x`, { accessToken, method: 'get' as never }));
	expect(first.claims).toEqual({ htm: 'GET', htu: `${org}/api/v1/users`, ath: createHash('sha256').update('hush').digest('base64url'), iat: Math.floor(now / 1000) - 30, jti: expect.any(String) });
	expect(second.claims.jti).not.toBe(first.claims.jti);
});

it('has a nonce and no token at the token endpoint', () => {
	expect(Object.keys(proofOf(`${org}/oauth2/v1/token`, { nonce: 'n-1' }).claims).sort()).toEqual(['htm', 'htu', 'iat', 'jti', 'nonce']);
});

it('uses a new key for each token', () => {
	expect(createProofKey()).not.toBe(proofKey);
});

it('names the address as Okta compares it, whatever is in a login', () => {
	const login = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom('ada@acme.example', 'a+b@x', 'a/b', 'a?b#c', '100%', 'a b"c', 'müller@x', '%40')).filter((text) => !/^\.{1,2}$/.test(text));
	holds(
		fc.property(login, fc.string(), (text, query) => {
			const url = `${org}/api/v1/users/${encodePathSegment(text)}?search=${encodePathSegment(query)}#${text.length}`;
			const sent = text.replace(/\p{Surrogate}/gu, '\ufffd');
			const expected = sent.replaceAll('%', '%25').replaceAll(' ', '%20').replaceAll('"', '%22').replaceAll('#', '%23');
			expect(proofOf(url).claims.htu).toBe(`${org}/api/v1/users/${expected}`);
		}),
		300,
	);
});

it('names any address that a request can have', () => {
	holds(
		fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.constantFrom('', '%', '%zz', '%E4', '/../x', '//'), (address, suffix) => {
			const url = new URL(`${address.split(/[?#]/)[0]}/x${suffix}?q`);
			expect(String(proofOf(url.href).claims.htu)).toMatch(new RegExp(`^${url.origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}/`));
		}),
		200,
	);
});

it('names an address that cannot be decoded as it is, with its percent signs encoded', () => {
	expect(proofOf(`${org}/api/v1/users/%E4%zz?q`).claims.htu).toBe(`${org}/api/v1/users/%25E4%25zz`);
});
