import { Client } from '@okta/okta-sdk-nodejs';
import { createProofKey, signProof } from '../../../nodes/okta/auth/dpop';
import { signClientAssertion } from '../../../nodes/okta/auth/jwt';
import { parsePrivateKey } from '../../../nodes/okta/auth/privateKey';
import { ecKeyPair, pem, rsaKeyPair } from '../../support/keys';
import { startSandbox, tryWithOpenidClient, type Sandbox } from '../../support/sandbox';

/** Two third-party clients prove that the sandbox's DPoP is right and strict: openid-client and Okta's own SDK. */

const pair = ecKeyPair();
const rsa = rsaKeyPair();

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 250, deprovisioned: 0, serviceKeys: [pair.publicJwk('n8n-1'), rsa.publicJwk('n8n-2')] });
	await sandbox.control.set({ serviceApp: { dpopRequired: true } });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.clearLog());

it('accepts the proofs of openid-client, and refuses wrong ones in the words of Okta', async () => {
	const [{ id, profile }] = await sandbox.control.people.list();
	const outcomes = await tryWithOpenidClient(sandbox, pair.privateKey.export({ format: 'jwk' }), { id, login: String(profile.login) });
	const proof = (description: string) => `400 DPoP invalid_dpop_proof: ${description}`;
	const atToken = (description: string) => `400 invalid_dpop_proof: ${description}`;
	const claim = (name: string) => `'${name}' claim in the DPoP proof JWT is invalid.`;
	const [reused, old, future] = ['The DPoP proof JWT has already been used.', 'The DPoP proof JWT is issued more than five minutes in the past.', 'The DPoP proof JWT is issued in the future.'];
	expect(outcomes).toEqual({
		tokenType: 'dpop',
		list: '200',
		secondRead: '200',
		user: '200',
		userByLogin: proof(claim('htu')),
		userByDecodedLogin: '200',
		first: '200',
		again: proof(reused),
		asBearer: '400 Bearer invalid_request: The resource request requires a DPoP proof.',
		withoutProof: proof('The DPoP proof JWT header is missing.'),
		notAProof: proof('The DPoP proof JWT cannot be parsed.'),
		twoProofs: proof('Multiple DPoP proof JWT headers are not allowed.'),
		otherKey: proof('The access_token is not bound to the provided DPoP proof.'),
		otherToken: proof("'ath' claim in the DPoP proof does not match the presented access_token."),
		otherMethod: proof(claim('htm')),
		otherPath: proof(claim('htu')),
		withQuery: proof(claim('htu')),
		otherHost: proof(claim('htu')),
		old: proof(old),
		fromTheFuture: proof(future),
		withoutTime: proof(claim('iat')),
		withoutId: proof(claim('jti')),
		otherType: proof("'typ' must be 'dpop+jwt' in the DPoP proof JWT."),
		otherAlgorithm: proof('The DPoP proof JWT signature algorithm is invalid.'),
		withPrivateKey: proof('The DPoP proof JWT signature is invalid.'),
		token: {
			right: 'dpop',
			otherMethod: atToken(claim('htm')),
			otherPath: atToken(claim('htu')),
			old: atToken(old),
			fromTheFuture: atToken(future),
			otherNonce: '400 use_dpop_nonce: Authorization server requires nonce in DPoP proof.',
			sameId: 'dpop',
			sameIdAgain: atToken(reused),
		},
	});
}, 60_000);

it("accepts Okta's own SDK, which stumbles over a login in a path as it does in a real org", async () => {
	const okta = new Client({
		orgUrl: sandbox.url,
		authorizationMode: 'PrivateKey',
		clientId: sandbox.serviceClientId,
		scopes: ['okta.users.read'],
		privateKey: pem(rsa.privateKey),
		keyId: 'n8n-2',
		testing: { disableHttpsCheck: true },
	} as ConstructorParameters<typeof Client>[0]);
	const ids: unknown[] = [];
	await (await okta.userApi.listUsers({})).each((user) => void ids.push(user.id));
	expect(ids).toHaveLength(250);
	expect((await okta.userApi.getUser({ userId: String(ids[0]) })).id).toBe(ids[0]);
	const stats = await sandbox.control.stats();
	expect([stats.tokenRequests, stats.apiStatuses, stats.dpopRefusals]).toEqual([{ client_credentials: 2 }, { '200': 3 }, {}]);

	const [{ profile }] = await sandbox.control.people.list();
	// okta-sdk-nodejs#521
	await expect(okta.userApi.getUser({ userId: String(profile.login) })).rejects.toMatchObject({ status: 400 });
	expect((await sandbox.control.stats()).dpopRefusals).toEqual({ "'htu' claim in the DPoP proof JWT is invalid.": 1 });
});

it('makes its nonces invalid on demand', async () => {
	const audience = `${sandbox.url}/oauth2/v1/token`;
	const proofKey = createProofKey();
	const signingKey = parsePrivateKey(pem(pair.privateKey));
	const token = async (nonce?: string) =>
		await fetch(audience, {
			method: 'POST',
			headers: { DPoP: signProof({ proofKey, method: 'POST', url: new URL(audience), nonce, now: Date.now() }) },
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				scope: 'okta.users.read',
				client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
				client_assertion: signClientAssertion({ clientId: sandbox.serviceClientId, audience, signingKey, keyId: 'n8n-1', now: Date.now() }),
			}),
		});
	const first = (await token()).headers.get('dpop-nonce') ?? '';
	expect((await token(first)).status).toBe(200);
	await sandbox.control.oauth.rotateDpopNonce();
	const refused = await token(first);
	expect([refused.status, await refused.json()]).toEqual([400, { error: 'use_dpop_nonce', error_description: 'Authorization server requires nonce in DPoP proof.' }]);
	const second = refused.headers.get('dpop-nonce') ?? '';
	expect([second === first, (await token(second)).status]).toEqual([false, 200]);
});
