import fc from 'fast-check';
import { isUsable, requestAccessToken, tokenBinding, type Post } from '../../../../nodes/okta/auth/accessToken';
import { createProofKey } from '../../../../nodes/okta/auth/dpop';
import type { RequestResult } from '../../../../nodes/okta/client/types';
import { OktaError } from '../../../../nodes/okta/errors/OktaError';
import { holdsAsync } from '../../../support/fuzz';
import { ecKeyPair, pem } from '../../../support/keys';

const pair = ecKeyPair();
const credential = { domain: 'acme.okta.com', clientId: '0oa1', privateKey: pem(pair.privateKey), keyId: 'n8n-1', scopes: 'okta.users.read' };
const bound = { ...credential, accessToken: 'old', accessTokenProofKey: createProofKey() };

const read = (text: string) => JSON.parse(Buffer.from(text.split('.')[1], 'base64url').toString()) as Record<string, unknown>;

const keyOf = (text: string) => {
	const { jwk } = JSON.parse(Buffer.from(text.split('.')[0], 'base64url').toString()) as { jwk: { x: string; y: string } };
	return `${jwk.x} ${jwk.y}`;
};

/** Answers with `results` in turn, and keeps what was sent. */
const scripted = (results: RequestResult[]) => {
	const sent: Array<{ assertion: Record<string, unknown>; proof?: Record<string, unknown>; key?: string }> = [];
	const post: Post = async (_url, form, { DPoP: proof }) => {
		sent.push({ assertion: read(form.client_assertion), proof: proof === undefined ? undefined : read(proof), key: proof && keyOf(proof) });
		return results[Math.min(sent.length, results.length) - 1];
	};
	return { post, sent };
};

const refusal = (error: string, headers: Record<string, string> = {}): RequestResult => ({ status: 400, headers, body: { error, error_description: '' } });
const needsProof = refusal('invalid_dpop_proof');
const needsNonce = (nonce: string) => refusal('use_dpop_nonce', { 'dpop-nonce': nonce });
const token = (type: string): RequestResult => ({ status: 200, headers: {}, body: { access_token: 'new', token_type: type, expires_in: 3600 } });

it.each<[string, typeof credential, RequestResult[], Array<string | undefined>, boolean]>([
	['without DPoP', credential, [token('Bearer')], ['no proof'], false],
	['for an app that requires DPoP', credential, [needsProof, needsNonce('a'), token('DPoP')], ['no proof', undefined, 'a'], true],
	['for an app that is known to require DPoP', bound, [needsNonce('a'), token('DPoP')], [undefined, 'a'], true],
	['without a nonce', bound, [token('DPoP')], [undefined], true],
	['when the nonce is renewed in between', credential, [needsProof, needsNonce('a'), needsNonce('b'), token('DPoP')], ['no proof', undefined, 'a', 'b'], true],
	['for an app that no longer requires DPoP', bound, [token('Bearer')], [undefined], false],
	['when Okta asks for the nonce at once', credential, [needsNonce('a'), token('DPoP')], ['no proof', 'a'], true],
])('requests a token %s', async (_what, stored, results, nonces, isBound) => {
	const { post, sent } = scripted(results);
	const issued = await requestAccessToken(stored, post);
	expect(sent.map(({ proof }) => (proof === undefined ? 'no proof' : proof.nonce))).toEqual(nonces);
	expect([issued.accessToken, issued.accessTokenProofKey !== '']).toEqual(['new', isBound]);
	expect(issued.accessTokenBinding).toBe(tokenBinding({ ...stored, ...issued }));
});

it('takes a token that an older version of the package stored', () => {
	const { accessTokenProofKey, ...older } = { ...credential, accessTokenProofKey: '' };
	expect(tokenBinding(older)).toBe(tokenBinding({ ...older, accessTokenProofKey }));
});

it('takes a new token at once, whatever Okta says about its lifetime, and never after it', async () => {
	const lifetime = fc.oneof(fc.integer({ min: -10, max: 100_000 }), fc.constantFrom('3600', '', 'soon', null, undefined, true, {}, Infinity, NaN));
	await holdsAsync(
		fc.asyncProperty(lifetime, fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1e9, max: 1e9 }), async (expiresIn, now, later) => {
			const { post } = scripted([{ status: 200, headers: {}, body: { access_token: 'new', token_type: 'Bearer', expires_in: expiresIn } }]);
			const stored = { ...credential, ...(await requestAccessToken(credential, post, () => now)) };
			expect(isUsable(stored, now)).toBe(true);
			if (typeof expiresIn === 'number' && expiresIn > 0 && expiresIn < Infinity) expect(isUsable(stored, now + later)).toBe(later < expiresIn * 1000);
			// As a version without the time of expiry stored it.
			expect(isUsable({ ...stored, accessTokenExpiresAt: undefined }, now + later)).toBe(true);
			expect(isUsable({ ...stored, clientId: '0oa2' } as typeof stored, now)).toBe(false);
		}),
		100,
	);
});

it('takes no token whose key was lost or replaced', () => {
	const keys = ['', createProofKey(), createProofKey()];
	expect(new Set(keys.map((accessTokenProofKey) => tokenBinding({ ...credential, accessTokenProofKey }))).size).toBe(3);
});

it('signs every request anew, binds each token to a new key, and gives up soon, whatever Okta answers', async () => {
	const result = fc.oneof(
		fc.constant(needsProof),
		fc.constantFrom('a', 'b').map(needsNonce),
		fc.constant(refusal('use_dpop_nonce')),
		fc.constantFrom('Bearer', 'DPoP', 'dpop', 'MAC').map(token),
		fc.constantFrom<RequestResult>({ status: 503, headers: {}, body: '' }, { reason: 'network', detail: 'ECONNRESET' }, { status: 401, headers: {}, body: { error: 'invalid_client' } }),
	);
	await holdsAsync(
		fc.asyncProperty(fc.constantFrom<typeof credential>(credential, bound), fc.array(result, { minLength: 1, maxLength: 6 }), async (stored, results) => {
			const { post, sent } = scripted(results);
			const issued = await requestAccessToken(stored, post).catch((error: Error) => error);
			expect(sent.length).toBeLessThanOrEqual(4);
			const ids = sent.flatMap(({ assertion, proof }) => [assertion.jti, ...(proof ? [proof.jti] : [])]);
			expect(new Set(ids).size).toBe(ids.length);
			// The nonce is the one of the answer before.
			for (const [index, { proof }] of sent.entries()) {
				const before = results[Math.min(index, results.length) - 1] as { headers?: Record<string, string> } | undefined;
				if (proof) expect(proof.nonce).toBe(before?.headers?.['dpop-nonce']);
			}
			const keys = new Set(sent.flatMap(({ key }) => key ?? []));
			expect(keys.size).toBeLessThanOrEqual(1);
			if (issued instanceof Error) {
				expect(issued).toBeInstanceOf(OktaError);
				expect(`${issued.message} ${(issued as OktaError).description}`).not.toMatch(/undefined|NaN|"d"|eyJ/);
				return;
			}
			const isBound = /dpop/i.test((results[Math.min(sent.length, results.length) - 1] as { body: { token_type: string } }).body.token_type);
			expect(issued.accessTokenProofKey !== '').toBe(isBound);
			if (isBound) {
				const { x, y } = JSON.parse(issued.accessTokenProofKey) as Record<string, string>;
				expect([...keys]).toEqual([`${x} ${y}`]);
				expect(issued.accessTokenProofKey).not.toBe(bound.accessTokenProofKey);
			}
		}),
		200,
	);
});
