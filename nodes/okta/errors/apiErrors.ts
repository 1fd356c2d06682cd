import type { Authentication } from '../auth/credentialTypes';
import { hostOf } from '../auth/orgUrl';
import { isHttpResponse, type HttpResponse, type RequestFailure, type RequestResult } from '../client/types';
import { errorBody, isMalformed, oktaIds, type OktaErrorBody } from './errorBody';
import {
	ACCOUNT_MESSAGES,
	clockDiffers,
	CONNECT,
	DPOP_CHECKBOX,
	IS_ABOUT_TIME,
	notAnOrg,
	PROOF_REFUSED,
	PROXY,
	RATE_LIMIT_USED_UP,
	RECONNECT,
	redirected,
	unavailable,
	unreachable,
	USE_SERVICE_APP,
	type Message,
	type Permission,
} from './messages';
import { OktaError, type OktaErrorKind } from './OktaError';
import { redact } from './redact';

/** The request that an error is about. */
export interface RequestInfo {
	/** The org, such as `https://acme.okta.com`. */
	org: string;
	authentication: Authentication;
	/** Path and query below the org. */
	path: string;
}

export const READ_USERS: Permission = {
	scope: 'okta.users.read',
	role: 'Read-only Administrator',
	resources: 'users',
	resource: 'User',
};

const READ_GROUPS: Permission = {
	scope: 'okta.groups.read',
	role: 'Read-only Administrator',
	resources: 'groups',
	resource: 'Group',
};

const READ_LOGS: Permission = {
	scope: 'okta.logs.read',
	role: 'Read-only Administrator',
	resources: 'the System Log',
	resource: 'System Log',
};

/** The scope and role that a path needs (reference/okta-api.md 1.3, 2, 6, 10). */
function permissionFor(path: string): Permission {
	if (path.startsWith('/api/v1/meta/types/')) {
		return {
			scope: 'okta.userTypes.read',
			role: 'Read-only Administrator',
			resources: 'user types',
			resource: 'User type',
		};
	}
	if (path.startsWith('/api/v1/meta/schemas/')) {
		return {
			scope: 'okta.schemas.read',
			role: 'Application Administrator or Organization Administrator',
			resources: 'the profile schema',
			resource: 'Profile schema',
		};
	}
	if (/^\/api\/v1\/groups(?:[/?]|$)/.test(path)) return READ_GROUPS;
	if (/^\/api\/v1\/logs(?:\?|$)/.test(path)) return READ_LOGS;
	return READ_USERS;
}

/**
 * Turns a result that is not a usable response into an error for users.
 *
 * @param tries how often the request was sent
 */
export function apiError(result: RequestResult, request: RequestInfo, tries = 1): OktaError {
	if (isHttpResponse(result)) return responseError(result, request, tries);
	return result.reason === 'noToken' ? result.error : failureError(result, request, tries);
}

function failureError({ reason, detail }: RequestFailure, { org }: RequestInfo, tries: number): OktaError {
	switch (reason) {
		case 'unconnected':
			return new OktaError('unconnected', 'The Okta credential is not connected yet', {
				description: CONNECT,
			});
		case 'disconnected':
			return new OktaError('disconnected', 'Okta no longer accepts this connection', {
				description: `${RECONNECT} Okta ends each connection after 90 days. It ends earlier when the app or the approving admin is deactivated, or when two n8n installations share the credential. ${USE_SERVICE_APP} Okta's response: ${detail}`,
			});
		case 'refreshRefused':
			return new OktaError('refused', 'Okta did not renew the connection', {
				description: `Check the client ID in the credential. In Okta, make sure that the app is active, has the grant type Refresh Token, and does not require DPoP. Then reconnect the credential. Okta's response: ${detail}`,
			});
		case 'redirected': {
			const { message, resolution } = redirected(hostOf(org));
			return new OktaError('link', message, {
				description: `The access token is sent to ${org} only. ${resolution}`,
			});
		}
		case 'cancelled':
			return new OktaError('cancelled', 'The execution was stopped while reading from Okta', {
				description: 'Nothing was changed in Okta. Run the workflow again to read all users.',
			});
		case 'network': {
			const { message, resolution } = unreachable(hostOf(org));
			return new OktaError('network', message, {
				code: detail,
				description: `Tried ${times(tries)}, last result: ${detail}. ${resolution}`,
			});
		}
	}
}

function responseError(response: HttpResponse, { org, authentication, path }: RequestInfo, tries: number): OktaError {
	const { status } = response;
	const body = errorBody(response);
	const permission = permissionFor(path);
	const create = (kind: OktaErrorKind, { message, resolution }: Message) =>
		new OktaError(kind, message, {
			description: [resolution, oktaMessage(response, path)].filter(Boolean).join(' '),
			status,
			code: body?.errorCode,
		});
	const afterRetries = ({ message, resolution }: Message) =>
		create('unavailable', { message, resolution: `Tried ${times(tries)}. ${resolution}` });

	if (isMalformed(response)) {
		return afterRetries({ message: `The response from ${hostOf(org)} is not JSON`, resolution: PROXY });
	}
	const proofRefusal = proofRefusalIn(response);
	if (proofRefusal !== undefined) return create('refused', proofRefusal);
	const messages = ACCOUNT_MESSAGES[authentication];
	if (status === 401 && body?.errorCode === 'E0000015') return create('refused', FEATURE_MISSING);
	if (status === 401) return create('disconnected', messages.tokenRejected);
	if (status === 403) {
		const challenge = response.headers['www-authenticate'] ?? '';
		if (challenge.includes('insufficient_scope')) {
			return create('scope', messages.missingScope(/scope="([^"]+)"/.exec(challenge)?.[1] ?? permission.scope));
		}
		if (body?.errorCode === 'E0000006') return create('role', messages.missingRole(permission));
	}
	if (status === 404 && (body?.errorCode === 'E0000007' || body?.errorCode === 'E0000048')) {
		return create('notFound', messages.notFound(permission));
	}
	if (status === 400 && body?.errorCode === 'E0000031') {
		if (isInvalidCursor(body)) return create('cursor', INVALID_CURSOR);
		return create('search', permission === READ_GROUPS ? INVALID_GROUP_SEARCH : INVALID_SEARCH);
	}
	if (status >= 500) return afterRetries(unavailable(status));
	if (body === undefined) return create('notOkta', notAnOrg(hostOf(org), status));
	return create('refused', {
		message: `Okta refused the request (status ${status})`,
		resolution: "See Okta's message.",
	});
}

/** The message for a refused DPoP proof; undefined for other responses. Okta explains it only in a header, with status 400. */
function proofRefusalIn({ status, headers }: HttpResponse): Message | undefined {
	if (status !== 400 && status !== 401) return undefined;
	const challenge = headers['www-authenticate'] ?? '';
	const [, error] = /\berror="(invalid_dpop_proof|use_dpop_nonce)"/.exec(challenge) ?? [];
	if (error === undefined) return undefined;
	if (error === 'use_dpop_nonce') return NONCE_REQUIRED;
	const [, description = ''] = /\berror_description="([^"]*)"/.exec(challenge) ?? [];
	const { message, resolution } = IS_ABOUT_TIME.test(description) ? clockDiffers(headers, Date.now()) : PROOF_REFUSED;
	return { message, resolution: description === '' ? resolution : `${resolution} Okta says: ${redact(description)}` };
}

/** Okta asks for a nonce at the token endpoint only (reference/okta-api.md 9). */
const NONCE_REQUIRED: Message = {
	message: 'Okta asks for a nonce in the DPoP proof of each request, which this version of the package does not send',
	resolution: `Update n8n-nodes-okta-signatures. Until then, open the General tab of the app in Okta, clear the checkbox "${DPOP_CHECKBOX}", and create the credential in n8n again.`,
};

/** Okta answers so to features that the org's edition does not include; the token is fine (reference/okta-api.md 4). */
const FEATURE_MISSING: Message = {
	message: 'The Okta org does not have the feature that this request needs',
	resolution: 'The credential works. Ask Okta whether the edition of your org includes the feature.',
};

/** Okta reports a cursor that it no longer knows as an invalid search (okta-sdk-java#1584). */
const isInvalidCursor = ({ errorSummary, errorCauses }: OktaErrorBody): boolean =>
	[errorSummary, ...errorCauses.map((cause) => cause.errorSummary)].some((text) => /^invalid cursor\.?$/i.test(text.trim()));

const INVALID_CURSOR: Message = {
	message: 'Okta no longer accepts the link to this page of the list',
	resolution:
		"The node stopped so that you don't get an incomplete list. Run the workflow again. If this happens again, read fewer users per run, for example with filters.",
};

const INVALID_SEARCH: Message = {
	message: 'Okta does not understand the search expression',
	resolution:
		"Check the parameter 'Search'. Example: profile.department eq \"Sales\". Put strings in double quotes. 'ne' and 'ew' do not exist; 'co' works on firstName, lastName, email and login only.",
};

const INVALID_GROUP_SEARCH: Message = {
	message: INVALID_SEARCH.message,
	resolution: "Check the parameter 'Search'. Example: profile.name sw \"Sales\". Put strings in double quotes.",
};

const times = (tries: number) => (tries === 1 ? 'once' : `${tries} times`);

/** Okta's own message and IDs, without the values that the request contained. */
function oktaMessage(response: HttpResponse, path: string): string {
	const body = errorBody(response);
	const summaries = body && [body.errorSummary, ...body.errorCauses.map((cause) => cause.errorSummary)];
	const quote = summaries ? `Okta says: ${redact(summaries.filter(Boolean).join(' – '), path)}` : '';
	return [quote, oktaIds(response)].filter(Boolean).join(' ');
}

/**
 * The error for a rate limit that stays used up for longer than the request may wait.
 *
 * @param response the 429; undefined when nothing was sent because the limit is known to be used up
 * @param resetsAt epoch milliseconds, if Okta names a reset
 */
export function rateLimitError(response: HttpResponse | undefined, resetsAt: number | undefined): OktaError {
	const when =
		resetsAt === undefined ? 'in a few minutes' : `after ${new Date(resetsAt).toISOString()}`;
	return new OktaError('rateLimit', `${RATE_LIMIT_USED_UP}. Requests work again ${when}`, {
		description: `Run the workflow again ${when}. If this happens often, read fewer users per run, spread your schedules, or raise the app's share under Application rate limits in Okta.${response ? ` ${oktaMessage(response, '')}` : ''}`,
		status: response?.status,
		code: response && errorBody(response)?.errorCode,
		resetsAt,
	});
}
