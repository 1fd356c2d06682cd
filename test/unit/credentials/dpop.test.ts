import fc from 'fast-check';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { OktaServiceAppApi } from '../../../credentials/OktaServiceAppApi.credentials';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { holdsAsync } from '../../support/fuzz';
import { httpRequestNode, pagedHttpRequestNode } from '../../support/httpRequestNode';
import { ecKeyPair } from '../../support/keys';
import { pollContext, runNode, testCredential, type StoredCredential } from '../../support/n8n';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { addIssued, everythingIn, Secrets } from '../../support/secrets';
import { serviceCredential } from '../../support/serviceCredential';

/** An app that requires DPoP works without a setting, in n8n-core's own contexts and against a strict org. */

// Skips waiting between retries.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => {} }));

const pair = ecKeyPair();
/** With characters that Okta compares in different ways. */
const ODD_LOGIN = 'a+b ü%20#"?@sandbox.example';
/** Two pages of Okta's list. */
const people = 205;
const healthy = { active: true, keys: [pair.publicJwk('n8n-1')], dpopRequired: true, grantedScopes: ['okta.users.read', 'okta.schemas.read'], adminRoles: { users: true, schemas: true } };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people, deprovisioned: 0 });
	const [, somebody] = await sandbox.control.people.list();
	await sandbox.control.people.patch(somebody.id, { login: ODD_LOGIN });
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
	await sandbox.control.faults.clear();
	await sandbox.control.set({ serviceApp: healthy, clockSkewMs: 0 });
	await sandbox.control.clearLog();
});

const nodeType = new OktaDirectory();
const authentication = 'serviceApp';

const readAll = async (credential: StoredCredential) =>
	(await runNode({ nodeType, parameters: { authentication, resource: 'user', operation: 'getAll', returnAll: true }, credentials: [credential] })).items;

const readOne = async (credential: StoredCredential, login: string) =>
	(await runNode({ nodeType, parameters: { authentication, resource: 'user', operation: 'get', userId: { __rl: true, mode: 'login', value: login } }, credentials: [credential] })).items;

const stats = async () => await sandbox.control.stats();

const failure = async (running: Promise<unknown>) =>
	await running.then(
		() => {
			throw new Error('expected a failure');
		},
		(error: Error & { description?: string }) => error,
	);

it('reads all pages with one token, and with a new proof for each request', async () => {
	const credential = serviceCredential(sandbox, pair);
	expect(await testCredential(credential)).toEqual({ status: 'OK', message: 'Connection successful!' });
	for (let run = 0; run < 3; run++) expect(await readAll(credential)).toHaveLength(people);
	const log = await sandbox.control.log();
	expect(log.map(({ path, authorization, status }) => `${path} ${authorization} ${status}`)).toEqual([
		'/oauth2/v1/token null 400',
		'/oauth2/v1/token null 400',
		'/oauth2/v1/token null 200',
		...Array<string>(7).fill('/api/v1/users DPoP 200'),
	]);
	expect(await stats()).toMatchObject({ dpopProofs: 9, dpopRefusals: {} });
});

it('renews an expired token with two requests, and binds it to a new key', async () => {
	const credential = serviceCredential(sandbox, pair);
	await readAll(credential);
	const before = { ...credential.data };
	await sandbox.control.oauth.expireAccessTokens();
	await sandbox.control.clearLog();
	expect(await readAll(credential)).toHaveLength(people);
	expect(await stats()).toMatchObject({ tokenRequests: { client_credentials: 2 }, apiStatuses: { '200': 2, '401': 1 }, dpopRefusals: {} });
	for (const name of ['accessToken', 'accessTokenProofKey', 'accessTokenBinding']) expect(credential.data[name]).not.toBe(before[name]);
});

it('signs a request anew that Okta answered with 429 or 503', async () => {
	const credential = serviceCredential(sandbox, pair);
	await sandbox.control.faults.add({ fault: 'rateLimited', match: { pathPattern: '^/api/', times: 2 } });
	await sandbox.control.faults.add({ fault: 'status', status: 503, match: { pathPattern: '^/api/' } });
	expect(await readAll(credential)).toHaveLength(people);
	expect(await stats()).toMatchObject({ apiStatuses: { '200': 2, '429': 2, '503': 1 }, dpopRefusals: {} });
});

it.each<[string, Parameters<Sandbox['control']['faults']['add']>[0]]>([
	['503', { fault: 'status', status: 503 }],
	['429', { fault: 'rateLimited' }],
	['no response', { fault: 'reset' }],
])('starts again when the token endpoint answers the second request with %s', async (_what, fault) => {
	await sandbox.control.faults.add({ ...fault, match: { pathPattern: '/token$', nth: 2 } });
	expect(await readAll(serviceCredential(sandbox, pair))).toHaveLength(people);
	expect((await stats()).dpopRefusals).toEqual({});
});

it('takes the new nonce when Okta renews it in between', async () => {
	const stale = { fault: 'status', status: 400, headers: { 'dpop-nonce': 'yesterday' }, body: { error: 'use_dpop_nonce' } } as const;
	await sandbox.control.faults.add({ ...stale, match: { pathPattern: '/token$', nth: 2 } });
	expect(await readAll(serviceCredential(sandbox, pair))).toHaveLength(people);
	expect(await stats()).toMatchObject({ tokenRequests: { client_credentials: 4 }, dpopRefusals: {} });
});

it('continues with a bearer token after DPoP was ticked, and with a bound one after it was cleared', async () => {
	await sandbox.control.set({ serviceApp: { dpopRequired: false } });
	const credential = serviceCredential(sandbox, pair);
	await readAll(credential);
	await sandbox.control.set({ serviceApp: { dpopRequired: true } });
	expect([(await readAll(credential)).length, credential.data.accessTokenProofKey]).toEqual([people, '']);
	await sandbox.control.oauth.expireAccessTokens();
	expect([(await readAll(credential)).length, credential.data.accessTokenProofKey === '']).toEqual([people, false]);
	await sandbox.control.set({ serviceApp: { dpopRequired: false } });
	expect(await readAll(credential)).toHaveLength(people);
	await sandbox.control.oauth.expireAccessTokens();
	expect(await readAll(credential)).toHaveLength(people);
	expect((await stats()).dpopRefusals).toEqual({});
});

it('stores nothing of DPoP for an app that does not require it, as the version before did', async () => {
	await sandbox.control.set({ serviceApp: { dpopRequired: false } });
	const credential = serviceCredential(sandbox, pair);
	await readAll(credential);
	const { accessTokenProofKey, ...older } = credential.data;
	expect(accessTokenProofKey).toBe('');
	credential.data = older;
	await sandbox.control.clearLog();
	expect(await readAll(credential)).toHaveLength(people);
	expect((await stats()).tokenRequests).toEqual({});
});

it.each<[string, (data: Record<string, unknown>) => void]>([
	['was lost', (data) => void (data.accessTokenProofKey = '')],
	['was lost with its field', (data) => void delete data.accessTokenProofKey],
	['belongs to another token', (data) => void (data.accessTokenProofKey = JSON.stringify(ecKeyPair().privateKey.export({ format: 'jwk' })))],
	['is not a key', (data) => void (data.accessTokenProofKey = '{"kty":"EC"')],
])('requests a new token when the proof key %s, and sends nothing with the old one', async (_what, change) => {
	const credential = serviceCredential(sandbox, pair);
	await readAll(credential);
	change(credential.data);
	await sandbox.control.clearLog();
	expect(await readAll(credential)).toHaveLength(people);
	expect(await stats()).toMatchObject({ apiStatuses: { '200': 2 }, dpopRefusals: {} });
});

it('polls with the trigger, and finds a user by any login', async () => {
	const credential = serviceCredential(sandbox, pair);
	const trigger = new OktaTrigger();
	const context = pollContext({ nodeType: trigger, parameters: { authentication }, credentials: [credential] });
	expect(await trigger.poll.call(context)).toBeNull();
	const [, somebody] = await sandbox.control.people.list();
	await sandbox.control.people.patch(somebody.id, { title: `Promoted ${Date.now()}` });
	const items = (await trigger.poll.call(context))?.[0] ?? [];
	expect(items.map(({ json }) => [json.id, json.event])).toEqual([[somebody.id, 'user.updated']]);
	for (const login of ['admin@sandbox.example', ODD_LOGIN]) {
		expect((await readOne(credential, login)).map(({ json }) => (json.profile as { login: string }).login)).toEqual([login]);
	}
	expect((await stats()).dpopRefusals).toEqual({});
});

it('signs the requests of the HTTP Request node, which uses an older helper of n8n', async () => {
	const credential = serviceCredential(sandbox, pair);
	const request = httpRequestNode(credential.type.name, [
		{ uri: `${sandbox.url}/api/v1/users`, qs: { limit: 2 } },
		{ baseURL: `${sandbox.url}/api`, url: '/v1/users/admin%40sandbox.example' },
	]);
	const { items } = await runNode({ nodeType: request, credentials: [credential] });
	expect(items.map(({ json }) => typeof json.id)).toEqual(['string', 'string', 'string']);
	await sandbox.control.oauth.expireAccessTokens();
	expect((await runNode({ nodeType: request, credentials: [credential] })).items).toHaveLength(3);
	expect((await stats()).dpopRefusals).toEqual({});
});

it.each([true, false])('renews an expired token for an HTTP Request node that reads page by page, for which n8n does not after a 401 (DPoP: %s)', async (dpopRequired) => {
	await sandbox.control.set({ serviceApp: { dpopRequired } });
	const credential = serviceCredential(sandbox, pair);
	const { nodeType, statuses } = pagedHttpRequestNode(credential.type.name, `${sandbox.url}/api/v1/users`);
	const hour = 3_600_000;
	const clock = jest.spyOn(Date, 'now');
	try {
		for (let run = 0; run < 4; run++) {
			const now = new Date().getTime() + run * (hour + 1000);
			clock.mockImplementation(() => now);
			await sandbox.control.set({ clockSkewMs: run * (hour + 1000) });
			if (run > 0) await sandbox.control.oauth.expireAccessTokens();
			for (let again = 0; again < 2; again++) await runNode({ nodeType, credentials: [credential] });
		}
	} finally {
		clock.mockRestore();
	}
	expect(statuses).toEqual(Array(8).fill(200));
	expect(await stats()).toMatchObject({ apiStatuses: { '200': 8 }, dpopRefusals: {} });
	expect((await stats()).tokenRequests).toEqual({ client_credentials: dpopRequired ? 3 + 3 * 2 : 4 });
});

const minutes = 60_000;
it.each<[number, RegExp]>([
	[10 * minutes, /^The clock of the machine that runs n8n is 10 minutes behind Okta's/],
	[-10 * minutes, /^The clock of the machine that runs n8n is 10 minutes ahead of Okta's/],
	[-minutes, /^The clock of the machine that runs n8n is 6\d seconds ahead of Okta's/],
])('says how wrong the clock is (%d ms)', async (clockSkewMs, message) => {
	const credential = serviceCredential(sandbox, pair);
	await readAll(credential);
	await sandbox.control.set({ clockSkewMs });
	// With a new token, and with the one from before the clock went wrong.
	const shown = await testCredential(serviceCredential(sandbox, pair));
	expect(shown).toEqual({ status: 'Error', message: expect.stringMatching(message) });
	expect(shown.message).toContain("Okta's. Set the clock correctly, for example with NTP.");
	const error = await failure(readAll(credential));
	expect([error.message, error.description]).toEqual([expect.stringMatching(message), expect.stringMatching(/Set the clock correctly.* Okta says: /)]);
});

it.each([20_000, -4 * minutes + 10_000])('works with a clock that is a little off (%d ms ahead)', async (ahead) => {
	await sandbox.control.set({ clockSkewMs: -ahead });
	expect(await readAll(serviceCredential(sandbox, pair))).toHaveLength(people);
	expect((await stats()).dpopRefusals).toEqual({});
});

it.each<[string, Record<string, string>, number, RegExp, RegExp]>([
	['a nonce', { 'www-authenticate': 'DPoP algs="ES256", error="use_dpop_nonce", error_description="Resource server requires nonce."', 'dpop-nonce': 'n' }, 401, /^Okta asks for a nonce in the DPoP proof of each request/, /^Update n8n-nodes-okta-signatures\./],
	['another proof', { 'www-authenticate': 'DPoP algs="ES256", error="invalid_dpop_proof", error_description="\'htu\' claim in the DPoP proof JWT is invalid."' }, 400, /^Okta did not accept the DPoP proof of the request$/, /proxy between n8n and Okta.*Okta says: 'htu' claim in the DPoP proof JWT is invalid\./],
])('says what to do when the API asks for %s', async (_what, headers, status, message, description) => {
	await sandbox.control.faults.add({ fault: 'status', status, body: '', headers, match: { pathPattern: '^/api/', times: 0 } });
	const error = await failure(readAll(serviceCredential(sandbox, pair)));
	expect([error.message, error.description]).toEqual([expect.stringMatching(message), expect.stringMatching(description)]);
});

it('names a scope that is missing, as without DPoP', async () => {
	const error = await failure(readAll(serviceCredential(sandbox, pair, { scopes: 'okta.schemas.read' })));
	expect(error.message).toBe('The app lacks the scope okta.users.read');
});

describe('signing', () => {
	const { authenticate, preAuthentication } = new OktaServiceAppApi();
	const values = () => ({ scopes: 'okta.users.read', ...serviceCredential(sandbox, pair).data }) as Record<string, string>;
	const claims = (proof: unknown) => JSON.parse(Buffer.from(String(proof).split('.')[1], 'base64url').toString()) as Record<string, unknown>;

	const issued = async (tokenType: string) => {
		const answers = [{ statusCode: 400, body: { error: 'invalid_dpop_proof' } }, { statusCode: 200, body: { access_token: 'hush', token_type: tokenType } }];
		const helpers = { httpRequest: async () => ({ headers: {}, ...(tokenType === 'Bearer' ? answers[1] : (answers.shift() as object)) }) };
		return { ...values(), ...(await preAuthentication.call({ helpers } as never, values())) } as ICredentialDataDecryptedObject;
	};

	it('puts its headers in place of earlier ones, however they are spelt', async () => {
		const headers = { Accept: 'x', authorization: 'Bearer old', dpop: 'old', DPoP: 'older', AUTHORIZATION: 'DPoP old' };
		const bearer = await authenticate(await issued('Bearer'), { url: `${sandbox.url}/api/v1/users`, headers });
		expect(bearer.headers).toEqual({ Accept: 'x', Authorization: 'Bearer hush' });
		const bound = await authenticate(await issued('DPoP'), { url: `${sandbox.url}/api/v1/users`, headers });
		expect(bound.headers).toEqual({ Accept: 'x', Authorization: 'DPoP hush', DPoP: expect.stringMatching(/^eyJ/) });
	});

	it('names the address that axios requests, however n8n puts it together', async () => {
		const credential = await issued('DPoP');
		const org = sandbox.url;
		const cases: Array<[object, string, string]> = [
			[{ url: `${org}/api/v1/users?limit=1`, qs: { after: 'x' } }, 'GET', '/api/v1/users'],
			[{ baseURL: org, url: '/api/v1/users', qs: { limit: 1 } }, 'GET', '/api/v1/users'],
			[{ baseURL: `${org}/`, url: 'api/v1/users' }, 'GET', '/api/v1/users'],
			[{ baseURL: `${org}/api/v1/`, url: '/users/a%40b' }, 'GET', '/api/v1/users/a@b'],
			[{ baseURL: `${org}/api/v1`, url: '' }, 'GET', '/api/v1'],
			[{ baseURL: 'https://elsewhere.example', url: `${org}/api/v1/groups` }, 'GET', '/api/v1/groups'],
			[{ uri: `${org}/api/v1/users/x/../y#z`, method: 'post' }, 'POST', '/api/v1/users/y'],
			[{ uri: `${org}/api/v1/a b/ü`, method: 'DELETE' }, 'DELETE', '/api/v1/a%20b/ü'],
		];
		for (const [request, htm, path] of cases) {
			const signed = await authenticate(credential, request as IHttpRequestOptions);
			expect(claims(signed.headers?.DPoP)).toMatchObject({ htm, htu: `${org}${path}` });
		}
	});
});

/** What happens between reads. */
const events = {
	expire: async () => await sandbox.control.oauth.expireAccessTokens(),
	revoke: async () => await sandbox.control.oauth.revokeApp(),
	rotateNonce: async () => await sandbox.control.oauth.rotateDpopNonce(),
	tick: async () => await sandbox.control.set({ serviceApp: { dpopRequired: true } }),
	clear: async () => await sandbox.control.set({ serviceApp: { dpopRequired: false } }),
	loseKey: async ({ data }: StoredCredential) => void (data.accessTokenProofKey = ''),
	upgrade: async ({ data }: StoredCredential) => void delete data.accessTokenProofKey,
	changeKeyId: async ({ data }: StoredCredential) => void (data.keyId = data.keyId === '' ? 'n8n-1' : ''),
	test: async (credential: StoredCredential) => expect(await testCredential(credential)).toMatchObject({ status: 'OK' }),
	rateLimit: async () => await sandbox.control.faults.add({ fault: 'rateLimited', match: { pathPattern: '^/api/' } }),
	unavailable: async () => await sandbox.control.faults.add({ fault: 'status', status: 503, match: { pathPattern: '^/api/', nth: 2 } }),
	expireOnPage: async () => await sandbox.control.faults.add({ fault: 'expiredToken', match: { pathPattern: '^/api/', nth: 2 } }),
	tokenUnavailable: async () => await sandbox.control.faults.add({ fault: 'status', status: 503, match: { pathPattern: '/token$', nth: 2 } }),
	nonceRenewed: async () => await sandbox.control.faults.add({ fault: 'status', status: 400, headers: { 'dpop-nonce': 'yesterday' }, body: { error: 'use_dpop_nonce' }, match: { pathPattern: '/token$' } }),
	withoutRole: async () => await sandbox.control.set({ serviceApp: { adminRoles: { users: false, schemas: true } } }),
	withRole: async () => await sandbox.control.set({ serviceApp: { adminRoles: { users: true, schemas: true } } }),
};

it('each proof is accepted and used once, and no error holds a secret, whatever happens', async () => {
	const errors: unknown[] = [];
	const keys = new Set<string>();
	await holdsAsync(
		fc.asyncProperty(fc.array(fc.constantFrom(...(Object.keys(events) as Array<keyof typeof events>)), { maxLength: 8 }), async (sequence) => {
			await sandbox.control.faults.clear();
			await sandbox.control.set({ serviceApp: healthy });
			await sandbox.control.clearLog();
			const credential = serviceCredential(sandbox, pair);
			let hasRole = true;
			for (const event of sequence) {
				if (event === 'withoutRole' || event === 'withRole') hasRole = event === 'withRole';
				if (event === 'test' && !hasRole) continue;
				await events[event](credential);
				const read = await readAll(credential).catch((error: Error) => error);
				keys.add(String(credential.data.accessTokenProofKey));
				// A fault that did not happen would meet the next event: n8n renews a token only once per request.
				await sandbox.control.faults.clear();
				if (read instanceof Error) errors.push(read);
				expect(read instanceof Error ? read.message : read.length).toBe(hasRole ? people : 'The app is not allowed to read users');
			}
			const { dpopRefusals, apiStatuses } = await stats();
			expect([dpopRefusals, apiStatuses['400']]).toEqual([{}, undefined]);
		}),
		25,
	);
	const secrets = new Secrets();
	for (const key of keys) if (key.startsWith('{')) secrets.add('proof key', (JSON.parse(key) as { d: string }).d);
	await addIssued(sandbox.url, secrets);
	expect([...secrets.names].sort()).toEqual(['access_token', 'client_assertion', 'dpop_proof', 'proof key']);
	expect(errors.length).toBeGreaterThan(3);
	expect(secrets.in(errors.map(everythingIn).join('\n'))).toEqual([]);
}, 300_000);
