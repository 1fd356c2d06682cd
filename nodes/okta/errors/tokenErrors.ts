import { accessLabel } from '../auth/additionalAccess';
import { hostOf } from '../auth/orgUrl';
import { isHttpResponse, type HttpResponse, type RequestResult } from '../client/types';
import { isRecord } from '../isRecord';
import { errorBody, isMalformed, oauthErrorSchema, oktaIds } from './errorBody';
import { notAnOrg, PROXY, redirected, unavailable, unreachable, type Message } from './messages';
import { OktaError, type OktaErrorKind } from './OktaError';
import { redact } from './redact';
import { grantScopes, TOKEN_REFUSALS, type ServiceApp } from './tokenRefusals';

/** Okta issued a token, but without some of the requested scopes. */
export const missingScopes = (missing: string[]): OktaError =>
	new OktaError('refused', `The app was not granted ${missing.join(' and ')}`, {
		description: `${grantScopes(missing)} ${withoutScopes(missing)}`,
	});

/** How to do without scopes: each stands where the user entered or selected it. */
function withoutScopes(scopes: string[]): string {
	const labels = scopes.flatMap((scope) => accessLabel(scope) ?? []);
	const entered = 'remove the scopes that you do not need from \'Scopes\' in the credential';
	const selected = `clear ${labels.map((label) => `'${label}'`).join(' and ')} in 'Additional Access' in the credential`;
	if (labels.length === 0) return `Or ${entered}.`;
	return labels.length === scopes.length ? `Or ${selected}.` : `Or ${entered}, and ${selected}.`;
}

/** An error of the token endpoint that goes away without anybody's help. */
interface TransientError extends Message {
	kind: OktaErrorKind;
}

const NOT_JSON: TransientError = {
	kind: 'unavailable',
	message: "Okta's response to a token request is not JSON",
	resolution: `Try again in a minute. If the error persists: ${PROXY}`,
};

/** A type that was not asked for: only a token request with a proof gets a token that is bound to a key. */
const OTHER_TOKEN: Message = {
	message: 'Okta issued an access token of a type that the request did not ask for',
	resolution: PROXY,
};

/** The error behind a status, whatever the body says; undefined when trying again does not help. */
function transientError(status: number): TransientError | undefined {
	if (status === 429) {
		return {
			kind: 'rateLimit',
			message: "Okta's rate limit for token requests is used up",
			resolution: 'Try again in a minute.',
		};
	}
	return status >= 500 ? { kind: 'unavailable', ...unavailable(status) } : undefined;
}

/**
 * The error behind a failed token renewal of which n8n's OAuth2 client reports only the status.
 * @returns undefined when Okta refused the renewal and trying again does not help
 */
export function renewalError(status: number): OktaError | undefined {
	const transient = status < 300 ? NOT_JSON : transientError(status);
	return transient && new OktaError(transient.kind, transient.message, { description: transient.resolution, status });
}

/**
 * Turns a result of the token endpoint that is not a usable token into an error for users.
 *
 * @param now epoch milliseconds
 */
export function tokenError(result: RequestResult, app: ServiceApp, now = Date.now()): OktaError {
	if (isHttpResponse(result)) return responseError(result, app, now);
	const { message, resolution } = unreachable(hostOf(app.org));
	return new OktaError('network', message, {
		code: 'detail' in result ? result.detail : undefined,
		description: resolution,
	});
}

function responseError(response: HttpResponse, app: ServiceApp, now: number): OktaError {
	const { status } = response;
	const oauth = oauthErrorSchema.safeParse(response.body);
	const body = errorBody(response);
	// An unknown client ID gets an error body of the API (support.okta.com, invalid-client-error-returned-during-client-authentication-failure).
	const code = oauth.success ? oauth.data.error : body?.errorCode;
	const summary = oauth.success ? (oauth.data.error_description ?? '') : (body?.errorSummary ?? '');
	const create = (kind: OktaErrorKind, { message, resolution }: Message) =>
		new OktaError(kind, message, {
			description: [resolution, summary && `Okta says: ${redact(summary)}`, oktaIds(response)].filter(Boolean).join(' '),
			status,
			code,
		});

	const refusal = TOKEN_REFUSALS.find(
		({ error, description }) => error === code && (description?.test(summary) ?? true),
	);
	if (refusal) return create('refused', refusal.messageFor(app, response.headers, now));
	const transient = isMalformed(response) ? NOT_JSON : transientError(status);
	if (transient) return create(transient.kind, transient);
	if (status === 200 && isRecord(response.body) && 'token_type' in response.body) return create('refused', OTHER_TOKEN);
	if (status >= 300 && status < 400) return create('link', redirected(hostOf(app.org)));
	if (code === undefined) return create('notOkta', notAnOrg(hostOf(app.org), status));
	return create('refused', {
		message: `Okta refused to issue a token to the app (${code})`,
		resolution: "See Okta's message.",
	});
}
