import type { Failure } from 'n8n-workflow';

/**
 * Everything that can go wrong with a request to Okta, sorted by what has to be done about it. Callers
 * branch on the kind, never on a message, so kinds are stable.
 */
export type OktaErrorKind =
	| 'unconnected'
	| 'disconnected'
	| 'domain'
	/** A value in the credential is unusable, so nothing was sent. */
	| 'credential'
	| 'scope'
	| 'role'
	| 'notFound'
	| 'search'
	/** Okta no longer accepts the link to a page. Reading the list again from its start works. */
	| 'cursor'
	| 'parameter'
	| 'rateLimit'
	| 'unavailable'
	| 'network'
	| 'notOkta'
	| 'link'
	| 'refused'
	| 'cancelled';

export interface OktaErrorDetails {
	/** How to fix it, followed by Okta's own message and IDs. */
	description: string;
	/** HTTP status of Okta's response, if there was one. */
	status?: number;
	/** Okta's error code, such as E0000031, or the network's, such as ENOTFOUND. */
	code?: string;
	/** When the rate limit resets, in epoch milliseconds by the local clock. */
	resetsAt?: number;
}

/** An error for users: `message` says what happened in one sentence, `description` says how to fix it. */
export class OktaError extends Error {
	readonly description: string;

	readonly status?: number;

	readonly code?: string;

	readonly resetsAt?: number;

	constructor(
		readonly kind: OktaErrorKind,
		message: string,
		details: OktaErrorDetails,
	) {
		super(message);
		this.name = 'OktaError';
		this.description = details.description;
		this.status = details.status;
		this.code = details.code;
		this.resetsAt = details.resetsAt;
	}

	/** n8n's own classification, which its poller and its retry logic read. */
	get failure(): Failure | undefined {
		switch (this.kind) {
			case 'unconnected':
			case 'disconnected':
			case 'credential':
				return { cause: 'credential-invalid' };
			case 'rateLimit':
				return { cause: 'rate-limited', resetsAtEpochMs: this.resetsAt };
			case 'unavailable':
			case 'network':
			case 'cursor':
				return { cause: 'temporarily-unavailable' };
			case 'cancelled':
				return undefined;
			default:
				return { cause: 'configuration-invalid' };
		}
	}
}

/** Whether the same request may succeed later without anybody changing anything. */
export const isTransientError = (error: unknown): boolean =>
	error instanceof OktaError && ['rate-limited', 'temporarily-unavailable'].includes(error.failure?.cause ?? '');

/** An unusable parameter. `label` is the parameter's name in the editor, `problem` continues the sentence. */
export const parameterError = (label: string, problem: string, resolution: string): OktaError =>
	new OktaError('parameter', `Parameter '${label}' ${problem}`, { description: resolution });
