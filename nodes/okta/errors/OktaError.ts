import type { Failure, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * Everything that can go wrong between us and Okta, by what has to happen next. Stable: callers
 * branch on it, never on a sentence.
 */
export type OktaErrorKind =
	| 'unconnected'
	| 'disconnected'
	| 'domain'
	/** What was typed into the credential cannot be used: nothing was sent. */
	| 'credential'
	| 'scope'
	| 'role'
	| 'notFound'
	| 'search'
	| 'parameter'
	| 'rateLimit'
	| 'unavailable'
	| 'network'
	| 'notOkta'
	| 'link'
	| 'refused'
	| 'cancelled';

export interface OktaErrorDetails {
	/** How to put it right, then Okta's own words and ids. */
	description: string;
	/** HTTP status of Okta's answer, if there was one. */
	status?: number;
	/** Okta's error code, such as E0000031, or the network's, such as ENOTFOUND. */
	code?: string;
	/** Epoch ms when Okta says it will work again. */
	resetsAt?: number;
}

/** One sentence for what happened (`message`), one or more for the cure (`description`). */
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

	/** n8n's own classification, which its poller and retry logic read. */
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

/** A parameter that cannot be used as it is; `name` is what the editor shows above the field. */
export const parameterError = (name: string, what: string, cure: string): OktaError =>
	new OktaError('parameter', `Parameter '${name}' ${what}`, { description: cure });

/**
 * The error n8n shows: our sentence and cure, Okta's status, the item it happened at. Anything that
 * is not ours is handed on as a NodeOperationError, so that its item is named too.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!(error instanceof OktaError)) {
		return new NodeOperationError(node, error as Error, { itemIndex });
	}
	const { message, description, failure } = error;
	if (error.kind === 'parameter') {
		return new NodeOperationError(node, message, { description, itemIndex, failure });
	}
	// Nothing but the message: a network code such as ENOTFOUND would make n8n put its own sentence here.
	return new NodeApiError(node, { message }, {
		message,
		description,
		httpCode: error.status === undefined ? undefined : String(error.status),
		itemIndex,
		failure,
	});
}
