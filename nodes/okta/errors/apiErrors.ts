import { errorBody, isHttpResponse, isMalformed, oktaIds, type HttpResponse, type RequestFailure, type RequestResult } from '../client/httpResponse';
import type { Authentication } from '../auth/credentialTypes';
import { redact } from './redact';
import { OktaError, type OktaErrorKind } from './OktaError';
import { hostOf } from '../auth/org';
import { CONNECT, LASTING, RECONNECT, WORDING, type Need } from './messages';

/** Which request got the outcome. */
export interface RequestInfo {
	/** The org, such as `https://acme.okta.com`. */
	org: string;
	authentication: Authentication;
	/** Path and query below the org. */
	path: string;
}

/** Scope that a path needs; the admin role that covers it; what it reads (reference/okta-api.md 1.3, 2). */
const needs = (path: string): Need => {
	if (path.startsWith('/api/v1/meta/types/')) {
		return { scope: 'okta.userTypes.read', role: 'Read-only Administrator', what: 'user types' };
	}
	if (path.startsWith('/api/v1/meta/schemas/')) {
		return {
			scope: 'okta.schemas.read',
			role: 'Application Administrator or Organization Administrator',
			what: 'the profile schema',
		};
	}
	return { scope: 'okta.users.read', role: 'Read-only Administrator', what: 'users' };
};

/**
 * Turns an outcome that is not a usable answer into an error with a sentence and a cure.
 *
 * @param tries how often the request was made
 */
export function apiError(outcome: RequestResult, request: RequestInfo, tries = 1): OktaError {
	if (isHttpResponse(outcome)) return explainAnswer(outcome, request, tries);
	return outcome.reason === 'noToken' ? outcome.error : explainNoAnswer(outcome, request, tries);
}

function explainNoAnswer({ reason, detail }: RequestFailure, { org }: RequestInfo, tries: number): OktaError {
	switch (reason) {
		case 'unconnected':
			return new OktaError('unconnected', 'The Okta credential is not connected yet', {
				description: CONNECT,
			});
		case 'disconnected':
			return new OktaError('disconnected', 'Okta no longer accepts this connection', {
				description: `${RECONNECT} Okta ends every such connection after 90 days, and earlier when the app was revoked, the approving admin was deactivated, or two n8n installations share one credential. ${LASTING} Okta's answer: ${detail}`,
			});
		case 'refreshRefused':
			return new OktaError('refused', 'Okta did not renew the connection', {
				description: `Check the client ID in the credential and that the app in Okta is active, has the grant type Refresh Token and does not require DPoP; then reconnect. Okta's answer: ${detail}`,
			});
		case 'redirected':
			return new OktaError('link', `${hostOf(org)} redirects to another address`, {
				description: `The connection's token is sent to ${org} only. Put the address that the org really has into 'Okta Domain' in the credential.`,
			});
		case 'cancelled':
			return new OktaError('cancelled', 'The execution was stopped while reading from Okta', {
				description: 'Nothing was changed in Okta. Run the workflow again to read everybody.',
			});
		case 'network':
			return new OktaError('network', `Okta could not be reached at ${hostOf(org)}`, {
				code: detail,
				description: `Tried ${times(tries)}, last result: ${detail}. Check 'Okta Domain' in the credential, and that n8n may reach this address (proxy, firewall, DNS).`,
			});
	}
}

function explainAnswer(answer: HttpResponse, request: RequestInfo, tries: number): OktaError {
	const { status } = answer;
	const body = errorBody(answer);
	const need = needs(request.path);
	const say = (kind: OktaErrorKind, message: string, cure: string) =>
		new OktaError(kind, message, {
			description: [cure, oktaSays(answer, request.path)].filter(Boolean).join(' '),
			status,
			code: body?.errorCode,
		});

	if (isMalformed(answer)) {
		return say(
			'unavailable',
			`${hostOf(request.org)} answered with something that is not JSON`,
			`Tried ${times(tries)}. Check 'Okta Domain' in the credential, and whether a proxy or sign-in page stands between n8n and Okta.`,
		);
	}
	const wording = WORDING[request.authentication];
	if (status === 401) return say('disconnected', wording.rejected.message, wording.rejected.cure);
	if (status === 403) {
		const challenge = answer.headers['www-authenticate'] ?? '';
		if (challenge.includes('insufficient_scope')) {
			const { message, cure } = wording.scope(/scope="([^"]+)"/.exec(challenge)?.[1] ?? need.scope);
			return say('scope', message, cure);
		}
		if (body?.errorCode === 'E0000006') {
			const { message, cure } = wording.role(need);
			return say('role', message, cure);
		}
	}
	if (status === 404 && (body?.errorCode === 'E0000007' || body?.errorCode === 'E0000048')) {
		return say(
			'notFound',
			'Okta has nobody or nothing by that ID or login',
			`It was deleted, is misspelt, or lies outside what ${wording.reach} may see.`,
		);
	}
	if (status === 400 && body?.errorCode === 'E0000031') {
		return say(
			'search',
			'Okta does not understand the search expression',
			"Check parameter 'Search', for example: profile.department eq \"Sales\". Strings stand in double quotes; 'ne' and 'ew' do not exist; 'co' works on firstName, lastName, email and login only.",
		);
	}
	if (status >= 500) {
		return say(
			'unavailable',
			`Okta is not available right now (status ${status})`,
			`Tried ${times(tries)}. Okta's own status is on https://status.okta.com; run the workflow again later.`,
		);
	}
	if (body === undefined) {
		return say(
			'notOkta',
			`${hostOf(request.org)} does not answer like an Okta org (status ${status})`,
			"Check 'Okta Domain' in the credential: the org itself, such as acme.okta.com.",
		);
	}
	return say('refused', `Okta refused the request (status ${status})`, 'See what Okta says.');
}

const times = (tries: number) => (tries === 1 ? 'once' : `${tries} times`);

/** Okta's own words and ids, without what the user looked for. */
function oktaSays(answer: HttpResponse, path: string): string {
	const body = errorBody(answer);
	const words = body && [body.errorSummary, ...body.errorCauses.map((cause) => cause.errorSummary)];
	const said = words ? `Okta says: ${redact(words.filter(Boolean).join(' – '), path)}` : '';
	return [said, oktaIds(answer)].filter(Boolean).join(' ');
}

/** 429 beyond the time we are ready to wait. */
export function rateLimitError(answer: HttpResponse, resetsAt: number | undefined): OktaError {
	const when =
		resetsAt === undefined ? 'in a few minutes' : `after ${new Date(resetsAt).toISOString()}`;
	return new OktaError('rateLimit', `Okta's rate limit is used up; it takes requests again ${when}`, {
		description: `Run the workflow again ${when}. If this happens often: read fewer people per run, choose 'Attributes', spread schedules, or raise the app's share under Application rate limits in Okta. ${oktaSays(answer, '')}`,
		status: answer.status,
		code: errorBody(answer)?.errorCode,
		resetsAt,
	});
}
