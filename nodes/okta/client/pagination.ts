import { OktaError } from '../errors/OktaError';
import { encodePathSegment } from './encodePathSegment';
import { nextLink } from './linkHeader';
import { parseBody, type BodySchema } from './parseBody';
import type { GetOptions, HttpResponse, OktaClient, ResponseHeaders } from './types';

/** Okta's largest page (reference/okta-api.md 1.1). */
export const PAGE_SIZE = 200;

/** Fails after this many empty pages in a row (100,000 users): the cursor leads nowhere. */
const MAX_EMPTY_PAGES = 500;

export interface Page<T> {
	items: T[];
	headers: ResponseHeaders;
	/** Path of the next page below the org; undefined on the last page. */
	next: string | undefined;
}

/**
 * Reads a list page by page. Follows `rel="next"` as Okta wrote it, and only within the org, because
 * the access token must not be sent elsewhere. An empty page that has a next page is not the end.
 *
 * When Okta no longer accepts a link, the page before it is read again for a new one, once per page. The
 * items of that page are then yielded twice.
 *
 * @param path first page, below the org
 * @throws OktaError of kind `link` for a link to another host, to an earlier page, or to ever more empty
 *   pages, and of kind `cursor` for a link that Okta no longer accepts: the list is complete or there is an error
 */
export async function* paginate<T>(
	client: OktaClient,
	path: string,
	listSchema: BodySchema<T[]>,
	options: GetOptions = {},
): AsyncGenerator<Page<T>, void, undefined> {
	const visited = new Set<string>();
	let emptyPages = 0;
	let previous: string | undefined;
	/** Whether Okta did not accept the link of the previous page, so that this page is read again. */
	let wasRefused = false;
	for (let current: string | undefined = path; current !== undefined; ) {
		visited.add(current);
		const result: HttpResponse | OktaError = await client.get(current, options).catch(cursorError);
		if (result instanceof OktaError) {
			if (previous === undefined || wasRefused) throw result;
			wasRefused = true;
			visited.delete(current);
			current = previous;
			continue;
		}
		const { headers } = result;
		const items = parseBody(listSchema, result, current);
		const next = sameOriginPath(client.org, headers);
		if (current !== previous) wasRefused = false;
		emptyPages = items.length === 0 ? emptyPages + 1 : 0;
		// Checked before the page is yielded: a caller that takes one page at a time would return to it again and again.
		if (next !== undefined && visited.has(next)) {
			throw loopError(visited.size, headers);
		}
		if (next !== undefined && emptyPages >= MAX_EMPTY_PAGES) {
			throw deadEnd(`Okta returned ${MAX_EMPTY_PAGES} empty pages in a row`, visited.size, headers);
		}
		yield { items, headers, next };
		previous = current;
		current = next;
	}
}

/** Returns an error about a link that Okta no longer accepts; throws all others. */
const cursorError = (error: unknown): OktaError => {
	if (error instanceof OktaError && error.kind === 'cursor') return error;
	throw error;
};

/** The error for a link to a page that was read before. */
export const loopError = (pagesRead: number, headers: ResponseHeaders): OktaError =>
	deadEnd("Okta's page links form a loop", pagesRead, headers);

const deadEnd = (message: string, pagesRead: number, headers: ResponseHeaders) =>
	new OktaError('link', message, {
		description: `The node stopped after ${pagesRead === 1 ? 'one page' : `${pagesRead} pages`} so that you don't get an incomplete list. Run the workflow again. If this happens again, report it to Okta with the request ID ${requestId(headers)}.`,
	});

const requestId = (headers: ResponseHeaders) => headers['x-okta-request-id'] ?? '(none)';

/** The path of the next page below the org. @throws OktaError of kind `link` for a link to another host */
export function sameOriginPath(org: string, headers: ResponseHeaders): string | undefined {
	const link = nextLink(headers);
	if (link === undefined) return undefined;
	if (link.startsWith(`${org}/`)) return link.slice(org.length);
	throw new OktaError('link', "Okta's link to the next page points outside the domain in the credential", {
		description: `The access token is sent to ${org} only. If the org uses a custom domain, enter it in 'Okta Domain' in the credential. (request ID ${requestId(headers)})`,
	});
}

/** An encoded cursor. It can neither end the query parameter it stands in nor be mistaken for an address. */
const CURSOR = /^(?:[\w.~+=-]|%[\da-f]{2})+$/i;

/** The cursor of a link as Okta encoded it: decoding and encoding it again can change it (okta-sdk-java#1584). */
export const cursorOf = (next: string): string =>
	checkedCursor((/[?&]after=([^&#]*)/.exec(next)?.[1] ?? '').replace(/[^\w.~+=%-]+/g, encodePathSegment));

/** @throws OktaError of kind `link` when the text can be no cursor */
export function checkedCursor(token: string): string {
	if (CURSOR.test(token)) return token;
	throw new OktaError('link', 'The list cannot be continued from this page token', {
		description: 'Open the list again.',
	});
}

/** What identifies an item within one read. */
interface Identified {
	id: string;
	lastUpdated?: string | null;
}

/**
 * Collects pages into a list, each ID once. An item that changes while the pages are read can appear
 * twice (okta-sdk-dotnet#351); the one with the later `lastUpdated` is kept.
 *
 * @param limit stops reading at this many items
 * @param convert applied to each item when its page arrives, so that what it drops does not fill the memory. Must keep `id` and `lastUpdated`
 */
export async function collectById<T extends Identified>(
	read: AsyncIterable<Page<T>>,
	limit = Infinity,
	convert = (item: T): T => item,
): Promise<T[]> {
	const found: T[] = [];
	let highestId = '';
	/** Where each ID is in the list. Not needed while IDs ascend, as in Okta's unsorted list: then none comes twice. */
	let positions: Map<string, number> | undefined;
	for await (const { items } of read) {
		for (const item of items) {
			if (positions === undefined && item.id <= highestId) positions = new Map(found.map(({ id }, index) => [id, index]));
			const position = positions?.get(item.id);
			if (position !== undefined) {
				if ((item.lastUpdated ?? '') >= (found[position].lastUpdated ?? '')) found[position] = convert(item);
				continue;
			}
			if (found.length >= limit) break;
			highestId = item.id;
			positions?.set(item.id, found.length);
			found.push(convert(item));
		}
		if (found.length >= limit) break;
	}
	return found;
}
