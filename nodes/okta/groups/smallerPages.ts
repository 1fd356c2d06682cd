import { PAGE_SIZE } from '../client/pagination';
import type { HttpResponse, OktaClient } from '../client/types';
import { OktaError } from '../errors/OktaError';

/** Okta has answered large pages of very large groups with this status (reference/okta-api.md 10). */
const GATEWAY_TIMEOUT = 504;

/** Below this, a page is not what takes Okta so long. Three halvings. */
const SMALLEST_PAGE = 25;

/**
 * A client for one list that halves the page size when Okta's gateway times out, and keeps the smaller
 * size. The cursor in a link stands for a position, so it fits any page size.
 */
export function smallerPagesOnTimeout(client: OktaClient): OktaClient {
	let pageSize = PAGE_SIZE;
	return {
		org: client.org,
		async get(path, options) {
			for (;;) {
				// The smallest page is retried like any other request.
				if (pageSize <= SMALLEST_PAGE) return await client.get(withLimit(path, pageSize), options);
				const result: HttpResponse | undefined = await client
					.get(withLimit(path, pageSize), { ...options, failFastOn: GATEWAY_TIMEOUT })
					.catch(unlessTimeout);
				if (result !== undefined) return result;
				pageSize = Math.max(SMALLEST_PAGE, Math.floor(pageSize / 2));
			}
		},
	};
}

/** Returns undefined for Okta's timeout; throws all other errors. */
const unlessTimeout = (error: unknown): undefined => {
	if (error instanceof OktaError && error.status === GATEWAY_TIMEOUT) return undefined;
	throw error;
};

/** The path with this page size, and otherwise exactly as it was: Okta's cursors must not be encoded anew. */
function withLimit(path: string, limit: number): string {
	const parameter = /([?&]limit=)\d+/;
	if (parameter.test(path)) return path.replace(parameter, `$1${limit}`);
	return `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;
}
