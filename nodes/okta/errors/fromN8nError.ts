import { jsonParse } from 'n8n-workflow';
import { z } from 'zod';
import type { HttpResponse, RequestResult, ResponseHeaders } from '../client/types';
import { isRecord } from '../isRecord';
import { oktaErrorSchema } from './CredentialError';
import { errorBodySchema } from './errorBody';
import { redact } from './redact';
import { renewalError } from './tokenErrors';

/** Headers with the values of a repeated one joined. Not by zod, which would take as long as the rest of what we do for a response. */
function joinedHeaders(headers: unknown): ResponseHeaders {
	const joined: Record<string, string> = {};
	if (!isRecord(headers)) return joined;
	for (const [name, value] of Object.entries(headers)) {
		if (typeof value === 'string') joined[name] = value;
		else if (typeof value === 'number') joined[name] = String(value);
		else if (Array.isArray(value)) joined[name] = value.filter((one) => typeof one === 'string').join(', ');
	}
	return joined;
}

/** A full response of n8n's helper (`statusCode`, `body`) or of axios (`status`, `data`). */
const responseSchema = z.object({
	status: z.number().optional(),
	statusCode: z.number().optional(),
	headers: z.unknown().transform(joinedHeaders),
	body: z.unknown(),
	data: z.unknown(),
});

/**
 * What n8n's request helper throws: a NodeApiError that wraps an error of axios or of n8n's OAuth2
 * client (reference/n8n-platform.md 1.3, 2.2).
 */
const errorSchema = z.object({
	message: z.string().catch(''),
	code: z.unknown(),
	name: z.unknown(),
	status: z.number().optional().catch(undefined),
	failure: z.object({ cause: z.string() }).optional().catch(undefined),
	response: responseSchema.optional().catch(undefined),
	/** Body of the token endpoint's response, reduced to its error message. */
	body: z
		.preprocess(
			(body) => (typeof body === 'string' ? jsonParse(body, { fallbackValue: null }) : body),
			z.union([
				z
					.object({ error: z.string(), error_description: z.string().optional() })
					.transform(({ error, error_description: description }) => [error, description].filter(Boolean).join(': ')),
				errorBodySchema.transform(({ errorSummary }) => errorSummary),
			]),
		)
		.optional()
		.catch(undefined),
	/** Set by our own credential (CredentialError). */
	oktaError: oktaErrorSchema.optional().catch(undefined),
	cause: z.unknown(),
});

/**
 * The error of n8n before 2.34, whose NodeApiError loses its cause: Okta's status or the network's
 * code, the JSON of a body and the original messages are left, but no headers.
 */
const legacyErrorSchema = z.object({
	name: z.literal('NodeApiError'),
	httpCode: z.string(),
	messages: z.array(z.string()).catch([]),
	context: z.object({ data: z.unknown() }).catch({}),
});

/** Reads a full response of n8n's request helper. */
export function parseHttpResponse(response: unknown): HttpResponse {
	const { statusCode, headers, body } = responseSchema.parse(response);
	return { status: statusCode ?? 200, headers, body };
}

/**
 * Finds the HTTP response or the network failure in an error that n8n's request helper threw.
 * @returns undefined when the error has another origin
 */
export function parseHttpError(error: unknown, depth = 0): RequestResult | undefined {
	const parsed = errorSchema.safeParse(error);
	if (!parsed.success || depth > 4) return undefined;
	const { message, code, name, status, failure, response, body, oktaError, cause } = parsed.data;
	if (oktaError !== undefined) return { reason: 'noToken', error: oktaError };
	if (failure?.cause === 'credential-invalid') return EXPIRED;
	if (message.includes('no refresh token is available')) {
		return { reason: 'disconnected', detail: 'the credential was connected without offline_access' };
	}
	if (response?.status !== undefined) {
		return { status: response.status, headers: response.headers, body: response.data };
	}
	// n8n's OAuth2 client reports a token endpoint that is down, throttled or behind a proxy by its status.
	const transient = code === 'ESTATUS' && status !== undefined ? renewalError(status) : undefined;
	if (transient !== undefined) return { reason: 'noToken', error: transient };
	if (body !== undefined || code === 'ESTATUS') {
		return { reason: 'refreshRefused', detail: redact(body ?? `status ${status}`) };
	}
	if (code === 'ERR_FR_REDIRECTION_FAILURE') return { reason: 'redirected', detail: message };
	const inner = parseHttpError(cause, depth + 1);
	if (inner !== undefined) return inner;
	if (typeof code === 'string' && NETWORK_CODE.test(code)) return { reason: 'network', detail: code };
	if (name === 'AxiosError') return { reason: 'network', detail: message };
	return parseLegacyError(error);
}

const EXPIRED: RequestResult = { reason: 'disconnected', detail: 'the refresh token is invalid or expired' };

const NETWORK_CODE = /^E[A-Z_]+$/;

/** The same for an error of n8n before 2.34. */
function parseLegacyError(error: unknown): RequestResult | undefined {
	const parsed = legacyErrorSchema.safeParse(error);
	if (!parsed.success) return undefined;
	const { httpCode, messages, context } = parsed.data;
	const original = messages[0] ?? '';
	// The messages of n8n's OAuth2 client about the token endpoint.
	if (/refresh token is invalid, expired, revoked/.test(original)) return EXPIRED;
	const renewal = /^HTTP status (\d{3})/.exec(original);
	const transient = renewal ? renewalError(Number(renewal[1])) : undefined;
	if (transient !== undefined) return { reason: 'noToken', error: transient };
	if (httpCode === 'EAUTH' || /^HTTP status 4/.test(original)) {
		return { reason: 'refreshRefused', detail: redact(original) };
	}
	if (NETWORK_CODE.test(httpCode)) return { reason: 'network', detail: httpCode };
	if (/^\d{3}$/.test(httpCode)) return { status: Number(httpCode), headers: {}, body: context.data };
	return undefined;
}
