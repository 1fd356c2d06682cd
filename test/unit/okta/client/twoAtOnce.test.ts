import fc from 'fast-check';
import type { Page } from '../../../../nodes/okta/client/pagination';
import { Latency, SLOW_PAGE_MS, twoAtOnce } from '../../../../nodes/okta/client/twoAtOnce';
import { holdsAsync } from '../../../support/fuzz';

const SLOW = SLOW_PAGE_MS + 1;

/** Lists of numbered pages, and what reading them looked like. */
class Lists {
	time = 0;

	underWay = 0;

	mostAtOnce = 0;

	/** What the last two pages said: whether each was slow and left room. */
	shown = [false, false];

	/** Requests that began beside another one although the last pages gave no reason for it. */
	hasty = 0;

	constructor(
		private readonly lengths: number[],
		private readonly options: { pageMs: number[]; remaining: number[]; failsAt: number; turn: () => Promise<unknown> },
	) {}

	readonly all = () => this.lengths.map((length, list) => this.pages(list, length));

	private async *pages(list: number, length: number): AsyncGenerator<Page<string>, void, undefined> {
		for (let number = 1; number <= length; number++) {
			if (this.underWay > 0 && !this.shown.includes(true)) this.hasty++;
			this.underWay++;
			this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
			const startedAt = this.time;
			await this.options.turn();
			this.underWay--;
			if (this.options.failsAt-- === 0) throw new Error('no page');
			this.time += this.options.pageMs.shift() ?? SLOW;
			const remaining = this.options.remaining.shift() ?? 100;
			this.shown = [this.shown[1], this.time - startedAt > SLOW_PAGE_MS && remaining > 10];
			const headers = { date: 'Sat, 31 Jan 2026 09:00:00 GMT', 'x-rate-limit-limit': '100', 'x-rate-limit-remaining': String(remaining), 'x-rate-limit-reset': String(Date.UTC(2026, 0, 31, 9, 0, 30) / 1000) };
			yield { items: [`${list}.${number}`], headers, next: number < length ? 'next' : undefined };
		}
	}
}

async function readAll(lists: Lists): Promise<string[]> {
	const items: string[] = [];
	for await (const { list, page } of twoAtOnce(lists.all(), new Latency(() => lists.time))) {
		for (const item of page.items) {
			expect(item.startsWith(`${list}.`)).toBe(true);
			items.push(item);
		}
	}
	return items;
}

const sorted = (items: string[]) => [...items].sort();

describe('several lists', () => {
	it('are read completely, each in its order, with at most two requests at once, or fail', async () => {
		await holdsAsync(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }),
				fc.array(fc.constantFrom(SLOW, SLOW, SLOW, SLOW, SLOW_PAGE_MS), { maxLength: 20 }),
				fc.array(fc.constantFrom(100, 100, 100, 11, 10, 1), { maxLength: 20 }),
				fc.option(fc.nat(20), { nil: -1 }),
				fc.scheduler(),
				async (lengths, pageMs, remaining, failsAt, scheduler) => {
					const pages = lengths.reduce((sum, length) => sum + length, 0);
					const lists = new Lists(lengths, { pageMs: [...pageMs], remaining: [...remaining], failsAt, turn: async () => await scheduler.schedule(Promise.resolve()) });
					const reading = scheduler.waitFor(readAll(lists).catch((error: unknown) => error));
					const result = await reading;
					if (result instanceof Error) expect(failsAt).toBeLessThan(pages);
					else {
						const items = result as string[];
						for (const [list, length] of lengths.entries()) {
							const own = items.filter((item) => item.startsWith(`${list}.`));
							expect(own).toEqual(Array.from({ length }, (_, index) => `${list}.${index + 1}`));
						}
						expect(items).toHaveLength(pages);
					}
					expect(lists.mostAtOnce).toBeLessThanOrEqual(2);
					expect({ hasty: lists.hasty, underWay: lists.underWay }).toEqual({ hasty: 0, underWay: 0 });
				},
			),
			500,
		);
	});

	const plain = { remaining: [], failsAt: -1, turn: async () => await Promise.resolve() };

	it('are read one after the other while pages are fast', async () => {
		const lists = new Lists([3, 3], { ...plain, pageMs: [1, 1, 1, 1, 1, 1] });
		expect(await readAll(lists)).toEqual(['0.1', '0.2', '0.3', '1.1', '1.2', '1.3']);
		expect(lists.mostAtOnce).toBe(1);
	});

	it('are read two at once after two slow pages', async () => {
		const lists = new Lists([6, 6, 6], { ...plain, pageMs: [] });
		const items = await readAll(lists);
		expect(items.slice(0, 2)).toEqual(['0.1', '0.2']);
		expect(sorted(items.slice(2, 4))).toEqual(['0.3', '1.1']);
		expect(lists.mostAtOnce).toBe(2);
	});

	it('are read two at once after two slow lists of one page: the end of a list is no fast page', async () => {
		const lists = new Lists([1, 1, 1, 1], { ...plain, pageMs: [] });
		expect(sorted(await readAll(lists))).toEqual(['0.1', '1.1', '2.1', '3.1']);
		expect(lists.mostAtOnce).toBe(2);
	});
});
