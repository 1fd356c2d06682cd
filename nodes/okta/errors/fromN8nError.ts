import { jsonParse } from 'n8n-workflow';
import { z } from 'zod';
import type { HttpResponse, RequestResult } from '../client/httpResponse';
import { faultSchema } from './CredentialError';
import { redact } from './redact';
import { renewalError } from './tokenErrors';
import { errorBodySchema } from '../users/userModel';

const headersSchema = z.record(
	z.preprocess(
		(value) => (Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : typeof value === 'number' ? String(value) : value),
		z.string().optional().catch(undefined),
	),
);

/** A full response, as n8n's helper gives it (`statusCode`, `body`) and as axios does (`status`, `data`). */
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
	/** Of the token endpoint: what it said, in words. */
	body: z
		.preprocess(
			(body) => (typeof body === 'string' ? jsonParse(body, { fallbackValue: null }) : body),
			z.union([
				z
					.object({ error: z.string(), error_description: z.string().optional() })
					.transform((said) => [said.error, said.error_description].filter(Boolean).join(': ')),
				errorBodySchema.transform((said) => said.errorSummary),
			]),
		)
		.optional()
		.catch(undefined),
	/** Of our own credential's `preAuthentication`. */
	fault: faultSchema.optional().catch(undefined),
	cause: z.unknown(),
});

/**
 * All that is left of it in n8n before 2.34, whose NodeApiError loses its cause: Okta's status or the network's code, the
 * JSON of a body, what was said at first. No headers.
 */
const remainsSchema = z.object({
	name: z.literal('NodeApiError'),
	httpCode: z.string(),
	messages: z.array(z.string()).catch([]),
	context: z.object({ data: z.unknown() }).catch({}),
});

/** The answer in a full response of n8n's request helper. */
export function parseHttpResponse(response: unknown): HttpResponse {
	const { statusCode, headers, body } = responseSchema.parse(response);
	return { status: statusCode ?? 200, headers, body };
}

/** Reads the outcome off a thrown chain of errors; undefined when it is none of HTTP's making. */
export function parseHttpError(error: unknown, depth = 0): RequestResult | undefined {
	const parsed = thrownSchema.safeParse(error);
	if (!parsed.success || depth > 4) return undefined;
	const { message, code, name, status, failure, response, body, fault, cause } = parsed.data;
	if (fault !== undefined) return { reason: 'noToken', error: fault };
	if (failure?.cause === 'credential-invalid') {
		return { reason: 'disconnected', detail: 'the refresh token is invalid or expired' };
	}
	if (message.includes('no refresh token is available')) {
		return { reason: 'disconnected', detail: 'the credential was connected without offline_access' };
	}
	if (response?.status !== undefined) {
		return { status: response.status, headers: response.headers, body: response.data };
	}
	// How n8n's OAuth2 client tells of a token endpoint that is down, throttled or not itself.
	const passing = code === 'ESTATUS' && status !== undefined ? renewalError(status) : undefined;
	if (passing !== undefined) return { reason: 'noToken', error: passing };
	if (body !== undefined || code === 'ESTATUS') {
		return { reason: 'refreshRefused', detail: redact(body ?? `status ${status}`) };
	}
	if (code === 'ERR_FR_REDIRECTION_FAILURE') return { reason: 'redirected', detail: message };
	const inner = parseHttpError(cause, depth + 1);
	if (inner !== undefined) return inner;
	if (typeof code === 'string' && /^E[A-Z_]+$/.test(code)) return { reason: 'network', detail: code };
	if (name === 'AxiosError') return { reason: 'network', detail: message };
	return remainsOf(error);
}

/** The outcome by what n8n before 2.34 leaves of an error. */
function remainsOf(error: unknown): RequestResult | undefined {
	const parsed = remainsSchema.safeParse(error);
	if (!parsed.success) return undefined;
	const { httpCode, messages, context } = parsed.data;
	const said = messages[0] ?? '';
	// n8n's OAuth2 client, of what the token endpoint answered.
	if (/refresh token is invalid, expired, revoked/.test(said)) {
		return { reason: 'disconnected', detail: 'the refresh token is invalid or expired' };
	}
	const renewal = /^HTTP status (\d{3})/.exec(said);
	const passing = renewal ? renewalError(Number(renewal[1])) : undefined;
	if (passing !== undefined) return { reason: 'noToken', error: passing };
	if (httpCode === 'EAUTH' || /^HTTP status 4/.test(said)) return { reason: 'refreshRefused', detail: redact(said) };
	if (/^E[A-Z_]+$/.test(httpCode)) return { reason: 'network', detail: httpCode };
	if (/^\d{3}$/.test(httpCode)) return { status: Number(httpCode), headers: {}, body: context.data };
	return undefined;
}
