import { OktaOAuth2Api } from '../../../credentials/OktaOAuth2Api.credentials';
import { decryptedCredential, storedCredential } from '../../support/n8n';

const resolved = async (data: Record<string, unknown>) =>
	await decryptedCredential(storedCredential(new OktaOAuth2Api(), data));

describe('OktaOAuth2Api', () => {
	it('connects to the org authorization server of the pasted address', async () => {
		const data = await resolved({ domain: ' https://acme-admin.okta.com/admin/users ' });
		expect(data).toMatchObject({
			grantType: 'pkce',
			authUrl: 'https://acme.okta.com/oauth2/v1/authorize',
			accessTokenUrl: 'https://acme.okta.com/oauth2/v1/token',
			scope: 'openid email offline_access okta.users.read okta.schemas.read',
			clientSecret: '',
		});
	});

	it('turns an unusable domain into an address that n8n refuses and that says how to fix it', async () => {
		const { authUrl, accessTokenUrl } = await resolved({ domain: 'http://acme.okta.com' });
		const scheme = 'set-okta-domain-to-your-org-like-acme.okta.com:';
		expect([authUrl, accessTokenUrl].map((url) => new URL(url).protocol)).toEqual([scheme, scheme]);
	});

	it('requests custom scopes only when they are turned on', async () => {
		const enabledScopes = 'offline_access okta.users.read';
		const domain = 'acme.okta.com';
		expect((await resolved({ domain, customScopes: true, enabledScopes })).scope).toBe(enabledScopes);
		expect((await resolved({ domain, enabledScopes })).scope).toContain('okta.schemas.read');
	});

	it('requests the selected additional access, also with custom scopes, and each scope once', async () => {
		const scopesOf = async (data: Record<string, unknown>) => (await resolved({ domain: 'acme.okta.com', ...data })).scope;
		const defaults = 'openid email offline_access okta.users.read okta.schemas.read';
		expect(await scopesOf({ additionalAccess: [] })).toBe(defaults);
		expect(await scopesOf({ additionalAccess: ['okta.groups.read', 'okta.logs.read'] })).toBe(`${defaults} okta.groups.read okta.logs.read`);
		const custom = { customScopes: true, enabledScopes: 'openid, okta.users.read  okta.groups.read' };
		expect(await scopesOf({ ...custom, additionalAccess: ['okta.groups.read', 'okta.userTypes.read'] })).toBe('openid okta.users.read okta.groups.read okta.userTypes.read');
		expect(await scopesOf({ customScopes: true, enabledScopes: '', additionalAccess: ['okta.groups.read'] })).toBe('okta.groups.read');
	});

	it('has no brace pair inside an expression that would end it early', () => {
		for (const { default: value } of new OktaOAuth2Api().properties) {
			const inner = /^=\{\{([\s\S]*)\}\}[^}]*$/.exec(String(value))?.[1] ?? '';
			expect(inner).not.toContain('}}');
		}
	});
});
