import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IAuthenticateGeneric,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import type { RequestResult } from '../nodes/okta/client/httpResponse';
import { CredentialError } from '../nodes/okta/errors/CredentialError';
import { orgUrl } from '../nodes/okta/auth/orgUrl';
import { OktaError } from '../nodes/okta/errors/OktaError';
import { HEADERS, TIMEOUT_MS } from '../nodes/okta/client/timeouts';
import { requestAccessToken } from '../nodes/okta/auth/accessToken';
import { parseHttpResponse, parseHttpError } from '../nodes/okta/errors/fromN8nError';

/** What the nodes need: users and their schema. */
const DEFAULT_SCOPES = 'okta.users.read okta.schemas.read';

/**
 * OAuth client credentials for an Okta API Services app, which proves who it is by a signed
 * assertion (`private_key_jwt`): no person, no refresh token, nothing that ends after 90 days.
 * n8n keeps the token (an hour) in the hidden field and fetches another one after a 401 and for each
 * test of the credential.
 */
export class OktaServiceAppApi implements ICredentialType {
	name = 'oktaServiceAppApi';

	displayName = 'Okta Service App API';

	icon: Icon = {
		light: 'file:../icons/okta-signatures.svg',
		dark: 'file:../icons/okta-signatures.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-okta-signatures/n8n-nodes-okta-signatures#service-app';

	properties: INodeProperties[] = [
		{
			displayName:
				'Create the app in Okta first: Applications > Create App Integration > API Services. On its General tab choose Public key / Private key and untick DPoP; then grant okta.users.read and okta.schemas.read under Okta API Scopes, and assign Read-only Administrator under Admin roles.',
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
				"Your Okta org, as in the address bar. A whole URL, the admin console's address (acme-admin.okta.com) and a custom domain work too.",
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 0oab1c2d3e4f5g6h7i8j',
			description: 'The app\'s client ID, on its General tab in Okta',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The private half of a key pair whose public half the app has in Okta: PEM or JWK, RSA (2048 bits or more) or EC (P-256)',
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n-2026',
			description:
				"The key's KID under Public Keys in Okta. May stay empty for a JWK that holds it, or when the app has one key only.",
		},
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'string',
			required: true,
			default: DEFAULT_SCOPES,
			description:
				'Scopes to ask for, separated by spaces; each must be granted to the app under Okta API Scopes',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		try {
			const post = async (url: string, form: Record<string, string>) =>
				await postForm(this, url, form);
			return { accessToken: await requestAccessToken(credentials, post) };
		} catch (error) {
			throw error instanceof OktaError ? new CredentialError(error) : error;
		}
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

	/**
	 * Reads one user. Faults of key, app and scopes show before, in `preAuthentication`; what is left
	 * for Okta to refuse here is told by status, which is all that n8n's test lets one look at.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ (${orgUrl.toString()})($credentials["domain"]) }}`,
			url: '/api/v1/users',
			qs: { limit: 1 },
			headers: HEADERS,
			// The token is for this address alone.
			disableFollowRedirect: true,
		},
		rules: [
			...[301, 302, 303, 307, 308].map((status) =>
				rule(
					status,
					"The address in 'Okta Domain' redirects to another one. Put the address that the org really has into 'Okta Domain'.",
				),
			),
			rule(
				401,
				"Okta gave the app a token but does not accept it. Check that 'Okta Domain' is the org the app is in, and that the app's Network zones (General tab) allow n8n's address.",
			),
			rule(
				403,
				"The app may not read users. In Okta, open the app's tab Admin roles and assign Read-only Administrator. If it has that role, see that okta.users.read stands in 'Scopes'.",
			),
			rule(
				404,
				"The address in 'Okta Domain' does not answer like an Okta org. Enter the org itself, such as acme.okta.com.",
			),
			rule(429, "The key, the app and its scopes are right, but Okta's rate limit is used up. Test again in a minute."),
			...[500, 502, 503, 504].map((status) =>
				rule(
					status,
					"The key, the app and its scopes are right, but Okta is not available right now. Test again in a minute; Okta's own status is on https://status.okta.com.",
				),
			),
		],
	};
}

function rule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}

async function postForm(
	{ helpers }: IHttpRequestHelper,
	url: string,
	form: Record<string, string>,
): Promise<RequestResult> {
	try {
		const response: unknown = await helpers.httpRequest({
			method: 'POST',
			url,
			headers: { ...HEADERS, 'Content-Type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams(form).toString(),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// The assertion is for this address alone.
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		});
		return parseHttpResponse(response);
	} catch (error) {
		const outcome = parseHttpError(error);
		if (outcome === undefined) throw error;
		return outcome;
	}
}
