import type { WorkflowActivateMode } from 'n8n-workflow';
import { OktaError } from '../shared/errors';

const seen = new WeakSet<object>();

/**
 * Whether this is the poll that n8n makes at once on activation or at its start. Later ticks of the
 * same trigger come with the same context object (reference/n8n-platform.md 2.3).
 */
export function firstPoll(context: object): boolean {
	if (seen.has(context)) return false;
	seen.add(context);
	return true;
}

/**
 * Whether an error is to be sat out quietly. A throw of the first poll would end the trigger: at n8n's
 * start for good, without anybody looking, so there nothing is thrown, and the next tick, a minute
 * later, tells. On activation somebody looks: what they can put right is thrown, what passes is not.
 */
export function survives(error: unknown, first: boolean, mode: WorkflowActivateMode): boolean {
	if (!first) return false;
	if (mode === 'init' || mode === 'leadershipChange') return true;
	if (!(error instanceof OktaError)) return false;
	const passing = ['rate-limited', 'temporarily-unavailable'].includes(error.failure?.cause ?? '');
	// A name that does not exist is a typing error far more often than a DNS outage.
	return passing && error.code !== 'ENOTFOUND';
}
