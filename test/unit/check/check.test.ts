import { ecKeyPair, pem, rsaKeyPair } from '../../support/keys';
import { oktaCheck, transcript } from '../../support/oktaCheck';
import { startSandbox, type Sandbox } from '../../support/sandbox';

const pair = rsaKeyPair();
const key = pem(pair.privateKey);
const grantedScopes = ['okta.users.read', 'okta.schemas.read'];
const adminRoles = { users: true, schemas: true };
const rateLimits = {};
const spa = { adminAssigned: true, dpopRequired: false, rotateRefreshTokens: true, grantedScopes, adminRoles };
const serviceApp = { active: true, keys: [pair.publicJwk('n8n-1')], dpopRequired: false, grantedScopes, adminRoles };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 4, deprovisioned: 0 });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.set({ ...spa, serviceApp, rateLimits }));

const callback = ['--no-browser', '--redirect-uri', 'http://127.0.0.1:0/rest/oauth2-credential/callback'];
const pkce = () => ['--client-id', sandbox.clientId, ...callback];
const service = () => ['--client-id', sandbox.serviceClientId, '--kid', 'n8n-1'];

/** Transcript, settings of the org, options, private key, exit code. */
const orgs: Array<[string, Parameters<Sandbox['control']['set']>[0], () => string[], string | undefined, number]> = [
	['pkce-healthy', {}, pkce, undefined, 0],
	['pkce-unknown-redirect-uri', {}, () => ['--client-id', sandbox.clientId, '--no-browser', '--redirect-uri', 'http://127.0.0.1:0/elsewhere'], undefined, 1],
	['pkce-schema-scope-not-granted', { grantedScopes: ['okta.users.read'] }, pkce, undefined, 1],
	['service-app-healthy', {}, service, key, 0],
	['service-app-with-additional-access', { serviceApp: { grantedScopes: [...grantedScopes, 'okta.groups.read', 'okta.logs.read'] }, rateLimits: { users: 300, groups: 250 } }, service, key, 0],
	['service-app-groups-without-role', { serviceApp: { grantedScopes: [...grantedScopes, 'okta.groups.read'], adminRoles: { ...adminRoles, groups: false } } }, service, key, 1],
	['service-app-dpop', { serviceApp: { dpopRequired: true } }, service, key, 0],
	['service-app-without-role', { serviceApp: { adminRoles: { users: false, schemas: false } } }, service, key, 1],
];

it.each(orgs)('%s', async (name, switches, options, privateKey, code) => {
	await sandbox.control.set(switches);
	const result = await oktaCheck(sandbox, options(), { key: privateKey });
	expect(result.output).toBe(await transcript(name));
	expect([result.code, result.errors]).toEqual([code, '']);
});

type RunOptions = Parameters<typeof oktaCheck>[2];

/** One wrong setting, and the line that explains how to fix it. */
const lines: Array<[string, Parameters<Sandbox['control']['set']>[0], () => string[], RunOptions, RegExp]> = [
	['wrong client ID', {}, () => ['--client-id', '0oanobody', ...callback], {}, /✘ Authorize request: the org has no active app with the client ID 0oanobody\n {4}→ Copy the Client ID/],
	['no scope granted', { grantedScopes: [] }, pkce, {}, /✘ Authorize request: none of the okta\.\* scopes is granted to the app\n {4}→ In Okta, open the Okta API Scopes tab of the app/],
	['misspelt scope', {}, () => [...pkce(), '--scopes', 'openid okta.user.read'], {}, /✘ Authorize request: Okta does not know one of the scopes\n/],
	['DPoP', { dpopRequired: true }, pkce, {}, /✘ Sign-in: the app requires DPoP, which n8n's OAuth2 does not support\n {4}→ .*clear the checkbox "Require Demonstrating/],
	['admin not assigned', { adminAssigned: false }, pkce, {}, /✘ Sign-in: the user who signed in is not assigned to the app\n {4}→ In Okta, assign the user on the app's Assignments tab/],
	['consent refused', {}, pkce, { decision: 'cancel' }, /✘ Sign-in: the sign-in was not approved\n/],
	['nobody signs in', {}, () => [...pkce(), '--wait', '0.2'], { decision: 'leave' }, /✘ Sign-in: no sign-in within 0\.2 s\n {4}→ Open the address above/],
	['no offline_access', {}, () => [...pkce(), '--scopes', 'openid okta.users.read okta.schemas.read'], {}, /✘ Refresh: Okta issued no refresh token\n {4}→ In Okta, select the grant type Refresh Token.*\n✔ Read one user\n/],
	['persistent refresh token', { rotateRefreshTokens: false }, pkce, {}, /✔ Refresh: renewed, and the refresh token stays the same\n/],
	['redirect to another machine', {}, () => ['--client-id', sandbox.clientId, '--redirect-uri', 'https://n8n.example/cb'], {}, /✘ Redirect address: --redirect-uri is not on this machine\n/],
	['unreadable key', {}, service, { key: 'hush' }, /✘ Private key: 'Private Key' in the credential is not a key\n/],
	['no key file', {}, () => [...service(), '--key', '/nowhere/key.pem'], {}, /✘ Private key: the file cannot be read \(ENOENT\)\n/],
	['key of another app', {}, service, { key: pem(rsaKeyPair().privateKey) }, /✘ Token: 'Private Key' does not belong to the app's public key in Okta\n/],
	['wrong key ID', {}, () => ['--client-id', sandbox.serviceClientId, '--kid', 'old'], { key }, /✘ Token: The app in Okta has no active key with the ID 'old'\n/],
	['wrong client ID of a service app', {}, () => ['--client-id', '0oanobody', '--kid', 'n8n-1'], { key }, /✘ Token: \{host\} has no active app with the client ID '0oanobody'\n/],
	['scope not granted to a service app', { serviceApp: { grantedScopes: ['okta.users.read'] } }, service, { key }, /✘ Scopes: requested 2, did not get okta\.schemas\.read\n {4}→ .*Okta API Scopes/],
];

it.each(lines)('explains how to fix: %s', async (_name, switches, options, runOptions, line) => {
	await sandbox.control.set(switches);
	const { output, errors } = await oktaCheck(sandbox, options(), runOptions);
	expect(output).toMatch(line);
	expect(errors).toBe('');
});

it('reports that the domain does not belong to Okta', async () => {
	const unreachable = await oktaCheck({ url: 'http://127.0.0.1:65534' }, ['--client-id', '0oa1']);
	expect([unreachable.code, unreachable.output]).toEqual([1, expect.stringMatching(/✘ Discovery: \{org\} does not look like an Okta org \(ECONNREFUSED\)\n {4}→ Check --domain/)]);
	const insecure = await oktaCheck({ url: 'http://acme.okta.com' }, ['--client-id', '0oa1']);
	expect(insecure.output).toMatch(/✘ Okta Domain: 'Okta Domain' in the credential is not the address of an Okta org\n[^]*– Discovery: not tried\n/);
});

it('reads an EC key from a JWK that contains its key ID', async () => {
	const ec = ecKeyPair();
	await sandbox.control.set({ serviceApp: { keys: [pair.publicJwk('n8n-1'), ec.publicJwk('n8n-2')] } });
	const jwk = JSON.stringify({ ...ec.privateKey.export({ format: 'jwk' }), kid: 'n8n-2' });
	const { code, output } = await oktaCheck(sandbox, ['--client-id', sandbox.serviceClientId], { key: jwk });
	expect([code, output]).toEqual([0, expect.stringContaining('✔ Private key: signs with ES256\n')]);
});

it('revokes the refresh token', async () => {
	await sandbox.control.clearLog();
	await oktaCheck(sandbox, pkce());
	expect((await sandbox.control.log()).slice(-1)).toMatchObject([{ path: '/oauth2/v1/revoke', status: 200 }]);
});

it('explains its options when they are wrong', async () => {
	for (const options of [[], ['--client-id', '0oa1', '--colour', 'red'], ['--client-id', '0oa1', '--wait', 'long']]) {
		const { code, output, errors } = await oktaCheck(sandbox, options);
		expect([code, output, errors]).toEqual([2, '', expect.stringContaining('Usage: npm run okta:check')]);
	}
});
