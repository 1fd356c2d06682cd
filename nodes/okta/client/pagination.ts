import type { z } from 'zod';
import { OktaError } from '../errors/OktaError';
import { nextLink } from './linkHeader';
import type { ResponseHeaders } from './rateLimit';
import { parseBody, type GetOptions, type OktaClient } from './oktaClient';

/** Okta's largest page (reference/okta-api.md 1.1). */
export const PAGE_SIZE = 200;

/** Whoever sees none of so many people in a row (100,000) has a cursor that leads nowhere. */
const MAX_EMPTY_PAGES = 500;

export interface Page<T> {
	items: T[];
	headers: ResponseHeaders;
	/** The next page's path below the org; undefined on the last one. */
	next: string | undefined;
}

/**
 * Reads a list page by page. Follows `rel="next"` verbatim and only within the org: the bearer token
 * must never travel elsewhere. An empty page that has a next one is not the end.
 *
 * @param path first page, below the org
 * @throws OktaError kind `link` on a link that leads away, back or nowhere; a read is whole or it throws
 */
export async function* paginate<T>(
	client: OktaClient,
	path: string,
	listSchema: z.ZodType<T[], z.ZodTypeDef, unknown>,
	options: GetOptions = {},
): AsyncGenerator<Page<T>, void, undefined> {
	const visited = new Set<string>();
	let emptyPages = 0;
	for (let current: string | undefined = path; current !== undefined; ) {
		visited.add(current);
		const answer = await client.get(current, options);
		const { headers } = answer;
		const items = parseBody(listSchema, answer, current);
		const next = sameOriginPath(client.org, headers);
		emptyPages = items.length === 0 ? emptyPages + 1 : 0;
		// Before the page is handed on: whoever takes a page at a time would come back to it for ever.
		if (next !== undefined && visited.has(next)) {
			throw aimless("Okta's page links lead round in a circle", visited.size, headers);
		}
		if (next !== undefined && emptyPages >= MAX_EMPTY_PAGES) {
			throw aimless("Okta's page links lead from one empty page to the next", visited.size, headers);
		}
		yield { items, headers, next };
		current = next;
	}
}

const aimless = (message: string, pagesRead: number, headers: ResponseHeaders) =>
	new OktaError('link', message, {
		description: `Stopped after ${pagesRead === 1 ? 'one page' : `${pagesRead} pages`} rather than hand on an incomplete list. Run the workflow again; if it happens again, report it to Okta with the request id ${requestId(headers)}.`,
	});

const requestId = (headers: ResponseHeaders) => headers['x-okta-request-id'] ?? '(none)';

function sameOriginPath(org: string, headers: ResponseHeaders): string | undefined {
	const link = nextLink(headers);
	if (link === undefined) return undefined;
	if (link.startsWith(`${org}/`)) return link.slice(org.length);
	throw new OktaError('link', "Okta's next page is at another address than the credential's domain", {
		description: `The connection's token is sent to ${org} only. If the org uses a custom domain, put that one into 'Okta Domain' in the credential. (request id ${requestId(headers)})`,
	});
}

/** What tells apart two sightings of the same thing within one read. */
interface Identified {
	id: string;
	lastUpdated?: string | null;
}

/**
 * Collects pages into a list, each id once: somebody who changes while the pages are read can turn
 * up twice (okta-sdk-dotnet#351), and the later `lastUpdated` wins. Stops reading at `limit`.
 */
export async function collect<T extends Identified>(
	read: AsyncIterable<Page<T>>,
	limit = Infinity,
): Promise<T[]> {
	const found = new Map<string, T>();
	for await (const { items } of read) {
		for (const item of items) {
			const before = found.get(item.id);
			if (before === undefined && found.size >= limit) break;
			if (before === undefined || (item.lastUpdated ?? '') >= (before.lastUpdated ?? '')) {
				found.set(item.id, item);
			}
		}
		if (found.size >= limit) break;
	}
	return [...found.values()];
}
