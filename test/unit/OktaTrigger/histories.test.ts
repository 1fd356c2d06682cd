import fc from 'fast-check';
import type { OktaErrorKind } from '../../../nodes/okta/errors/OktaError';
import { EVENTS, type UserEvent, type WatchSettings } from '../../../nodes/OktaTrigger/engine/types';
import { holdsAsync } from '../../support/fuzz';
import { classOf, MAX_PEOPLE, OVERLAP_S, Simulation, type Crash, type Op, type World } from './simulation';

const who = fc.nat(MAX_PEOPLE - 1);
const lag = fc.oneof(fc.constant(0), fc.nat(OVERLAP_S - 5));
const status = fc.constantFrom('ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'STAGED', 'PROVISIONED', 'LOCKED_OUT', 'NEW_IN_OKTA');
const name = fc.constantFrom('a', 'b', 'c', 'w');

/** Few values, so that users change back and forth. */
const value = fc.constantFrom<string | null>('x', 'yes', '', null);

/** Values that are never repeated. */
let counter = 0;
const freshValue = fc.constant(null).map(() => `v${++counter}`);

const change = (values: fc.Arbitrary<string | null>): fc.Arbitrary<Op> =>
	fc.oneof(
		{ weight: 6, arbitrary: fc.record({ op: fc.constant('edit' as const), who, name, value: values, lag }) },
		{ weight: 2, arbitrary: fc.record({ op: fc.constant('touch' as const), who, lag }) },
		{ weight: 1, arbitrary: fc.record({ op: fc.constant('future' as const), who, value: values }) },
		{ weight: 3, arbitrary: fc.record({ op: fc.constant('status' as const), who, status, lag }) },
		{ weight: 2, arbitrary: fc.record({ op: fc.constant('create' as const), value: fc.constantFrom('x', 'y'), status, lag }) },
		{ weight: 1, arbitrary: fc.record({ op: fc.constant('delete' as const), who, lag }) },
		{ weight: 4, arbitrary: fc.record({ op: fc.constant('wait' as const), seconds: fc.constantFrom(0, 1, 20, 60, 300, 4000) }) },
	);

const some = fc.array(who, { maxLength: 4 });

/** A narrower or wider admin role. */
const role = fc.record({ op: fc.constant('role' as const), hides: some, as: fc.constantFrom('notFound' as const, 'role' as const) });

const brokenAs = fc.constantFrom<OktaErrorKind>('unavailable', 'rateLimit', 'disconnected', 'notOkta', 'refused');
const broken = fc.record({ op: fc.constant('broken' as const), whos: some, as: brokenAs });

const jump = fc.record({ op: fc.constant('jump' as const), skew: fc.integer({ min: -1e6, max: 1e6 }) });

/** Users who enter and leave the search. */
const membership: fc.Arbitrary<Op> = fc.oneof(
	fc.record({ op: fc.constant('edit' as const), who, name: fc.constant('w'), value: fc.constantFrom('yes', 'no'), lag }),
	fc.record({ op: fc.constant('create' as const), value: fc.constant('x'), w: fc.constant('no'), status, lag }),
);

const history = (crash: fc.Arbitrary<Crash>, values = value, more: Array<fc.Arbitrary<Op>> = [jump]) =>
	fc.array(
		fc.oneof(
			{ weight: 5, arbitrary: change(values) },
			...more.map((arbitrary) => ({ weight: 1, arbitrary })),
			{
				weight: 3,
				arbitrary: fc.record({
					op: fc.constant('poll' as const),
					budget: fc.constantFrom(0, 1, 2, 60),
					fault: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
					crash,
					during: fc.oneof(fc.constant<Op[]>([]), fc.array(change(values), { maxLength: 4 })),
				}),
			},
		),
		{ maxLength: 40, size: 'max' },
	);

const world = (more: Partial<World> = {}, settings: Partial<World['settings']> = {}): fc.Arbitrary<World> =>
	fc.record({
		engine: fc.constantFrom('default' as const, 'durable' as const),
		offsetCursors: fc.constant(false),
		noise: fc.boolean(),
		pageSize: fc.constantFrom(1, 2, 3, 200),
		skew: fc.integer({ min: -600, max: 600 }),
		settings: fc.record({
			org: fc.constant('https://acme.okta.com'),
			events: fc.constant<UserEvent[]>([...EVENTS]),
			watch: fc.constantFrom('any' as const, 'profile' as const, 'selected' as const),
			attributes: fc.constant<string[]>(['a', 'b']),
			search: fc.constant(''),
			startWithExisting: fc.boolean(),
			overlapSeconds: fc.constant(OVERLAP_S),
			maxUsersPerPoll: fc.constantFrom(1, 2, 1000),
			sweepHours: fc.constant(1),
			useSystemLog: fc.constant(false),
		}),
	}).map((made) => ({ ...made, ...more, settings: { ...made.settings, ...settings } }));

const first = fc.array(change(value), { maxLength: 8 }).map((ops): Op[] => [
	{ op: 'create', value: 'x', status: 'ACTIVE', lag: 0 },
	{ op: 'create', value: 'y', status: 'STAGED', lag: 0 },
	{ op: 'create', value: 'x', status: 'SUSPENDED', lag: 0 },
	{ op: 'wait', seconds: 1000 },
	...ops,
]);

async function play(world: World, before: Op[], ops: Op[]): Promise<Simulation> {
	const simulation = new Simulation(world);
	await simulation.run(before);
	await simulation.run(ops);
	await simulation.settle();
	return simulation;
}

const hadUnknownStatus = ({ okta }: Simulation, id: string) =>
	okta.histories.get(id)?.some(({ user }) => user?.status === 'NEW_IN_OKTA') ?? false;

/** Whether the deactivation before a deletion is known, not only an earlier one. */
function wasSeenDeactivated({ okta, delivered }: Simulation, id: string): boolean {
	const versions = okta.histories.get(id) ?? [];
	const last = versions.at(-2)?.user;
	const isTold = delivered.some(({ event, user }) => event === 'user.deactivated' && user.id === id && user.statusChanged === last?.statusChanged);
	return isTold || versions.every(({ user }) => user === undefined || user.status === 'DEPROVISIONED');
}

/** The workflow knows each user as they are, and no deleted users. */
function expectKnown(simulation: Simulation, withDeleted = true): void {
	const { okta, told, statuses, excused, unclear, lost } = simulation;
	for (const id of okta.ids()) {
		const user = okta.now(id);
		if (lost.has(id)) continue;
		if (user !== undefined && !unclear.has(id)) {
			expect([id, told.get(id)]).toEqual([id, JSON.stringify(simulation.view(user))]);
		}
		// A user deleted before the baseline reached them was never known to the trigger, and the
		// deletion of a user who was not seen deactivated cannot be told from a narrower role.
		const deleted = user === undefined && statuses.get(id) === 'user.deactivated' && wasSeenDeactivated(simulation, id);
		if (deleted && withDeleted && !excused.has(id)) expect([id, told.get(id)]).toEqual([id, undefined]);
	}
}

/** Every delivered event really happened, as Simulation.checkTrue found, and each change was delivered once. */
function expectTrue({ delivered, excused, faults, okta, world }: Simulation): void {
	expect(faults).toEqual([]);
	for (const { event, user } of delivered) {
		const versions = okta.histories.get(user.id) ?? [];
		if (event === 'user.updated' && !world.settings.startWithExisting && !excused.has(user.id) && !world.offsetCursors) {
			expect(versions.length).toBeGreaterThan(1);
		}
	}
}

const expectOnce = ({ delivered }: Simulation) => {
	const ids = delivered.map(({ event, user, eventId }) => `${event} ${user.id} ${eventId}`);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
};

const expectStatusesKnown = (simulation: Simulation) => {
	const { okta, statuses, excused, lost } = simulation;
	for (const id of okta.ids()) {
		const actual = classOf(okta.now(id)?.status);
		if (lost.has(id)) continue;
		// From a status that is not known, nobody can tell how somebody became active.
		if (actual === 'in' && hadUnknownStatus(simulation, id) && !statuses.get(id)) continue;
		if (actual !== '' && !excused.has(id)) expect([id, statuses.get(id)]).toEqual([id, actual]);
	}
};

/** Histories of each test in a short run. */
const SIZE = 150;

describe('random histories', () => {
	it('without crashes: every change is delivered once, and nothing else', async () => {
		const property = fc.asyncProperty(world(), first, history(fc.constant('none')), async (...args) => {
			const simulation = await play(...args);
			expectTrue(simulation);
			expectOnce(simulation);
			expectKnown(simulation);
			expectStatusesKnown(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with lost polls and restarts of n8n: every change is delivered', async () => {
		const crash = fc.constantFrom<Crash>('none', 'none', 'lost');
		const property = fc.asyncProperty(world(), first, history(crash), async (...args) => {
			const simulation = await play(...args);
			expectKnown(simulation);
			expectTrue(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with n8n killed between delivering and storing: every change is delivered, repeated ones with the same ID', async () => {
		const crash = fc.constantFrom<Crash>('none', 'lost', 'unsaved');
		const property = fc.asyncProperty(world(), first, history(crash, freshValue), async (...args) => {
			const simulation = await play(...args);
			// Users whose creation was lost with the state are not known to be missing.
			expectKnown(simulation, false);
			expectTrue(simulation);
			const idOf = new Map<string, string>();
			for (const { event, user, eventId, occurredAt } of simulation.delivered) {
				const what = JSON.stringify([event, user, event === 'user.deleted' ? '' : occurredAt]);
				expect(idOf.get(what) ?? eventId).toBe(eventId);
				idOf.set(what, eventId);
			}
			expect(new Set(idOf.values()).size).toBeLessThanOrEqual(idOf.size);
		});
		await holdsAsync(property, SIZE);
	});

	it('with pages that shift while they are read: every change is delivered, by the full scan at the latest', async () => {
		const shifting = world({ offsetCursors: true });
		const property = fc.asyncProperty(shifting, first, history(fc.constant('none')), async (...args) => {
			const simulation = await play(...args);
			expectKnown(simulation);
			expectTrue(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('killed between n8n\'s two writes: at most the events of that one poll are lost', async () => {
		const crash = fc.constantFrom<Crash>('none', 'none', 'between');
		const property = fc.asyncProperty(world(), first, history(crash), async (...args) => {
			const simulation = await play(...args);
			expectTrue(simulation);
			expectKnown(simulation);
			expectStatusesKnown(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with an admin role that narrows and widens, and look-ups that fail: nobody is reported as deleted who is not', async () => {
		const moves = history(fc.constant('none'), value, [role, role, broken, jump]);
		const property = fc.asyncProperty(world(), first, moves, async (...args) => {
			const simulation = await play(...args);
			expectTrue(simulation);
			expectOnce(simulation);
			expectKnown(simulation, false);
			expectStatusesKnown(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with look-ups that always fail: the full scan ends all the same', async () => {
		const property = fc.asyncProperty(world(), first, history(fc.constant('none'), value, [broken]), fc.array(who), brokenAs, async (world, before, ops, whos, as) => {
			const simulation = new Simulation(world);
			await simulation.run([...before, ...ops, { op: 'broken', whos, as }]);
			await simulation.settle(false);
			expectTrue(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with settings that change at any moment: nothing that is pending is lost', async () => {
		const events = fc.subarray(EVENTS.filter((event) => event !== 'user.created' && event !== 'user.updated')).map((some): Partial<WatchSettings> => ({ events: ['user.created', 'user.updated', ...some] }));
		const options = fc.record<Partial<WatchSettings>>({ maxUsersPerPoll: fc.constantFrom(1, 2, 1000), overlapSeconds: fc.constantFrom(OVERLAP_S, 600), sweepHours: fc.constantFrom(1, 5) });
		const attributes = fc.constantFrom<Partial<WatchSettings>>({ watch: 'selected', attributes: ['a'] }, { watch: 'profile' }, { org: 'https://other.okta.com' });
		const change = fc.oneof({ weight: 4, arbitrary: events }, { weight: 3, arbitrary: options }, { weight: 1, arbitrary: attributes });
		const moves = history(fc.constant('none'), value, [change.map((settings): Op => ({ op: 'settings', change: settings }))]);
		const property = fc.asyncProperty(world({}, { startWithExisting: false, watch: 'profile' }), first, moves, async (...args) => {
			const simulation = await play(...args);
			expectTrue(simulation);
			expectKnown(simulation, false);
		});
		await holdsAsync(property, SIZE);
	});

	it.each(['profile.w eq "yes"', 'status eq "ACTIVE"', 'status eq "DEPROVISIONED"'])('with the search %s: every change of users who match it is delivered, and nothing else', async (search) => {
		const searching = world({}, { search, startWithExisting: false });
		const moves = history(fc.constant('none'), value, [membership, membership, jump]);
		const property = fc.asyncProperty(searching, first, moves, async (...args) => {
			const simulation = await play(...args);
			const { okta, told, statuses, unclear, excused } = simulation;
			expectTrue(simulation);
			expectOnce(simulation);
			for (const id of okta.ids()) {
				const user = okta.now(id);
				if (unclear.has(id)) continue;
				if (simulation.isWatched(user)) expect([id, told.get(id)]).toEqual([id, JSON.stringify(user && simulation.view(user))]);
				// Somebody whose status takes them out of the search, and who was known.
				const left = search === 'status eq "ACTIVE"' && told.has(id) && !excused.has(id) ? classOf(user?.status) : '';
				if (left !== '' && left !== 'in') expect([id, statuses.get(id)]).toEqual([id, left]);
			}
		});
		await holdsAsync(property, SIZE);
	});

	const LAG = 600;
	/** The log is late, out of order, repeats entries, fails or loses its place. */
	const logOps: Array<fc.Arbitrary<Op>> = [
		fc.record({ op: fc.constant('group' as const), who, group: fc.constantFrom('00gA', '00gB'), added: fc.boolean() }),
		fc.record({ op: fc.constant('group' as const), who, group: fc.constantFrom('00gA', '00gB'), added: fc.boolean() }),
		fc.record({ op: fc.constant('delete' as const), who, lag }),
		fc.record({
			op: fc.constant('log' as const),
			actor: fc.constantFrom('00u000admin', '00u000other', '0oa000app'),
			delays: fc.constantFrom<number[]>([0], [0], [0, 0], [1], [30], [LAG], [20, LAG]),
			fault: fc.constantFrom(undefined, undefined, undefined, 'rateLimit' as const, 'scope' as const, 'unavailable' as const, 'refused' as const),
			forgets: fc.boolean(),
		}),
	];
	const withLog = (more: Partial<WatchSettings> = {}) => world({}, { useSystemLog: true, ...more });

	/** Groups as the workflow knows them, of users who exist, after all entries are stored. */
	function expectGroupsKnown({ okta, groups, lost }: Simulation): void {
		const existing = (pairs: Iterable<string>) => [...pairs].filter((pair) => okta.now(pair.split(' ')[0]) && !lost.has(pair.split(' ')[0])).sort();
		expect(existing(groups)).toEqual(existing(okta.memberships));
	}

	/** Every known user whose deletion is logged is known to be deleted, whatever their last status was. */
	function expectDeletionsKnown({ okta, told, excused, lost }: Simulation): void {
		for (const id of okta.ids()) {
			if (okta.now(id) === undefined && !excused.has(id) && !lost.has(id)) expect([id, told.get(id)]).toEqual([id, undefined]);
		}
	}

	it('with the System Log, late, unordered, repeated or failing: every change is delivered once, no actor is wrong', async () => {
		const property = fc.asyncProperty(withLog(), first, history(fc.constant('none'), value, [...logOps, broken]), async (world, before, ops) => {
			const simulation = new Simulation(world);
			await simulation.run([...before, ...ops, { op: 'log', actor: '00u000admin', delays: [0], forgets: false }, { op: 'wait', seconds: LAG }]);
			await simulation.settle();
			expectTrue(simulation);
			expectOnce(simulation);
			expectKnown(simulation);
			expectStatusesKnown(simulation);
			expectGroupsKnown(simulation);
			expectDeletionsKnown(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with the System Log and crashes of n8n: nothing is lost', async () => {
		const crash = fc.constantFrom<Crash>('none', 'none', 'lost', 'unsaved');
		const property = fc.asyncProperty(withLog(), first, history(crash, freshValue, logOps), async (world, before, ops) => {
			const simulation = new Simulation(world);
			await simulation.run([...before, ...ops, { op: 'log', actor: '00u000admin', delays: [0], forgets: false }, { op: 'wait', seconds: LAG }]);
			await simulation.settle();
			expectTrue(simulation);
			expectKnown(simulation, false);
			expectGroupsKnown(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with the System Log, a search, and options that change at any moment: nobody outside the search has an event, nothing is delivered twice', async () => {
		const on = { useSystemLog: true, events: [...EVENTS] };
		const off = { useSystemLog: false, events: EVENTS.filter((event) => event !== 'user.groupsChanged') };
		const switched = fc.constantFrom<Partial<WatchSettings>>(on, off).map((change): Op => ({ op: 'settings', change }));
		const searching = withLog({ search: 'profile.w eq "yes"', startWithExisting: false });
		const property = fc.asyncProperty(searching, first, history(fc.constant('none'), value, [...logOps, membership, switched]), async (world, before, ops) => {
			const simulation = new Simulation(world);
			await simulation.run([...before, ...ops, { op: 'log', actor: '00u000admin', delays: [0], forgets: false }, { op: 'settings', change: on }, { op: 'wait', seconds: LAG }]);
			await simulation.settle();
			expectTrue(simulation);
			expectOnce(simulation);
		});
		await holdsAsync(property, SIZE);
	});

	it('with the System Log turned off at any moment: every deletion that was read is delivered', async () => {
		const off = { useSystemLog: false, events: EVENTS.filter((event) => event !== 'user.groupsChanged') };
		const property = fc.asyncProperty(withLog(), first, history(fc.constant('none'), value, logOps), async (world, before, ops) => {
			const simulation = new Simulation(world);
			await simulation.run([...before, ...ops, { op: 'settings', change: off }]);
			await simulation.settle();
			expect(simulation.state?.log?.pending.filter(({ deletedAt }) => deletedAt !== undefined) ?? []).toEqual([]);
			expectOnce(simulation);
		});
		await holdsAsync(property, SIZE);
	});
});
