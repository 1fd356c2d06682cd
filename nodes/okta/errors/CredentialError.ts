import { z } from 'zod';
import { OktaError, type OktaErrorKind } from './OktaError';

/**
 * An OktaError on its way out of a credential.
 *
 * n8n's credential test shows an error's message and nothing else, so sentence and cure stand in
 * one; and it puts a sentence of its own over any error that has a `status` or `code` (n8n-workflow,
 * NodeApiError), so these stay inside `fault`. A node finds it again by `fault`, not by class: each
 * node and credential is a bundle with classes of its own.
 */
export class CredentialError extends Error {
	readonly fault: Pick<OktaError, 'kind' | 'message' | 'description' | 'code' | 'status'>;

	constructor(error: OktaError) {
		super(`${error.message}. ${error.description}`);
		this.name = 'CredentialError';
		const { kind, message, description, code, status } = error;
		this.fault = { kind, message, description, code, status };
	}
}

/** Reads `fault` off a thrown error; fails for errors that are none of ours. */
export const faultSchema = z
	.object({
		kind: z.string().transform((kind) => kind as OktaErrorKind),
		message: z.string(),
		description: z.string(),
		code: z.string().optional(),
		status: z.number().optional(),
	})
	.transform(({ kind, message, ...details }) => new OktaError(kind, message, details));
