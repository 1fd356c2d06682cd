import type { Page } from '../client/pagination';
import { Latency, twoAtOnce, WATCHED_PAGES } from '../client/twoAtOnce';
import type { OktaUser } from './userModel';

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
 * If a sorted read fails or is not in order, the read in Okta's order continues to its end.
 */
export async function* fromBothEnds({ inOrder, sorted, now }: BothEnds): Pages {
	const latency = new Latency(now);
	for (let pages = 1; ; pages++) {
		const { value: page } = await latency.watch(async () => await inOrder.next());
		if (page === undefined) return;
		yield page;
		if (page.next === undefined) return;
		if (pages === WATCHED_PAGES && latency.decides(page)) break;
	}
	try {
		yield* untilTheyMeet(sorted, latency);
	} catch {
		// Only the faster way has failed. If the reason is a lasting one, the next page fails with it, too.
		yield* inOrder;
	}
}

async function* untilTheyMeet(sorted: BothEnds['sorted'], latency: Latency): Pages {
	const ends = [new End(1), new End(-1)];
	for await (const { list, page } of twoAtOnce([sorted('asc'), sorted('desc')], latency, true)) {
		ends[list].passes(page.items);
		yield page;
		// One end has read everybody.
		if (page.next === undefined || haveMet(ends[0], ends[1])) return;
	}
}

class OutOfOrder extends Error {}

/** How far a read from one end has come. */
class End {
	/** `created` of the first and of the last user so far, ms. */
	first?: number;

	last?: number;

	/** @param direction 1 from the oldest user on, -1 from the newest */
	constructor(private readonly direction: 1 | -1) {}

	/** @throws OutOfOrder */
	passes(users: OktaUser[]): void {
		for (const { created } of users) {
			const time = typeof created === 'string' ? Date.parse(created) : NaN;
			if (!((time - (this.last ?? time)) * this.direction >= 0)) throw new OutOfOrder();
			this.first ??= time;
			this.last = time;
		}
	}
}

/** @throws OutOfOrder when an end has come past where the other began: Okta did not sort as it was asked to */
function haveMet(oldest: End, newest: End): boolean {
	if (oldest.last === undefined || newest.last === undefined || oldest.first === undefined || newest.first === undefined) return false;
	if (oldest.last > newest.first || newest.last < oldest.first) throw new OutOfOrder();
	return oldest.last > newest.last;
}
