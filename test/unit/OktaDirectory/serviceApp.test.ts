import type { INodeExecutionData } from 'n8n-workflow';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { getAttributes } from '../../../nodes/okta/editor/loadOptions';
import { searchUsers } from '../../../nodes/okta/editor/listSearch';
import { connectedCredential } from '../../support/connectedCredential';
import { ecKeyPair, pem, rsaKeyPair } from '../../support/keys';
import { editorContext, runNode, type StoredCredential } from '../../support/n8n';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { serviceCredential } from '../../support/serviceCredential';

const nodeType = new OktaDirectory();
const pair = ecKeyPair();
/** Two pages of Okta's list. */
const people = 250;
const healthy = {
	active: true,
	keys: [pair.publicJwk('n8n-1')],
	dpopRequired: false,
	grantedScopes: ['okta.users.read', 'okta.schemas.read'],
	adminRoles: { users: true, schemas: true },
};

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people, deprovisioned: 0 });
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
	await sandbox.control.faults.clear();
	await sandbox.control.set({ serviceApp: healthy });
	await sandbox.control.clearLog();
});

/** As in a workflow that was saved before the parameter existed. */
const older = { resource: 'user', operation: 'getAll', returnAll: true };
const everybody = { authentication: 'serviceApp', ...older };

const run = async (credential: StoredCredential, parameters: object = everybody) =>
	(await runNode({ nodeType, parameters, credentials: [credential] })).items;

const tokenRequests = async () => (await sandbox.control.stats()).tokenRequests;

const failed = async (running: Promise<unknown>) =>
	await running.then(
		() => {
			throw new Error('expected the run to fail');
		},
		(error: Error & { description?: string; httpCode?: string }) => error,
	);

it('fetches one token for twenty runs', async () => {
	const credential = serviceCredential(sandbox, pair);
	const runs: INodeExecutionData[][] = [];
	for (let count = 0; count < 20; count++) runs.push(await run(credential));
	expect(runs.map((items) => items.length)).toEqual(Array(20).fill(people));
	expect(await tokenRequests()).toEqual({ client_credentials: 1 });
	expect(credential.saves).toBe(1);
});

it('renews the token once when it has expired, and keeps the new one', async () => {
	const credential = serviceCredential(sandbox, pair);
	await run(credential);
	const old = credential.data.accessToken;
	await sandbox.control.oauth.expireAccessTokens();
	expect(await run(credential)).toHaveLength(people);
	expect(await run(credential)).toHaveLength(people);
	expect(await tokenRequests()).toEqual({ client_credentials: 2 });
	expect(credential.data.accessToken).not.toBe(old);
});

it('renews the token during a read without losing a user', async () => {
	const credential = serviceCredential(sandbox, pair);
	await run(credential);
	await sandbox.control.faults.add({ fault: 'expiredToken', match: { pathPattern: '/users', nth: 2 } });
	const ids = (await run(credential)).map(({ json }) => json.id);
	expect([ids.length, new Set(ids).size]).toEqual([people, people]);
	expect(await tokenRequests()).toEqual({ client_credentials: 2 });
});

it('retries when the token endpoint is down for a moment', async () => {
	await sandbox.control.faults.add({ fault: 'status', status: 503, match: { pathPattern: '/token$' } });
	expect(await run(serviceCredential(sandbox, pair))).toHaveLength(people);
	expect(await tokenRequests()).toEqual({ client_credentials: 2 });
});

it.each([
	['html', {}, 'temporarily-unavailable', "Okta's response to a token request is not JSON", /request ID/],
	['truncatedJson', {}, 'temporarily-unavailable', "Okta's response to a token request is not JSON", /request ID/],
	['status', { status: 503 }, 'temporarily-unavailable', 'Okta is not available right now (status 503)', /E0000181, error ID .+, request ID /],
	['rateLimited', {}, 'rate-limited', "Okta's rate limit for token requests is used up", /E0000047, error ID .+, request ID /],
] as const)('retries when the token endpoint returns %s, and explains it when that persists', async (fault, more, cause, message, description) => {
	const rule = { fault, ...more };
	await sandbox.control.faults.add({ ...rule, match: { pathPattern: '/token$' } });
	expect(await run(serviceCredential(sandbox, pair))).toHaveLength(people);
	await sandbox.control.faults.clear();
	await sandbox.control.faults.add({ ...rule, match: { pathPattern: '/token$', times: 0 } });
	const error = await failed(run(serviceCredential(sandbox, pair)));
	expect(error).toMatchObject({ message, description: expect.stringMatching(description), failure: { cause } });
});

it('uses the credential that the node selects, not the other one', async () => {
	const service = serviceCredential(sandbox, pair);
	const admin = await connectedCredential(sandbox);
	await sandbox.control.clearLog();
	const both = [service, admin];
	await runNode({ nodeType, parameters: { ...everybody, authentication: 'oAuth2' }, credentials: both });
	expect(await tokenRequests()).toEqual({});
	await runNode({ nodeType, parameters: everybody, credentials: both });
	expect(await tokenRequests()).toEqual({ client_credentials: 1 });
	await runNode({ nodeType, parameters: older, credentials: [admin] });
	expect((await sandbox.control.stats()).apiStatuses).toEqual({ '200': 6 });
});

it('loads the lists in the editor', async () => {
	const context = editorContext({ nodeType, parameters: { authentication: 'serviceApp' }, credentials: [serviceCredential(sandbox, pair)] });
	expect((await searchUsers.call(context)).results).toHaveLength(50);
	expect((await getAttributes.call(context)).length).toBeGreaterThan(31);
});

/** Changes to the credential and to the app; message and description in the node. */
const faults: Array<[string, Record<string, unknown>, Partial<typeof healthy>, string, RegExp]> = [
	['an unreadable key', { privateKey: 'hush' }, {}, "'Private Key' in the credential is not a key", /Paste the whole PEM text/],
	['a wrong key', { privateKey: pem(rsaKeyPair().privateKey) }, {}, "The app in Okta has no active key with the ID 'n8n-1'", /kid is invalid/],
	['a key of another app', { privateKey: pem(ecKeyPair().privateKey) }, {}, "'Private Key' does not belong to the app's public key in Okta", /signature is invalid/],
	['no scope granted', {}, { grantedScopes: [] }, 'The app was granted none of the scopes okta.users.read and okta.schemas.read', /Okta API Scopes tab/],
	['no admin role', {}, { adminRoles: { users: false, schemas: false } }, 'The app is not allowed to read users', /open the Admin roles tab of the app .*Read-only Administrator is enough/],
	['a scope that was not requested', { scopes: 'okta.schemas.read' }, {}, 'The app lacks the scope okta.users.read', /If 'Scopes' in the credential does not contain it, add it/],
];

it.each(faults)('explains how to fix %s', async (_name, changes, serviceApp, message, description) => {
	await sandbox.control.set({ serviceApp });
	const error = await failed(run(serviceCredential(sandbox, pair, changes)));
	expect(error).toMatchObject({ name: 'NodeApiError', message, description: expect.stringMatching(description) });
	expect(`${error.message} ${error.description}`).not.toMatch(/[Rr]econnect|approv/);
});

it('explains that not even a new token is accepted', async () => {
	await sandbox.control.faults.add({ fault: 'expiredToken', match: { pathPattern: '/api/', times: 2 } });
	const error = await failed(run(serviceCredential(sandbox, pair)));
	expect(error).toMatchObject({ httpCode: '401', message: 'Okta issued an access token for the app but does not accept it' });
	expect(error.description).not.toMatch(/[Rr]econnect/);
});

it('names the role that covers reading the schema', async () => {
	await sandbox.control.set({ serviceApp: { adminRoles: { users: true, schemas: false } } });
	const parameters = { authentication: 'serviceApp', resource: 'schema', operation: 'get', userType: { mode: 'id', value: 'default', __rl: true } };
	const error = await failed(run(serviceCredential(sandbox, pair), parameters));
	expect(error).toMatchObject({ message: 'The app is not allowed to read the profile schema', description: expect.stringMatching(/Admin roles .*Application Administrator or Organization Administrator is enough/) });
});

it('does not retry what a retry cannot fix', async () => {
	await sandbox.control.set({ serviceApp: { grantedScopes: [] } });
	await failed(run(serviceCredential(sandbox, pair)));
	expect(await tokenRequests()).toEqual({ client_credentials: 1 });
});

it('recommends this credential when a PKCE connection has ended', async () => {
	const admin = await connectedCredential(sandbox);
	await sandbox.control.oauth.revokeApp();
	const error = await failed(runNode({ nodeType, parameters: { ...everybody, authentication: 'oAuth2' }, credentials: [admin] }));
	expect(error).toMatchObject({
		message: 'Okta no longer accepts this connection',
		description: expect.stringMatching(/click "Switch account".*90 days.*select 'Service App'.*That credential does not expire/),
	});
});
