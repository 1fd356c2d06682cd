import type { IPollFunctions } from 'n8n-workflow';

/** What n8n's default engine gives a poll. Its durable scheduler gives other times. */
export const DEFAULT_BUDGET_MS = 300_000;

/** Milliseconds that n8n gives this poll. Older versions do not say. */
export const pollBudget = (context: IPollFunctions): number =>
	context.getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS;
