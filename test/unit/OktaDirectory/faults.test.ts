import type { IDataObject } from 'n8n-workflow';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { runNode, storedCredential } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';
import { OktaOAuth2Api } from '../../../credentials/OktaOAuth2Api.credentials';

const PEOPLE = 450;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: PEOPLE });
});

afterAll(async () => {
	await sandbox.stop();
});

beforeEach(async () => {
	await sandbox.control.faults.clear();
	await sandbox.control.clearLog();
});

const read = async (credential: Awaited<ReturnType<typeof connectedCredential>>, more: IDataObject = {}) => {
	const { items } = await runNode({
		nodeType: new OktaDirectory(),
		parameters: { resource: 'user', operation: 'getAll', returnAll: true, ...more },
		credentials: [credential],
	});
	return items.map(({ json }) => json.id);
};

describe('during a read', () => {
	it.each([
		{ fault: 'reset' },
		{ fault: 'resetMidBody' },
		{ fault: 'status', status: 500 },
		{ fault: 'status', status: 503 },
		{ fault: 'html' },
		{ fault: 'truncatedJson' },
		{ fault: 'slow', ms: 300 },
		{ fault: 'contentType' },
		{ fault: 'rateLimited', resetInSeconds: 1 },
		{ fault: 'concurrency' },
		{ fault: 'duplicateRateHeaders' },
		{ fault: 'emptyPageWithNext' },
		{ fault: 'shiftedPage' },
		{ fault: 'expiredToken' },
		{ fault: 'rateLimited', resetInSeconds: -30 },
		{ fault: 'status', status: 400, body: { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.', errorCauses: [{ errorSummary: 'Invalid cursor.' }] } },
	] as const)('$fault $status neither loses nor duplicates a user', async (fault) => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.faults.add({ ...fault, match: { pathPattern: '^/api/v1/users\\?', nth: 2 } });
		const ids = await read(credential);
		expect(new Set(ids).size).toBe(PEOPLE);
		expect(ids).toHaveLength(PEOPLE);
		const [rule] = await sandbox.control.faults.list();
		expect(rule.hits).toBe(1);
	});

	it.each([
		['selfLoopingNext', "Okta's page links form a loop"],
		['crossOriginNext', "Okta's link to the next page points outside the domain"],
	] as const)('%s is refused instead of returning an incomplete list', async (fault, message) => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.faults.add({ fault, match: { pathPattern: '^/api/v1/users\\?' } });
		await expect(read(credential)).rejects.toThrow(message);
	});

	it.each([
		['the first page', 1, 1, /no longer accepts the link to this page of the list/, 'temporarily-unavailable'],
		['a page, again and again', 2, 0, /no longer accepts the link to this page of the list/, 'temporarily-unavailable'],
	])('an invalid cursor of %s ends the read and does not blame the search', async (_which, nth, times, message, cause) => {
		const credential = await connectedCredential(sandbox);
		const body = { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.', errorCauses: [{ errorSummary: 'Invalid cursor.' }] };
		await sandbox.control.faults.add({ fault: 'status', status: 400, body, match: { pathPattern: '^/api/v1/users\\?', nth, times } });
		const error = await read(credential, { filters: { search: 'profile.email pr' } }).catch((reason: unknown) => reason);
		expect(error).toMatchObject({ message: expect.stringMatching(message), failure: { cause } });
		expect((error as { description: string }).description).not.toMatch(/parameter 'Search'/);
		expect((await sandbox.control.log()).filter(({ path }) => path === '/api/v1/users').length).toBeLessThanOrEqual(3);
	});

	it('a feature that the org lacks is not a dead connection', async () => {
		const credential = await connectedCredential(sandbox);
		const body = { errorCode: 'E0000015', errorSummary: 'You do not have permission to access the feature you are requesting' };
		await sandbox.control.faults.add({ fault: 'status', status: 401, body, match: { pathPattern: '^/api/', times: 0 } });
		await expect(read(credential)).rejects.toMatchObject({
			message: 'The Okta org does not have the feature that this request needs',
			description: expect.not.stringMatching(/[Rr]econnect|Switch account/),
			failure: { cause: 'configuration-invalid' },
		});
	});

	it('does not follow a redirect to another host', async () => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.faults.add({
			fault: 'crossOriginRedirect',
			match: { pathPattern: '^/api/v1/users\\?', times: 0 },
		});
		await expect(read(credential)).rejects.toThrow(/redirects to another address/);
	});
});

describe('the token', () => {
	it('is renewed once when it expires, with client_id in the body and no Authorization header', async () => {
		const credential = await connectedCredential(sandbox);
		const before = credential.data.oauthTokenData.refresh_token;
		await sandbox.control.clearLog();
		await sandbox.control.oauth.expireAccessTokens();
		expect(await read(credential)).toHaveLength(PEOPLE);
		const stats = await sandbox.control.stats();
		expect(stats).toMatchObject({ refreshes: 1, reuseDetections: 0, authorizationHeadersAtToken: 0 });
		const [token] = (await sandbox.control.log()).filter(({ path }) => path.endsWith('/token'));
		expect(token).toMatchObject({ grantType: 'refresh_token', clientIdInBody: true, authorization: null });
		expect(credential.saves).toBe(1);
		expect(credential.data.oauthTokenData.refresh_token).not.toBe(before);
	});

	it('asks to reconnect when it cannot be renewed', async () => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.oauth.revokeApp();
		await expect(read(credential)).rejects.toMatchObject({
			message: 'Okta no longer accepts this connection',
			description: expect.stringMatching(/click "Switch account".*90 days/),
			failure: { cause: 'credential-invalid' },
		});
	});

	it('explains a missing offline_access when there is no refresh token', async () => {
		const credential = await connectedCredential(sandbox, ['okta.users.read']);
		await sandbox.control.oauth.expireAccessTokens();
		await expect(read(credential)).rejects.toMatchObject({
			message: 'Okta no longer accepts this connection',
			description: expect.stringContaining('offline_access'),
		});
	});

	it.each([
		['a token endpoint that is down', { fault: 'status', status: 503 }],
		['a token endpoint that closes the connection', { fault: 'reset' }],
		['a token endpoint that is throttled', { fault: 'rateLimited' }],
		['a page instead of the token', { fault: 'html' }],
	] as const)('is renewed in spite of %s', async (_name, fault) => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.oauth.expireAccessTokens();
		await sandbox.control.faults.add({ ...fault, match: { pathPattern: '/oauth2/v1/token' } });
		expect(await read(credential)).toHaveLength(PEOPLE);
	});
});

describe('an address without a token endpoint', () => {
	it.each([
		['a web page with status 400', { fault: 'html', status: 400 }],
		['nothing with status 403', { fault: 'status', status: 403, body: '' }],
	] as const)('is named in the error: %s', async (_name, fault) => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.oauth.expireAccessTokens();
		await sandbox.control.faults.add({ ...fault, match: { pathPattern: '/oauth2/v1/token', times: 0 } });
		await expect(read(credential)).rejects.toMatchObject({ message: 'Okta did not renew the connection' });
	});
});

describe('a token endpoint that keeps failing', () => {
	it.each([
		['html', 'temporarily-unavailable', "Okta's response to a token request is not JSON"],
		['rateLimited', 'rate-limited', "Okta's rate limit for token requests is used up"],
	] as const)('is named in the error: %s', async (fault, cause, message) => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.oauth.expireAccessTokens();
		await sandbox.control.faults.add({ fault, match: { pathPattern: '/oauth2/v1/token', times: 0 } });
		await expect(read(credential)).rejects.toMatchObject({ message, failure: { cause } });
	});
});

describe('setup errors are explained', () => {
	const unconnected = (domain: string) =>
		storedCredential(new OktaOAuth2Api(), { domain, clientId: sandbox.clientId });

	it('a credential that was never connected', async () => {
		await expect(read(unconnected(sandbox.url))).rejects.toMatchObject({
			message: 'The Okta credential is not connected yet',
			description: expect.stringContaining('"Connect my account"'),
		});
		expect((await sandbox.control.stats()).apiTotal).toBe(0);
	});

	it('a domain that is not an org', async () => {
		await expect(read(unconnected('http://acme.okta.com'))).rejects.toMatchObject({
			message: "'Okta Domain' in the credential is not the address of an Okta org",
			description: expect.stringContaining('acme.okta.com'),
		});
	});

	it('a domain that does not respond', async () => {
		// Without the scope openid, the node cannot know that the credential was connected elsewhere.
		const credential = await connectedCredential(sandbox, ['offline_access', 'okta.users.read']);
		credential.data.domain = 'http://127.0.0.1:1';
		await expect(read(credential)).rejects.toMatchObject({
			message: 'Okta could not be reached at 127.0.0.1:1',
			description: expect.stringMatching(/4 times.*ECONNREFUSED.*Okta Domain/),
		});
	});

	it('a scope that was not granted', async () => {
		const credential = await connectedCredential(sandbox, ['offline_access', 'okta.schemas.read']);
		await expect(read(credential)).rejects.toMatchObject({
			message: 'The connection lacks the scope okta.users.read',
			description: expect.stringMatching(/Okta API Scopes.*reconnect/),
			httpCode: '403',
		});
	});

	it("the connecting admin's role", async () => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.set({ adminRoles: { users: false } });
		await expect(read(credential)).rejects.toMatchObject({
			message: 'The Okta admin who connected this credential is not allowed to read users',
			description: expect.stringMatching(/Read-only Administrator.*E0000006, error ID .+, request ID /),
		});
		await sandbox.control.set({ adminRoles: { users: true } });
	});

	it('a search that Okta does not understand', async () => {
		const credential = await connectedCredential(sandbox);
		await expect(read(credential, { filters: { search: 'profile.firstName ne "x"' } })).rejects.toMatchObject({
			message: 'Okta does not understand the search expression',
			description: expect.stringMatching(/parameter 'Search'.*E0000031/),
		});
	});

	it('a limit of 0', async () => {
		const credential = await connectedCredential(sandbox);
		await expect(read(credential, { returnAll: false, limit: 0 })).rejects.toMatchObject({
			message: "Parameter 'Limit' must be a whole number of at least 1",
			description: expect.stringContaining("'Return All'"),
			context: { itemIndex: 0 },
		});
	});
});
