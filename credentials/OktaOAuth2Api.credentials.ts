import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { orgUrl } from '../nodes/okta/auth/orgUrl';

/** What the nodes need: who signs in (openid, email), a refresh token, users and their schema. */
const DEFAULT_SCOPES = 'openid email offline_access okta.users.read okta.schemas.read';

/**
 * n8n shows the scheme of an address it cannot use ("OAuth url must use HTTP or HTTPS protocol.
 * Invalid protocol: …"), so an unusable domain becomes a scheme that says what to do.
 */
const UNUSABLE = 'set-okta-domain-to-your-org-like-acme.okta.com:';

const endpoint = (path: string) =>
	`={{ (${orgUrl.toString()})($self["domain"]) || "${UNUSABLE}" }}/oauth2/v1/${path}`;

/**
 * Authorization Code + PKCE for an Okta OIDC single-page app (a public client: there is no secret).
 * Only the org authorization server (`/oauth2/v1/…`, not `/oauth2/default/…`) mints okta.* scopes
 * (reference/okta-api.md 5.1). With an empty secret n8n sends `client_id` in the body and no
 * Authorization header (reference/n8n-platform.md 1.2), which is what Okta demands of such an app.
 */
export class OktaOAuth2Api implements ICredentialType {
	name = 'oktaOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Okta OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/okta-signatures.svg',
		dark: 'file:../icons/okta-signatures.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-okta-signatures/n8n-nodes-okta-signatures#set-up-in-okta';

	properties: INodeProperties[] = [
		{
			displayName:
				'Create the app in Okta first: Applications > Create App Integration > OIDC, Single-Page Application, with the grant type Refresh Token and the redirect URL above, assigned to the admin who will connect. Then grant it okta.users.read and okta.schemas.read under Okta API Scopes.',
			name: 'setupNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Okta Domain',
			name: 'domain',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. acme.okta.com',
			description:
				'Your Okta org, as in the address bar. A whole URL, the admin console\'s address (acme-admin.okta.com) and a custom domain work too.',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'pkce',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: endpoint('authorize'),
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: endpoint('token'),
			required: true,
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Custom Scopes',
			name: 'customScopes',
			type: 'boolean',
			default: false,
			description:
				'Whether to ask Okta for other scopes than the ones the nodes need. Reconnect the credential after a change.',
		},
		{
			displayName:
				'Without offline_access Okta gives no refresh token, and the connection ends after one hour. Without okta.users.read the nodes cannot read anybody; without okta.schemas.read attribute lists show only the base attributes.',
			name: 'customScopesNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { customScopes: [true] } },
		},
		{
			displayName: 'Enabled Scopes',
			name: 'enabledScopes',
			type: 'string',
			default: DEFAULT_SCOPES,
			placeholder: `e.g. ${DEFAULT_SCOPES}`,
			description: 'Scopes to ask for, separated by spaces',
			displayOptions: { show: { customScopes: [true] } },
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: `={{ $self["customScopes"] ? $self["enabledScopes"] : "${DEFAULT_SCOPES}" }}`,
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];
}
