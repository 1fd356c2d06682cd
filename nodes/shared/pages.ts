import { z } from 'zod';
import { OktaError } from './errors';
import { nextLink } from './links';
import type { Headers } from './rateLimit';
import { parseBody, type GetOptions, type OktaClient } from './request';

/** Okta's largest page (reference/okta-api.md 1.1). */
export const PAGE_SIZE = 200;

export interface Page<T> {
	items: T[];
	headers: Headers;
	/** The next page's path below the org; undefined on the last one. */
	next: string | undefined;
}

/**
 * Reads a list page by page. Follows `rel="next"` verbatim and only within the org: the bearer token
 * must never travel elsewhere. An empty page that has a next one is not the end.
 *
 * @param path first page, below the org
 * @throws OktaError kind `link` on a link that leads away or back; a read is whole or it throws
 */
export async function* pages<T>(
	client: OktaClient,
	path: string,
	itemSchema: z.ZodType<T, z.ZodTypeDef, unknown>,
	options: GetOptions = {},
): AsyncGenerator<Page<T>, void, undefined> {
	const schema = z.array(itemSchema);
	const visited = new Set<string>();
	for (let current: string | undefined = path; current !== undefined; ) {
		visited.add(current);
		const answer = await client.get(current, options);
		const next = within(client.org, nextLink(answer.headers));
		yield { items: parseBody(schema, answer, current), headers: answer.headers, next };
		current = next;
		if (current !== undefined && visited.has(current)) {
			throw new OktaError('link', "Okta's page links lead round in a circle", {
				description: `Stopped after ${visited.size} pages rather than hand on an incomplete list. Run the workflow again; if it happens again, report it to Okta with the request id ${answer.headers['x-okta-request-id'] ?? '(none)'}.`,
			});
		}
	}
}

function within(org: string, link: string | undefined): string | undefined {
	if (link === undefined) return undefined;
	if (link.startsWith(`${org}/`)) return link.slice(org.length);
	throw new OktaError('link', "Okta's next page is at another address than the credential's domain", {
		description: `The connection's token is sent to ${org} only. If the org uses a custom domain, put that one into 'Okta Domain' in the credential.`,
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
