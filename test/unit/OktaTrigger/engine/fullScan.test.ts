import fc from 'fast-check';
import { holds } from '../../../support/fuzz';
import { applyFullScan, applyLookUps, startFullScanIfDue, usersToLookUp } from '../../../../nodes/OktaTrigger/engine/fullScan';
import { applyIncremental } from '../../../../nodes/OktaTrigger/engine/incremental';
import { inBaseline, initialState } from '../../../../nodes/OktaTrigger/engine/state';
import { addSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
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
		expect(startFullScanIfDue(state, settings, addSeconds(START, 86_400)).fullScan).toMatchObject({ kind: 'recheck', generation: 1 });
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
