import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { isUsable, requestAccessToken, type Post } from '../nodes/okta/auth/accessToken';
import { otherAddress } from '../nodes/okta/auth/connectedOrg';
import { additionalAccess } from '../nodes/okta/auth/additionalAccess';
import { signProof } from '../nodes/okta/auth/dpop';
import { orgUrl } from '../nodes/okta/auth/orgUrl';
import { REQUEST_HEADERS } from '../nodes/okta/client/requestHeaders';
import { REQUEST_TIMEOUT_MS } from '../nodes/okta/client/timeouts';
import type { RequestResult } from '../nodes/okta/client/types';
import { READ_USERS } from '../nodes/okta/errors/apiErrors';
import { CredentialError } from '../nodes/okta/errors/CredentialError';
import { parseHttpError, parseHttpResponse } from '../nodes/okta/errors/fromN8nError';
import {
	ACCOUNT_MESSAGES,
	notAnOrg,
	PROOF_REFUSED,
	RATE_LIMIT_USED_UP,
	redirected,
	unavailable,
	type Message,
} from '../nodes/okta/errors/messages';
import { OktaError } from '../nodes/okta/errors/OktaError';

/** What the nodes need: users and their schema. */
const DEFAULT_SCOPES = 'okta.users.read okta.schemas.read';

/**
 * OAuth client credentials for an Okta API Services app, which authenticates with a signed assertion
 * (`private_key_jwt`). There is no user and no refresh token, so nothing ends after 90 days. n8n stores
 * the token, which is valid for an hour, in the hidden fields, together with what it was issued for and when
 * it expires. It fetches a new one then, after a 401, after a change of the credential and for each credential
 * test.
 */
export class OktaServiceAppApi implements ICredentialType {
	name = 'oktaServiceAppApi';

	displayName = 'Okta Service App API';

	icon: Icon = {
		light: 'file:../icons/oktaCredential.svg',
		dark: 'file:../icons/oktaCredential.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-okta-signatures/n8n-nodes-okta-signatures#service-app';

	properties: INodeProperties[] = [
		{
			displayName:
				'First create the app in Okta: go to Applications > Applications, click Create App Integration, select API Services, click Next, enter a name and click Save. On the General tab, select Public key / Private key and click Save. Then grant okta.users.read and okta.schemas.read on the Okta API Scopes tab. On the Admin roles tab, assign Read-only Administrator (for custom attributes, Application Administrator), then save the changes.',
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
				"Your Okta org, as shown in the address bar. You can also paste a complete URL, the address of the Okta Admin Console (acme-admin.okta.com) or a custom domain.",
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 0oab1c2d3e4f5g6h7i8j',
			description: 'The client ID of the app, shown on its General tab in Okta',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The private key that belongs to a public key of the app in Okta: PEM or JWK, RSA (at least 2048 bits) or EC (P-256)',
		},
		{
			displayName: 'Key ID',
			name: 'keyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. n8n-2026',
			description:
				"The KID of the key under Public Keys in Okta. Leave empty if the JWK contains it, or if the app has only one key.",
		},
		{
			displayName: 'Scopes',
			name: 'scopes',
			type: 'string',
			required: true,
			default: DEFAULT_SCOPES,
			description:
				'Scopes to request, separated by spaces. Each must be granted to the app on the Okta API Scopes tab.',
		},
		additionalAccess('Test the credential after a change.'),
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Access Token Proof Key',
			name: 'accessTokenProofKey',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Access Token Binding',
			name: 'accessTokenBinding',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Access Token Expires At',
			name: 'accessTokenExpiresAt',
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
			const post: Post = async (...request) => await postForm(this, ...request);
			return { ...(await requestAccessToken(credentials, post)) };
		} catch (error) {
			throw error instanceof OktaError ? new CredentialError(error) : error;
		}
	}

	/**
	 * Adds the token to a request of a node, the credential test or the HTTP Request node, and a new proof if
	 * the token is bound to a key (DPoP). n8n calls it for each request, also for one that it repeats.
	 *
	 * n8n calls `preAuthentication` only while there is no token, after a 401 and in a test, so it keeps a
	 * token that was issued for another domain, client ID, key or scope, and a bound one whose key was lost.
	 * It also keeps an expired one when the HTTP Request node reads page by page or never fails: then a 401 is
	 * a response like any other. Such tokens are not sent: the error has the status 401, after which n8n
	 * requests a new token and signs the request again.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const org = orgUrl(credentials.domain);
		const url = targetOf(request);
		if (url === undefined || url.origin !== org) throw new CredentialError(otherAddress(org));
		if (!isUsable(credentials, Date.now())) {
			throw Object.assign(new Error('The access token has expired, or was issued for other values of the credential'), { response: { status: 401 } });
		}
		const accessToken = String(credentials.accessToken);
		const proofKey = String(credentials.accessTokenProofKey ?? '');
		const authorization =
			proofKey === ''
				? { Authorization: `Bearer ${accessToken}` }
				: {
						Authorization: `DPoP ${accessToken}`,
						DPoP: signProof({ proofKey, method: request.method ?? 'GET', url, accessToken, now: Date.now() }),
					};
		// A repeated request already has them.
		const others = Object.entries(request.headers ?? {}).filter(([name]) => !/^(authorization|dpop)$/i.test(name));
		return {
			...request,
			headers: { ...Object.fromEntries(others), ...authorization },
			sendCredentialsOnCrossOriginRedirect: false,
		};
	}

	/**
	 * Reads one user. `preAuthentication` has already reported problems with the key, the app and the
	 * scopes. n8n's credential test only compares the status of Okta's response.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ (${orgUrl.toString()})($credentials["domain"]) }}`,
			url: '/api/v1/users',
			qs: { limit: 1 },
			headers: REQUEST_HEADERS,
			// The token must not be sent to another address.
			disableFollowRedirect: true,
		},
		rules: [
			...[301, 302, 303, 307, 308].map((status) => rule(status, redirected(THIS_ADDRESS))),
			rule(400, PROOF_REFUSED),
			rule(401, ACCOUNT_MESSAGES.serviceApp.tokenRejected),
			rule(403, ACCOUNT_MESSAGES.serviceApp.missingRole(READ_USERS), `If it has that role, make sure that 'Scopes' includes ${READ_USERS.scope}.`),
			rule(404, notAnOrg(THIS_ADDRESS)),
			rule(429, { message: RATE_LIMIT_USED_UP, resolution: 'Test again in a minute.' }, APP_IS_CORRECT),
			...[500, 502, 503, 504].map((status) => rule(status, unavailable(), APP_IS_CORRECT)),
		],
	};
}

/** Where a request goes, as n8n's helpers and axios put its parts together; undefined when that is no URL. */
function targetOf({ url, baseURL = '', uri }: IHttpRequestOptions & { uri?: unknown }): URL | undefined {
	const address = String(url ?? uri ?? '');
	const isComplete = baseURL === '' || /^([a-z][a-z\d+.-]*:)?\/\//i.test(address);
	const relative = address === '' ? '' : `/${address.replace(/^\/+/, '')}`;
	const target = isComplete ? address : `${baseURL.replace(/\/?\/$/, '')}${relative}`;
	return URL.canParse(target) ? new URL(target) : undefined;
}

/** The org as the messages of the test name it: they cannot contain the domain. */
const THIS_ADDRESS = "The address in 'Okta Domain'";

const APP_IS_CORRECT = 'The key, the app and its scopes are correct.';

function rule(value: number, { message, resolution }: Message, addition = '') {
	return {
		type: 'responseCode' as const,
		properties: { value, message: [`${message}.`, resolution, addition].filter(Boolean).join(' ') },
	};
}

async function postForm(
	{ helpers }: IHttpRequestHelper,
	url: string,
	form: Record<string, string>,
	headers: Record<string, string>,
): Promise<RequestResult> {
	try {
		const response: unknown = await helpers.httpRequest({
			method: 'POST',
			url,
			headers: { ...REQUEST_HEADERS, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
			body: new URLSearchParams(form).toString(),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// The assertion must not be sent to another address.
			disableFollowRedirect: true,
			timeout: REQUEST_TIMEOUT_MS,
		});
		return parseHttpResponse(response);
	} catch (error) {
		const result = parseHttpError(error);
		if (result === undefined) throw error;
		return result;
	}
}
