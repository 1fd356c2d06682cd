import { nextLink } from '../../../../nodes/okta/client/linkHeader';
import { readRateLimit } from '../../../../nodes/okta/client/rateLimit';
import { isTransient } from '../../../../nodes/okta/client/retry';
import type { HttpResponse } from '../../../../nodes/okta/client/types';
import { apiError, rateLimitError } from '../../../../nodes/okta/errors/apiErrors';
import { isMalformed } from '../../../../nodes/okta/errors/errorBody';
import { redact } from '../../../../nodes/okta/errors/redact';
import { tokenError } from '../../../../nodes/okta/errors/tokenErrors';
import { refusal } from '../../../support/scriptedTransport';

/** Texts of this length take a minute when the time grows with the square of the length, and milliseconds when it does not. */
const LENGTH = 200_000;

const repeated = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);

const texts = ['a', ' ', '\t ', 'a.', '.', '"', '\\', '\\"', "'", ',', '600, ', ';', '; ', ';a=', '<', '<>', '<a>;', '%', '%41', 'scope="', 'json', '-', `${'a'.repeat(39)}.`, `${'a'.repeat(40)}.`, 'invalid cursor', 'client_id '].map(
	(unit) => [unit.slice(0, 20), repeated(unit)] as const,
);

/** How long an action takes, in milliseconds. */
function timeOf(action: () => unknown): number {
	const start = performance.now();
	action();
	return performance.now() - start;
}

const orUndefined = (action: () => unknown) => {
	try {
		return action();
	} catch {
		return undefined;
	}
};

describe.each(texts)('a response full of %j', (_unit, text) => {
	const headers = { 'content-type': text, link: text, 'www-authenticate': text, 'x-rate-limit-limit': text, 'x-rate-limit-remaining': text, 'x-rate-limit-reset': text, date: text };
	const body = { errorCode: 'E0000031', errorSummary: text, errorCauses: [{ errorSummary: text }] };
	const request = { org: 'https://acme.okta.com', authentication: 'oAuth2', path: `/api/v1/users?search=${encodeURIComponent(`profile.login eq ${JSON.stringify('jane.doe')}`)}` } as const;

	it.each<[string, () => unknown]>([
		['the link', () => orUndefined(() => nextLink({ link: text }))],
		['the link of one page', () => orUndefined(() => nextLink({ link: `<https://acme.okta.com/x>${text}; rel="next"` }))],
		['the rate limit', () => readRateLimit(headers, 0)],
		['the content type', () => isMalformed({ status: 500, headers, body: text })],
		['whether to try again', () => isTransient({ status: 403, headers, body })],
		['its values', () => redact(text, request.path)],
		['a refusal of the API', () => apiError({ status: 400, headers, body }, request)],
		['a missing scope', () => apiError({ status: 403, headers: { 'www-authenticate': `insufficient_scope ${text}` }, body: '' }, request)],
		['a refusal of the token endpoint', () => tokenError({ status: 401, headers, body: { error: 'invalid_client', error_description: text } }, { org: request.org, clientId: '0oa1', scopes: ['a'] })],
	])('is read in a time that grows with its length: %s', (_what, action) => {
		expect(timeOf(action)).toBeLessThan(5_000);
	});
});

describe('errors with a message of Okta', () => {
	/** As long as Okta's: its header names a key. */
	const token = `eyJraWQiOiJ${'k1d'.repeat(20)}.eyJzdWIiOiIw${'b2Ex'.repeat(20)}.${'c2ln'.repeat(40)}`;
	const login = 'jane.doe@acme.example';
	const said = `Not for ${login} with ${token}`;
	const path = `/api/v1/users?search=${encodeURIComponent(`profile.login eq "${login}"`)}&after=x`;
	const request = { org: 'https://acme.okta.com', authentication: 'oAuth2', path } as const;
	const cursor: HttpResponse = { status: 400, headers: {}, body: { errorCode: 'E0000031', errorSummary: said, errorCauses: [{ errorSummary: 'Invalid cursor.' }] } };

	it.each([
		['a missing feature', apiError(refusal(401, 'E0000015', said), request), /does not have the feature/],
		['an invalid cursor', apiError(cursor, request), /no longer accepts the link/],
		['a rate limit', rateLimitError(refusal(429, 'E0000047', `Limit for ${token}`) as HttpResponse, undefined), /in a few minutes/],
		['an unknown sign-in refusal', tokenError({ status: 401, headers: {}, body: { error: 'invalid_client', error_description: `Bad assertion ${token}` } }, { org: request.org, clientId: '0oa1', scopes: ['a'] }), /how the app signs in/],
	])('%s: shows neither a login nor a token', (_what, error, message) => {
		expect(error.message).toMatch(message);
		expect(error.description).toContain('Okta says: ');
		expect(`${error.message} ${error.description}`).not.toMatch(/jane|eyJ/);
	});
});
