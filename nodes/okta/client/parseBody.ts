import { OktaError } from '../errors/OktaError';
import type { HttpResponse } from './types';

/** Where in a body the first unexpected value is, and what is wrong with it. */
export interface BodyIssue {
	path: Array<string | number>;
	message: string;
}

/** Checks a response body. A zod schema is one; so is a guard for bodies that zod would be too slow for. */
export interface BodySchema<T> {
	safeParse(
		body: unknown,
	): { success: true; data: T } | { success: false; error: { issues: BodyIssue[] } };
}

/**
 * Checks a response's body, and returns the body itself: as Okta sent it, in its order, with all other
 * properties.
 *
 * @param path names the request in the error
 * @throws OktaError of kind `notOkta` that names the first property with an unexpected value
 */
export function parseBody<T>(schema: BodySchema<T>, response: HttpResponse, path: string): T {
	const parsed = schema.safeParse(response.body);
	if (parsed.success) return response.body as T;
	const [issue] = parsed.error.issues;
	throw new OktaError('notOkta', "Okta's response does not have the expected shape", {
		description: `${path.split('?')[0]}: at '${issue.path.join('.') || 'the top'}': ${issue.message}. Check 'Okta Domain' in the credential. If it is correct, report this to Okta with the request ID ${response.headers['x-okta-request-id'] ?? '(none)'}.`,
		status: response.status,
	});
}
