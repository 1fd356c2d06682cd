import fc from 'fast-check';
import { fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { isKnownUsersText, knownStatus, KnownUsers, KnownUsersValidator, NOT_MATCHING, NOT_VISIBLE, rememberedStatus, type KnownUser } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { toSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import { STATUSES } from '../../../../nodes/okta/users/search';
import { anyCharacter, holds } from '../../../support/fuzz';

const NAMES = ['a', 'b'];

const id = fc.oneof(
	{ weight: 4, arbitrary: fc.nat(30).map((n) => `00u${n.toString(36)}abc`) },
	{ weight: 1, arbitrary: fc.constantFrom('00u', '00u!x', '!x', 'x', '|', '00u|', '%7C', '|%', 'ünïcode', '00uä', 'x00uabc', '00uab-c', '0', '!') },
	{ weight: 1, arbitrary: fc.string({ minLength: 1, unit: anyCharacter }) },
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

	it('keeps IDs of any form apart', () => {
		const ids = ['00uabc', 'x00uabc', 'uabc', '0uabc', '00uabc-', '00uab-c', '00uab|c', '!00uabc', '00u'];
		const knownUsers = new KnownUsers('', 0);
		for (const [index, one] of ids.entries()) knownUsers.set({ id: one, status: 'ACTIVE', generation: 0, lastUpdated: index, profileHash: 'abc', attributeHashes: '' });
		const read = new KnownUsers(knownUsers.toString(), 0);
		expect(ids.map((one) => [read.get(one)?.id, read.get(one)?.lastUpdated])).toEqual(ids.map((one, index) => [one, index]));
		expect(isKnownUsersText(knownUsers.toString(), 0)).toBe(true);
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

describe('a status that this package does not know', () => {
	it.each([
		['ACTIVE', 'ACTIVE'], ['LOCKED_OUT', 'ACTIVE'], ['PASSWORD_EXPIRED', 'ACTIVE'], ['RECOVERY', 'ACTIVE'],
		['STAGED', 'STAGED'], ['PROVISIONED', 'STAGED'], ['SUSPENDED', 'SUSPENDED'], ['DEPROVISIONED', 'DEPROVISIONED'],
	])('after %s is remembered as the kind %s, however often it is seen, and in the record of workflows in use', (before, kind) => {
		const first = rememberedStatus('NEW_IN_OKTA', before);
		expect(first).toBe(`?${kind}`);
		expect(rememberedStatus('OTHER', first)).toBe(first);
		expect(rememberedStatus(undefined, before)).toBe(first);
		expect(knownStatus(first)).toBe(kind);
		const flag = { ACTIVE: 'J', DEPROVISIONED: 'K', STAGED: 'L', SUSPENDED: 'M' }[kind];
		expect(new KnownUsers(`1${flag}AAAAFabcAB`, 1).get('00u1')?.status).toBe(first);
		const written = new KnownUsers('', 1);
		written.set({ id: '00u1', status: first, generation: 0, lastUpdated: 5, profileHash: 'abc', attributeHashes: 'AB' });
		expect(written.toString()).toBe(`1${flag}AAAAFabcAB`);
	});

	it('is not known when none was, and a known one is remembered as it is', () => {
		expect([rememberedStatus('NEW_IN_OKTA', undefined), knownStatus(undefined)]).toEqual([undefined, undefined]);
		for (const status of STATUSES) expect([rememberedStatus(status, 'ACTIVE'), rememberedStatus(status, undefined), knownStatus(status)]).toEqual([status, status, status]);
	});
});

describe('users of a generation', () => {
	const made = fc.uniqueArray(fc.record({ id: fc.nat(20), generation: fc.constantFrom(0 as const, 1 as const, NOT_VISIBLE, NOT_MATCHING) }), { selector: ({ id: n }) => n, maxLength: 10 });
	const okta = (n: number) => `00u${String(n).padStart(2, '0')}`;

	it('are listed in the order of the records, those after a given one first, and no more than asked for', () => {
		holds(fc.property(made, fc.nat(20), fc.nat(5), fc.boolean(), (users, after, limit, isLimited) => {
			const knownUsers = new KnownUsers('', 0);
			for (const { id: n, generation } of users) knownUsers.set({ id: okta(n), status: 'ACTIVE', generation, lastUpdated: 1, profileHash: 'abc', attributeHashes: '' });
			const ids = (generation: KnownUser['generation']) => users.filter((user) => user.generation === generation).map((user) => user.id).sort((a, b) => a - b);
			for (const generation of [0, 1, NOT_VISIBLE, NOT_MATCHING] as const) {
				const inOrder = [...ids(generation).filter((n) => n > after), ...ids(generation).filter((n) => n <= after)].map(okta);
				expect(knownUsers.ofGeneration(generation, isLimited ? limit : undefined, okta(after)).map((user) => user.id)).toEqual(isLimited ? inOrder.slice(0, limit) : inOrder);
				expect(knownUsers.ofGeneration(generation).map((user) => user.id)).toEqual(ids(generation).map(okta));
			}
			// The record of an ID that is not Okta's is the first.
			knownUsers.set({ id: 'A', status: 'ACTIVE', generation: 0, lastUpdated: 1, profileHash: 'abc', attributeHashes: '' });
			expect(knownUsers.ofGeneration(0).map((user) => user.id)).toEqual(['A', ...ids(0).map(okta)]);
			knownUsers.delete('A');
			expect(knownUsers.unseen(0).map((user) => user.id)).toEqual(ids(1).map(okta));
			expect(knownUsers.unseen(1).map((user) => user.id)).toEqual(ids(0).map(okta));
		}), 300);
	});
});

describe('the text of known users', () => {
	it('is valid when every record is, and their IDs are sorted and different', () => {
		const record = fc.constantFrom('1AAAAAFabc', '2AAAAAFabc', '!x%7CyAAAAAFabc', '!x%25AAAAAFabc', '!AAAAAFabc', '3AAAAAFab', 'AAAAAFabc', '!x%zzAAAAAFabc', '1AAAAAFab!', ' 1AAAAAFabc', '1AAAAAFabc ', '-AAAAAFabc', '');
		const bad = ['3AAAAAFab', 'AAAAAFabc', '!x%zzAAAAAFabc', '1AAAAAFab!', ' 1AAAAAFabc', '1AAAAAFabc ', '-AAAAAFabc', ''];
		holds(fc.property(fc.array(record, { minLength: 1, maxLength: 4 }), (records) => {
			const keys = records.map((one) => one.slice(0, -9));
			const isValid = !records.some((one) => bad.includes(one)) && keys.every((key, index) => index === 0 || key > keys[index - 1]);
			fc.pre(records.join('|') !== '');
			expect(isKnownUsersText(records.join('|'), 0)).toBe(isValid);
		}), 1000);
		expect(isKnownUsersText('', 0)).toBe(true);
	});

	it('is not checked again once it was found valid or was written here, for the same number of attributes', () => {
		const validator = new KnownUsersValidator();
		validator.accept('written here', 2);
		expect([validator.isValid('written here', 2), validator.isValid('written here', 1), validator.isValid('written here', 2)]).toEqual([true, false, true]);
		expect(validator.isValid('1AAAAAFabcAB', 1)).toBe(true);
		expect(validator.isValid('written here', 2)).toBe(false);
	});
});
