import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';
import { z } from 'zod';
import type { RequestResult } from './httpResponse';
import { getAuthentication, CREDENTIAL_TYPES } from '../auth/credentialTypes';
import { apiError } from '../errors/apiErrors';
import { HEADERS, TIMEOUT_MS } from './timeouts';
import { parseOktaDomain } from '../auth/org';
import type { Transport } from './oktaClient';
import { parseHttpResponse, parseHttpError } from '../errors/fromN8nError';

/** The n8n contexts in which Okta is called. */
export type OktaContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

const credentialSchema = z.object({
	domain: z.unknown(),
	oauthTokenData: z.object({ access_token: z.string() }).partial().optional().catch(undefined),
});

/**
 * Sends requests with the credential that the node chose through n8n, which signs them and, after a
 * 401, renews the token once. Never throws for what the network or Okta did: that is an outcome.
 *
 * @param timeoutMs how long Okta may take for an answer
 * @throws OktaError of kind `domain` when the credential's domain cannot be an Okta org, `unconnected`
 *   when nobody has connected it yet
 */
export async function n8nTransport(context: OktaContext, timeoutMs = TIMEOUT_MS): Promise<Transport> {
	const authentication = getAuthentication(context.getNode());
	const credentialType = CREDENTIAL_TYPES[authentication];
	const credential: unknown = await context.getCredentials(credentialType);
	const { domain, oauthTokenData } = credentialSchema.parse(credential);
	const org = parseOktaDomain(domain);
	// n8n itself would only say "Unable to sign without access token", or crash.
	if (authentication === 'oAuth2' && !oauthTokenData?.access_token) {
		throw apiError({ reason: 'unconnected', detail: '' }, { org, authentication, path: '' });
	}
	const cancelSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	return {
		org,
		authentication,
		cancelled: () => cancelSignal?.aborted ?? false,
		sleep: async (ms) => {
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
				url: org + path,
				headers: { ...HEADERS, ...headers },
				returnFullResponse: true,
				timeout: timeoutMs,
				// The token must never travel to another host, whatever a redirect says.
				allowedDomains: org.replace(/^https?:\/\/|:\d+$/g, ''),
				sendCredentialsOnCrossOriginRedirect: false,
			};
			try {
				const response: unknown = await withTimeout(
					2 * timeoutMs,
					context.helpers.httpRequestWithAuthentication.call(context, credentialType, request),
				);
				return parseHttpResponse(response);
			} catch (error) {
				if (cancelSignal?.aborted) return { reason: 'cancelled', detail: '' };
				const outcome = parseHttpError(error);
				if (outcome !== undefined) return outcome;
				throw new NodeOperationError(context.getNode(), error as Error);
			}
		},
	};
}

/**
 * n8n gives the token endpoint five minutes, which is longer than a poll or somebody at a list has.
 * The renewal itself is not cut short: n8n stores what may still come of it.
 */
async function withTimeout<T>(ms: number, requesting: Promise<T>): Promise<T> {
	const limit = AbortSignal.timeout(ms);
	const late = new Promise<never>((_resolve, reject) => {
		limit.onabort = () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
	});
	try {
		return await Promise.race([requesting, late]);
	} finally {
		// Or the answer would be kept in memory until then.
		limit.onabort = null;
	}
}
