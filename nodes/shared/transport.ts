import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';
import { z } from 'zod';
import { version } from '../../package.json';
import type { Outcome } from './answer';
import { orgUrl } from './domain';
import { OktaError } from './errors';
import { explain } from './explain';
import type { Transport } from './request';
import { outcomeOf, responseSchema } from './thrown';

/** The n8n contexts in which Okta is called. */
export type OktaContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Okta answers within seconds; its own limit for a list request is below this. */
const TIMEOUT_MS = 60_000;

const CREDENTIAL = 'oktaOAuth2Api';

const credentialSchema = z.object({
	domain: z.unknown(),
	oauthTokenData: z.object({ access_token: z.string() }).partial().optional().catch(undefined),
});

/**
 * Sends requests with the node's credential through n8n, which signs them and, after a 401,
 * renews the token once. Never throws for what the network or Okta did: that is an outcome.
 *
 * @throws OktaError of kind `domain` when the credential's domain cannot be an Okta org, `unconnected`
 *   when nobody has connected it yet
 */
export async function n8nTransport(context: OktaContext): Promise<Transport> {
	const { domain, oauthTokenData } = credentialSchema.parse(await context.getCredentials(CREDENTIAL));
	const org = orgUrl(domain);
	if (org === '') {
		throw new OktaError('domain', "'Okta Domain' in the credential is not the address of an Okta org", {
			description:
				"Enter the org's own address, such as acme.okta.com or https://login.acme.com. Plain http works for localhost only.",
		});
	}
	// n8n itself would only say "Unable to sign without access token", or crash.
	if (!oauthTokenData?.access_token) {
		throw explain({ reason: 'unconnected', detail: '' }, { org, path: '' });
	}
	const cancelSignal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	return {
		org,
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
		async send(path, headers): Promise<Outcome> {
			const request: IHttpRequestOptions = {
				method: 'GET',
				url: org + path,
				headers: {
					Accept: 'application/json',
					'User-Agent': `n8n-nodes-okta-signatures/${version}`,
					...headers,
				} as IDataObject,
				returnFullResponse: true,
				timeout: TIMEOUT_MS,
				// The token must never travel to another host, whatever a redirect says.
				allowedDomains: org.replace(/^https?:\/\/|:\d+$/g, ''),
				sendCredentialsOnCrossOriginRedirect: false,
			};
			try {
				const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
					context,
					CREDENTIAL,
					request,
				);
				const { statusCode, headers: received, body } = responseSchema.parse(response);
				return { status: statusCode ?? 200, headers: received, body };
			} catch (error) {
				if (cancelSignal?.aborted) return { reason: 'cancelled', detail: '' };
				const outcome = outcomeOf(error);
				if (outcome !== undefined) return outcome;
				throw new NodeOperationError(context.getNode(), error as Error);
			}
		},
	};
}
