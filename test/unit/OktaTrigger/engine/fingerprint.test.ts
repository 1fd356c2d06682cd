import fc from 'fast-check';
import { canonical, decodeNumber, differingAttributes, EMPTY_ATTRIBUTE, encodeNumber, fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { holds } from '../../../support/fuzz';

const NAMES = ['firstName', 'lastName', 'title', 'department', 'city', 'mobilePhone'];
const profile = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.string({ unit: 'grapheme' })])));

describe('canonical', () => {
	it.each([null, undefined, '', [], {}, { a: null, b: { c: '' } }])('%j is empty', (value) => {
		expect(canonical(value)).toBe('');
	});

	it('tells other values apart, whatever order Okta gives their keys', () => {
		expect(canonical({ a: 1, b: [true, 'x'] })).toBe(canonical({ b: [true, 'x'], a: 1, c: null }));
		const values = ['a', 0, false, ['a', 'b'], ['ab'], ['b', 'a'], { a: 'b' }, { b: 'a' }, ' '];
		expect(new Set(values.map(canonical)).size).toBe(values.length);
	});
});

describe('fingerprint', () => {
	it('does not depend on the order in which attributes came to be watched', () => {
		holds(
			fc.property(profile, fc.shuffledSubarray(NAMES, { minLength: NAMES.length }), (person, order) => {
				const one = fingerprint(person, NAMES, 'salt');
				const other = fingerprint(person, order, 'salt');
				expect(other.profileHash).toBe(one.profileHash);
				for (const [index, name] of order.entries()) {
					const at = NAMES.indexOf(name) * 2;
					expect(other.attributeHashes.slice(index * 2, index * 2 + 2)).toBe(one.attributeHashes.slice(at, at + 2));
				}
			}),
		);
	});

	it('is the same for null, for nothing and for an attribute that is not there', () => {
		const empty = fingerprint({}, NAMES, 'salt');
		expect(fingerprint({ title: null, city: '', lastName: [] }, NAMES, 'salt')).toEqual(empty);
		expect(empty.attributeHashes).toBe(EMPTY_ATTRIBUTE.repeat(NAMES.length));
	});

	it('is never that of an empty attribute when there is a value', () => {
		const values = Array.from({ length: 50_000 }, (_, index) => `value ${index}`);
		const prints = values.map((title) => fingerprint({ title }, ['title'], 'salt').attributeHashes);
		expect(prints).not.toContain(EMPTY_ATTRIBUTE);
	});

	it('spreads evenly: two of 4,095 kinds meet as often as chance has it, attribute and person hardly ever', () => {
		const seen = new Set<string>();
		const kinds = new Map<string, number>();
		const size = 40_950;
		for (let i = 0; i < size; i++) {
			const { attributeHashes, profileHash } = fingerprint({ title: `Engineer ${i}` }, ['title'], 'salt');
			seen.add(attributeHashes + profileHash);
			kinds.set(attributeHashes, (kinds.get(attributeHashes) ?? 0) + 1);
		}
		// 30 bits: 40,950² / 2 / 2^30 = 0.8 meetings are expected.
		expect(size - seen.size).toBeLessThan(8);
		// Ten of each kind are expected; with a spread of √10 none is beyond seven times that.
		expect(kinds.size).toBeGreaterThan(4090);
		expect(Math.max(...kinds.values())).toBeLessThan(33);
	});

	it('depends on its salt', () => {
		const person = { title: 'Engineer', city: 'Wien' };
		const one = fingerprint(person, NAMES, 'salt');
		const other = fingerprint(person, NAMES, 'other salt');
		expect(differingAttributes(one.attributeHashes, other.attributeHashes, NAMES)).toEqual(['title', 'city']);
	});
});

describe('differingAttributes', () => {
	it('names what differs, and everything that has a value where nothing was known', () => {
		const before = fingerprint({ title: 'A', city: 'Wien' }, NAMES, 'salt').attributeHashes;
		const after = fingerprint({ title: 'B', city: 'Wien', lastName: 'Berg' }, NAMES, 'salt').attributeHashes;
		expect(differingAttributes(before, after, NAMES)).toEqual(['lastName', 'title']);
		expect(differingAttributes('', after, NAMES)).toEqual(['lastName', 'title', 'city']);
		expect(differingAttributes(before.slice(0, 4), before, NAMES)).toEqual(['title', 'city']);
	});
});

it('digits are read as they were written', () => {
	holds(fc.property(fc.nat(64 ** 5 - 1), (value) => decodeNumber(encodeNumber(value, 5)) === value));
});
