import fc from 'fast-check';
import { WINDOW_MS } from '../../../../nodes/okta/client/rateLimit';
import { EDITOR_TIMEOUTS, EXECUTION_TIMEOUTS, HOOK_TIMEOUTS, pollTimeouts, REQUEST_TIMEOUT_MS } from '../../../../nodes/okta/client/timeouts';
import { holds } from '../../../support/fuzz';

describe('pollTimeouts', () => {
	it.each([
		["n8n's default budget", 300_000, { requestMs: 60_000, maxWaitMs: 75_000, readMs: 45_000 }],
		['a short budget', 50_000, { requestMs: 20_000, maxWaitMs: 20_000, readMs: 20_000 }],
		['almost no budget', 1_000, { requestMs: 5_000, maxWaitMs: 400, readMs: 400 }],
	])('of %s', (_name, budgetMs, timeouts) => {
		expect(pollTimeouts(budgetMs)).toEqual(timeouts);
	});
});

it('a poll takes no more than four fifths of its budget, and no longer than a rate limit window and a reading', () => {
	holds(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (budgetMs) => {
		const { requestMs, maxWaitMs, readMs } = pollTimeouts(budgetMs);
		expect(requestMs).toBe(Math.max(5_000, Math.min(0.4 * budgetMs, 60_000)));
		expect(readMs + maxWaitMs).toBeLessThanOrEqual(0.8 * budgetMs + 1e-6);
		expect([maxWaitMs, readMs]).toEqual([Math.min(0.4 * budgetMs, 75_000), Math.min(0.4 * budgetMs, 45_000)]);
	}));
});

it('an execution waits for several rate limit windows, an editor for no more than some seconds', () => {
	expect(EXECUTION_TIMEOUTS).toEqual({ requestMs: REQUEST_TIMEOUT_MS, maxWaitMs: 5 * WINDOW_MS });
	expect(EDITOR_TIMEOUTS).toEqual({ requestMs: 30_000, maxWaitMs: 8_000 });
});

it('after an event hook, a request waits no longer than ten seconds, and the reads end after half a minute', () => {
	expect(HOOK_TIMEOUTS).toEqual({ requestMs: 10_000, maxWaitMs: 10_000, readMs: 30_000 });
});
