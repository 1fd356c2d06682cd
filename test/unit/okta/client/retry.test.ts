import fc from 'fast-check';
import { backOff, isTransient, MAX_TRIES } from '../../../../nodes/okta/client/retry';
import type { RequestResult } from '../../../../nodes/okta/client/types';
import { OktaError, type OktaErrorKind } from '../../../../nodes/okta/errors/OktaError';
import { holds } from '../../../support/fuzz';
import { ok, refusal } from '../../../support/scriptedTransport';

describe('a failure is retried', () => {
	const noToken = (kind: OktaErrorKind): RequestResult => ({ reason: 'noToken', error: new OktaError(kind, 'text', { description: '' }) });

	it.each<[string, RequestResult, boolean]>([
		['no connection', { reason: 'network', detail: 'ECONNRESET' }, true],
		['a stopped execution', { reason: 'cancelled', detail: '' }, false],
		['a redirect', { reason: 'redirected', detail: 'status 302' }, false],
		['no token because of the network', noToken('network'), true],
		['no token because of an outage', noToken('unavailable'), true],
		['no token because of the rate limit', noToken('rateLimit'), true],
		['no token because of the credential', noToken('refused'), false],
		['407', refusal(407, 'E0000047', ''), false],
		['408', refusal(408, 'E0000047', ''), true],
		['409', refusal(409, 'E0000047', ''), false],
		['499', refusal(499, 'E0000009', ''), false],
		['500', refusal(500, 'E0000009', ''), true],
		['503', refusal(503, 'E0000009', ''), true],
		['an invalid session', refusal(403, 'E0000005', 'Invalid session'), true],
		['an invalid session with another status', refusal(400, 'E0000005', 'Invalid session'), false],
		['a missing permission', refusal(403, 'E0000006', ''), false],
		['a 403 without a body', { status: 403, headers: {}, body: undefined }, false],
		['a response', ok([]), false],
	])('%s', (_what, result, isRetried) => {
		expect(isTransient(result)).toBe(isRetried);
	});

	it('after half to all of a time that doubles, up to a longest one', () => {
		holds(fc.property(fc.nat(12), fc.constantFrom(0, 0.25, 1), fc.constantFrom(undefined, 8000, 60_000), (attempt, random, longest) => {
			const ceiling = Math.min(1000 * 2 ** attempt, longest ?? 8000);
			expect(backOff(attempt, random, longest)).toBe(ceiling * (0.5 + random / 2));
		}), 300);
	});

	it('for about seven seconds', () => {
		const longest = Array.from({ length: MAX_TRIES - 1 }, (_, attempt) => backOff(attempt, 1)).reduce((sum, ms) => sum + ms, 0);
		expect(longest).toBe(7000);
	});
});
