import fc from 'fast-check';
import { fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { isRoster, isWhole, LOST, KnownUsers, stampOf, widened, type KnownUser } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { STATUSES } from '../../../../nodes/okta/users/search';
import { holds } from '../../../support/fuzz';

const NAMES = ['a', 'b'];

const id = fc.oneof(
	{ weight: 4, arbitrary: fc.nat(30).map((n) => `00u${n.toString(36)}abc`) },
	{ weight: 1, arbitrary: fc.constantFrom('00u', '00u!x', '!x', 'x', '|', '00u|', '%7C', '|%', 'ünïcode', '00uä', '0', '!') },
	{ weight: 1, arbitrary: fc.string({ minLength: 1, unit: 'binary' }) },
);

const known: fc.Arbitrary<KnownUser> = fc
	.record({
		id,
		status: fc.constantFrom(undefined, ...STATUSES),
		mark: fc.constantFrom(0 as const, 1 as const, LOST),
		stamp: fc.nat(64 ** 5 - 1),
		profile: fc.record({ a: fc.string(), b: fc.string() }),
	})
	.map(({ profile, ...rest }) => ({ ...rest, ...fingerprint(profile, NAMES, 'salt') }) as KnownUser);

const action = fc.oneof(
	{ weight: 4, arbitrary: known.map((person) => ({ set: person })) },
	{ weight: 1, arbitrary: id.map((gone) => ({ delete: gone })) },
);

describe('Roster', () => {
	it('is a map from id to what is remembered, also written and read again', () => {
		holds(
			fc.property(fc.array(action, { maxLength: 60, size: 'max' }), fc.array(id), (actions, others) => {
				const map = new Map<string, KnownUser>();
				let roster = new KnownUsers('', NAMES.length);
				for (const one of actions) {
					if ('set' in one) {
						const before = JSON.stringify(map.get(one.set.id));
						expect(roster.set(one.set)).toBe(before !== JSON.stringify({ ...one.set }));
						map.set(one.set.id, { ...one.set });
					} else {
						roster.delete(one.delete);
						map.delete(one.delete);
					}
				}
				const text = roster.toString();
				expect([isWhole(text, NAMES.length), isRoster(text, NAMES.length)]).toEqual([true, true]);
				expect(isRoster(text, NAMES.length + 1)).toBe(isWhole(text, NAMES.length + 1));
				roster = new KnownUsers(text, NAMES.length);
				expect(roster.size).toBe(map.size);
				for (const person of map.values()) expect(roster.get(person.id)).toEqual(person);
				for (const other of others) expect(roster.get(other)).toEqual(map.get(other));
				const unseen = [...map.values()].filter(({ mark }) => mark === 0);
				expect(new Set(roster.unseen(1).map((person) => person.id))).toEqual(new Set(unseen.map((person) => person.id)));
				expect(roster.unseen(1, 2)).toHaveLength(Math.min(2, unseen.length));
			}),
			100,
		);
	});

	it('takes at most 48 bytes a person with ten watched attributes', () => {
		const names = Array.from({ length: 10 }, (_, index) => `attribute${index}`);
		const roster = new KnownUsers('', names.length);
		const people = 10_000;
		for (let i = 0; i < people; i++) {
			const profile = Object.fromEntries(names.map((name) => [name, `${name} of ${i}`]));
			const stamp = stampOf(new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString());
			const okta = `00u${i.toString(36).padStart(5, '0')}Zq7bXf2Lw5d7`;
			roster.set({ id: okta, status: 'ACTIVE', mark: 1, stamp, ...fingerprint(profile, names, 'salt') });
		}
		// As n8n stores it: JSON, in UTF-8.
		const bytes = JSON.stringify(roster.toString()).length;
		expect(roster.size).toBe(people);
		expect(roster.toString()).toMatch(/^[\w|-]+$/);
		expect(bytes / people).toBeLessThanOrEqual(48);
	});

	it('gives new attributes room without changing anything else', () => {
		const roster = new KnownUsers('', 1);
		const person = { id: '00u1', status: 'ACTIVE', mark: 0 as const, stamp: 5, ...fingerprint({ a: 'x' }, ['a'], 'salt') };
		roster.set(person);
		roster.set({ ...person, id: '00u2' });
		const wider = new KnownUsers(widened(roster.toString(), 1), 2);
		expect(wider.get('00u2')).toEqual({ ...person, id: '00u2', ...fingerprint({ a: 'x', b: '' }, ['a', 'b'], 'salt') });
		expect(widened('', 3)).toBe('');
	});
});

describe('stampOf', () => {
	it.each([
		['2020-01-01T00:00:00.000Z', 0],
		['2020-01-01T00:01:01.999Z', 61],
		['1999-01-01T00:00:00.000Z', 0],
		['2999-01-01T00:00:00.000Z', 64 ** 5 - 1],
		['yesterday', 0],
		[null, 0],
		[undefined, 0],
		[12, 0],
	])('%j → %d', (text, seconds) => expect(stampOf(text)).toBe(seconds));
});
