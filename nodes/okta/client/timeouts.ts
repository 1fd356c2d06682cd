/** How long a read may take. All values are milliseconds. */
export interface Timeouts {
	/** Longest wait for the response to one request. A token renewal before it may take as long again. */
	requestMs: number;
	/** Latest time after its start at which a request is still retried, rate limit waits included. */
	maxWaitMs: number;
}

/** How long a poll may take. */
export interface PollTimeouts extends Timeouts {
	/**
	 * Time after which a reading ends with the page it is at, and the next poll continues there. A full
	 * scan that is due still reads one page.
	 */
	readMs: number;
}

/** Okta responds within seconds; its own limit for a list request is below this. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** A workflow execution: it can wait for several rate limit windows. */
export const EXECUTION_TIMEOUTS: Timeouts = { requestMs: REQUEST_TIMEOUT_MS, maxWaitMs: 5 * 60_000 };

/** A list in the editor: a user is waiting for it to open. */
export const EDITOR_TIMEOUTS: Timeouts = { requestMs: 30_000, maxWaitMs: 8_000 };

/** The reads after an event hook: what takes longer, the next poll of Okta Trigger delivers sooner. */
export const HOOK_TIMEOUTS: PollTimeouts = { requestMs: 10_000, maxWaitMs: 10_000, readMs: 30_000 };

/**
 * Share of a poll's budget for each of these: one request, the retries of a request, and reading pages.
 * A reading that reaches its limit and then gets no response to its last request ends at 0.8 of the
 * budget. A step of a full scan after it, or a token renewal, comes on top.
 */
const POLL_SHARE = 0.4;

/** Limits for long budgets: a request waits for one rate limit window, and a poll reads for less than a minute. */
const LONGEST_POLL: PollTimeouts = { requestMs: REQUEST_TIMEOUT_MS, maxWaitMs: 75_000, readMs: 45_000 };

/** Every request gets at least this long, however short the budget is. */
const SHORTEST_REQUEST_MS = 5_000;

/**
 * Timeouts of one poll of the trigger.
 *
 * @param budgetMs milliseconds that n8n gives the poll
 */
export function pollTimeouts(budgetMs: number): PollTimeouts {
	const share = budgetMs * POLL_SHARE;
	return {
		requestMs: Math.min(Math.max(share, SHORTEST_REQUEST_MS), LONGEST_POLL.requestMs),
		maxWaitMs: Math.min(share, LONGEST_POLL.maxWaitMs),
		readMs: Math.min(share, LONGEST_POLL.readMs),
	};
}
