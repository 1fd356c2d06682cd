import type { Page } from './pagination';
import { pauseBefore429, readRateLimit } from './rateLimit';

/**
 * A slow page (ms). Okta leaves an app 300 requests per minute (reference/okta-api.md 3), one every 200 ms. Pages that
 * take twice as long make a read take twice as long as the rate limit requires.
 */
export const SLOW_PAGE_MS = 400;

/** Pages in a row that have to be slow: one alone says nothing. */
export const WATCHED_PAGES = 2;

/** Watches whether latency, and not the rate limit, decides how long a read takes. */
export class Latency {
	private slowPages = 0;

	constructor(private readonly now = Date.now) {}

	/** Reads a page and takes the time. */
	async watch<T>(read: () => Promise<T>): Promise<T> {
		const startedAt = this.now();
		const result = await read();
		this.slowPages = this.now() - startedAt > SLOW_PAGE_MS ? this.slowPages + 1 : 0;
		return result;
	}

	/** Whether the last pages were slow, and the rate limit is still far from used up. */
	decides({ headers }: Page<unknown>): boolean {
		return this.slowPages >= WATCHED_PAGES && pauseBefore429(readRateLimit(headers, this.now())) === 0;
	}
}

/** A page, and the index of its list. */
export interface PageOfList<T> {
	list: number;
	page: Page<T>;
}

/**
 * Reads several lists, each of them page by page: two pages at once while latency decides how long it takes, otherwise
 * one list after the other.
 *
 * Once the rate limit gets short, there is one request at a time again, as the client's pauses expect it.
 */
export async function* twoAtOnce<T>(
	lists: Array<AsyncGenerator<Page<T>, void, undefined>>,
	latency: Latency,
	together = false,
): AsyncGenerator<PageOfList<T>, void, undefined> {
	const waiting = new Set(lists.keys());
	const reading = new Map<number, Promise<{ list: number; page: Page<T> | undefined }>>();
	try {
		for (;;) {
			for (const list of waiting) {
				if (reading.size >= (together ? 2 : 1)) break;
				if (reading.has(list)) continue;
				const read = async () => (await lists[list].next()).value ?? undefined;
				reading.set(list, latency.watch(read).then((page) => ({ list, page })));
			}
			if (reading.size === 0) return;
			const { list, page } = await Promise.race(reading.values());
			reading.delete(list);
			if (page === undefined) {
				waiting.delete(list);
				continue;
			}
			if (page.next === undefined) waiting.delete(list);
			yield { list, page };
			together = latency.decides(page);
		}
	} finally {
		// What is still under way is not needed any more, but nothing else should begin before it ends.
		await Promise.allSettled(reading.values());
	}
}
