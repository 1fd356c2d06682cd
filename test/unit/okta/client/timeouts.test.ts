import { pollTimeouts } from '../../../../nodes/okta/client/timeouts';

describe('pollTimeouts', () => {
	it.each([
		["n8n's default budget", 300_000, { requestMs: 60_000, maxWaitMs: 75_000, readMs: 45_000 }],
		['a short budget', 50_000, { requestMs: 20_000, maxWaitMs: 20_000, readMs: 20_000 }],
		['almost no budget', 1_000, { requestMs: 5_000, maxWaitMs: 400, readMs: 400 }],
	])('of %s', (_name, budgetMs, timeouts) => {
		expect(pollTimeouts(budgetMs)).toEqual(timeouts);
	});
});
