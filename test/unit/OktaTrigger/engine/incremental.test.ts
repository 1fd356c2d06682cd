import fc from 'fast-check';
import { holds } from '../../../support/fuzz';
import {
	applyIncremental,
	applyStatuses,
	pollLimitCheck,
	readsStatuses,
	statusesStart,
	windowStart,
	withReach,
} from '../../../../nodes/OktaTrigger/engine/incremental';
import { sameState } from '../../../../nodes/OktaTrigger/engine/state';
import { addSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import { EVENTS, type TriggerState, type UserEvent, type WatchSettings } from '../../../../nodes/OktaTrigger/engine/types';
import type { OktaUser } from '../../../../nodes/okta/users/userModel';
import { batch, knowing, names, people, person, settings, START } from './exampleUsers';

describe('the incremental window', () => {
	it('begins before the newest timestamp seen, however long nothing happens', () => {
		const state = knowing(people(3));
		expect(windowStart(state, settings)).toBe(addSeconds(START, -300));
		const { state: next } = applyIncremental(state, batch([person(1, 40, { title: 'CEO' })], 100), settings);
		expect(windowStart(next, settings)).toBe(addSeconds(START, 40 - 300));
		const idle = applyIncremental(next, batch([person(1, 40, { title: 'CEO' })], 9000), settings);
		expect(idle.events).toEqual([]);
		expect(sameState(idle.state, next)).toBe(true);
	});

	it('does not follow a timestamp from the future, and does not lose that user', () => {
		const state = knowing(people(3));
		const future = person(1, 200_000_000, { title: 'Astronaut' });
		const first = applyIncremental(state, batch([future], 60), settings);
		expect(names(first)).toEqual(['user.updated 00u0001']);
		expect(windowStart(first.state, settings)).toBe(addSeconds(START, -300));
		const back = applyIncremental(first.state, batch([person(1, 70, { title: 'Pilot' })], 80), settings);
		expect(names(back)).toEqual(['user.updated 00u0001']);
		expect(windowStart(back.state, settings)).toBe(addSeconds(START, 70 - 300));
	});

	it('moves past many changes by the clock, so that idle polls read one page', () => {
		const state = knowing(people(500));
		const burst = people(500).map((_, index) => person(index, 10, { title: 'All new' }));
		const first = applyIncremental(state, batch(burst, 20), settings);
		expect(first.events).toHaveLength(500);
		const later = applyIncremental(first.state, batch(burst, 200), settings);
		expect(later.events).toEqual([]);
		expect(windowStart(later.state, settings)).toBe(addSeconds(START, 200 - 300));
	});

	it('continues from the last timestamp when cut short, then covers the overlap again', () => {
		const state = knowing(people(6));
		const at = (index: number) => person(index, index * 10, { title: 'New' });
		const cut = applyIncremental(state, batch([at(1), at(2)], 100, false), settings);
		expect(windowStart(cut.state, settings)).toBe(addSeconds(START, 20));
		const rest = applyIncremental(cut.state, batch([at(2), at(4)], 160), settings);
		expect(names(rest)).toEqual(['user.updated 00u0004']);
		expect(rest.state.backlog).toBeUndefined();
		expect(windowStart(rest.state, settings) < addSeconds(START, 10)).toBe(true);
	});

	it('continues from where the backlog began, not from where it ended', () => {
		const state = knowing(people(6));
		const at = (index: number, seconds: number) => person(index, seconds, { title: 'New' });
		const cut = applyIncremental(state, batch([at(1, 390)], 400, false), settings);
		const rest = applyIncremental(cut.state, batch([at(1, 390), at(2, 450)], 460), settings);
		expect(windowStart(rest.state, settings)).toBe(addSeconds(START, 400 - 300));
	});

	it('stops at the maximum per poll, and loses no user of the same second', () => {
		const few = { ...settings, maxUsersPerPoll: 2 };
		let state = knowing(people(5));
		const changed = people(5).map((_, index) => person(index, 10, { title: 'New' }));
		const delivered: string[] = [];
		for (const size of [2, 2, 1, 0]) {
			const step = applyIncremental(state, batch(changed, 20), few);
			expect(step.events).toHaveLength(size);
			delivered.push(...names(step));
			state = step.state;
		}
		expect(new Set(delivered).size).toBe(5);
	});

	it('recovers from a clock that was once wrong', () => {
		const state = { ...knowing(people(1)), deliveredUntil: addSeconds(START, 9_000_000) };
		const { state: next } = applyIncremental(state, batch([], 60), settings);
		expect(next.deliveredUntil).toBe(addSeconds(START, 60));
	});
});

describe('an unknown user', () => {
	const seen = (user: OktaUser, change: Partial<WatchSettings> = {}) =>
		names(applyIncremental(knowing(people(1)), batch([user], 60), { ...settings, ...change }));

	it('is new when created after watching began', () => {
		expect(seen({ ...person(7, 20), created: addSeconds(START, 20) })).toEqual(['user.created 00u0007', 'user.activated 00u0007']);
		expect(seen({ ...person(7, 20), created: addSeconds(START, 20) }, { events: ['user.updated'] })).toEqual(['user.updated 00u0007']);
	});

	it('counts as changed when updated after watching began, or shortly before', () => {
		expect(seen(person(7, 20))).toEqual(['user.updated 00u0007']);
		expect(seen(person(7, -299))).toEqual(['user.updated 00u0007']);
	});

	it('is only learned when nothing happened since', () => {
		expect(seen(person(7, -301))).toEqual([]);
		expect(seen(person(7, -301), { startWithExisting: true })).toEqual(['user.updated 00u0007']);
	});

	it('has a status event when the status changed after watching began', () => {
		const left = { ...person(7, 20), status: 'DEPROVISIONED', statusChanged: addSeconds(START, 20) };
		expect(seen(left)).toEqual(['user.updated 00u0007', 'user.deactivated 00u0007']);
		expect(seen({ ...left, statusChanged: addSeconds(START, -20) })).toEqual(['user.updated 00u0007']);
	});
});

describe('a new attribute', () => {
	it('counts for the user who has it, not for the others', () => {
		const state = knowing(people(3));
		const step = applyIncremental(state, batch([person(0, 5), person(1, 5, { pronouns: 'they' })], 10), settings);
		expect(step.events.map(({ user, changedAttributes }) => [user.id, changedAttributes])).toEqual([
			['00u0001', ['pronouns']],
		]);
	});

	it('is noticed without a name when there are more than 128, and other users stay unchanged', () => {
		const many = (to: number) => Object.fromEntries(Array.from({ length: to }, (_, index) => [`x${index}`, 'v']));
		const state = knowing([person(0, -50), person(1, -50, { nothing: null })]);
		const wide = applyIncremental(state, batch([person(0, 5, many(140)), person(1, 5, { nothing: null })], 10), settings);
		expect(names(wide)).toEqual(['user.updated 00u0000']);
		expect(wide.state.attributeNames).toHaveLength(128);
		const again = person(0, 15, { ...many(140), x139: 'other' });
		const [event] = applyIncremental(wide.state, batch([again], 20), settings).events;
		expect(event).toMatchObject({ event: 'user.updated', changedAttributes: [] });
	});
});

describe('a status that this package does not know', () => {
	const as = (status: string, seconds: number, profile = {}) => ({ ...person(0, seconds, profile), status, statusChanged: addSeconds(START, seconds) });
	const play = (statuses: string[], change: Partial<WatchSettings> = {}) => {
		let state = knowing([as(statuses[0], -50_000)]);
		return statuses.slice(1).flatMap((status, index) => {
			const seconds = (index + 1) * 100;
			const step = applyIncremental(state, batch([as(status, seconds)], seconds + 10), { ...settings, ...change });
			state = step.state;
			return step.events.map(({ event }) => event);
		});
	};

	it('gives no event itself, and the one after it is compared with the last known status', () => {
		expect(play(['ACTIVE', 'NEW', 'ACTIVE'])).toEqual([]);
		expect(play(['ACTIVE', 'NEW', 'SUSPENDED', 'NEW', 'OTHER', 'ACTIVE'])).toEqual(['user.suspended', 'user.unsuspended']);
		expect(play(['DEPROVISIONED', 'NEW', 'DEPROVISIONED', 'NEW', 'ACTIVE'])).toEqual(['user.activated']);
		expect(play(['PROVISIONED', 'NEW', 'ACTIVE'])).toEqual(['user.activated']);
		expect(play(['NEW', 'OTHER', 'DEPROVISIONED'])).toEqual(['user.deactivated']);
		expect(play(['NEW', 'ACTIVE'])).toEqual([]);
	});

	it('is no change at each poll', () => {
		let state = knowing([as('NEW', -50_000)]);
		for (const seconds of [60, 120]) {
			const step = applyIncremental(state, batch([as('NEW', -50_000)], seconds), { ...settings, watch: 'any' });
			expect(step.events).toEqual([]);
			state = step.state;
		}
	});
});

it('changes there and back within one second have different IDs, and a repeated poll gives the same ones', () => {
	const seen = () => {
		let state = knowing([person(0, -50_000, { title: 'A' })]);
		return ['B', 'A', 'B', 'C'].map((title) => {
			const step = applyIncremental(state, batch([person(0, 10, { title })], 20), settings);
			state = step.state;
			return step.events.map(({ eventId }) => eventId).join();
		});
	};
	expect(new Set(seen()).size).toBe(4);
	expect(seen()).toEqual(seen());
});

describe('with a search', () => {
	const searching = { ...settings, search: 'profile.department eq "Sales"' };
	const state = { ...knowing(people(1)), watchedUntil: addSeconds(START, 1_000_000) };
	const joined = { ...person(7, 1_000_030), created: addSeconds(START, 20), activated: addSeconds(START, 20), statusChanged: addSeconds(START, 20) };
	const seen = (user: OktaUser) => names(applyIncremental(state, batch([user], 1_000_060), searching));

	it('somebody who comes to match is updated, whenever they were created, activated or deactivated', () => {
		expect(seen(joined)).toEqual(['user.updated 00u0007']);
		expect(seen({ ...joined, status: 'DEPROVISIONED' })).toEqual(['user.updated 00u0007']);
	});

	it('somebody who was created or changed status since the last poll has that event', () => {
		const now = addSeconds(START, 1_000_030);
		expect(seen({ ...joined, created: now, statusChanged: now, activated: now })).toEqual(['user.created 00u0007', 'user.activated 00u0007']);
		expect(seen({ ...joined, statusChanged: now, status: 'SUSPENDED' })).toEqual(['user.updated 00u0007', 'user.suspended 00u0007']);
	});
});

describe('the end of a window', () => {
	it('is the newest timestamp that is not in the future, or the clock after more than a page, and never goes back', () => {
		const many = fc.constantFrom(1, 2, 200, 201);
		holds(fc.property(many, fc.constantFrom(-100, -1, 0, 59, 60, 61, 300), fc.constantFrom(0, 60, 200), fc.boolean(), fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }), (count, last, clock, complete, backlogAt) => {
			const state: TriggerState = { ...knowing([]), ...(backlogAt !== undefined && { backlog: { resumeFrom: START, startedAt: addSeconds(START, backlogAt) } }) };
			const users = Array.from({ length: count }, (_, index) => person(index, index === count - 1 ? last : -200));
			const { state: next } = applyIncremental(state, batch(users, clock, complete), settings, 1000);
			const past = users.map(({ lastUpdated }) => lastUpdated as string).filter((at) => at <= addSeconds(START, clock)).sort();
			const startedAt = addSeconds(START, backlogAt ?? clock);
			if (!complete) {
				expect(next.backlog).toEqual({ resumeFrom: past.at(-1) ?? windowStart(state, settings), startedAt });
				expect(next.deliveredUntil).toBe(state.deliveredUntil);
				return;
			}
			expect(next.backlog).toBeUndefined();
			const newest = count > 200 ? startedAt : [past.at(-1) ?? '', startedAt].sort()[0];
			expect(next.deliveredUntil).toBe([[newest, state.deliveredUntil].sort()[1], addSeconds(START, clock)].sort()[0]);
		}), 200);
	});

	it('comes nearer with each poll that delivers no more than it may: the oldest changes first', () => {
		const changes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 });
		holds(fc.property(changes, fc.integer({ min: 1, max: 3 }), (times, limit) => {
			const users = times.map((changed, index) => person(index, changed, { title: 'New' }));
			const { events } = applyIncremental(knowing(people(6)), batch(users, 30), settings, limit);
			const inOrder = [...users].sort((a, b) => (a.lastUpdated! + a.id < b.lastUpdated! + b.id ? -1 : 1));
			expect(names({ events })).toEqual(inOrder.slice(0, limit).map(({ id }) => `user.updated ${id}`));
		}));
	});

	it('is asked for page by page: more is read until more users than a poll delivers have events', () => {
		const changedOnes = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
		holds(fc.property(changedOnes, fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 4 }), fc.subarray([0, 3], { maxLength: 2 }), (areChanged, limit, pageSize, deleted) => {
			const before = knowing(people(12));
			const state: TriggerState = { ...before, log: { since: START, reached: START, changes: [], memberships: [], pending: [], deleted: deleted.map((index) => person(index, 0).id) } };
			const users = areChanged.map((isChanged, index) => (isChanged ? person(index, 10, { title: 'New' }) : person(index, -50_000)));
			const isEnough = pollLimitCheck(state, settings, limit);
			for (let read = pageSize; read - pageSize < users.length; read += pageSize) {
				const soFar = users.slice(0, read);
				const withEvents = soFar.filter((_user, index) => areChanged[index] && !deleted.includes(index)).length;
				const answer = isEnough(batch(soFar, 20));
				expect(answer).toBe(withEvents > limit);
				if (answer) break;
			}
		}), 500);
	});
});

describe('with a search', () => {
	const searching = { ...settings, search: 'profile.city eq "Wien"' };

	it('changes of status are read when such an event is selected', () => {
		const statusEvents: UserEvent[] = ['user.activated', 'user.unsuspended', 'user.suspended', 'user.deactivated'];
		holds(fc.property(fc.subarray([...EVENTS]), fc.boolean(), (events, hasSearch) => {
			expect(readsStatuses({ ...(hasSearch ? searching : settings), events })).toBe(hasSearch && events.some((event) => statusEvents.includes(event)));
		}));
		for (const event of EVENTS) expect(readsStatuses({ ...searching, events: [event] })).toBe(statusEvents.includes(event));
	});

	it('they are read from where the last reading was cut short, else from before the end of what was watched', () => {
		const state = { ...knowing([]), deliveredUntil: addSeconds(START, 1000) };
		expect(statusesStart(state, searching)).toBe(addSeconds(START, 700));
		expect(statusesStart({ ...state, watchedUntil: addSeconds(START, 500) }, searching)).toBe(addSeconds(START, 200));
		expect(statusesStart({ ...state, watchedUntil: START, statusesFrom: addSeconds(START, 5) }, searching)).toBe(addSeconds(START, 5));
	});

	it('they are delivered in their order, as many as one poll may deliver, and the next reading begins behind them', () => {
		const made = fc.array(fc.record({ at: fc.integer({ min: -400, max: 80 }), status: fc.constantFrom('ACTIVE', 'SUSPENDED', 'STAGED'), isKnown: fc.boolean() }), { maxLength: 6 });
		holds(fc.property(made, fc.integer({ min: 0, max: 4 }), fc.boolean(), (changes, limit, complete) => {
			const state: TriggerState = { ...knowing(people(6).filter((_user, index) => changes[index]?.isKnown ?? true)), watchedUntil: START };
			const users = changes.map(({ at, status }, index) => ({ ...person(index, 10), status, statusChanged: addSeconds(START, at) }));
			const { events, state: next } = applyStatuses(state, batch(users, 60, complete), searching, limit);
			const order = users.map((user, index) => ({ user, ...changes[index] })).sort((a, b) => a.at - b.at || (a.user.id < b.user.id ? -1 : 1));
			// Who is active and becomes staged is not told of; what was not known is learned by the window.
			const suspended = order.filter(({ isKnown, status }) => isKnown && status === 'SUSPENDED');
			expect(names({ events })).toEqual(suspended.slice(0, limit).map(({ user }) => `user.suspended ${user.id}`));
			const cutAt = suspended.length > limit ? order.indexOf(suspended[limit]) : order.length;
			const reached = Math.max(-300, ...order.slice(0, cutAt).map(({ at }) => Math.min(at, 60)));
			const isCut = cutAt < order.length || !complete;
			expect(next.statusesFrom).toBe(isCut ? addSeconds(START, reached) : undefined);
			order.forEach(({ user, isKnown, status }, index) => expect(next.knownUsers.get(user.id)?.status).toBe(!isKnown ? undefined : index < cutAt ? status : 'ACTIVE'));
			expect(state.knownUsers.get('00u0000')?.status ?? 'ACTIVE').toBe('ACTIVE');
		}), 500);
	});

	it('what was watched is remembered once a minute, or once an overlap, from when the readings began', () => {
		const time = fc.constantFrom(-1, 0, 30, 59, 60, 61, 299, 300, 301, 900).map((seconds) => addSeconds(START, seconds));
		const maybe = fc.option(time, { nil: undefined, freq: 2 });
		holds(fc.property(fc.record({ watchedUntil: maybe, backlog: maybe, statusesFrom: maybe, backlogBefore: maybe, statusesBefore: maybe, serverTime: time, overlapSeconds: fc.constantFrom(10, 300), hasSearch: fc.boolean(), readsThem: fc.boolean() }), (given) => {
			const { watchedUntil, serverTime } = given;
			const used: WatchSettings = { ...settings, search: given.hasSearch ? 'x' : '', overlapSeconds: given.overlapSeconds, events: given.readsThem ? ['user.suspended'] : ['user.updated'] };
			const base = knowing([]);
			const backlogOf = (at: string | undefined) => (at === undefined ? undefined : { resumeFrom: START, startedAt: at });
			const state: TriggerState = { ...base, watchedUntil, backlog: backlogOf(given.backlog), statusesFrom: given.statusesFrom };
			const before: TriggerState = { ...base, backlog: backlogOf(given.backlogBefore), statusesFrom: given.statusesBefore };
			const next = withReach(state, before, serverTime, used);
			const isWhole = given.backlog === undefined && (given.statusesFrom === undefined || !given.readsThem);
			const reached = [given.backlogBefore ?? serverTime, (given.readsThem ? given.statusesBefore : undefined) ?? serverTime].sort()[0];
			const isEnough = watchedUntil !== undefined && watchedUntil <= serverTime && Date.parse(watchedUntil) + 1000 * Math.max(60, given.overlapSeconds) > Date.parse(reached);
			if (!given.hasSearch || !isWhole || isEnough) expect(next).toBe(state);
			else expect(next).toEqual({ ...state, watchedUntil: reached, statusesFrom: undefined });
		}), 2000);
	});
});
