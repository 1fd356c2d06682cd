import { applyIncremental, windowStart } from '../../../../nodes/OktaTrigger/engine/incremental';
import { sameState } from '../../../../nodes/OktaTrigger/engine/state';
import { addSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import type { WatchSettings } from '../../../../nodes/OktaTrigger/engine/types';
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
