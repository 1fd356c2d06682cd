import { errorBody, isHttpResponse, isMalformed, oktaIds, type HttpResponse, type RequestResult } from '../client/httpResponse';
import { redact } from './redact';
import { OktaError, type OktaErrorKind } from './OktaError';
import { oauthErrorSchema } from '../users/userModel';
import { hostOf } from '../auth/org';
import { DPOP, grant, TOKEN_FAULTS, type ServiceApp } from './tokenMessages';

/** Okta gave a token, but without some of the scopes that were asked for. */
export const missingScopes = (missing: string[]): OktaError =>
	new OktaError('refused', `The app was not granted ${missing.join(' and ')}`, {
		description: `${grant(missing)} Or take out of 'Scopes' in the credential what is not wanted.`,
	});

/** A fault of the token endpoint that passes by itself. */
interface TransientFailure {
	kind: OktaErrorKind;
	message: string;
	cure: string;
}

const NOT_JSON: TransientFailure = {
	kind: 'unavailable',
	message: 'Okta answered a token request with something that is not JSON',
	cure: "Try again in a minute. If it stays, check 'Okta Domain' in the credential, and whether a proxy or sign-in page stands between n8n and Okta.",
};

/** What an answer of this status is, apart from its body; undefined when trying again does not help. */
function transientFailure(status: number): TransientFailure | undefined {
	if (status === 429) {
		return {
			kind: 'rateLimit',
			message: "Okta's rate limit for token requests is used up",
			cure: 'Try again in a minute.',
		};
	}
	if (status >= 500) {
		return {
			kind: 'unavailable',
			message: `Okta is not available right now (status ${status})`,
			cure: "Okta's own status is on https://status.okta.com; try again later.",
		};
	}
	return undefined;
}

/**
 * A renewal that n8n's OAuth2 client could not make anything of: it tells the status alone.
 * @returns undefined when it was refused for good
 */
export function renewalError(status: number): OktaError | undefined {
	const fault = status < 300 ? NOT_JSON : transientFailure(status);
	return fault && new OktaError(fault.kind, fault.message, { description: fault.cure, status });
}

/** Turns what the token endpoint did, other than giving a usable token, into a sentence and a cure. */
export function tokenError(outcome: RequestResult, app: ServiceApp): OktaError {
	return isHttpResponse(outcome)
		? explainAnswer(outcome, app)
		: new OktaError('network', `Okta could not be reached at ${hostOf(app.org)}`, {
				code: 'detail' in outcome ? outcome.detail : undefined,
				description:
					"Check 'Okta Domain' in the credential, and that n8n may reach this address (proxy, firewall, DNS).",
			});
}

function explainAnswer(answer: HttpResponse, app: ServiceApp): OktaError {
	const { status } = answer;
	const oauth = oauthErrorSchema.safeParse(answer.body);
	const api = errorBody(answer);
	// An unknown client id is answered in the API's error form (support.okta.com, invalid-client-error-returned-during-client-authentication-failure).
	const error = oauth.success ? oauth.data.error : api?.errorCode;
	const said = oauth.success ? (oauth.data.error_description ?? '') : (api?.errorSummary ?? '');
	const say = (kind: OktaErrorKind, message: string, cure: string) =>
		new OktaError(kind, message, {
			description: [cure, said && `Okta says: ${redact(said)}`, oktaIds(answer)].filter(Boolean).join(' '),
			status,
			code: error,
		});

	const fault = TOKEN_FAULTS.find((known) => known.error === error && (known.says?.test(said) ?? true));
	if (fault) return say('refused', fault.message(app), fault.cure(app));
	const passing = isMalformed(answer) ? NOT_JSON : transientFailure(status);
	if (passing) return say(passing.kind, passing.message, passing.cure);
	if (status === 200 && isTokenOfOtherType(answer.body)) {
		return say('refused', DPOP.message(), DPOP.cure());
	}
	if (status >= 300 && status < 400) {
		return say(
			'link',
			`${hostOf(app.org)} redirects to another address`,
			"Put the address that the org really has into 'Okta Domain' in the credential.",
		);
	}
	if (error === undefined) {
		return say(
			'notOkta',
			`${hostOf(app.org)} does not answer like an Okta org (status ${status})`,
			"Check 'Okta Domain' in the credential: the org itself, such as acme.okta.com; and whether a proxy stands between n8n and Okta.",
		);
	}
	return say('refused', `Okta refused the app a token (${error})`, 'See what Okta says.');
}

const isTokenOfOtherType = (body: unknown) =>
	typeof body === 'object' && body !== null && 'token_type' in body;
