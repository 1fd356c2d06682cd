import fc from 'fast-check';
import { collectById, type Page } from '../../../../nodes/okta/client/pagination';
import type { HttpResponse, OktaClient } from '../../../../nodes/okta/client/types';
import { SLOW_PAGE_MS } from '../../../../nodes/okta/client/twoAtOnce';
import { OktaError } from '../../../../nodes/okta/errors/OktaError';
import type { OktaUser } from '../../../../nodes/okta/users/userModel';
import { fromBothEnds } from '../../../../nodes/okta/users/bothEnds';
import { simplifyUser, userPages } from '../../../../nodes/okta/users/users';
import { holdsAsync } from '../../../support/fuzz';

const ORG = 'https://acme.okta.com';
const LIMIT = 100;

interface Row {
	id: string;
	/** Whole seconds. */
	created: number;
	isMatch: boolean;
	isHidden: boolean;
	lastUpdated: number;
}

type Change = { kind: 'delete' | 'leave' | 'enter' | 'touch'; at: number } | { kind: 'create'; created: number };

/** What an org may do wrong. `ignoresOrder` and `ignoresSort`: it sorts in another way than it was asked to. */
type Fault = 'none' | 'ignoresOrder' | 'ignoresSort' | 'missingCreated' | 'refusesSorted' | 'failsOnce' | 'losesCursor';

const stamp = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();

const asUser = ({ id, created, lastUpdated }: Row): OktaUser => ({ id, status: 'ACTIVE', created: stamp(created), lastUpdated: stamp(lastUpdated), profile: {} });

/** An org that changes with each request. Its cursors are positions in the order, as Okta's. */
class ChangingOrg implements OktaClient {
	readonly org = ORG;

	readonly requests: string[] = [];

	/** Everybody who matched at some time, and those of them who always did. */
	readonly ever = new Set<string>();

	mostAtOnce = 0;

	/** Requests that began beside another one although the last two responses had shown that the limit gets short. */
	hasty = 0;

	underWay = 0;

	/** The local clock, which each page moves on. */
	time = 0;

	/** What the last two responses showed. */
	private shown = [LIMIT, LIMIT];

	private failed = false;

	private readonly gone = new Set<string>();

	constructor(
		private readonly rows: Row[],
		private readonly changes: Change[],
		private readonly options: { pageSize: number; fault: Fault; remaining: number[]; pageMs: number[]; turn: <T>(value: T) => Promise<T> },
	) {
		this.note();
	}

	get always(): string[] {
		return [...this.ever].filter((id) => !this.gone.has(id));
	}

	async get(path: string): Promise<HttpResponse> {
		if (this.underWay > 0 && Math.max(...this.shown) <= LIMIT / 10) this.hasty++;
		this.underWay++;
		this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
		this.requests.push(path);
		try {
			await this.options.turn(undefined);
			this.change();
			const response = await this.options.turn(this.respond(path));
			this.time += this.options.pageMs.shift() ?? SLOW;
			this.shown = [this.shown[1], Number(response.headers['x-rate-limit-remaining'])];
			return response;
		} finally {
			this.underWay--;
		}
	}

	private note() {
		for (const { id, isMatch, isHidden } of this.rows) {
			if (isMatch && !isHidden) this.ever.add(id);
			else this.gone.add(id);
		}
	}

	private change() {
		const change = this.changes.shift();
		if (change === undefined) return;
		if (change.kind === 'create') {
			// Its ID may come before all others.
			const id = `00u${String((change.created * 7919) % 997).padStart(3, '0')}new${this.rows.length}`;
			this.rows.push({ id, created: change.created, isMatch: true, isHidden: false, lastUpdated: 50 });
			this.ever.add(id);
			this.gone.add(id);
			return;
		}
		const row = this.rows[change.at % Math.max(1, this.rows.length)];
		if (row === undefined) return;
		if (change.kind === 'touch') row.lastUpdated++;
		else if (change.kind === 'enter') row.isMatch = true;
		else if (change.kind === 'leave') row.isMatch = false;
		else this.rows.splice(this.rows.indexOf(row), 1);
		if (change.kind === 'delete' || change.kind === 'leave') this.gone.add(row.id);
		this.note();
	}

	private respond(path: string): HttpResponse {
		const { fault, pageSize } = this.options;
		const [, sort = '', after] = /^\/api\/v1\/users\?sort=(\w*)(?:&after=(.*))?$/.exec(path) ?? [];
		const isSorted = sort !== '';
		const fails = fault === 'refusesSorted' || (fault === 'failsOnce' && !this.failed && after !== undefined);
		if (isSorted && fails) {
			this.failed = true;
			throw new OktaError('unavailable', 'Okta is not available', { description: '' });
		}
		if (isSorted && fault === 'losesCursor' && !this.failed && after !== undefined) {
			this.failed = true;
			throw new OktaError('cursor', 'Okta no longer accepts the link', { description: '' });
		}
		const byCreated = isSorted && fault !== 'ignoresSort';
		const direction = sort === 'desc' && fault !== 'ignoresOrder' ? -1 : 1;
		const key = ({ created, id }: Row) => `${String(byCreated ? (direction === 1 ? created : 999 - created) : 0).padStart(3, '0')}-${id}`;
		const matching = this.rows.filter(({ isMatch }) => isMatch).sort((a, b) => (key(a) < key(b) ? -1 : 1));
		const behind = after === undefined ? matching : matching.filter((row) => key(row) > after);
		const part = behind.slice(0, pageSize);
		const next = behind.length > pageSize ? `; rel="next"` : undefined;
		const headers = {
			date: 'Sat, 31 Jan 2026 09:00:00 GMT',
			'x-rate-limit-limit': String(LIMIT),
			'x-rate-limit-remaining': String(this.options.remaining.shift() ?? LIMIT),
			'x-rate-limit-reset': String(Date.UTC(2026, 0, 31, 9, 0, 30) / 1000),
			...(next && { link: `<${ORG}/api/v1/users?sort=${sort}&after=${key(part[part.length - 1])}>${next}` }),
		};
		const body = part.filter(({ isHidden }) => !isHidden).map(asUser);
		if (fault === 'missingCreated' && isSorted) for (const user of body.slice(-1)) user.created = null;
		return { status: 200, headers, body };
	}
}

const row = fc.record({
	created: fc.oneof(fc.constantFrom(10, 11), fc.integer({ min: 0, max: 60 })),
	isMatch: fc.boolean(),
	isHidden: fc.integer({ min: 0, max: 5 }).map((value) => value === 0),
	lastUpdated: fc.integer({ min: 0, max: 9 }),
	digits: fc.integer({ min: 0, max: 999 }),
});

const rows = fc
	.array(row, { maxLength: 60 })
	// IDs mostly, but not always, grow with `created`.
	.map((all) => all.map(({ digits, ...rest }, index): Row => ({ ...rest, isMatch: rest.isMatch || digits % 3 > 0, id: `00u${String(digits).padStart(3, '0')}${index}` })));

const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({ kind: fc.constantFrom('delete' as const, 'leave' as const, 'enter' as const, 'touch' as const), at: fc.nat(59) }),
	// An import may keep the time of the people before it.
	fc.record({ kind: fc.constant('create' as const), created: fc.constantFrom(60, 60, 61, 62) }),
);

const faults: Fault[] = ['none', 'none', 'none', 'none', 'ignoresOrder', 'ignoresSort', 'missingCreated', 'refusesSorted', 'failsOnce', 'losesCursor'];

const SLOW = SLOW_PAGE_MS + 1;

async function read(org: ChangingOrg) {
	const pagesOf = (sort: string) => userPages(org, `/api/v1/users?sort=${sort}`, true);
	const pages = fromBothEnds({ inOrder: pagesOf(''), sorted: pagesOf, now: () => org.time });
	return await collectById(pages, Infinity, simplifyUser);
}

/** An org without changes. Its pages take as long as `pageMs` says; after these, all are slow. */
const orgOf = (count: number, pageSize: number, { fault = 'none' as Fault, remaining = [] as number[], pageMs = [] as number[] } = {}) =>
	new ChangingOrg(
		Array.from({ length: count }, (_, index): Row => ({ id: `00u${String(index).padStart(4, '0')}`, created: index % 900, isMatch: true, isHidden: false, lastUpdated: 0 })),
		[],
		{ turn: async (value) => await Promise.resolve(value), pageSize, fault, remaining, pageMs },
	);

describe('a read from both ends', () => {
	it('returns everybody who matches the whole time exactly once, whatever changes meanwhile and in whatever order the pages come', async () => {
		await holdsAsync(
			fc.asyncProperty(
				rows,
				fc.array(change, { maxLength: 25 }),
				fc.integer({ min: 1, max: 7 }),
				fc.constantFrom(...faults),
				fc.array(fc.constantFrom(LIMIT, LIMIT, LIMIT, 11, 10, 1), { maxLength: 30 }),
				fc.array(fc.constantFrom(SLOW, SLOW, SLOW, SLOW, SLOW, SLOW, SLOW, 1), { maxLength: 30 }),
				fc.scheduler(),
				async (people, changes, pageSize, fault, remaining, pageMs, scheduler) => {
					const turn = async <T>(value: T) => await scheduler.schedule(Promise.resolve(value));
					const org = new ChangingOrg(people.map((one) => ({ ...one })), [...changes], { pageSize, fault, remaining: [...remaining], pageMs: [...pageMs], turn });
					const users = await scheduler.waitFor(read(org));
					const ids = users.map(({ id }) => id);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids).toEqual(expect.arrayContaining(org.always));
					expect([...org.ever]).toEqual(expect.arrayContaining(ids));
					expect(org.mostAtOnce).toBeLessThanOrEqual(2);
					expect(org.hasty).toBe(0);
					expect(org.underWay).toBe(0);
				},
			),
			1000,
		);
	});

	it('takes half the time of a read from one end when pages are slow', async () => {
		const org = orgOf(1000, 10);
		expect(await read(org)).toHaveLength(1000);
		expect(org.mostAtOnce).toBe(2);
		// Two pages show the latency, and what is under way when the ends meet brings nothing new.
		expect(org.requests.length).toBeLessThanOrEqual(100 + 2 + 3);
		const share = (sort: string) => org.requests.filter((path) => path.includes(`sort=${sort}`)).length;
		expect(Math.abs(share('asc') - share('desc'))).toBeLessThanOrEqual(2);
	});

	it.each([
		['pages are just fast enough', orgOf(100, 10, { pageMs: Array.from({ length: 10 }, () => SLOW_PAGE_MS) })],
		['the first page is fast', orgOf(100, 10, { pageMs: [1] })],
		['the second page is fast', orgOf(100, 10, { pageMs: [SLOW, 1] })],
		['two pages are all', orgOf(20, 10)],
		['the rate limit is short', orgOf(100, 10, { remaining: [9, 9] })],
	])('reads from one end when %s', async (_when, org) => {
		const users = await read(org);
		expect(org.requests.filter((path) => /sort=\w/.test(path))).toEqual([]);
		expect(users.map(({ id }) => id)).toEqual(org.always);
	});

	it('notices an org that does not sort, even when one end is a page ahead', async () => {
		const listOf = (times: number[]) => times.map((created, index): Page<OktaUser> => {
			const user = asUser({ id: `00u${created}`, created, isMatch: true, isHidden: false, lastUpdated: 0 });
			return { items: [user], headers: {}, next: index < times.length - 1 ? 'next' : undefined };
		});
		const all = [5, 3, 9, 8];
		let time = 0;
		/** @param waits turns before each page */
		async function* slowly(waits: number[]) {
			for (const [index, page] of listOf(all).entries()) {
				time += SLOW;
				for (let wait = 0; wait < (waits[index] ?? 0); wait++) await Promise.resolve();
				yield page;
			}
		}
		const pages = fromBothEnds({ inOrder: slowly([]), sorted: (order) => slowly(order === 'asc' ? [100] : [0, 0, 1000]), now: () => time });
		expect(await collectById(pages)).toHaveLength(all.length);
	});

	it.each(['ignoresOrder', 'ignoresSort', 'missingCreated', 'refusesSorted'] as const)('goes on in order when the org %s', async (fault) => {
		const org = orgOf(1000, 10, { fault });
		expect(await read(org)).toHaveLength(1000);
		expect(org.requests.filter((path) => /sort=(&|$)/.test(path))).toHaveLength(100);
	});
});
