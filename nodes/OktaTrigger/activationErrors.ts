import type { IPollFunctions } from 'n8n-workflow';
import { isTransientError, type OktaError } from '../okta/errors/OktaError';
import { DEFAULT_BUDGET_MS, pollBudget } from './pollBudget';

/** Contexts that have polled before. */
const seen = new WeakSet<object>();

/**
 * Remembers that this context polls. In the default engine all polls have the same context object. In
 * the durable scheduler each poll has a new context, with another budget (reference/n8n-platform.md 2.3).
 *
 * @returns whether this is the poll that n8n runs immediately when it activates a workflow
 */
export function registerPoll(context: IPollFunctions): boolean {
	if (seen.has(context) || pollBudget(context) !== DEFAULT_BUDGET_MS) return false;
	seen.add(context);
	return true;
}

/** Whether a user activates the workflow and sees its errors, and n8n does not just start. */
export function isUserActivating(context: IPollFunctions): boolean {
	const mode = context.getActivationMode();
	return mode !== 'init' && mode !== 'leadershipChange';
}

/**
 * Whether to log an error of the first poll instead of throwing it, because n8n deactivates a trigger
 * whose first poll throws.
 *
 * - When n8n starts, every error is logged: nobody would notice that the trigger stopped. The next
 *   poll, a minute later, throws it.
 * - When a user activates the workflow, they see the error. Errors that they can fix are thrown, and
 *   transient ones are logged.
 */
export function shouldOnlyLog(error: unknown, context: IPollFunctions): boolean {
	if (!isUserActivating(context)) return true;
	if (!isTransientError(error)) return false;
	// An unknown host, or a web page instead of Okta, is far more often a wrong domain than an outage.
	const { code, status = Infinity } = error as OktaError;
	return code !== 'ENOTFOUND' && status >= 300;
}
