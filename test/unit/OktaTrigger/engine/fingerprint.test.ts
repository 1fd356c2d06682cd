import fc from 'fast-check';
import { canonical, differing, digits, EMPTY, fingerprint, fromDigits } from '../../../../nodes/OktaTrigger/engine/fingerprint';
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
				expect(other.person).toBe(one.person);
				for (const [index, name] of order.entries()) {
					const at = NAMES.indexOf(name) * 2;
					expect(other.attributes.slice(index * 2, index * 2 + 2)).toBe(one.attributes.slice(at, at + 2));
				}
			}),
		);
	});

	it('is the same for null, for nothing and for an attribute that is not there', () => {
		const empty = fingerprint({}, NAMES, 'salt');
		expect(fingerprint({ title: null, city: '', lastName: [] }, NAMES, 'salt')).toEqual(empty);
		expect(empty.attributes).toBe(EMPTY.repeat(NAMES.length));
	});

	it('is never that of an empty attribute when there is a value', () => {
		const values = Array.from({ length: 50_000 }, (_, index) => `value ${index}`);
		const prints = values.map((title) => fingerprint({ title }, ['title'], 'salt').attributes);
		expect(prints).not.toContain(EMPTY);
	});

	it('spreads evenly: two of 4,095 kinds meet as often as chance has it, attribute and person hardly ever', () => {
		const seen = new Set<string>();
		const kinds = new Map<string, number>();
		const size = 40_950;
		for (let i = 0; i < size; i++) {
			const { attributes, person } = fingerprint({ title: `Engineer ${i}` }, ['title'], 'salt');
			seen.add(attributes + person);
			kinds.set(attributes, (kinds.get(attributes) ?? 0) + 1);
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
		expect(differing(one.attributes, other.attributes, NAMES)).toEqual(['title', 'city']);
	});
});

describe('differing', () => {
	it('names what differs, and everything that has a value where nothing was known', () => {
		const before = fingerprint({ title: 'A', city: 'Wien' }, NAMES, 'salt').attributes;
		const after = fingerprint({ title: 'B', city: 'Wien', lastName: 'Berg' }, NAMES, 'salt').attributes;
		expect(differing(before, after, NAMES)).toEqual(['lastName', 'title']);
		expect(differing('', after, NAMES)).toEqual(['lastName', 'title', 'city']);
		expect(differing(before.slice(0, 4), before, NAMES)).toEqual(['title', 'city']);
	});
});

it('digits are read as they were written', () => {
	holds(fc.property(fc.nat(64 ** 5 - 1), (value) => fromDigits(digits(value, 5)) === value));
});
