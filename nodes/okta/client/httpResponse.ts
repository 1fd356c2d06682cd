import type { OktaError, OktaErrorKind } from '../errors/OktaError';
import { errorBodySchema, type OktaErrorBody } from '../users/userModel';
import type { ResponseHeaders } from './rateLimit';

/** What came back over HTTP, whatever its status. */
export interface HttpResponse {
	status: number;
	headers: ResponseHeaders;
	body: unknown;
}

/** Why nothing came back, or why nothing could be sent. */
export interface RequestFailure {
	reason:
		| 'network'
		/** The credential was never connected: there is no token to send. */
		| 'unconnected'
		/** The refresh token is dead (`invalid_grant`). */
		| 'disconnected'
		/** Okta took the refresh request and refused it for another reason. */
		| 'refreshRefused'
		/** A redirect to another host, which must not see the token. */
		| 'redirected'
		/** n8n stopped the execution. */
		| 'cancelled';
	/** Technical detail without secrets: an error code or the token endpoint's own sentence. */
	detail: string;
}

/** There is no token to send, for the token endpoint gave none. */
export interface TokenFailure {
	reason: 'noToken';
	error: OktaError;
}

export type RequestResult = HttpResponse | RequestFailure | TokenFailure;

export const isHttpResponse = (outcome: RequestResult): outcome is HttpResponse => 'status' in outcome;

/** Okta's error body, when the answer has one. */
export function errorBody(answer: HttpResponse): OktaErrorBody | undefined {
	const parsed = errorBodySchema.safeParse(answer.body);
	return parsed.success ? parsed.data : undefined;
}

/**
 * Whether the body is not the JSON that it should be: a proxy's or sign-in page in place of a 2xx, or
 * an answer of any status that was cut off on the way.
 */
export function isMalformed({ status, headers, body }: HttpResponse): boolean {
	if (status >= 200 && status < 300) return typeof body !== 'object' || body === null;
	return typeof body === 'string' && body !== '' && /\bjson\b/.test(headers['content-type'] ?? '');
}

/** Okta's code and the ids that its support asks for, in brackets; `''` when there are none. */
export function oktaIds(answer: HttpResponse): string {
	const body = errorBody(answer);
	const requestId = answer.headers['x-okta-request-id'];
	const ids = [
		body?.errorCode,
		body?.errorId && `error id ${body.errorId}`,
		requestId && `request id ${requestId}`,
	].filter(Boolean);
	return ids.length > 0 ? `(${ids.join(', ')})` : '';
}

/** The token endpoint's troubles that pass by themselves. */
const PASSING: OktaErrorKind[] = ['network', 'unavailable', 'rateLimit'];

/**
 * Whether the same GET may well succeed a little later. A 500 is usually Okta's own request timeout
 * (reference/okta-api.md 1.1); 403 E0000005 "Invalid session" comes and goes in mid-read
 * (okta-sdk-dotnet#875).
 */
export function isTransient(outcome: RequestResult): boolean {
	if (!isHttpResponse(outcome)) {
		return outcome.reason === 'noToken' ? PASSING.includes(outcome.error.kind) : outcome.reason === 'network';
	}
	if (outcome.status === 408 || outcome.status >= 500 || isMalformed(outcome)) return true;
	return outcome.status === 403 && errorBody(outcome)?.errorCode === 'E0000005';
}
