import { z } from 'zod';
import { OktaError, type OktaErrorKind } from './OktaError';

/**
 * An OktaError thrown by a credential.
 *
 * n8n's credential test shows only an error's message, so the message includes the resolution. n8n
 * replaces the message of an error that has a `status` or `code` (n8n-workflow, NodeApiError), so
 * these are kept inside `oktaError`. Nodes recognize the error by that property, not by its class,
 * because each node and credential is a bundle with its own classes.
 */
export class CredentialError extends Error {
	readonly oktaError: Pick<OktaError, 'kind' | 'message' | 'description' | 'code' | 'status'>;

	constructor(error: OktaError) {
		super(`${error.message}. ${error.description}`);
		this.name = 'CredentialError';
		const { kind, message, description, code, status } = error;
		this.oktaError = { kind, message, description, code, status };
	}
}

/** Turns the property `oktaError` of a thrown error back into an OktaError. */
export const oktaErrorSchema = z
	.object({
		kind: z.string().transform((kind) => kind as OktaErrorKind),
		message: z.string(),
		description: z.string(),
		code: z.string().optional(),
		status: z.number().optional(),
	})
	.transform(({ kind, message, ...details }) => new OktaError(kind, message, details));
