import fc from 'fast-check';
import { holds } from '../../../support/fuzz';
import { applyFullScan, applyLookUps, startFullScanIfDue, usersToLookUp } from '../../../../nodes/OktaTrigger/engine/fullScan';
import { NOT_MATCHING, NOT_VISIBLE } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { applyIncremental } from '../../../../nodes/OktaTrigger/engine/incremental';
import { inBaseline, initialState } from '../../../../nodes/OktaTrigger/engine/state';
import { addSeconds, toSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import type { LookUp, TriggerState } from '../../../../nodes/OktaTrigger/engine/types';
import type { OktaUser } from '../../../../nodes/okta/users/userModel';
import { batch, knowing, names, people, person, settings, START } from './exampleUsers';

/** The result of a recheck, by default a day later, that sees these users. */
const recheck = (state: TriggerState, users: OktaUser[], seconds = 90_000) => {
	const begun = startFullScanIfDue(state, settings, addSeconds(START, seconds));
	return applyFullScan(begun, batch(users, seconds), settings, 1000);
};

describe('the recheck', () => {
	it('is due after Recheck Users Every (Hours), and never with 0', () => {
		const state = knowing(people(1));
		expect(startFullScanIfDue(state, settings, addSeconds(START, 86_399)).fullScan).toBeUndefined();
		const dueAt = addSeconds(START, 86_400);
		expect(startFullScanIfDue(state, settings, dueAt).fullScan).toEqual({ kind: 'recheck', resumeFrom: '', generation: 1, startedAt: dueAt, verifying: false });
		expect(startFullScanIfDue(state, settings, START).fullScan).toBeUndefined();
		const wrongClock = { ...state, lastFullScanAt: addSeconds(START, 9e8) };
		expect(startFullScanIfDue(wrongClock, settings, START).fullScan).toBeDefined();
		expect(startFullScanIfDue(state, { ...settings, sweepHours: 0 }, addSeconds(START, 9e6)).fullScan).toBeUndefined();
	});

	it('finds what the window missed, once', () => {
		const state = knowing(people(5));
		const drifted = [...people(4), person(4, -50_000, { title: 'Drifted' })];
		const step = recheck(state, drifted);
		expect(names(step)).toEqual(['user.updated 00u0004']);
		expect(step.state.fullScan).toBeUndefined();
		expect(recheck(step.state, drifted, 200_000).events).toEqual([]);
	});

	it('reads all users in steps and remembers whom it saw', () => {
		const all = people(6);
		let state = startFullScanIfDue(knowing(all), settings, addSeconds(START, 90_000));
		for (const [from, to, complete] of [[0, 2, false], [1, 4, false], [3, 6, true]] as const) {
			const step = applyFullScan(state, batch(all.slice(from, to), 90_000, complete), settings, 1000);
			expect(step.events).toEqual([]);
			state = step.state;
			if (!complete) expect(state.fullScan?.resumeFrom).toBe(all[to - 1].created);
		}
		expect(state.fullScan).toBeUndefined();
		expect(state.generation).toBe(1);
	});

	it('goes on behind the user created last, in whatever order Okta gives the users', () => {
		const [first, second, third] = people(3);
		// By their IDs, the order would be the opposite.
		const users = [{ ...first, id: '00u0009' }, { ...second, id: '00u0005' }, { ...third, id: '00u0001' }];
		const state = startFullScanIfDue(knowing(users), settings, addSeconds(START, 90_000));
		for (const order of [users, [...users].reverse(), [users[1], users[2], users[0]]]) {
			expect(applyFullScan(state, batch(order, 90_000, false), settings, 1000).state.fullScan?.resumeFrom).toBe(third.created);
		}
	});

	it('reports a user as deleted only after a look-up, and only when they were deactivated', () => {
		const gone = (index: number) => ({ ...person(index, -50_000), status: 'DEPROVISIONED' });
		const all = [...people(16), gone(16), person(17, -50_000), gone(18), person(19, -50_000)];
		const { state, events } = recheck(knowing(all), people(16));
		expect(events).toEqual([]);
		expect(usersToLookUp(state, 3)).toEqual(['00u0016', '00u0017', '00u0018']);
		const lookUps: LookUp[] = [
			{ id: '00u0016', found: 'missing' },
			{ id: '00u0017', found: person(17, 90_000, { title: 'Slipped through' }) },
			{ id: '00u0018', found: 'hidden' },
		];
		const step = applyLookUps(state, lookUps, settings, addSeconds(START, 90_010));
		expect(names(step).sort()).toEqual(['user.deleted 00u0016', 'user.updated 00u0017']);
		expect(step.warning).toMatch(/no longer shows user 00u0018/);
		expect(usersToLookUp(step.state, 10)).toEqual(['00u0019']);
		const last = applyLookUps(step.state, [{ id: '00u0019', found: 'missing' }], settings, addSeconds(START, 90_020));
		expect(last.events).toEqual([]);
		expect(last.warning).toMatch(/no longer shows user 00u0019.*Okta deletes only deactivated users/);
		expect(last.state.fullScan).toBeUndefined();
		expect(last.state.knownUsers.size).toBe(19);
		// The next scan looks them up again, and the window still finds what changed meanwhile.
		const seen = [...people(16), person(17, 90_000, { title: 'Slipped through' })];
		const next = recheck(last.state, seen, 200_000);
		expect(usersToLookUp(next.state, 99)).toEqual(['00u0018', '00u0019']);
		const back = applyIncremental(next.state, batch([person(19, 200_000, { title: 'Back' })], 200_010), settings);
		expect(names(back)).toEqual(['user.updated 00u0019']);
	});

	it('does not look up very many missing users, warns once, and still finds the next deleted user', () => {
		const all = people(50).map((user, index) => (index === 0 ? { ...user, status: 'DEPROVISIONED' } : user));
		const narrowed = all.slice(0, 39);
		const first = recheck(knowing(all), narrowed);
		expect(first.events).toEqual([]);
		expect(first.warning).toMatch(/no longer shows 11 of 50 users/);
		expect(usersToLookUp(first.state, 99)).toEqual([]);
		const second = recheck(first.state, narrowed, 200_000);
		expect(second.warning).toBeUndefined();
		expect(second.state.fullScan).toBeUndefined();
		const third = recheck(second.state, narrowed.slice(1), 300_000);
		expect(third.warning).toBeUndefined();
		expect(usersToLookUp(third.state, 99)).toEqual(['00u0000']);
		const { state: then, events } = applyLookUps(third.state, [{ id: '00u0000', found: 'missing' }], settings, addSeconds(START, 300_010));
		expect(events).toHaveLength(1);
		const back = recheck(then, [...people(49).slice(1), person(49, 300_000, { title: 'Back' })], 400_000);
		expect(names(back)).toEqual(['user.updated 00u0049']);
	});

	it('continues behind look-ups that fail, and comes back to them', () => {
		const { state } = recheck(knowing(people(20)), people(16));
		const failed: LookUp[] = [{ id: '00u0016', found: 'failed' }, { id: '00u0017', found: 'hidden' }];
		const step = applyLookUps(state, failed, settings, addSeconds(START, 90_010));
		expect(usersToLookUp(step.state, 99)).toEqual(['00u0018', '00u0019', '00u0016']);
	});

	it('ends whichever look-ups fail, reports deletions only of deactivated users, and says of nobody what it does not know', () => {
		const answer = fc.constantFrom('missing', 'hidden', 'failed', 'failed', 'found');
		holds(
			fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), fc.array(answer, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 3 }), (deactivated, answers, mayFail) => {
				const gone = deactivated.map((is, index) => ({ ...person(40 + index, -50_000), status: is ? 'DEPROVISIONED' : 'ACTIVE' }));
				let { state } = recheck(knowing([...people(40), ...gone]), people(40));
				let asked = 0;
				let polls = 0;
				for (; state.fullScan !== undefined; polls++) {
					expect(polls).toBeLessThan(11 * gone.length + 1);
					const lookUps: LookUp[] = [];
					for (const id of usersToLookUp(state, 50)) {
						const found = answers[asked++ % answers.length];
						lookUps.push({ id, found: found === 'found' ? gone.find((user) => user.id === id)! : (found as LookUp['found']) });
						if (lookUps.filter((lookUp) => lookUp.found === 'failed').length >= mayFail) break;
					}
					const step = applyLookUps(state, lookUps, settings, addSeconds(START, 90_010 + polls));
					const notShown = lookUps.filter(({ found }) => found === 'missing' || found === 'hidden').map(({ id }) => id);
					const deleted = step.events.map(({ event, user }) => { expect(event).toBe('user.deleted'); return user.id; });
					expect(deleted).toEqual(lookUps.filter(({ id, found }) => found === 'missing' && gone.find((user) => user.id === id)?.status === 'DEPROVISIONED').map(({ id }) => id));
					const named = notShown.filter((id) => !deleted.includes(id));
					const count = step.warning === undefined ? 0 : Number(/(\d+) users/.exec(step.warning)?.[1] ?? 1);
					expect(count).toBe(named.length);
					for (const id of named.slice(0, 5)) expect(step.warning).toContain(id);
					for (const id of named) if (gone.find((user) => user.id === id)?.status === 'DEPROVISIONED') expect(step.warning).not.toMatch(/not deactivated|deletes only/);
					({ state } = step);
				}
			}),
			500,
		);
	});

	it('remembers a user who left the search, and delivers the change of status that took them out', () => {
		const searching = { ...settings, search: 'status eq "ACTIVE"' };
		const { state } = recheck(knowing(people(20)), people(18));
		const left = { ...person(18, 90_000, { title: 'Retired' }), status: 'SUSPENDED', statusChanged: addSeconds(START, 90_000) };
		const lookUps: LookUp[] = [{ id: '00u0018', found: left, unwatched: true }, { id: '00u0019', found: person(19, 90_000, { title: 'Elsewhere' }), unwatched: true }];
		const step = applyLookUps(state, lookUps, searching, addSeconds(START, 90_010));
		expect(names(step)).toEqual(['user.suspended 00u0018']);
		expect(step.state.knownUsers.size).toBe(20);
		const back = applyIncremental(step.state, batch([person(19, 95_000, { title: 'Elsewhere' })], 95_010), searching);
		expect(names(back)).toEqual(['user.updated 00u0019']);
	});

	it('looks up ten missing users, or a fifth of all', () => {
		expect(usersToLookUp(recheck(knowing(people(12)), people(2)).state, 99)).toHaveLength(10);
		expect(usersToLookUp(recheck(knowing(people(100)), people(80)).state, 99)).toHaveLength(20);
		expect(usersToLookUp(recheck(knowing(people(100)), people(79)).state, 99)).toHaveLength(0);
	});
});

describe('the baseline', () => {
	it('leaves users who changed after its first step to the window', () => {
		const fresh = initialState(settings, 'salt', START);
		const first = applyFullScan(fresh, batch(people(2), 0, false), settings, 1000);
		expect(inBaseline(first.state)).toBe(true);
		const changed = [person(1, 30, { title: 'New' }), person(2, 40), person(3, -50)];
		const second = applyFullScan(first.state, batch(changed, 60), settings, 1000);
		expect(second.events).toEqual([]);
		expect(inBaseline(second.state)).toBe(false);
		expect(names(applyIncremental(second.state, batch(changed, 90), settings))).toEqual([
			'user.updated 00u0001',
			'user.updated 00u0002',
		]);
	});

	it('leaves users of an earlier step to the window when the index shows their change late', () => {
		const first = applyFullScan(initialState(settings, 'salt', START), batch(people(2), 0, false), settings, 1000);
		const late = person(1, -5, { title: 'New' });
		const second = applyFullScan(first.state, batch([late], 60), settings, 1000);
		expect(names(applyIncremental(second.state, batch([late], 90), settings))).toEqual(['user.updated 00u0001']);
	});

	it('learns users with timestamps from the future like all others', () => {
		const state = knowing([person(0, 9_000_000)]);
		expect(applyIncremental(state, batch([person(0, 9_000_000)], 60), settings).events).toEqual([]);
	});
});

describe('a scan under way', () => {
	it('is not begun again, and stays where it is when a step reads nobody', () => {
		const begun = startFullScanIfDue(knowing(people(3)), settings, addSeconds(START, 90_000));
		expect(startFullScanIfDue(begun, settings, addSeconds(START, 900_000))).toBe(begun);
		const first = applyFullScan(begun, batch([person(1, -50_000)], 90_000, false), settings, 1000).state;
		expect(first.fullScan?.resumeFrom).toBe(person(1, 0).created);
		expect(applyFullScan(first, batch([], 90_001, false), settings, 1000).state.fullScan).toEqual(first.fullScan);
		const untouched = knowing(people(3));
		const step = applyFullScan(untouched, batch([], 90_000), settings, 1000);
		expect([step.events, step.state.fullScan]).toEqual([[], undefined]);
	});

	it('has the other number, and gives it to everybody', () => {
		const once = recheck(knowing(people(3)), people(3));
		expect([once.state.generation, once.state.lastFullScanAt]).toEqual([1, addSeconds(START, 90_000)]);
		const twice = recheck(once.state, people(3), 190_000);
		expect([twice.state.generation, twice.state.fullScan]).toEqual([0, undefined]);
		expect(twice.state.knownUsers.unseen(0)).toEqual([]);
	});

	it('delivers no more users than it may, and continues behind the last', () => {
		const begun = startFullScanIfDue(knowing(people(4)), settings, addSeconds(START, 90_000));
		const drifted = people(4).map((user, index) => person(index, -50_000, { title: `Drifted ${user.id}` }));
		const step = applyFullScan(begun, batch(drifted, 90_000), settings, 3);
		expect(names(step)).toEqual(['user.updated 00u0000', 'user.updated 00u0001', 'user.updated 00u0002']);
		expect(step.state.fullScan).toMatchObject({ resumeFrom: drifted[2].created, verifying: false });
	});

	it('has one poll more than ten for look-ups that all fail, and counts anew after one that does not', () => {
		let { state } = recheck(knowing(people(20)), people(18));
		const fail = (...failing: string[]) => ({ state } = applyLookUps(state, ['00u0018', '00u0019'].map((id) => ({ id, found: failing.includes(id) ? 'failed' : 'hidden' })), settings, addSeconds(START, 90_010)));
		for (let polls = 1; polls <= 10; polls++) {
			fail('00u0018', '00u0019');
			expect(state.fullScan?.failed).toEqual({ at: '00u0019', polls });
		}
		fail('00u0018');
		expect(state.fullScan).toBeUndefined();

		({ state } = recheck(knowing(people(20)), people(18)));
		fail('00u0018', '00u0019');
		fail('00u0018');
		expect(state.fullScan?.failed).toEqual({ at: '00u0018', polls: 0 });
	});

	it('looks up at most 200 users that earlier scans could not see', () => {
		for (const [count, expected] of [[200, 200], [201, 0]] as const) {
			const state = knowing(people(2000));
			for (const user of people(count)) state.knownUsers.set({ ...state.knownUsers.get(user.id)!, generation: NOT_VISIBLE });
			const { state: next, warning } = recheck(state, people(2000).slice(count));
			expect([usersToLookUp(next, 999).length, warning]).toEqual([expected, undefined]);
		}
	});
});

describe('users of the baseline', () => {
	it('are left to the window when they changed after it began, to the second', () => {
		const offset = fc.constantFrom(-1, 0, 1, 59, 60, 61, 659, 660, 661, 9_000_000);
		holds(fc.property(offset, fc.boolean(), (changed, isFirst) => {
			const fresh = initialState(settings, 'salt', START);
			const begun = isFirst ? fresh : applyFullScan(fresh, batch(people(1), 0, false), settings, 1000).state;
			const step = applyFullScan(begun, batch([person(5, changed)], 60), settings, 1000);
			expect(step.events).toEqual([]);
			const isLeft = isFirst ? changed > 0 && changed <= 660 : changed >= 0;
			expect(step.state.knownUsers.get('00u0005') === undefined).toBe(isLeft);
		}));
	});

	it('are delivered when existing users are wanted', () => {
		const all = { ...settings, startWithExisting: true };
		const step = applyFullScan(initialState(all, 'salt', START), batch(people(2), 0), all, 1000);
		expect(names(step)).toEqual(['user.updated 00u0000', 'user.updated 00u0001']);
	});
});

describe('look-ups', () => {
	const ROLE = 'Check the admin role of the credential: the role of the admin who connected it or, with a service app, of the app.';

	it('warn of users who are not shown, by ID and with the reason', () => {
		const warn = (count: number, status: string) => {
			const missing = people(50 + count).slice(50).map((user) => ({ ...user, status }));
			const { state } = recheck(knowing([...people(50), ...missing]), people(50));
			return applyLookUps(state, missing.map(({ id }) => ({ id, found: status === 'DEPROVISIONED' ? 'hidden' : 'missing' })), settings, addSeconds(START, 90_010)).warning;
		};
		const because = ', because Okta deletes only deactivated users';
		expect(warn(1, 'ACTIVE')).toBe(`Okta no longer shows user 00u0050, not deactivated before. Not reported as deleted${because}: the credential may no longer see them. ${ROLE}`);
		expect(warn(1, 'DEPROVISIONED')).toBe(`Okta no longer shows user 00u0050. Not reported as deleted: the credential may no longer see them. ${ROLE}`);
		expect(warn(5, 'ACTIVE')).toContain('shows 5 users (00u0050, 00u0051, 00u0052, 00u0053, 00u0054), not');
		expect(warn(6, 'ACTIVE')).toContain('shows 6 users (00u0050, 00u0051, 00u0052, 00u0053, 00u0054, …), not');
		const narrowed = recheck(knowing(people(50)), people(39));
		expect(narrowed.warning).toBe(`Okta no longer shows 11 of 50 users. These users are not reported as deleted, because so many have probably become hidden from the credential. ${ROLE}`);
		expect(warn(0, 'ACTIVE')).toBeUndefined();
	});

	it('of users who still match give them the number of the scan, and leave nothing behind that says they failed', () => {
		const { state } = recheck(knowing(people(20)), people(18));
		const step = applyLookUps(state, [{ id: '00u0018', found: person(18, -50_000) }], settings, addSeconds(START, 90_010));
		expect(step.state.knownUsers.get('00u0018')).toMatchObject({ generation: 1, lastUpdated: toSeconds(addSeconds(START, -50_000)) });
		expect([step.events, step.state.fullScan?.failed]).toEqual([[], undefined]);
	});

	it('of deleted users are silent when nobody asked for deletions, and forget the user all the same', () => {
		const gone = { ...person(3, -50_000), status: 'DEPROVISIONED' };
		const { state } = recheck(knowing([...people(3), gone]), people(3));
		const step = applyLookUps(state, [{ id: gone.id, found: 'missing' }], { ...settings, events: ['user.updated'] }, START);
		expect(step).toMatchObject({ events: [], warning: undefined });
		expect(step.state.knownUsers.get(gone.id)).toBeUndefined();
	});

	it('of users who left the search keep the later timestamp, and nobody is looked up outside a scan', () => {
		const searching = { ...settings, search: 'status eq "ACTIVE"' };
		holds(fc.property(fc.constantFrom(-60_000, -50_000, 90_000), fc.constantFrom('ACTIVE', 'SUSPENDED'), (changed, status) => {
			const { state } = recheck(knowing(people(20)), people(19));
			const left = { ...person(19, changed), status };
			const { knownUsers } = applyLookUps(state, [{ id: left.id, found: left, unwatched: true }], searching, addSeconds(START, 90_010)).state;
			expect(knownUsers.get(left.id)).toMatchObject({ generation: NOT_MATCHING, lastUpdated: toSeconds(addSeconds(START, Math.max(changed, -50_000))) });
		}));
		expect(usersToLookUp(knowing(people(3)), 9)).toEqual([]);
		const unknown = applyLookUps(knowing(people(3)), [{ id: '00u9', found: 'missing' }, { id: '00u8', found: 'hidden' }], settings, START);
		expect([unknown.events, unknown.warning, unknown.state.knownUsers.size, unknown.state.fullScan]).toEqual([[], undefined, 3, undefined]);
	});
});
