import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { parseHttpError } from '../../../../nodes/okta/errors/fromN8nError';

const node: INode = { id: '1', name: 'Okta Directory', type: 'oktaDirectory', typeVersion: 1, position: [0, 0], parameters: {} };

/** The error of n8n before 2.34: the same NodeApiError without its cause. */
function withoutCause(error: Error): NodeApiError {
	const nodeError = new NodeApiError(node, error as never);
	delete nodeError.cause;
	return nodeError;
}

const answered = (status: number, data?: unknown) =>
	Object.assign(new Error(`Request failed with status code ${status}`), { name: 'AxiosError', status, response: { status, headers: {}, data } });
const refused = Object.assign(
	new Error('The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match'),
	{ code: 'EAUTH' },
);

describe('an error without its cause, as in n8n before 2.34', () => {
	const body = { errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.' };
	it.each([
		['Okta refused the request', answered(429, body), { status: 429, headers: {}, body }],
		['a proxy responded', answered(503, '<html>'), { status: 503, headers: {}, body: undefined }],
		['the network failed', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), { reason: 'network', detail: 'ECONNRESET' }],
		['the connection ended', refused, { reason: 'disconnected', detail: 'the refresh token is invalid or expired' }],
		['the renewal is throttled', Object.assign(new Error('HTTP status 429'), { code: '429' }), { reason: 'noToken', error: expect.objectContaining({ kind: 'rateLimit' }) }],
		['the client is unknown', Object.assign(new Error('HTTP status 401'), { code: '401' }), { reason: 'refreshRefused', detail: 'HTTP status 401' }],
		['something else happened', new Error('Domain not allowed'), undefined],
	])('shows that %s', (_name, error, result) => {
		expect(withoutCause(error).cause).toBeUndefined();
		expect(parseHttpError(withoutCause(error))).toEqual(result);
	});
});
