import fc from 'fast-check';
import { sleep, type ICredentialDataDecryptedObject, type IHttpRequestOptions } from 'n8n-workflow';
import { OktaServiceAppApi } from '../../../credentials/OktaServiceAppApi.credentials';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { openForeignServer } from '../../support/foreignServer';
import { anyCharacter, holdsAsync } from '../../support/fuzz';
import { ecKeyPair, pem, rsaKeyPair } from '../../support/keys';
import { pollContext, runNode, testCredential, type StoredCredential } from '../../support/n8n';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { serviceCredential } from '../../support/serviceCredential';

/**
 * n8n keeps the token of the service app for an hour. It belongs to the values that it was issued for: when
 * one of them changes in the credential, the token must not be used, and must never reach another host.
 */

const first = ecKeyPair();
const second = rsaKeyPair();
const healthy = {
	active: true,
	keys: [first.publicJwk('n8n-1'), second.publicJwk('n8n-2'), first.publicJwk('n8n-3')],
	dpopRequired: false,
	grantedScopes: ['okta.users.read', 'okta.schemas.read', 'okta.groups.read'],
	adminRoles: { users: true, schemas: true },
};

let sandbox: Sandbox;
let otherOrg: Sandbox;
let foreign: Awaited<ReturnType<typeof openForeignServer>>;
beforeAll(async () => {
	[sandbox, otherOrg] = await Promise.all([startSandbox({ people: 3, deprovisioned: 0 }), startSandbox({ people: 5, deprovisioned: 0 })]);
	foreign = await openForeignServer();
});
afterAll(async () => {
	foreign.close();
	await Promise.all([sandbox.stop(), otherOrg.stop()]);
});
beforeEach(async () => {
	foreign.seen.length = 0;
	for (const org of [sandbox, otherOrg]) {
		await org.control.faults.clear();
		await org.control.set({ serviceApp: healthy });
		await org.control.clearLog();
	}
});

const nodeType = new OktaDirectory();
const parameters = { authentication: 'serviceApp', resource: 'user', operation: 'getAll', returnAll: true };
const run = async (credential: StoredCredential) => (await runNode({ nodeType, parameters, credentials: [credential] })).items.length;

/** What an org received since the log was cleared. */
const received = async (org: Sandbox) =>
	(await org.control.log()).map(({ path, authorization, status }: Record<string, unknown>) => [path, authorization, status]);

const TOKEN = ['/oauth2/v1/token', null, 200];
const USERS = ['/api/v1/users', 'Bearer', 200];

/** A credential whose token is stored, and an empty log. */
const used = async () => {
	const credential = serviceCredential(sandbox, first);
	await run(credential);
	await sandbox.control.clearLog();
	return credential;
};

it.each<[string, Record<string, unknown>]>([
	['the key', { privateKey: pem(second.privateKey), keyId: 'n8n-2' }],
	['the key ID', { keyId: 'n8n-3' }],
	['the scopes', { scopes: 'okta.users.read' }],
	['additional access', { additionalAccess: ['okta.groups.read'] }],
])('a change of %s requests a new token before the next read', async (_what, changes) => {
	const credential = await used();
	Object.assign(credential.data, changes);
	expect(await run(credential)).toBe(3);
	expect(await run(credential)).toBe(3);
	expect(await received(sandbox)).toEqual([TOKEN, USERS, USERS]);
});

it('a change of the client ID to one that Okta refuses stops reading at once', async () => {
	const credential = await used();
	credential.data.clientId = '0oanobody';
	await expect(run(credential)).rejects.toThrow(/no active app with the client ID '0oanobody'/);
	expect((await received(sandbox)).filter(([path]) => path !== '/oauth2/v1/token')).toEqual([]);
});

it('a change of the domain requests a token of the new org, which never sees the old token', async () => {
	const credential = await used();
	const old = credential.data.accessToken as string;
	credential.data.domain = otherOrg.url;
	expect(await run(credential)).toBe(5);
	expect(await received(otherOrg)).toEqual([TOKEN, USERS]);
	expect(await received(sandbox)).toEqual([]);
	expect(credential.data.accessToken).not.toBe(old);
});

it('the old token reaches no host that is entered by mistake', async () => {
	const credential = await used();
	credential.data.domain = foreign.origin;
	await expect(run(credential)).rejects.toThrow();
	// The assertion is for the host that was entered, and is of no use anywhere else.
	expect(foreign.seen.filter((request) => request !== 'POST /oauth2/v1/token')).toEqual([]);
});

it('additional access that is empty, or already among the scopes, keeps the token', async () => {
	const credential = await used();
	for (const additionalAccess of [[], ['okta.users.read'], undefined]) {
		Object.assign(credential.data, { additionalAccess });
		await run(credential);
	}
	expect(await received(sandbox)).toEqual([USERS, USERS, USERS]);
});

it('a spelling of the same values keeps the token', async () => {
	const credential = await used();
	Object.assign(credential.data, { domain: `${sandbox.url}/app/UserHome`, clientId: ` ${credential.data.clientId} `, scopes: 'okta.users.read,  okta.schemas.read' });
	await run(credential);
	expect(await received(sandbox)).toEqual([USERS]);
});

it('a token stored by an older version of the package is not used', async () => {
	const credential = serviceCredential(sandbox, first, { accessToken: 'stored-by-an-older-version' });
	expect(await run(credential)).toBe(3);
	expect(await received(sandbox)).toEqual([TOKEN, USERS]);
	expect(await run(credential)).toBe(3);
	expect(await received(sandbox)).toEqual([TOKEN, USERS, USERS]);
});

it('the credential test and the trigger notice a change too', async () => {
	const credential = await used();
	credential.data.domain = otherOrg.url;
	expect(await testCredential(credential)).toMatchObject({ status: 'OK' });
	expect(await received(otherOrg)).toEqual([TOKEN, USERS]);

	const trigger = new OktaTrigger();
	const context = pollContext({ nodeType: trigger, parameters: { authentication: 'serviceApp' }, credentials: [credential] });
	credential.data.domain = sandbox.url;
	await sandbox.control.clearLog();
	expect(await trigger.poll.call(context)).toBeNull();
	expect((await received(sandbox)).slice(0, 2)).toEqual([TOKEN, USERS]);
});

it('a credential that changes during an execution sends its new token to the new org only', async () => {
	const credential = await used();
	await sandbox.control.faults.add({ fault: 'slow', ms: 300, match: { pathPattern: '^/api/' } });
	const twice = runNode({ nodeType, parameters, credentials: [credential], input: [{ json: {} }, { json: {} }] });
	await sleep(150);
	credential.data.domain = otherOrg.url;
	await expect(twice).rejects.toMatchObject({ message: 'The request does not go to the org in the credential' });
	expect(await received(sandbox)).toEqual([USERS]);
});

describe('signing a request', () => {
	const { authenticate, preAuthentication } = new OktaServiceAppApi();
	const org = 'https://acme.okta.com';
	const values = { domain: 'acme.okta.com', clientId: '0oa1', privateKey: pem(first.privateKey), keyId: 'n8n-1', scopes: 'okta.users.read' };

	const issued = async (credential: Record<string, string>) => {
		const helpers = { httpRequest: async () => ({ statusCode: 200, headers: {}, body: { access_token: 'hush', token_type: 'Bearer' } }) };
		return { ...credential, ...(await preAuthentication.call({ helpers } as never, credential)) } as ICredentialDataDecryptedObject;
	};

	const sign = async (credential: ICredentialDataDecryptedObject, request: IHttpRequestOptions) => await authenticate(credential, request);

	it('puts the token in place of an earlier one, and changes nothing else', async () => {
		const credential = await issued(values);
		const request = { url: `${org}/api/v1/users?limit=1`, headers: { Accept: 'application/json', Authorization: 'Bearer old' } };
		expect(await sign(credential, request)).toMatchObject({ url: request.url, headers: { Accept: 'application/json', Authorization: 'Bearer hush' } });
	});

	it('is refused for any other address, whatever it looks like', async () => {
		const credential = await issued(values);
		const url = fc.oneof(
			fc.webUrl({ withQueryParameters: true }),
			fc.constantFrom('https://acme.okta.com.evil.example/', 'https://acme.okta.com@evil.example/', 'http://acme.okta.com/', 'https://acme.okta.com:8443/', '//evil.example/', '/api/v1/users', '', 'https://evil.example/https://acme.okta.com/'),
			fc.string({ unit: anyCharacter }),
		);
		await holdsAsync(
			fc.asyncProperty(url, fc.constantFrom('url', 'uri', 'baseURL'), async (address, name) => {
				const request = (name === 'baseURL' ? { baseURL: address, url: '/api/v1/users' } : { [name]: address }) as unknown as IHttpRequestOptions;
				const signed = await sign(credential, request).catch((error: Error) => error);
				if (signed instanceof Error) expect(signed.message).toMatch(/^The request does not go to the org in the credential\. The access token is sent to https:\/\/acme\.okta\.com only/);
				else expect(new URL(address).origin).toBe(org);
			}),
			500,
		);
	});

	it('is refused for a token that was issued for anything else', async () => {
		const credential = await issued(values);
		const additionalAccess = fc.constantFrom<string[][]>([], ['okta.users.read'], ['okta.groups.read'], ['okta.groups.read', 'okta.logs.read']);
		const change = fc.record({ domain: fc.constantFrom('acme.okta.com', 'other.okta.com'), clientId: fc.constantFrom('0oa1', '0oa2', ' 0oa1'), keyId: fc.constantFrom('n8n-1', ''), scopes: fc.constantFrom('okta.users.read', 'okta.schemas.read', 'okta.users.read okta.schemas.read'), privateKey: fc.constantFrom(values.privateKey, pem(second.privateKey)), additionalAccess });
		await holdsAsync(
			fc.asyncProperty(change, async (changed) => {
				const now = { ...credential, ...changed };
				const { additionalAccess: access, ...entered } = changed;
				const isSame = access.every((scope) => scope === 'okta.users.read') && Object.entries(entered).every(([name, value]) => value.trim() === (values as Record<string, string>)[name].trim());
				const host = changed.domain === 'acme.okta.com' ? org : 'https://other.okta.com';
				const signed = await sign(now, { url: `${host}/api/v1/users` }).catch((error: Error) => error);
				// n8n requests a new token after an error with this status, and signs the request again.
				if (isSame) expect(signed).toMatchObject({ headers: { Authorization: 'Bearer hush' } });
				else expect(signed).toMatchObject({ response: { status: 401 } });
			}),
			300,
		);
	});
});
