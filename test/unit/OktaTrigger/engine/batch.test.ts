import fc from 'fast-check';
import { processUsers, sortUsers } from '../../../../nodes/OktaTrigger/engine/batch';
import { diffOptions } from '../../../../nodes/OktaTrigger/engine/state';
import { addSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import { holds } from '../../../support/fuzz';
import { knowing, names, people, person, settings, START } from './exampleUsers';

describe('users of several pages', () => {
	it('are each taken once, in the last of their latest versions, in the order of a timestamp, then of IDs', () => {
		const version = fc.record({ index: fc.nat(4), changed: fc.integer({ min: 0, max: 2 }), by: fc.integer({ min: 0, max: 2 }), title: fc.string({ maxLength: 2 }) });
		const order = fc.constantFrom('lastUpdated' as const, 'created' as const, 'statusChanged' as const);
		holds(fc.property(fc.array(version, { maxLength: 8 }), order, (versions, by) => {
			const users = versions.map(({ index, changed, by: at, title }) => ({ ...person(index, changed, { title }), ...(by !== 'lastUpdated' && { [by]: addSeconds(START, at) }) }));
			const latest = new Map<string, (typeof users)[number]>();
			for (const user of users) if (!((latest.get(user.id)?.lastUpdated ?? '') > user.lastUpdated!)) latest.set(user.id, user);
			const sorted = [...latest.values()].sort((a, b) => (a[by]! === b[by]! ? a.id.localeCompare(b.id) : a[by]! < b[by]! ? -1 : 1));
			expect(sortUsers(users, by)).toEqual(sorted);
		}), 500);
	});

	it('are processed up to the user with one event too many', () => {
		const known = knowing(people(6));
		holds(fc.property(fc.array(fc.boolean(), { maxLength: 6 }), fc.nat(4), (areChanged, limit) => {
			const knownUsers = known.knownUsers.copy();
			const users = areChanged.map((isChanged, index) => (isChanged ? person(index, 10, { title: 'New' }) : person(index, -50_000)));
			const result = processUsers(users, knownUsers, diffOptions(known, settings, addSeconds(START, 20)), limit);
			const changed = users.filter((_user, index) => areChanged[index]);
			const processed = changed.length > limit ? users.slice(0, users.indexOf(changed[limit])) : users;
			expect(names(result)).toEqual(changed.slice(0, limit).map(({ id }) => `user.updated ${id}`));
			expect([result.processed, result.complete]).toEqual([processed, processed.length === users.length]);
			for (const user of changed) expect(knownUsers.get(user.id)?.profileHash === known.knownUsers.get(user.id)?.profileHash).toBe(!processed.includes(user));
		}));
	});
});
