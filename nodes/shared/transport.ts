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

/** The n8n contexts in which Okta is called. */
export type OktaContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Okta answers within seconds; its own limit for a list request is below this. */
const TIMEOUT_MS = 60_000;

const CREDENTIAL = 'oktaOAuth2Api';

const credentialSchema = z.object({
	domain: z.unknown(),
	oauthTokenData: z.object({ access_token: z.string() }).partial().optional().catch(undefined),
});

const headersSchema = z.record(
	z.preprocess(
		(value) => (Array.isArray(value) ? value.join(', ') : value === undefined ? value : String(value)),
		z.string().optional(),
	),
);

const responseSchema = z.object({
	status: z.number().optional(),
	statusCode: z.number().optional(),
	headers: headersSchema.catch({}),
	body: z.unknown(),
	data: z.unknown(),
});

/**
 * What n8n's request helper throws: a NodeApiError around axios' error or around what its OAuth2
 * client says (reference/n8n-platform.md 1.3, 2.2).
 */
const thrownSchema = z.object({
	message: z.string().catch(''),
	code: z.unknown(),
	name: z.unknown(),
	status: z.number().optional().catch(undefined),
	failure: z.object({ cause: z.string() }).optional().catch(undefined),
	response: responseSchema.optional().catch(undefined),
	body: z
		.object({ error: z.string(), error_description: z.string().optional() })
		.optional()
		.catch(undefined),
	cause: z.unknown(),
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

/** Reads the outcome off a thrown chain of errors; undefined when it is none of HTTP's making. */
function outcomeOf(error: unknown, depth = 0): Outcome | undefined {
	const parsed = thrownSchema.safeParse(error);
	if (!parsed.success || depth > 4) return undefined;
	const { message, code, name, status, failure, response, body, cause } = parsed.data;
	if (failure?.cause === 'credential-invalid') {
		return { reason: 'disconnected', detail: 'the refresh token is invalid or expired' };
	}
	if (message.includes('no refresh token is available')) {
		return { reason: 'disconnected', detail: 'the credential was connected without offline_access' };
	}
	if (response?.status !== undefined) {
		return { status: response.status, headers: response.headers, body: response.data };
	}
	if (body !== undefined) {
		const said = [body.error, body.error_description].filter(Boolean).join(': ');
		return { reason: 'refreshRefused', detail: said };
	}
	// How n8n's OAuth2 client tells of a token endpoint whose answer is no OAuth error.
	if (code === 'ESTATUS') {
		const passing = status === undefined || status === 429 || status >= 500;
		const detail = `the token endpoint answered with status ${status}`;
		return { reason: passing ? 'network' : 'refreshRefused', detail };
	}
	if (code === 'ERR_FR_REDIRECTION_FAILURE') return { reason: 'redirected', detail: message };
	const inner = outcomeOf(cause, depth + 1);
	if (inner !== undefined) return inner;
	if (typeof code === 'string' && /^E[A-Z_]+$/.test(code)) return { reason: 'network', detail: code };
	if (name === 'AxiosError') return { reason: 'network', detail: message };
	return undefined;
}
