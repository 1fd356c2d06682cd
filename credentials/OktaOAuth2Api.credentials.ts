import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { additionalAccess } from '../nodes/okta/auth/additionalAccess';
import { orgUrl } from '../nodes/okta/auth/orgUrl';

/** What the nodes need: the signed-in admin (openid, email), a refresh token, users and their schema. */
const DEFAULT_SCOPES = 'openid email offline_access okta.users.read okta.schemas.read';

/**
 * n8n shows the scheme of an address that it cannot use ("OAuth url must use HTTP or HTTPS protocol.
 * Invalid protocol: …"), so an unusable domain becomes a scheme that says how to fix it.
 */
const UNUSABLE = 'set-okta-domain-to-your-org-like-acme.okta.com:';

const endpoint = (path: string) =>
	`={{ (${orgUrl.toString()})($self["domain"]) || "${UNUSABLE}" }}/oauth2/v1/${path}`;

/** The scopes to request, each once. A credential saved before Additional Access existed has no such value. */
const REQUESTED_SCOPES = `={{ [...new Set([$self["customScopes"] ? $self["enabledScopes"] : "${DEFAULT_SCOPES}", $self["additionalAccess"]].join(" ").split(/[\\s,]+/))].filter(Boolean).join(" ") }}`;

/**
 * Authorization Code + PKCE for an Okta OIDC single-page app (a public client without a secret).
 * Only the org authorization server (`/oauth2/v1/…`, not `/oauth2/default/…`) grants okta.* scopes
 * (reference/okta-api.md 5.1). With an empty secret, n8n sends `client_id` in the body and no
 * Authorization header (reference/n8n-platform.md 1.2), as Okta requires for such an app.
 */
export class OktaOAuth2Api implements ICredentialType {
	name = 'oktaOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Okta OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/oktaCredential.svg',
		dark: 'file:../icons/oktaCredential.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-okta-signatures/n8n-nodes-okta-signatures#set-up-in-okta';

	properties: INodeProperties[] = [
		{
			displayName:
				'First create the app in Okta: go to Applications > Applications, click Create App Integration, select OIDC - OpenID Connect and Single-Page Application, and click Next. Select the grant type Refresh Token, add the redirect URL above, and choose Allow everyone in your organization to access, or assign the admin who will approve the connection. Click Save. Then grant okta.users.read and okta.schemas.read on the Okta API Scopes tab.',
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
				'Your Okta org, as shown in the address bar. You can also paste a complete URL, the address of the Okta Admin Console (acme-admin.okta.com) or a custom domain.',
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
		additionalAccess('Reconnect the credential after a change.'),
		{
			displayName: 'Custom Scopes',
			name: 'customScopes',
			type: 'boolean',
			default: false,
			description:
				'Whether to request scopes other than the default ones. Reconnect the credential after a change.',
		},
		{
			displayName:
				'Without offline_access, Okta issues no refresh token and the connection ends after one hour. Without okta.users.read, the nodes cannot read users. Without okta.schemas.read, attribute lists show only the base attributes.',
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
			description: 'Scopes to request, separated by spaces',
			displayOptions: { show: { customScopes: [true] } },
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: REQUESTED_SCOPES,
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
