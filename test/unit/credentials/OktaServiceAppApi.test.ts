import { NodeApiError, type INode } from 'n8n-workflow';
import { TOKEN_REFUSALS } from '../../../nodes/okta/errors/tokenRefusals';
import { openForeignServer } from '../../support/foreignServer';
import { ecKeyPair, pem, rsaKeyPair } from '../../support/keys';
import { testCredential } from '../../support/n8n';
import { startSandbox, type Sandbox } from '../../support/sandbox';
import { serviceCredential } from '../../support/serviceCredential';

type Faults = Parameters<Sandbox['control']['faults']['add']>[0];
type Changes = Record<string, unknown>;

const rsa = rsaKeyPair();
const ec = ecKeyPair();
const scopes = ['okta.users.read', 'okta.schemas.read'];
const healthy = {
	active: true,
	keys: [rsa.publicJwk('n8n-1'), ec.publicJwk('n8n-2')],
	dpopRequired: false,
	grantedScopes: scopes,
	adminRoles: { users: true, schemas: true },
};

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 3, deprovisioned: 0 });
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
	await sandbox.control.faults.clear();
	await sandbox.control.set({ serviceApp: healthy });
	await sandbox.control.clearLog();
});

/** Tests the credential after changes to its values. */
const press = async (changes: Changes = {}) => await testCredential(serviceCredential(sandbox, rsa, changes));

const jwk = (pair = ec, kid?: string) => JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), kid });

it.each<[string, Changes]>([
	['an RSA key as PEM', {}],
	['an EC key as PEM', { privateKey: pem(ec.privateKey, 'sec1'), keyId: 'n8n-2' }],
	['a JWK that contains its key ID', { privateKey: jwk(ec, 'n8n-2'), keyId: '' }],
	['a JWK whose key ID the field overrides', { privateKey: jwk(ec, 'old'), keyId: ' n8n-2 ' }],
	['a key without line breaks', { privateKey: pem(rsa.privateKey).replace(/\n/g, ' ') }],
	['a client ID with blanks and scopes with commas', { clientId: ' 0oasandboxsvc0000001 ', scopes: 'okta.users.read, okta.schemas.read' }],
])('connects with %s', async (_what, changes) => {
	expect(await press(changes)).toEqual({ status: 'OK', message: 'Connection successful!' });
});

it('connects without a key ID if the app has one key', async () => {
	await sandbox.control.set({ serviceApp: { keys: [rsa.publicJwk('n8n-1')] } });
	expect(await press({ keyId: '' })).toMatchObject({ status: 'OK' });
});

it('sends the assertion in the body, and reads one user with the token', async () => {
	await press();
	expect(await sandbox.control.log()).toMatchObject([
		{ path: '/oauth2/v1/token', grantType: 'client_credentials', authorization: null, status: 200 },
		{ path: '/api/v1/users', query: 'limit=1', authorization: 'Bearer', status: 200 },
	]);
});

it('fetches a new token for every test, so that changes in Okta are visible immediately', async () => {
	const credential = serviceCredential(sandbox, rsa);
	await testCredential(credential);
	const first = credential.data.accessToken;
	await testCredential(credential);
	expect([typeof first, credential.data.accessToken === first, credential.saves]).toEqual(['string', false, 2]);
});

/** Changes to the credential and to the app, and the message that n8n shows for them. */
const faults: Array<[string, Changes, Partial<typeof healthy>, RegExp]> = [
	['no domain', { domain: 'http://acme.okta.com' }, {}, /^'Okta Domain' in the credential is not the address of an Okta org\. Enter the org's own address/],
	['no client ID', { clientId: ' ' }, {}, /^'Client ID' in the credential is empty\. Copy it from the General tab/],
	['no scopes', { scopes: ' ' }, {}, /^'Scopes' in the credential is empty\. Enter the scopes that the nodes need: okta\.users\.read and okta\.schemas\.read, separated by a space\.$/],
	['an unreadable key', { privateKey: 'hush' }, {}, /^'Private Key' in the credential is not a key\. Paste the whole PEM text/],
	['a wrong key', { privateKey: pem(rsaKeyPair().privateKey) }, {}, /^'Private Key' does not belong to the app's public key in Okta\. .*compare the key 'n8n-1' with yours.* Okta says: The client_assertion signature is invalid\. \(request ID [\w-]+\)$/],
	['an unknown key ID', { keyId: 'old' }, {}, /^The app in Okta has no active key with the ID 'old'\. .*Public Keys.*Copy the KID into 'Key ID'.* Okta says: The client_assertion JWT kid is invalid\. \(request ID [\w-]+\)$/],
	['several keys and no key ID', { keyId: '' }, {}, /^Okta cannot tell which key the app signed with\. .*Copy the KID into 'Key ID'/],
	['a wrong client ID', { clientId: '0oanobody' }, {}, /^127\.0\.0\.1:\d+ has no active app with the client ID '0oanobody'\. Copy 'Client ID' from the General tab.* Okta says: Invalid value for 'client_id' parameter\. \(invalid_client, error ID [\w-]+, request ID [\w-]+\)$/],
	['a deactivated app', {}, { active: false }, /^127\.0\.0\.1:\d+ has no active app with the client ID '0oasandboxsvc0000001'\. .*Make sure that the app is Active/],
	['the single-page app', { clientId: '0oasandboxspa0000001' }, {}, /^The app in Okta does not sign in with a key\. Create an app with the sign-in method API Services/],
	['no scope granted', {}, { grantedScopes: [] }, /^The app was granted none of the scopes okta\.users\.read and okta\.schemas\.read\. In Okta, open the Okta API Scopes tab of the app and grant okta\.users\.read and okta\.schemas\.read \(requires a super admin\)/],
	['one scope not granted', {}, { grantedScopes: ['okta.users.read'] }, /^The app was not granted okta\.schemas\.read\. In Okta, open the Okta API Scopes tab of the app and grant okta\.schemas\.read .* Or remove the scopes that you do not need from 'Scopes'/],
	['scopes that only people can grant', { scopes: 'openid okta.users.read' }, {}, /^'Scopes' in the credential contains scopes that a service app cannot get\. /],
	['a misspelt scope', { scopes: 'okta.user.read' }, {}, /^Okta does not know all of the scopes okta\.user\.read\. Check the spelling/],
	['no admin role', {}, { adminRoles: { users: false, schemas: false } }, /^The app is not allowed to read users\. In Okta, open the Admin roles tab of the app and assign a role that covers users \(Read-only Administrator is enough\)\. If it has that role, make sure that 'Scopes' includes okta\.users\.read\.$/],
];

it.each(faults)('explains how to fix %s', async (_name, changes, serviceApp, text) => {
	await sandbox.control.set({ serviceApp });
	const { status, message } = await press(changes);
	expect([status, message]).toEqual(['Error', expect.stringMatching(text)]);
});

it('has a different message for each of them', () => {
	expect(new Set(faults.map(([, , , text]) => String(text))).size).toBe(faults.length);
});

it.each<[string, Faults, RegExp]>([
	['Okta down', { fault: 'status', status: 503 }, /^Okta is not available right now \(status 503\)\. .*status\.okta\.com/],
	['a rate limit', { fault: 'rateLimited' }, /^Okta's rate limit for token requests is used up\. Try again in a minute\./],
	['a proxy page', { fault: 'html' }, /^Okta's response to a token request is not JSON\. .*Check 'Okta Domain'.*proxy.*\(request ID [\w-]+\)$/],
	['a redirect', { fault: 'crossOriginRedirect', origin: 'https://elsewhere.example' }, /^127\.0\.0\.1:\d+ redirects to another address\. In the credential, enter your org's own address in 'Okta Domain'/],
	['a broken connection', { fault: 'reset' }, /^Okta could not be reached at 127\.0\.0\.1:\d+\. Check 'Okta Domain' in the credential\. Also check that n8n can reach this address/],
	['a token that is bound to a DPoP key', { fault: 'status', status: 200, body: { access_token: 'x', token_type: 'DPoP', expires_in: 3600 } }, /^Okta issued an access token of a type that the request did not ask for\. Check 'Okta Domain' in the credential\. Also check for a proxy/],
	['a refused proof', { fault: 'status', status: 400, body: { error: 'invalid_dpop_proof', error_description: "'htu' claim in the DPoP proof JWT is invalid." }, match: { times: 0 } }, /^Okta did not accept the DPoP proof of the request\. Check for a proxy between n8n and Okta.*clear the checkbox "Require Demonstrating Proof of Possession \(DPoP\) header in token requests"\. Okta says: 'htu' claim in the DPoP proof JWT is invalid\./],
	['a nonce that Okta never accepts', { fault: 'status', status: 400, headers: { 'dpop-nonce': 'stale' }, body: { error: 'use_dpop_nonce', error_description: 'Authorization server requires nonce in DPoP proof.' }, match: { times: 0 } }, /^Okta did not accept the DPoP proof of the request\. .*Okta says: Authorization server requires nonce in DPoP proof\./],
	['a proof from another time', { fault: 'status', status: 400, body: { error: 'invalid_dpop_proof', error_description: 'The DPoP proof JWT is issued in the future.' }, match: { times: 0 } }, /^The clock of the machine that runs n8n differs from Okta's\. Set the clock correctly.*Okta says: The DPoP proof JWT is issued in the future\./],
	['the clock', { fault: 'status', status: 401, body: { error: 'invalid_client', error_description: 'The client_assertion token is expired.' } }, /^The clock of the machine that runs n8n differs from Okta's\. Set the clock correctly/],
	['network zones', { fault: 'status', status: 403, body: { error: 'access_denied', error_description: "The request is made from outside the client's permitted network zones." } }, /^n8n's address is outside the network zones that the app allows\. /],
	['an app without the grant type', { fault: 'status', status: 400, body: { error: 'unauthorized_client', error_description: 'The client is not authorized to use the provided grant type.' } }, /^The app in Okta is not allowed to use the grant type Client Credentials\. /],
	['an app without a public key', { fault: 'status', status: 401, body: { error: 'invalid_client', error_description: 'The client does not have a JWKSet configured, but the client_assertion requires one.' } }, /^The app in Okta has no public key to verify with\. /],
	['a client ID that Okta does not know', { fault: 'status', status: 401, body: { error: 'invalid_client', error_description: 'The issuer claim for client_assertion is not a valid client_id.' } }, /^127\.0\.0\.1:\d+ has no active app with the client ID '0oasandboxsvc0000001'\. /],
	['an assertion that was used before', { fault: 'status', status: 401, body: { error: 'invalid_client', error_description: 'The client_assertion token has already been used.' } }, /^Okta did not accept how the app signs in \(invalid_client\)\. Okta does not name the value that is wrong\. Check in this order.*Okta says: The client_assertion token has already been used\./],
	['an unknown sign-in refusal', { fault: 'status', status: 401, body: { error: 'invalid_client', error_description: 'Never heard of that before.' } }, /^Okta did not accept how the app signs in \(invalid_client\)\. .*'Client ID'.*app is Active.*'Okta Domain'.*Public key \/ Private key.*'Private Key' and 'Key ID'.* Okta says: Never heard of that before\. \(request ID [\w-]+\)$/],
	['a sign-in refusal without a reason', { fault: 'status', status: 401, body: { error: 'invalid_client' } }, /^Okta did not accept how the app signs in \(invalid_client\)\. /],
	['an unknown refusal', { fault: 'status', status: 400, body: { error: 'server_mood', error_description: 'Not today.' } }, /^Okta refused to issue a token to the app \(server_mood\)\. See Okta's message\. Okta says: Not today\. \(request ID [\w-]+\)$/],
])('explains how to fix %s at the token endpoint', async (_name, fault, text) => {
	await sandbox.control.faults.add({ ...fault, match: { pathPattern: '/token$', ...fault.match } });
	expect(await press()).toEqual({ status: 'Error', message: expect.stringMatching(text) });
});

it.each<[number, RegExp]>([
	[400, /^Okta did not accept the DPoP proof of the request\. Check for a proxy/],
	[401, /^Okta issued an access token for the app but does not accept it\. Make sure that 'Okta Domain'/],
	[404, /^The address in 'Okta Domain' does not look like an Okta org\./],
	[302, /^The address in 'Okta Domain' redirects to another address\. In the credential, enter your org's own address/],
	[429, /rate limit is used up\. Test again in a minute\. The key, the app and its scopes are correct\.$/],
	[500, /^Okta is not available right now\. .* The key, the app and its scopes are correct\.$/],
	[503, /Try again later\. Check Okta's status at https:\/\/status\.okta\.com\./],
])('explains how to fix status %i at the API', async (status, text) => {
	await sandbox.control.faults.add({ fault: 'status', status, match: { pathPattern: '/api/', times: 2 } });
	expect(await press()).toEqual({ status: 'Error', message: expect.stringMatching(text) });
});

it('sends its token to no other address', async () => {
	const { origin, seen, close } = await openForeignServer();
	await sandbox.control.faults.add({ fault: 'crossOriginRedirect', origin, match: { pathPattern: '/api/' } });
	expect(await press()).toMatchObject({ status: 'Error', message: expect.stringContaining('redirects to another address') });
	close();
	expect(seen).toEqual([]);
});

it('never shows the key', async () => {
	const secret = pem(rsaKeyPair().privateKey);
	const { message } = await press({ privateKey: secret });
	const lines = secret.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));
	expect(lines.filter((line) => message.includes(line.slice(0, 20)))).toEqual([]);
});

it('keeps its messages when n8n wraps them', () => {
	const app = { org: 'https://acme.okta.com', clientId: '0oa1', keyId: 'n8n-1', scopes };
	const texts = TOKEN_REFUSALS.map(({ messageFor }) => messageFor(app, {}, 0)).map(({ message, resolution }) => `${message}. ${resolution}`);
	const shown = texts.map((text) => new NodeApiError({ name: 'x' } as INode, new Error(text) as never).message);
	expect(shown).toEqual(texts);
});
