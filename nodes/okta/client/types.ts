import type { Authentication } from '../auth/credentialTypes';
import type { OktaError } from '../errors/OktaError';

/** Response headers. Names are in lower case; n8n joins the values of a repeated header with ", ". */
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** A response, whatever its status. */
export interface HttpResponse {
	status: number;
	headers: ResponseHeaders;
	body: unknown;
}

/** Why there is no response, or why the request could not be sent. */
export interface RequestFailure {
	reason:
		| 'network'
		/** The credential was never connected, so there is no token to send. */
		| 'unconnected'
		/** The refresh token is no longer valid (`invalid_grant`). */
		| 'disconnected'
		/** Okta refused to renew the token for another reason. */
		| 'refreshRefused'
		/** A redirect. It is not followed, because another host must not see the token. */
		| 'redirected'
		/** n8n stopped the execution. */
		| 'cancelled';
	/** Technical detail without secrets: an error code, or the token endpoint's own message. */
	detail: string;
}

/** The token endpoint gave no token, so there is nothing to send. */
export interface TokenFailure {
	reason: 'noToken';
	error: OktaError;
}

export type RequestResult = HttpResponse | RequestFailure | TokenFailure;

export const isHttpResponse = (result: RequestResult): result is HttpResponse => 'status' in result;

/** Sends requests for the client: n8n's helpers in a node, a script in a test. */
export interface Transport {
	/** The org, such as `https://acme.okta.com`. */
	readonly org: string;
	/** Decides how error messages name the account. */
	readonly authentication: Authentication;
	/**
	 * GETs a path below the org's API. Network errors and refusals are results; they are not thrown.
	 * @throws OktaError of kind `link` for a path that leads elsewhere; then nothing is sent
	 */
	send(path: string, headers?: Record<string, string>): Promise<RequestResult>;
	/** Waits `ms` milliseconds, or less when the execution is stopped. */
	sleep(ms: number): Promise<void>;
	cancelled(): boolean;
}

export interface GetOptions {
	headers?: Record<string, string>;
	/** A status that is an error at once, because the caller has a better answer to it than the same request again. */
	failFastOn?: number;
	/** Latest time (ms) after its start at which this request is still retried; 0 for no retries. The client's own by default. */
	maxWaitMs?: number;
}

export interface OktaClient {
	readonly org: string;
	/** GETs a path below the org and returns a 2xx response. @throws OktaError */
	get(path: string, options?: GetOptions): Promise<HttpResponse>;
}
