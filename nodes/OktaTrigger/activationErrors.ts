import type { IPollFunctions } from 'n8n-workflow';
import { isTransientError, type OktaError } from '../okta/errors/OktaError';

const seen = new WeakSet<object>();

/** What n8n's default engine gives a poll; its durable scheduler gives its own ticks another time. */
const DEFAULT_BUDGET_MS = 300_000;

/** Milliseconds that n8n gives this poll; older versions do not say. */
export const budgetOf = (context: IPollFunctions): number =>
	context.getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS;

/**
 * Whether this is the poll that n8n makes at once on activation or at its start. In the default
 * engine later ticks come with the same context object; in the durable one each has a new context,
 * with a budget of its own (reference/n8n-platform.md 2.3).
 */
export function firstPoll(context: IPollFunctions): boolean {
	if (seen.has(context) || budgetOf(context) !== DEFAULT_BUDGET_MS) return false;
	seen.add(context);
	return true;
}

/**
 * Whether an error of the first poll is to be sat out quietly: a throw would end the trigger. At
 * n8n's start it would end it for good, without anybody looking, so there nothing is thrown, and the
 * next tick, a minute later, tells. On activation somebody looks: what they can put right is thrown,
 * what passes is not.
 */
export function swallowActivationError(error: unknown, context: IPollFunctions): boolean {
	const mode = context.getActivationMode();
	if (mode === 'init' || mode === 'leadershipChange') return true;
	if (!isTransientError(error)) return false;
	// A name that does not exist, or a web page in place of Okta: far more often a wrong domain than an outage.
	const { code, status = Infinity } = error as OktaError;
	return code !== 'ENOTFOUND' && status >= 300;
}
