import fc from 'fast-check';
import { compare, compareStatus, toKnownUser } from '../../../../nodes/OktaTrigger/engine/diff';
import { isActive } from '../../../../nodes/OktaTrigger/engine/events';
import { NOT_MATCHING, NOT_VISIBLE, type KnownUser } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { addSeconds, toSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import { EVENTS, type DiffOptions, type UserEvent } from '../../../../nodes/OktaTrigger/engine/types';
import { holds } from '../../../support/fuzz';

const options: DiffOptions = {
	events: ['user.updated'],
	watch: 'profile',
	attributeNames: ['firstName', 'title'],
	salt: 'salt',
	newSince: '2026-01-01T00:00:00.000Z',
	changedSince: '2026-01-01T00:00:00.000Z',
	serverTime: '2026-01-02T00:00:00.000Z',
	generation: 0,
	deliverExisting: false,
	existingAsCreated: false,
};

const person = (title: string, lastUpdated = '2026-01-01T00:00:00.000Z') => ({
	id: '00u1',
	status: 'ACTIVE',
	created: '2025-01-01T00:00:00.000Z',
	lastUpdated,
	profile: { firstName: 'Ada', title },
});

/** A title with the same hash as 'Engineer', as one in 4,096 has. */
function collidingTitle(): string {
	const { attributeHashes } = toKnownUser(person('Engineer'), options);
	for (let n = 0; n < 100_000; n++) {
		const title = `Title ${n}`;
		if (toKnownUser(person(title), options).attributeHashes === attributeHashes) return title;
	}
	throw new Error('no title has the same hash');
}

describe('compare', () => {
	it('names the attribute that changed', () => {
		const { events } = compare(person('Boss', '2026-01-01T12:00:00.000Z'), toKnownUser(person('Engineer'), options), options);
		expect(events.map(({ changedAttributes }) => changedAttributes)).toEqual([['title']]);
	});

	it('names all attributes when the changed one has the same hash as before', () => {
		const { events } = compare(person(collidingTitle(), '2026-01-01T12:00:00.000Z'), toKnownUser(person('Engineer'), options), options);
		expect(events.map(({ changedAttributes }) => changedAttributes)).toEqual([['firstName', 'title']]);
	});
});

/** Any two versions of a user, the first of which may be unknown, and any options. All times are close to each other. */
const base = '2026-01-01T00:00:00.000Z';
const time = fc.integer({ min: 0, max: 4 }).map((seconds) => addSeconds(base, seconds));
const status = fc.constantFrom('ACTIVE', 'RECOVERY', 'STAGED', 'PROVISIONED', 'SUSPENDED', 'DEPROVISIONED', 'NEW_IN_OKTA', 'NEW_IN_OKTA');
const MANY = Array.from({ length: 128 }, (_, index) => `a${index}`);
const version = fc.record({
	id: fc.constant('00u1'),
	status,
	created: time,
	lastUpdated: time,
	statusChanged: time,
	activated: fc.option(time, { nil: undefined }),
	profile: fc.record({ title: fc.constantFrom('x', 'y'), a0: fc.constantFrom('x', 'y', null), other: fc.constantFrom('x', 'y') }),
});
const case_ = fc.record({
	first: version,
	second: version,
	beforeFirst: fc.option(status, { nil: undefined, freq: 2 }),
	isKnown: fc.boolean(),
	generation: fc.constantFrom(0 as const, 1 as const, NOT_VISIBLE, NOT_MATCHING, NOT_MATCHING),
	options: fc.record({
		events: fc.oneof(fc.constant<UserEvent[]>([...EVENTS]), fc.subarray([...EVENTS])),
		watch: fc.constantFrom('any' as const, 'profile' as const, 'selected' as const),
		attributeNames: fc.constantFrom(['title', 'a0'], ['title'], MANY, ['title', ...MANY]),
		salt: fc.constant('salt'),
		newSince: time,
		changedSince: time,
		serverTime: time,
		generation: fc.constantFrom(0 as const, 1 as const),
		deliverExisting: fc.boolean(),
		existingAsCreated: fc.boolean(),
	}),
});
type Version = typeof version extends fc.Arbitrary<infer T> ? T : never;
type Case = typeof case_ extends fc.Arbitrary<infer T> ? T : never;

/** What the trigger remembers of the first version. */
function remembered({ first, beforeFirst, isKnown, generation, options }: Case): KnownUser | undefined {
	return isKnown ? { ...toKnownUser(first, options, beforeFirst), generation } : undefined;
}

/** The kind of a status; undefined when Okta has a new one. Who is staged or provisioned was never active. */
const kind = (given: string | undefined) => (given === 'NEW_IN_OKTA' || given === undefined ? undefined : isActive(given) ? 'active' : given === 'PROVISIONED' ? 'STAGED' : given);

/** The kind of the last status that the trigger knows. */
const lastKind = (known: KnownUser | undefined) => kind(known?.status?.replace('?', ''));

/** The event of a change from one kind of status to another. */
function statusEvent(from: string | undefined, to: string | undefined): UserEvent | undefined {
	if (from === to || from === undefined) return undefined;
	if (to === 'DEPROVISIONED') return 'user.deactivated';
	if (to === 'SUSPENDED') return 'user.suspended';
	if (to !== 'active') return undefined;
	return from === 'SUSPENDED' ? 'user.unsuspended' : 'user.activated';
}

const watched = ({ profile }: Version, { watch, attributeNames }: DiffOptions) =>
	Object.entries(profile).filter(([name]) => watch !== 'selected' && attributeNames.length >= 128 ? true : attributeNames.includes(name));

const changedNames = ({ first, second, isKnown, options }: Case): string[] => {
	const before = isKnown ? first.profile : { title: null, a0: null, other: null };
	return options.attributeNames.filter((name) => (before as Record<string, unknown>)[name] !== (second.profile as Record<string, unknown>)[name]);
};

const isOlder = ({ second, options }: Case, known: KnownUser) =>
	toSeconds(second.lastUpdated) < known.lastUpdated && known.lastUpdated <= toSeconds(options.serverTime);

/** Whether the trigger watched the user, or learned of their status while watching. */
const wasWatched = ({ second, options }: Case, known: KnownUser) =>
	known.generation !== NOT_MATCHING || lastKind(known) !== 'active' || second.statusChanged >= options.newSince;

describe('compare, whatever was known', () => {
	it('lets an older version only show that the user exists', () => {
		holds(fc.property(case_, (given) => {
			const before = remembered(given);
			fc.pre(before !== undefined && isOlder(given, before));
			expect(compare(given.second, before, given.options)).toEqual({ events: [], known: { ...before, generation: given.options.generation } });
			expect(compareStatus(given.second, before, given.options)).toBeUndefined();
		}), 1000);
	});

	it('otherwise remembers the version, and delivers the events that were asked for in their order', () => {
		holds(fc.property(case_, (given) => {
			const { second, options } = given;
			const before = remembered(given);
			fc.pre(before === undefined || !isOlder(given, before));
			const { events, known } = compare(second, before, options);
			expect(known).toEqual(toKnownUser(second, options, before?.status));

			const isNew = before === undefined && second.created >= options.newSince;
			const expected = new Set<UserEvent | undefined>();
			if (isNew || (before === undefined && options.existingAsCreated)) expected.add('user.created');
			if (before === undefined) {
				if (isNew ? !options.events.includes('user.created') : options.deliverExisting || second.lastUpdated >= options.changedSince) expected.add('user.updated');
			} else {
				const differs = JSON.stringify(watched(given.first, options)) !== JSON.stringify(watched(second, options));
				if (differs || (options.watch === 'any' && (before.lastUpdated !== known.lastUpdated || before.status !== known.status))) expected.add('user.updated');
			}
			const to = kind(second.status);
			const isRecent = second.statusChanged >= options.newSince;
			if (before?.status !== undefined) expected.add(wasWatched(given, before) ? statusEvent(lastKind(before), to) : undefined);
			// Without a known status, nobody can tell how the user became active.
			else if (before !== undefined) expected.add(to === 'active' ? undefined : statusEvent('STAGED', to));
			else if (isNew) expected.add(statusEvent('STAGED', to));
			else if (isRecent) expected.add(to === 'active' && !(toSeconds(second.activated) >= toSeconds(options.newSince)) ? undefined : statusEvent('STAGED', to));
			expect(events.map(({ event }) => event)).toEqual(options.events.filter((event) => expected.has(event)));

			for (const { event, changedAttributes } of events) {
				const isOfProfile = event === 'user.updated' || event === 'user.created';
				expect(changedAttributes).toEqual(isOfProfile ? changedNames(given) : []);
			}
		}), 3000);
	});
});

describe('compareStatus, whatever was known', () => {
	it('delivers only a change of status, and leaves the profile and the update to the search', () => {
		holds(fc.property(case_, (given) => {
			const { second, options } = given;
			const before = remembered(given);
			const left = compareStatus(second, before, options);
			const now = toKnownUser(second, options, before?.status);
			const isWatched = before !== undefined && !(before.generation === NOT_MATCHING && lastKind(before) === 'active');
			if (!isWatched || before.status === now.status || isOlder(given, before)) {
				expect(left).toBeUndefined();
				return;
			}
			const from = before.status === undefined ? 'STAGED' : lastKind(before);
			const to = kind(second.status);
			const isClear = before.status !== undefined || to !== 'active';
			expect(left?.events.map(({ event }) => event)).toEqual(options.events.filter((event) => isClear && event === statusEvent(from, to)));
			const { status: nowStatus, lastUpdated } = now;
			expect(left?.known).toEqual({ ...before, status: nowStatus, lastUpdated: options.watch === 'any' ? lastUpdated - 1 : lastUpdated });
			// The search finds the update, even in the same second.
			const found = compare(second, left?.known, { ...options, events: ['user.updated'] });
			if (options.watch === 'any') expect(found.events).toHaveLength(1);
		}), 3000);
	});

	it('remembers no time before 2020', () => {
		const known: KnownUser = { ...toKnownUser(person('x'), options), lastUpdated: 0 };
		const left = compareStatus({ ...person('x', ''), status: 'SUSPENDED' }, known, { ...options, watch: 'any' });
		expect(left?.known.lastUpdated).toBe(0);
	});
});

describe('a change', () => {
	it('is noticed by the hash of an attribute when the hash of the profile stays the same', () => {
		const seen = new Map<string, KnownUser>();
		for (let n = 0; ; n++) {
			const known = toKnownUser(person(`Title ${n}`), options);
			const other = seen.get(known.profileHash);
			seen.set(known.profileHash, known);
			if (other === undefined || other.attributeHashes === known.attributeHashes) continue;
			expect(compare(person(`Title ${n}`, '2026-01-01T12:00:00.000Z'), other, options).events).toHaveLength(1);
			return;
		}
	});

	it('of an attribute beyond those with a name is an update without names, and none when others were selected', () => {
		const many = { ...options, attributeNames: MANY };
		const known = toKnownUser(person('x'), many);
		const later = person('y', '2026-01-01T12:00:00.000Z');
		expect(compare(later, known, many).events.map(({ changedAttributes }) => changedAttributes)).toEqual([[]]);
		const selected: DiffOptions = { ...many, watch: 'selected' };
		expect(compare(later, toKnownUser(person('x'), selected), selected).events).toEqual([]);
	});
});
