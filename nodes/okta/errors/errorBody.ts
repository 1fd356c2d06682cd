import { z } from 'zod';
import type { HttpResponse } from '../client/types';

/** `errorCauses` is sometimes an object instead of an array (reference/okta-api.md 4). */
export const errorBodySchema = z
	.object({
		errorCode: z.string(),
		errorSummary: z.string().catch(''),
		errorId: z.string().optional().catch(undefined),
		errorCauses: z
			.preprocess(
				(causes) => (Array.isArray(causes) ? causes : causes === undefined ? [] : [causes]),
				z.array(z.object({ errorSummary: z.string() }).passthrough()),
			)
			.catch([]),
	})
	.passthrough();

export type OktaErrorBody = z.infer<typeof errorBodySchema>;

/** The error body of /oauth2/v1/token (RFC 6749, 5.2). */
export const oauthErrorSchema = z
	.object({ error: z.string(), error_description: z.string().optional().catch(undefined) })
	.passthrough();

/** Okta's error body, when the response has one. */
export function errorBody(response: HttpResponse): OktaErrorBody | undefined {
	const parsed = errorBodySchema.safeParse(response.body);
	return parsed.success ? parsed.data : undefined;
}

/**
 * Whether the body is not the JSON it should be: a proxy's or sign-in page instead of a 2xx response,
 * or a response of any status that was cut off.
 */
export function isMalformed({ status, headers, body }: HttpResponse): boolean {
	if (status >= 200 && status < 300) return typeof body !== 'object' || body === null;
	return typeof body === 'string' && body !== '' && /\bjson\b/.test(headers['content-type'] ?? '');
}

/** Okta's error code and the IDs that Okta support asks for, in brackets; `''` when there are none. */
export function oktaIds(response: HttpResponse): string {
	const body = errorBody(response);
	const requestId = response.headers['x-okta-request-id'];
	const ids = [
		body?.errorCode,
		body?.errorId && `error ID ${body.errorId}`,
		requestId && `request ID ${requestId}`,
	].filter(Boolean);
	return ids.length > 0 ? `(${ids.join(', ')})` : '';
}
