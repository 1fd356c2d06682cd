import { EVENTS } from '../../../../nodes/OktaTrigger/engine/diff';
import { takeLookUps, takePass, toLookUp, withSweepDue } from '../../../../nodes/OktaTrigger/engine/fullScan';
import { KnownUsers } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { freshState, inBaseline, sameState, type TriggerState, type WatchSettings } from '../../../../nodes/OktaTrigger/engine/state';
import { shifted, takeWindow, windowStart, type UserBatch } from '../../../../nodes/OktaTrigger/engine/incremental';
import type { OktaUser } from '../../../../nodes/okta/users/userModel';

const START = '2026-03-01T09:00:00.000Z';

const settings: WatchSettings = {
	org: 'https://acme.okta.com',
	events: [...EVENTS],
	watch: 'profile',
	attributes: [],
	search: '',
	startWithExisting: false,
	overlapSeconds: 300,
	maxUsersPerPoll: 1000,
	sweepHours: 24,
};

/** A person; `changed` seconds after START. */
const person = (index: number, changed: number, profile: Record<string, unknown> = {}): OktaUser => ({
	id: `00u${String(index).padStart(4, '0')}`,
	status: 'ACTIVE',
	created: shifted(START, -100_000 + index),
	statusChanged: shifted(START, -100_000 + index),
	lastUpdated: shifted(START, changed),
	profile: { title: 'Engineer', ...profile },
});

const people = (count: number) => Array.from({ length: count }, (_, index) => person(index, -50_000));

const reading = (users: OktaUser[], seconds: number, complete = true): UserBatch => ({
	users,
	complete,
	serverTime: shifted(START, seconds),
});

/** A trigger that knows so many people. */
const knowing = (users: OktaUser[]): TriggerState =>
	takePass(freshState(settings, 'salt', START), reading(users, 0), settings, 1000).state;

const names = ({ events }: { events: Array<{ event: string; user: OktaUser }> }) =>
	events.map(({ event, user }) => `${event} ${user.id}`);

describe('the window', () => {
	it('reaches back behind the newest stamp seen, however long nothing happens', () => {
		const state = knowing(people(3));
		expect(windowStart(state, settings)).toBe(shifted(START, -300));
		const { state: next } = takeWindow(state, reading([person(1, 40, { title: 'CEO' })], 100), settings);
		expect(windowStart(next, settings)).toBe(shifted(START, 40 - 300));
		const idle = takeWindow(next, reading([person(1, 40, { title: 'CEO' })], 9000), settings);
		expect(idle.events).toEqual([]);
		expect(sameState(idle.state, next)).toBe(true);
	});

	it('is not carried away by a stamp from the future, and that person is not lost', () => {
		const state = knowing(people(3));
		const future = person(1, 200_000_000, { title: 'Astronaut' });
		const first = takeWindow(state, reading([future], 60), settings);
		expect(names(first)).toEqual(['user.updated 00u0001']);
		expect(windowStart(first.state, settings)).toBe(shifted(START, -300));
		const back = takeWindow(first.state, reading([person(1, 70, { title: 'Pilot' })], 80), settings);
		expect(names(back)).toEqual(['user.updated 00u0001']);
		expect(windowStart(back.state, settings)).toBe(shifted(START, 70 - 300));
	});

	it('leaves a burst behind by the clock, so that idle polls are one page', () => {
		const state = knowing(people(500));
		const burst = people(500).map((_, index) => person(index, 10, { title: 'All new' }));
		const first = takeWindow(state, reading(burst, 20), settings);
		expect(first.events).toHaveLength(500);
		const later = takeWindow(first.state, reading(burst, 200), settings);
		expect(later.events).toEqual([]);
		expect(windowStart(later.state, settings)).toBe(shifted(START, 200 - 300));
	});

	it('goes on from the last stamp when cut short, then makes good what the index hid meanwhile', () => {
		const state = knowing(people(6));
		const at = (index: number) => person(index, index * 10, { title: 'New' });
		const cut = takeWindow(state, reading([at(1), at(2)], 100, false), settings);
		expect(windowStart(cut.state, settings)).toBe(shifted(START, 20));
		const rest = takeWindow(cut.state, reading([at(2), at(4)], 160), settings);
		expect(names(rest)).toEqual(['user.updated 00u0004']);
		expect(rest.state.backlog).toBeUndefined();
		expect(windowStart(rest.state, settings) < shifted(START, 10)).toBe(true);
	});

	it('goes on from where the backlog began, not from where it ended', () => {
		const state = knowing(people(6));
		const at = (index: number, seconds: number) => person(index, seconds, { title: 'New' });
		const cut = takeWindow(state, reading([at(1, 390)], 400, false), settings);
		const rest = takeWindow(cut.state, reading([at(1, 390), at(2, 450)], 460), settings);
		expect(windowStart(rest.state, settings)).toBe(shifted(START, 400 - 300));
	});

	it('stops at so many people, and loses none of the same second', () => {
		const few = { ...settings, maxUsersPerPoll: 2 };
		let state = knowing(people(5));
		const changed = people(5).map((_, index) => person(index, 10, { title: 'New' }));
		const delivered: string[] = [];
		for (const size of [2, 2, 1, 0]) {
			const step = takeWindow(state, reading(changed, 20), few);
			expect(step.events).toHaveLength(size);
			delivered.push(...names(step));
			state = step.state;
		}
		expect(new Set(delivered).size).toBe(5);
	});

	it('comes back from a clock that was once wrong', () => {
		const state = { ...knowing(people(1)), since: shifted(START, 9_000_000) };
		const { state: next } = takeWindow(state, reading([], 60), settings);
		expect(next.since).toBe(shifted(START, 60));
	});
});

describe('somebody unknown', () => {
	const seen = (user: OktaUser, change: Partial<WatchSettings> = {}) =>
		names(takeWindow(knowing(people(1)), reading([user], 60), { ...settings, ...change }));

	it('is new when created since watching began', () => {
		expect(seen({ ...person(7, 20), created: shifted(START, 20) })).toEqual(['user.created 00u0007', 'user.activated 00u0007']);
		expect(seen({ ...person(7, 20), created: shifted(START, 20) }, { events: ['user.updated'] })).toEqual(['user.updated 00u0007']);
	});

	it('counts as changed when touched since, or so shortly before that the index may have hidden it', () => {
		expect(seen(person(7, 20))).toEqual(['user.updated 00u0007']);
		expect(seen(person(7, -299))).toEqual(['user.updated 00u0007']);
	});

	it('is only learned when nothing happened to them since', () => {
		expect(seen(person(7, -301))).toEqual([]);
		expect(seen(person(7, -301), { startWithExisting: true })).toEqual(['user.updated 00u0007']);
	});

	it('has changed into the status they have, if they did so since', () => {
		const left = { ...person(7, 20), status: 'DEPROVISIONED', statusChanged: shifted(START, 20) };
		expect(seen(left)).toEqual(['user.updated 00u0007', 'user.deactivated 00u0007']);
		expect(seen({ ...left, statusChanged: shifted(START, -20) })).toEqual(['user.updated 00u0007']);
	});
});

describe('an attribute that nobody had before', () => {
	it('counts for the one who has it now, not for the others', () => {
		const state = knowing(people(3));
		const step = takeWindow(state, reading([person(0, 5), person(1, 5, { pronouns: 'they' })], 10), settings);
		expect(step.events.map(({ user, changedAttributes }) => [user.id, changedAttributes])).toEqual([
			['00u0001', ['pronouns']],
		]);
	});

	it('is noticed without a name beyond 128 of them, and does not make others look changed', () => {
		const many = (to: number) => Object.fromEntries(Array.from({ length: to }, (_, index) => [`x${index}`, 'v']));
		const state = knowing([person(0, -50), person(1, -50, { nothing: null })]);
		const wide = takeWindow(state, reading([person(0, 5, many(140)), person(1, 5, { nothing: null })], 10), settings);
		expect(names(wide)).toEqual(['user.updated 00u0000']);
		expect(wide.state.names).toHaveLength(128);
		const again = person(0, 15, { ...many(140), x139: 'other' });
		const [event] = takeWindow(wide.state, reading([again], 20), settings).events;
		expect(event).toMatchObject({ event: 'user.updated', changedAttributes: [] });
	});
});

/** A day later a sweep sees these people. */
const swept = (state: TriggerState, users: OktaUser[], seconds = 90_000) => {
	const begun = withSweepDue(state, settings, shifted(START, seconds));
	return takePass(begun, reading(users, seconds), settings, 1000);
};

describe('the sweep', () => {
	it('is due after its hours, and never with 0', () => {
		const state = knowing(people(1));
		expect(withSweepDue(state, settings, shifted(START, 86_399)).pass).toBeUndefined();
		expect(withSweepDue(state, settings, shifted(START, 86_400)).pass).toMatchObject({ kind: 'sweep', mark: 1 });
		expect(withSweepDue(state, { ...settings, sweepHours: 0 }, shifted(START, 9e6)).pass).toBeUndefined();
	});

	it('finds what the window missed, and nothing where nothing is', () => {
		const state = knowing(people(5));
		const drifted = [...people(4), person(4, -50_000, { title: 'Drifted' })];
		const step = swept(state, drifted);
		expect(names(step)).toEqual(['user.updated 00u0004']);
		expect(step.state.pass).toBeUndefined();
		expect(swept(step.state, drifted, 200_000).events).toEqual([]);
	});

	it('goes over everybody in steps and remembers whom it saw', () => {
		const all = people(6);
		let state = withSweepDue(knowing(all), settings, shifted(START, 90_000));
		for (const [from, to, complete] of [[0, 2, false], [1, 4, false], [3, 6, true]] as const) {
			const step = takePass(state, reading(all.slice(from, to), 90_000, complete), settings, 1000);
			expect(step.events).toEqual([]);
			state = step.state;
			if (!complete) expect(state.pass?.from).toBe(all[to - 1].created);
		}
		expect(state.pass).toBeUndefined();
		expect(state.mark).toBe(1);
	});

	it('takes nobody for deleted until Okta says so for this one person', () => {
		const { state, events } = swept(knowing(people(20)), people(20).slice(0, 16));
		expect(events).toEqual([]);
		expect(toLookUp(state, 3)).toEqual(['00u0016', '00u0017', '00u0018']);
		const lookUps = [
			{ id: '00u0016', found: 'deleted' as const },
			{ id: '00u0017', found: person(17, 90_000, { title: 'Slipped through' }) },
			{ id: '00u0018', found: 'hidden' as const },
		];
		const step = takeLookUps(state, lookUps, settings, shifted(START, 90_010));
		expect(names(step).sort()).toEqual(['user.deleted 00u0016', 'user.updated 00u0017']);
		expect(toLookUp(step.state, 10)).toEqual(['00u0019']);
		const last = takeLookUps(step.state, [{ id: '00u0019', found: 'unwatched' }], settings, shifted(START, 90_020));
		expect(last.events).toEqual([]);
		expect(last.state.pass).toBeUndefined();
		expect(new KnownUsers(last.state.people, last.state.names.length).size).toBe(18);
		// Whom the credential may not read is not asked for again.
		const next = swept(last.state, people(18).filter(({ id }) => !['00u0016', '00u0018'].includes(id)), 200_000);
		expect(next.state.pass).toBeUndefined();
	});

	it('does not believe that very many are gone, says so once, and still sees the next one go', () => {
		const state = knowing(people(50));
		const narrowed = people(50).slice(0, 39);
		const first = swept(state, narrowed);
		expect(first.events).toEqual([]);
		expect(first.warning).toMatch(/no longer shows 11 of 50 people/);
		expect(toLookUp(first.state, 99)).toEqual([]);
		const second = swept(first.state, narrowed, 200_000);
		expect(second.warning).toBeUndefined();
		expect(second.state.pass).toBeUndefined();
		const third = swept(second.state, narrowed.slice(1), 300_000);
		expect(third.warning).toBeUndefined();
		expect(toLookUp(third.state, 99)).toEqual(['00u0000']);
		const { state: then } = takeLookUps(third.state, [{ id: '00u0000', found: 'deleted' }], settings, shifted(START, 300_010));
		const back = swept(then, [...people(49).slice(1), person(49, 300_000, { title: 'Back' })], 400_000);
		expect(names(back)).toEqual(['user.updated 00u0049']);
	});

	it('believes ten, and a fifth of many', () => {
		expect(toLookUp(swept(knowing(people(12)), people(2)).state, 99)).toHaveLength(10);
		expect(toLookUp(swept(knowing(people(100)), people(80)).state, 99)).toHaveLength(20);
		expect(toLookUp(swept(knowing(people(100)), people(79)).state, 99)).toHaveLength(0);
	});
});

describe('the baseline', () => {
	it('leaves whoever changed after its first step to the window', () => {
		const fresh = freshState(settings, 'salt', START);
		const first = takePass(fresh, reading(people(2), 0, false), settings, 1000);
		expect(inBaseline(first.state)).toBe(true);
		const changed = [person(1, 30, { title: 'New' }), person(2, 40), person(3, -50)];
		const second = takePass(first.state, reading(changed, 60), settings, 1000);
		expect(second.events).toEqual([]);
		expect(inBaseline(second.state)).toBe(false);
		expect(names(takeWindow(second.state, reading(changed, 90), settings))).toEqual([
			'user.updated 00u0001',
			'user.updated 00u0002',
		]);
	});

	it('leaves whom an earlier step learned to the window, too, when the index shows their change late', () => {
		const first = takePass(freshState(settings, 'salt', START), reading(people(2), 0, false), settings, 1000);
		const late = person(1, -5, { title: 'New' });
		const second = takePass(first.state, reading([late], 60), settings, 1000);
		expect(names(takeWindow(second.state, reading([late], 90), settings))).toEqual(['user.updated 00u0001']);
	});

	it('learns people with stamps from the future like everybody else', () => {
		const state = knowing([person(0, 9_000_000)]);
		expect(takeWindow(state, reading([person(0, 9_000_000)], 60), settings).events).toEqual([]);
	});
});
