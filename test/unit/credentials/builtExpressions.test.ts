import type { ICredentialTestRequest, ICredentialType } from 'n8n-workflow';
import { orgUrl } from '../../../nodes/okta/auth/orgUrl';
import { builtCredential } from '../../support/builtCredential';
import { decryptedCredential, storedCredential } from '../../support/n8n';

/**
 * Both credentials put the source text of `orgUrl` into an n8n expression. The build changes that text,
 * so these tests evaluate the expressions of the built bundle.
 */

const domains = [
	'acme.okta.com',
	' https://Acme.okta.com/app/UserHome?session=1#x ',
	'acme-admin.okta.com',
	'https://dev-123-admin.oktapreview.com/admin/dashboard',
	'acme.okta.com:443',
	'acme.okta.com:65536',
	'login.acme.co.uk',
	'https://id.acme.com:8443/x',
	'http://localhost:3000/',
	'http://127.0.0.1:8080',
	'http://acme.okta.com',
	'https://user:secret@acme.okta.com',
	'www.okta.com',
	'jane@acme.com',
	'',
];

const unusable = 'set-okta-domain-to-your-org-like-acme.okta.com:';

let oAuth2: ICredentialType;
let serviceApp: ICredentialType;

beforeAll(async () => {
	oAuth2 = await builtCredential('OktaOAuth2Api');
	serviceApp = await builtCredential('OktaServiceAppApi');
});

const baseUrl = ({ test }: ICredentialType) => String((test as ICredentialTestRequest).request.baseURL);

/** Evaluates the test's base URL as n8n does, under a property of its own. */
const evaluated = async (data: Record<string, unknown>) => {
	const expression = baseUrl(serviceApp).replace('$credentials', '$self');
	const name = 'baseURL';
	const property = { displayName: name, name, type: 'hidden' as const, default: expression };
	const credential = { ...serviceApp, properties: [...serviceApp.properties, property] };
	return (await decryptedCredential(storedCredential(credential, data)))[name] as unknown;
};

it.each(domains)('%p gives the same org in the built OAuth2 credential as in the nodes', async (domain) => {
	const { authUrl, accessTokenUrl } = await decryptedCredential(storedCredential(oAuth2, { domain }));
	const org = orgUrl(domain) || unusable;
	expect([authUrl, accessTokenUrl]).toEqual([`${org}/oauth2/v1/authorize`, `${org}/oauth2/v1/token`]);
});

it.each(domains)('%p gives the same org in the built test of the service app credential as in the nodes', async (domain) => {
	expect(await evaluated({ domain })).toBe(orgUrl(domain));
});

it.each([
	[{}, 'openid email offline_access okta.users.read okta.schemas.read'],
	[{ additionalAccess: ['okta.groups.read'] }, 'openid email offline_access okta.users.read okta.schemas.read okta.groups.read'],
	[{ customScopes: true, enabledScopes: 'openid okta.users.read', additionalAccess: ['okta.groups.read', 'okta.logs.read'] }, 'openid okta.users.read okta.groups.read okta.logs.read'],
])('the built OAuth2 credential with %j requests %s', async (data, scope) => {
	expect((await decryptedCredential(storedCredential(oAuth2, { domain: 'acme.okta.com', ...data }))).scope).toBe(scope);
});

it('has no brace pair inside a built expression that would end it early', () => {
	const defaults = oAuth2.properties.map(({ default: value }) => String(value));
	const expressions = [...defaults, baseUrl(serviceApp)].filter((text) => text.startsWith('={{'));
	expect(expressions).toHaveLength(4);
	for (const expression of expressions) {
		const inner = /^=\{\{([\s\S]*)\}\}[^}]*$/.exec(expression)?.[1];
		expect(inner).toBeDefined();
		expect(inner).not.toContain('}}');
	}
});
