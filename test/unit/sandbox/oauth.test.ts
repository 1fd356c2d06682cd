import { request, startSandbox, walkWithOpenidClient, type Sandbox } from '../../support/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 5, redirectUris: ['https://n8n.example/rest/oauth2-credential/callback'] });
});
afterAll(() => sandbox.stop());

async function token(form: Record<string, string>, headers: Record<string, string> = {}) {
	return await request(`${sandbox.url}/oauth2/v1/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(form).toString() });
}
const refresh = async (refreshToken: string | undefined, headers?: Record<string, string>) => await token({ grant_type: 'refresh_token', client_id: sandbox.clientId, refresh_token: String(refreshToken) }, headers);

describe('openid-client as the client', () => {
	it('sees an Okta org authorization server', async () => {
		const seen = await walkWithOpenidClient(sandbox);
		expect(seen).toMatchObject({
			metadata: { issuer: sandbox.url, authorization_endpoint: `${sandbox.url}/oauth2/v1/authorize`, jwks_uri: `${sandbox.url}/oauth2/v1/keys`, code_challenge_methods_supported: ['S256'] },
			scope: 'openid email profile offline_access okta.users.read okta.schemas.read',
			expiresIn: 3600,
			opaque: true,
			idTokenEmail: 'admin@sandbox.example',
			userinfo: { email: 'admin@sandbox.example', name: 'Ada Admin' },
			codeAgain: '400 invalid_grant: The authorization code is invalid or has expired.',
			rotates: true,
			reused: '400 invalid_grant: The refresh token is invalid or expired.',
			afterReuse: '400 invalid_grant: The refresh token is invalid or expired.',
			accessAfterReuse: 401,
			afterRevocation: '400 invalid_grant: The refresh token is invalid or expired.',
			withoutOffline: ['access_token', 'expires_in', 'scope', 'token_type'],
			introspection: true,
			wrongVerifier: '400 invalid_grant: PKCE verification failed.',
			onlyUngranted: 'redirect consent_required: You are not allowed any of the requested scopes.',
			unknownClient: expect.stringContaining('Error Code: invalid_client'),
		});
		expect(seen.metadata.scopes_supported).not.toContain('okta.users.read');
		expect(await sandbox.control.stats()).toMatchObject({ refreshes: 1, reuseDetections: 1, authorizationHeadersAtToken: 0 });
		expect(sandbox.errors()).not.toMatch(/Error|NOTICE/);
	});
});

describe('the token endpoint', () => {
	it('accepts client_id only in the body', async () => {
		const { refresh_token: refreshToken } = await sandbox.connect();
		const basic = await refresh(refreshToken, { authorization: `Basic ${btoa(`${sandbox.clientId}:`)}` });
		expect(basic).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
		expect(await token({ grant_type: 'refresh_token', refresh_token: String(refreshToken) })).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
		expect(await token({ grant_type: 'refresh_token', refresh_token: String(refreshToken), client_id: '0oanobody' })).toMatchObject({ status: 401, json: { errorCode: 'invalid_client', errorSummary: "Invalid value for 'client_id' parameter." } });
		expect((await refresh(refreshToken)).status).toBe(200);
		expect((await token({ grant_type: 'password', client_id: sandbox.clientId })).json.error).toBe('unsupported_grant_type');
		const log = (await sandbox.control.log()).filter((entry) => entry.path === '/oauth2/v1/token').slice(-5);
		expect(log.map((entry) => [entry.authorization, entry.clientIdInBody, entry.grantType, entry.status])).toEqual([
			['Basic', true, 'refresh_token', 401],
			[null, false, 'refresh_token', 401],
			[null, true, 'refresh_token', 401],
			[null, true, 'refresh_token', 200],
			[null, true, 'password', 400],
		]);
		expect(JSON.stringify(await sandbox.control.log())).not.toContain(refreshToken);
	});

	it('follows the switches: rotation, grace, DPoP, assignment, revoked app', async () => {
		const { refresh_token: first } = await sandbox.connect();
		await sandbox.control.set({ rotateRefreshTokens: false });
		expect((await refresh(first)).json.refresh_token).toBe(first);
		await sandbox.control.set({ rotateRefreshTokens: true, reuseGraceSeconds: 30 });
		expect([(await refresh(first)).status, (await refresh(first)).status]).toEqual([200, 200]);
		const { refresh_token: second } = await sandbox.connect();
		await sandbox.control.set({ reuseGraceSeconds: 0, dpopRequired: true });
		expect(await refresh(second)).toMatchObject({ status: 400, json: { error: 'invalid_dpop_proof', error_description: 'The DPoP proof JWT header is missing.' } });
		await sandbox.control.set({ dpopRequired: false, adminAssigned: false });
		expect((await refresh(second)).json.error_description).toBe('User is not assigned to the client application.');
		await expect(sandbox.connect()).rejects.toThrow('access_denied: User is not assigned to the client application.');
		await sandbox.control.set({ adminAssigned: true });
		await sandbox.control.oauth.revokeApp();
		expect(await refresh(second)).toMatchObject({ status: 400, json: { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' } });
	});
});

describe('/authorize', () => {
	const good = { response_type: 'code', redirect_uri: 'http://127.0.0.1:5679/rest/oauth2-credential/callback', scope: 'openid okta.users.read', state: 's=+/', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
	const authorize = async (change: Record<string, string | undefined>) => {
		const parameters = Object.entries({ client_id: sandbox.clientId, ...good, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined);
		return await request(`${sandbox.url}/oauth2/v1/authorize?${new URLSearchParams(parameters).toString()}`);
	};

	it.each([
		[{ client_id: '0oanobody' }, /Error Code: <code>invalid_client/],
		[{ redirect_uri: 'http://localhost:5678/elsewhere' }, /must be a Login redirect URI in the client app settings/],
		[{ redirect_uri: 'https://n8n.example/rest/oauth2-credential/callback/' }, /must be a Login redirect URI/],
	])('shows a 400 page for %j', async (change, text) => expect(await authorize(change)).toMatchObject({ status: 400, text: expect.stringMatching(text) }));

	it.each([
		[{ code_challenge: undefined }, 'invalid_request'],
		[{ code_challenge_method: 'plain' }, 'invalid_request'],
		[{ response_type: 'token' }, 'unsupported_response_type'],
		[{ state: undefined }, 'invalid_request'],
		[{ scope: 'openid okta.everything' }, 'invalid_scope'],
		[{ scope: 'okta.userTypes.read' }, 'consent_required'],
	])('redirects back with an error for %j', async (change, error) => {
		const { status, headers } = await authorize(change);
		const back = new URL(headers.location[0]);
		expect([status, back.origin, back.searchParams.get('error'), back.searchParams.get('state')]).toEqual([302, 'http://127.0.0.1:5679', error, 'state' in change ? null : good.state]);
	});

	it('shows the consent page, or redirects at once with consent auto', async () => {
		expect((await authorize({ redirect_uri: 'https://n8n.example/rest/oauth2-credential/callback' })).headers.location[0]).toMatch(/^\/oauth2\/v1\/interaction\//);
		await sandbox.control.set({ consent: 'auto', adminId: (await sandbox.control.people.list())[1].id });
		const { scope } = await sandbox.connect({ scopes: ['openid', 'okta.users.read', 'okta.userTypes.read'] });
		expect(scope).toBe('openid okta.users.read');
		expect((await sandbox.control.log()).filter((entry) => entry.path.startsWith('/oauth2/v1/interaction/')).pop()).toMatchObject({ method: 'GET', status: 303 });
		await sandbox.control.set({ consent: 'page', adminId: 'admin@sandbox.example' });
	});

	it('has no custom authorization server', async () => expect(await request(`${sandbox.url}/oauth2/default/v1/authorize`)).toMatchObject({ status: 401, json: { errorCode: 'E0000015' } }));
});

describe('API authorization', () => {
	const challenge = async (path: string, bearer: string) => {
		const answer = await sandbox.get(path, { token: bearer });
		return [answer.status, answer.text, /error="(\w+)", error_description="([^"]+)"/.exec(answer.headers['www-authenticate'][0])?.slice(1), /scope="([^"]+)"/.exec(answer.headers['www-authenticate'][0])?.[1]];
	};

	it('answers token and scope failures with an empty body and WWW-Authenticate', async () => {
		const { access_token: users } = await sandbox.connect({ scopes: ['okta.users.read'] });
		expect((await sandbox.get('/api/v1/users/me', { token: users })).json.profile.login).toBe('admin@sandbox.example');
		const insufficient = ['insufficient_scope', 'The access token provided does not contain the required scopes.'];
		expect(await challenge('/api/v1/meta/schemas/user/default', users)).toEqual([403, '', insufficient, 'okta.schemas.read']);
		expect(await challenge('/api/v1/meta/types/user', users)).toEqual([403, '', insufficient, 'okta.userTypes.read']);
		expect(await challenge('/api/v1/users', 'nonsense')).toEqual([401, '', ['invalid_token', 'The access token is invalid.'], 'okta.users.read']);
		await sandbox.control.oauth.expireAccessTokens();
		expect(await challenge('/api/v1/users', users)).toEqual([401, '', ['invalid_token', 'The token has expired.'], 'okta.users.read']);
	});

	it('answers a missing role, session or API token with JSON', async () => {
		await sandbox.control.set({ adminRoles: { schemas: false } });
		expect(await sandbox.get('/api/v1/meta/schemas/user/default')).toMatchObject({ status: 403, json: { errorCode: 'E0000006' } });
		expect((await sandbox.get('/api/v1/users')).status).toBe(200);
		await sandbox.control.set({ adminRoles: { users: false, schemas: true } });
		expect(await sandbox.get('/api/v1/users')).toMatchObject({ status: 403, json: { errorCode: 'E0000006' } });
		await sandbox.control.set({ adminRoles: { users: true } });
		expect(await sandbox.get('/api/v1/users', { headers: { authorization: 'SSWS wrong' } })).toMatchObject({ status: 401, json: { errorCode: 'E0000011' } });
		expect(await request(`${sandbox.url}/api/v1/users`)).toMatchObject({ status: 403, json: { errorCode: 'E0000005' } });
	});

	it('revokes the connection when its admin is deactivated', async () => {
		const { refresh_token: refreshToken } = await sandbox.connect();
		await sandbox.control.people.setStatus('admin@sandbox.example', 'DEPROVISIONED');
		expect((await refresh(refreshToken)).json.error).toBe('invalid_grant');
		await sandbox.control.people.setStatus('admin@sandbox.example', 'ACTIVE');
	});
});
