import { Client } from '@okta/okta-sdk-nodejs';
import { signClientAssertion } from '../../../nodes/okta/auth/jwt';
import { parsePrivateKey } from '../../../nodes/okta/auth/privateKey';
import { ecKeyPair, pem, rsaKeyPair } from '../../support/keys';
import { request, startSandbox, type Sandbox } from '../../support/sandbox';

/**
 * Checks our assertion with third-party code: oidc-provider verifies it, and Okta's own SDK signs one with the same key
 * (as openid-client does in test/unit/check).
 */

const pair = rsaKeyPair();
const other = ecKeyPair();
const privateKey = pem(pair.privateKey);

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 7, deprovisioned: 0, serviceKeys: [pair.publicJwk('n8n-1')] });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.set({ serviceApp: { keys: [pair.publicJwk('n8n-1')] } }));

type Options = Partial<Parameters<typeof signClientAssertion>[0]>;
const assertion = (changes: Options = {}) =>
	signClientAssertion({ clientId: sandbox.serviceClientId, audience: `${sandbox.url}/oauth2/v1/token`, signingKey: parsePrivateKey(privateKey), keyId: 'n8n-1', now: Date.now(), ...changes });

const token = async (clientAssertionText: string, form: Record<string, string> = {}) =>
	await request(`${sandbox.url}/oauth2/v1/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			scope: 'okta.users.read okta.schemas.read',
			client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
			client_assertion: clientAssertionText,
			...form,
		}).toString(),
	});

it('issues a token for an hour and no refresh token', async () => {
	const { status, json } = await token(assertion());
	expect([status, json]).toEqual([200, { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600, scope: 'okta.users.read okta.schemas.read' }]);
	expect((await sandbox.get('/api/v1/users?limit=2', { token: json.access_token })).json).toHaveLength(2);
	expect(await sandbox.get('/api/v1/users/me', { token: json.access_token })).toMatchObject({ status: 404 });
	expect(await sandbox.get('/api/v1/meta/types/user', { token: json.access_token })).toMatchObject({ status: 403 });
});

it('accepts an assertion only once', async () => {
	const once = assertion();
	expect((await token(once)).status).toBe(200);
	expect(await token(once)).toMatchObject({ status: 401, json: { error: 'invalid_client', error_description: 'The client_assertion token has already been used.' } });
});

const minutes = 60_000;
it.each<[string, () => string, Record<string, string>, string]>([
	['expired', () => assertion({ now: Date.now() - 6 * minutes }), {}, 'invalid_client: The client_assertion token is expired.'],
	['from a clock that is ahead', () => assertion({ now: Date.now() + 2 * minutes }), {}, 'invalid_client: The client_assertion token must be issued before the current time.'],
	['from a clock that is far ahead', () => assertion({ now: Date.now() + 60 * minutes }), {}, 'invalid_client: The client_assertion token has an expiration too far into the future.'],
	['for the issuer instead of the endpoint', () => assertion({ audience: sandbox.url }), {}, 'invalid_client: The audience claim for client_assertion must be the endpoint invoked for the request.'],
	['for another org', () => assertion({ audience: 'https://acme.okta.com/oauth2/v1/token' }), {}, 'invalid_client: The audience claim for client_assertion must be the endpoint invoked for the request.'],
	['by another key', () => assertion({ signingKey: parsePrivateKey(pem(rsaKeyPair().privateKey)) }), {}, 'invalid_client: The client_assertion signature is invalid.'],
	['with an unknown kid', () => assertion({ keyId: 'old' }), {}, 'invalid_client: The client_assertion JWT kid is invalid.'],
	['with a changed payload', () => assertion().replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ sub: sandbox.serviceClientId, iss: sandbox.serviceClientId, aud: `${sandbox.url}/oauth2/v1/token`, exp: 9e9, jti: '1' })).toString('base64url')}.`), {}, 'invalid_client: The client_assertion signature is invalid.'],
	['of the single-page app', () => assertion({ clientId: sandbox.clientId }), {}, 'invalid_client: Client authentication failed. Either the client or the client credentials are invalid.'],
	['with a scope that only people can grant', () => assertion(), { scope: 'offline_access okta.users.read' }, "invalid_scope: Cannot request 'openid' scopes using client credentials."],
	['with no scope', () => assertion(), { scope: '' }, 'invalid_scope: No scopes were requested.'],
	['with scopes that are not granted', () => assertion(), { scope: 'okta.logs.read' }, 'consent_required: You are not allowed any of the requested scopes.'],
	['without an assertion', () => '', { client_id: '0oasandboxsvc0000001' }, 'invalid_client: Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.'],
])('rejects an assertion: %s', async (_what, text, form, refusal) => {
	const { json } = await token(text(), form);
	expect(`${json.error}: ${json.error_description}`).toBe(refusal);
});

it('requires a kid if the app has several keys', async () => {
	expect((await token(assertion({ keyId: undefined }))).status).toBe(200);
	await sandbox.control.set({ serviceApp: { keys: [pair.publicJwk('n8n-1'), other.publicJwk('n8n-2')] } });
	expect((await token(assertion({ keyId: undefined }))).json).toMatchObject({ error_description: 'The client_assertion JWT kid is invalid.' });
	expect((await token(assertion({ keyId: 'n8n-2', signingKey: parsePrivateKey(pem(other.privateKey)) }))).status).toBe(200);
});

it('keeps the two apps apart', async () => {
	await sandbox.control.set({ dpopRequired: true, adminRoles: { users: false, schemas: false } });
	const { json } = await token(assertion());
	expect((await sandbox.get('/api/v1/users', { token: json.access_token })).status).toBe(200);
	await sandbox.control.set({ dpopRequired: false, adminRoles: { users: true, schemas: true }, serviceApp: { adminRoles: { users: false, schemas: true } } });
	expect((await sandbox.get('/api/v1/users', { token: json.access_token })).json).toMatchObject({ errorCode: 'E0000006' });
	expect((await sandbox.get('/api/v1/users')).status).toBe(200);
	await sandbox.control.set({ serviceApp: { adminRoles: { users: true, schemas: true } } });
	await expect(sandbox.control.set({ serviceApp: { colour: 'red' } as never })).rejects.toThrow('Unknown switch serviceApp.colour');
});

it("accepts Okta's own SDK with the same key", async () => {
	const okta = new Client({
		orgUrl: sandbox.url,
		authorizationMode: 'PrivateKey',
		clientId: sandbox.serviceClientId,
		scopes: ['okta.users.read'],
		privateKey,
		keyId: 'n8n-1',
		testing: { disableHttpsCheck: true },
	} as ConstructorParameters<typeof Client>[0]);
	const ids: unknown[] = [];
	await (await okta.userApi.listUsers({})).each((user) => void ids.push(user.id));
	expect(ids).toHaveLength(7);
});
