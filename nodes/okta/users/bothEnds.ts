import { pauseBefore429, readRateLimit } from '../client/rateLimit';
import type { Page } from '../client/pagination';
import type { OktaUser } from './userModel';

/** Pages that show how fast Okta is. */
const WATCHED_PAGES = 3;

/**
 * A slow page (ms). Okta leaves an app 300 requests per minute (reference/okta-api.md 3), one every 200 ms. Pages that
 * take twice as long make a read take twice as long as the rate limit requires.
 */
export const SLOW_PAGE_MS = 400;

type Pages = AsyncGenerator<Page<OktaUser>, void, undefined>;

export interface BothEnds {
	/** All pages in Okta's own order. */
	inOrder: Pages;
	/** The same users by `created`, the oldest or the newest first. */
	sorted(order: 'asc' | 'desc'): Pages;
	now?: () => number;
}

/**
 * Pages of all users. When the first pages are slow, the rest is read by `created` from both ends at once, until the
 * two have met. Users can appear several times.
 *
 * Whoever matches during the whole read appears. `created` never changes, so each end returns everybody before
 * its position. The two have met when the oldest end is past the newest one: not with the same timestamp,
 * because an import gives many users the same one and Okta shows whole seconds only.
 *
 * Two requests at once use up the rate limit no faster than one after the other without latency; once it gets
 * short, the ends take turns. If a sorted read fails or is not in order, the read in Okta's order continues to its end.
 */
export async function* fromBothEnds({ inOrder, sorted, now = Date.now }: BothEnds): Pages {
	const times: number[] = [];
	for (;;) {
		const startedAt = now();
		const { value: page } = await inOrder.next();
		if (page === undefined) return;
		times.push(now() - startedAt);
		yield page;
		if (times.length === WATCHED_PAGES && page.next !== undefined && isSlow(times) && hasRoom(page)) break;
	}
	try {
		yield* untilTheyMeet([new End(sorted('asc'), 1), new End(sorted('desc'), -1)]);
	} catch {
		// Only the faster way has failed. If the reason is a lasting one, the next page fails with it, too.
		yield* inOrder;
	}
}

const isSlow = (times: number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] > SLOW_PAGE_MS;

/** Whether the rate limit is still far from used up, so that latency decides how long a read takes. */
const hasRoom = ({ headers }: Page<unknown>) => pauseBefore429(readRateLimit(headers, Date.now())) === 0;

class OutOfOrder extends Error {}

/** A read that began at one end of the list. */
class End {
	/** `created` of the first and of the last user so far, ms. */
	first?: number;

	last?: number;

	constructor(
		private readonly pages: Pages,
		/** 1 from the oldest user on, -1 from the newest. */
		private readonly direction: 1 | -1,
	) {}

	/** The next page; undefined after the last. @throws OutOfOrder */
	async read(): Promise<Page<OktaUser> | undefined> {
		const { value: page } = await this.pages.next();
		for (const { created } of page?.items ?? []) {
			const time = typeof created === 'string' ? Date.parse(created) : NaN;
			if (!((time - (this.last ?? time)) * this.direction >= 0)) throw new OutOfOrder();
			this.first ??= time;
			this.last = time;
		}
		return page ?? undefined;
	}
}

async function* untilTheyMeet(ends: [oldest: End, newest: End]): Pages {
	const reading = new Map<End, Promise<{ end: End; page: Page<OktaUser> | undefined }>>();
	let together = true;
	try {
		for (;;) {
			for (const end of ends) {
				if (reading.has(end) || (reading.size > 0 && !together)) continue;
				reading.set(end, end.read().then((page) => ({ end, page })));
			}
			const { end, page } = await Promise.race(reading.values());
			reading.delete(end);
			// One end has read everybody.
			if (page === undefined) return;
			yield page;
			if (page.next === undefined || haveMet(ends)) return;
			together = hasRoom(page);
		}
	} finally {
		// A request that is still under way is not needed any more, but nothing else should begin before it ends.
		await Promise.allSettled(reading.values());
	}
}

/** @throws OutOfOrder when an end has come past where the other began: Okta did not sort as it was asked to */
function haveMet([oldest, newest]: [End, End]): boolean {
	if (oldest.last === undefined || newest.last === undefined || oldest.first === undefined || newest.first === undefined) return false;
	if (oldest.last > newest.first || newest.last < oldest.first) throw new OutOfOrder();
	return oldest.last > newest.last;
}
