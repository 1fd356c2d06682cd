import fc from 'fast-check';
import { fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { isKnownUsersText, KnownUsers, KnownUsersValidator, NOT_VISIBLE, type KnownUser } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { toSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
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
		generation: fc.constantFrom(0 as const, 1 as const, NOT_VISIBLE),
		lastUpdated: fc.nat(64 ** 5 - 1),
		profile: fc.record({ a: fc.string(), b: fc.string() }),
	})
	.map(({ profile, ...rest }) => ({ ...rest, ...fingerprint(profile, NAMES, 'salt') }) as KnownUser);

const action = fc.oneof(
	{ weight: 4, arbitrary: known.map((person) => ({ set: person })) },
	{ weight: 1, arbitrary: id.map((gone) => ({ delete: gone })) },
);

describe('KnownUsers', () => {
	it('is a map from ID to what is known, also after it was written and read', () => {
		holds(
			fc.property(fc.array(action, { maxLength: 60, size: 'max' }), fc.array(id), (actions, others) => {
				const map = new Map<string, KnownUser>();
				let knownUsers = new KnownUsers('', NAMES.length);
				for (const one of actions) {
					if ('set' in one) {
						const before = JSON.stringify(map.get(one.set.id));
						const textBefore = knownUsers.toString();
						knownUsers.set(one.set);
						expect(knownUsers.toString() !== textBefore).toBe(before !== JSON.stringify({ ...one.set }));
						map.set(one.set.id, { ...one.set });
					} else {
						knownUsers.delete(one.delete);
						map.delete(one.delete);
					}
				}
				const text = knownUsers.toString();
				const validator = new KnownUsersValidator();
				expect([isKnownUsersText(text, NAMES.length), validator.isValid(text, NAMES.length)]).toEqual([true, true]);
				expect(validator.isValid(text, NAMES.length + 1)).toBe(isKnownUsersText(text, NAMES.length + 1));
				knownUsers = new KnownUsers(text, NAMES.length);
				expect(knownUsers.size).toBe(map.size);
				for (const person of map.values()) expect(knownUsers.get(person.id)).toEqual(person);
				for (const other of others) expect(knownUsers.get(other)).toEqual(map.get(other));
				const unseen = [...map.values()].filter(({ generation }) => generation === 0);
				expect(new Set(knownUsers.unseen(1).map((person) => person.id))).toEqual(new Set(unseen.map((person) => person.id)));
				expect(knownUsers.unseen(1, 2)).toHaveLength(Math.min(2, unseen.length));
			}),
			100,
		);
	});

	it('takes at most 48 bytes per user with ten watched attributes', () => {
		const names = Array.from({ length: 10 }, (_, index) => `attribute${index}`);
		const knownUsers = new KnownUsers('', names.length);
		const people = 10_000;
		for (let i = 0; i < people; i++) {
			const profile = Object.fromEntries(names.map((name) => [name, `${name} of ${i}`]));
			const lastUpdated = toSeconds(new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString());
			const okta = `00u${i.toString(36).padStart(5, '0')}Zq7bXf2Lw5d7`;
			knownUsers.set({ id: okta, status: 'ACTIVE', generation: 1, lastUpdated, ...fingerprint(profile, names, 'salt') });
		}
		// As n8n stores it: JSON, in UTF-8.
		const bytes = JSON.stringify(knownUsers.toString()).length;
		expect(knownUsers.size).toBe(people);
		expect(knownUsers.byteLength).toBe(bytes - '""'.length);
		expect(knownUsers.toString()).toMatch(/^[\w|-]+$/);
		expect(bytes / people).toBeLessThanOrEqual(48);
	});

	it('makes room for new attributes without changing anything else', () => {
		const knownUsers = new KnownUsers('', 1);
		const person = { id: '00u1', status: 'ACTIVE', generation: 0 as const, lastUpdated: 5, ...fingerprint({ a: 'x' }, ['a'], 'salt') };
		knownUsers.set(person);
		knownUsers.set({ ...person, id: '00u2' });
		const wider = knownUsers.withMoreAttributes(1);
		expect(wider.get('00u2')).toEqual({ ...person, id: '00u2', ...fingerprint({ a: 'x', b: '' }, ['a', 'b'], 'salt') });
		expect(new KnownUsers('', 1).withMoreAttributes(3).toString()).toBe('');
	});

	it('reads records of workflows in use: each status, each generation', () => {
		const statuses = [undefined, 'ACTIVE', 'DEPROVISIONED', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY', 'STAGED', 'SUSPENDED'];
		const knownUsers = new KnownUsers('1AAAAAFabcAB|2RAAAAFabcAB|3iAAAAFabcAB|4DAAAAFabcAB|5EAAAAFabcAB|6FAAAAFabcAB|7GAAAAFabcAB|8HAAAAFabcAB|9IAAAAFabcAB', 1);
		const generations = [0, 1, NOT_VISIBLE, 0, 0, 0, 0, 0, 0];
		for (const [index, status] of statuses.entries()) {
			const known = { id: `00u${index + 1}`, status, generation: generations[index], lastUpdated: 5, profileHash: 'abc', attributeHashes: 'AB' };
			expect(knownUsers.get(`00u${index + 1}`)).toEqual(known);
		}
	});

	it('keeps a copy and its original apart, whichever of them changes', () => {
		const user = (id: string, city: string) => ({
			...fingerprint({ a: city }, ['a'], 'salt'),
			id,
			status: 'ACTIVE',
			generation: 0 as const,
			lastUpdated: 5,
		});
		for (const stored of [false, true]) {
			let original = new KnownUsers('', 1);
			for (const id of ['00u1', '00u2']) original.set(user(id, 'Wien'));
			const text = original.toString();
			if (stored) original = new KnownUsers(text, 1);
			const copy = original.copy();
			copy.set(user('00u1', 'Linz'));
			copy.set(user('00u3', 'Linz'));
			copy.delete('00u2');
			expect(original.toString()).toBe(text);
			expect(copy.size).toBe(2);
			const copied = copy.toString();
			original.delete('00u1');
			expect(original.size).toBe(1);
			expect(copy.toString()).toBe(copied);
			expect(copy.get('00u1')).toEqual(user('00u1', 'Linz'));
		}
	});
});

describe('KnownUsersValidator', () => {
	it('refuses a damaged text, also after a valid one', () => {
		const knownUsers = new KnownUsers('', 1);
		knownUsers.set({ id: '00u1', status: 'ACTIVE', generation: 0, lastUpdated: 5, ...fingerprint({ a: 'x' }, ['a'], 'salt') });
		const text = knownUsers.toString();
		const validator = new KnownUsersValidator();
		expect(validator.isValid(text, 1)).toBe(true);
		expect(validator.isValid(`${text}|`, 1)).toBe(false);
		expect(validator.isValid(text, 99)).toBe(false);
		expect(validator.isValid(text, 1)).toBe(true);
	});
});
