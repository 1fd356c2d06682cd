import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';
import { z } from 'zod';
import { checkConnectedOrg } from '../auth/connectedOrg';
import { isHttpResponse, type OktaClient, type RequestResult, type Transport } from './types';
import { getAuthentication, CREDENTIAL_TYPES } from '../auth/credentialTypes';
import { apiError } from '../errors/apiErrors';
import { parseOktaDomain } from '../auth/orgUrl';
import { REQUEST_HEADERS } from './requestHeaders';
import { requestUrl } from './requestUrl';
import type { Timeouts } from './timeouts';
import { oktaClient } from './oktaClient';
import { parseHttpResponse, parseHttpError } from '../errors/fromN8nError';
import { OktaError } from '../errors/OktaError';

/** The n8n contexts in which Okta is called. */
export type OktaContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

const credentialSchema = z.object({
	domain: z.unknown(),
	oauthTokenData: z.object({ access_token: z.string() }).partial().optional().catch(undefined),
});

/**
 * Sends requests through n8n with the credential that the node selects. n8n adds the token and, after a
 * 401, renews it once. Network errors and refusals are results; they are not thrown.
 *
 * @param timeoutMs longest wait for the response to one request. If n8n has to renew the token first, both
 *   together may take twice as long
 * @throws OktaError of kind `domain` when the credential's domain cannot be an Okta org, and of kind
 *   `unconnected` when the credential was never connected
 */
export async function n8nTransport(context: OktaContext, timeoutMs: number): Promise<Transport> {
	const authentication = getAuthentication(context.getNode());
	const credentialType = CREDENTIAL_TYPES[authentication];
	const credential: unknown = await context.getCredentials(credentialType);
	const { domain, oauthTokenData } = credentialSchema.parse(credential);
	const org = parseOktaDomain(domain);
	// n8n would only say "Unable to sign without access token", or crash.
	if (authentication === 'oAuth2' && !oauthTokenData?.access_token) {
		throw apiError({ reason: 'unconnected', detail: '' }, { org, authentication, path: '' });
	}
	const check = async (used: unknown) => {
		// The service app's credential checks this itself.
		if (authentication === 'oAuth2') await checkConnectedOrg(used, org, async (url) => await getWithoutToken(context, url, timeoutMs));
	};
	const cancelSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	return {
		org,
		authentication,
		cancelled: () => cancelSignal?.aborted ?? false,
		sleep: async (ms) => {
			// An aborted signal has no more events, so a listener would wait for the whole time.
			if (cancelSignal?.aborted) return;
			let wake = () => {};
			const aborted = new Promise<void>((resolve) => {
				wake = resolve;
			});
			cancelSignal?.addEventListener('abort', wake);
			await Promise.race([sleep(ms), aborted]);
			cancelSignal?.removeEventListener('abort', wake);
		},
		async send(path, headers): Promise<RequestResult> {
			const request: IHttpRequestOptions = {
				method: 'GET',
				url: requestUrl(org, path),
				headers: { ...REQUEST_HEADERS, ...headers },
				returnFullResponse: true,
				timeout: timeoutMs,
				// The token must not be sent to another address, not even by a redirect.
				disableFollowRedirect: true,
				allowedDomains: org.replace(/^https?:\/\/|:\d+$/g, ''),
			};
			let refusal: unknown;
			const signer = checkedContext(context, async (credential) => {
				await check(credential).catch((error: unknown) => {
					// n8n wraps it, and n8n before 2.34 would lose it.
					refusal = error;
					throw error;
				});
			});
			try {
				const response: unknown = await withTimeout(
					2 * timeoutMs,
					context.helpers.httpRequestWithAuthentication.call(signer, credentialType, request),
				);
				return asResult(parseHttpResponse(response));
			} catch (error) {
				if (cancelSignal?.aborted) return { reason: 'cancelled', detail: '' };
				if (refusal instanceof OktaError) return { reason: 'noToken', error: refusal };
				const result = parseHttpError(error);
				if (result !== undefined) return asResult(result);
				throw new NodeOperationError(context.getNode(), error as Error);
			}
		},
	};
}

/**
 * The same context, which checks the credential whenever n8n's helper reads it. n8n reads it anew for each
 * request, and uses what it read to sign the request and to renew the token.
 */
function checkedContext(context: OktaContext, check: (credential: unknown) => Promise<void>): OktaContext {
	const getCredentials: OktaContext['getCredentials'] = async (type, itemIndex) => {
		const credential = await context.getCredentials(type, itemIndex);
		await check(credential);
		return credential as never;
	};
	return Object.create(context, { getCredentials: { value: getCredentials } }) as OktaContext;
}

/** Asks an org for something that it tells everybody. */
async function getWithoutToken(context: OktaContext, url: string, timeout: number): Promise<RequestResult> {
	try {
		const response: unknown = await context.helpers.httpRequest({
			method: 'GET',
			url,
			headers: REQUEST_HEADERS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// Only the org itself can say what its addresses are.
			disableFollowRedirect: true,
			timeout,
		});
		return asResult(parseHttpResponse(response));
	} catch (error) {
		const result = parseHttpError(error);
		if (result !== undefined) return result;
		throw new NodeOperationError(context.getNode(), error as Error);
	}
}

/** A redirect is not followed and has no content. */
const asResult = (result: RequestResult): RequestResult =>
	isHttpResponse(result) && result.status >= 300 && result.status < 400
		? { reason: 'redirected', detail: `status ${result.status}` }
		: result;

/**
 * A client that sends its requests through n8n.
 *
 * @throws OktaError like `n8nTransport`
 */
export async function connect(context: OktaContext, { requestMs, maxWaitMs }: Timeouts): Promise<OktaClient> {
	return oktaClient(await n8nTransport(context, requestMs), { maxWaitMs });
}

/**
 * Gives up waiting after `ms`. n8n allows the token endpoint five minutes, which is too long for a poll
 * or a list in the editor. The token renewal itself continues, and n8n stores its token.
 */
async function withTimeout<T>(ms: number, request: Promise<T>): Promise<T> {
	const limit = AbortSignal.timeout(ms);
	const late = new Promise<never>((_resolve, reject) => {
		limit.onabort = () => reject(Object.assign(new Error('No response'), { code: 'ETIMEDOUT' }));
	});
	try {
		return await Promise.race([request, late]);
	} finally {
		// Otherwise the response would stay in memory until the timer ends.
		limit.onabort = null;
	}
}
