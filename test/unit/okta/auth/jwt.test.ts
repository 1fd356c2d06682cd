import { createPublicKey, verify } from 'node:crypto';
import { signClientAssertion } from '../../../../nodes/okta/auth/jwt';
import { parsePrivateKey } from '../../../../nodes/okta/auth/privateKey';
import { ecKeyPair, pem, rsaKeyPair } from '../../../support/keys';

const now = Date.UTC(2026, 5, 1, 9, 30, 0, 900);
const audience = 'https://acme.okta.com/oauth2/v1/token';

const assertionOf = (privateKey: string, keyId?: string) => {
	const text = signClientAssertion({ clientId: '0oa1', audience, signingKey: parsePrivateKey(privateKey), keyId, now });
	const [header, claims, signature] = text.split('.');
	const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
	return { header: read(header), claims: read(claims), signature, signed: `${header}.${claims}` };
};

it.each([
	['RS256', rsaKeyPair()],
	['ES256', ecKeyPair()],
])('signs with %s according to the key, and the signature is valid', (alg, { privateKey }) => {
	const { header, signature, signed } = assertionOf(pem(privateKey), 'n8n-1');
	expect(header).toEqual({ alg, typ: 'JWT', kid: 'n8n-1' });
	const key = createPublicKey(privateKey);
	const check = (content: string) =>
		verify('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
	expect(check(signed)).toBe(true);
	expect(check(`${signed}x`)).toBe(false);
});

it('is valid for one client, one endpoint, five minutes and one use', () => {
	const privateKey = pem(ecKeyPair().privateKey);
	const [first, second] = [assertionOf(privateKey), assertionOf(privateKey)];
	const issuedAt = Math.floor(now / 1000);
	expect(first.claims).toEqual({ iss: '0oa1', sub: '0oa1', aud: audience, iat: issuedAt - 30, exp: issuedAt + 300, jti: expect.any(String) });
	expect(first.claims.jti).not.toBe(second.claims.jti);
	expect(first.header).not.toHaveProperty('kid');
});
