import fc from 'fast-check';
import { canonical, decodeNumber, differingAttributes, EMPTY_ATTRIBUTE, encodeNumber, fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { holds } from '../../../support/fuzz';

const NAMES = ['firstName', 'lastName', 'title', 'department', 'city', 'mobilePhone'];
const profile = fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.string({ unit: 'grapheme' })])));

describe('canonical', () => {
	it.each([null, undefined, '', [], {}, { a: null, b: { c: '' } }])('%j is empty', (value) => {
		expect(canonical(value)).toBe('');
	});

	it('tells other values apart, and ignores the order of their keys', () => {
		expect(canonical({ a: 1, b: [true, 'x'] })).toBe(canonical({ b: [true, 'x'], a: 1, c: null }));
		const values = ['a', 0, false, ['a', 'b'], ['ab'], ['b', 'a'], { a: 'b' }, { b: 'a' }, ' '];
		expect(new Set(values.map(canonical)).size).toBe(values.length);
	});
});

describe('fingerprint', () => {
	it('does not depend on the order of the attributes', () => {
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

	it('is the same for null, an empty value and a missing attribute', () => {
		const empty = fingerprint({}, NAMES, 'salt');
		expect(fingerprint({ title: null, city: '', lastName: [] }, NAMES, 'salt')).toEqual(empty);
		expect(empty.attributeHashes).toBe(EMPTY_ATTRIBUTE.repeat(NAMES.length));
	});

	it('differs from that of an empty attribute when there is a value', () => {
		const values = Array.from({ length: 50_000 }, (_, index) => `value ${index}`);
		const prints = values.map((title) => fingerprint({ title }, ['title'], 'salt').attributeHashes);
		expect(prints).not.toContain(EMPTY_ATTRIBUTE);
	});

	it('spreads evenly: attribute hashes collide as often as chance predicts, and hardly ever together with the profile hash', () => {
		const seen = new Set<string>();
		const kinds = new Map<string, number>();
		const size = 40_950;
		for (let i = 0; i < size; i++) {
			const { attributeHashes, profileHash } = fingerprint({ title: `Engineer ${i}` }, ['title'], 'salt');
			seen.add(attributeHashes + profileHash);
			kinds.set(attributeHashes, (kinds.get(attributeHashes) ?? 0) + 1);
		}
		// 30 bits: 40,950² / 2 / 2^30 = 0.8 collisions are expected.
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

/** Stored states hold fingerprints: with others, everybody would count as changed. */
it.each([
	['x', 'Wien', 'xk_', '52VR'],
	['Engineer', 'Zoë 𝒳', 'fDg', 'xzfy'],
	['', 'long '.repeat(40), 'l7r', 'AA54'],
	[null, true, 'kfR', 'AAee'],
	[['p', 'q'], { k: { z: 1, y: '' } }, 'jpM', 'TwZQ'],
])('the fingerprint of %j and %j stays as it is', (a, b, profileHash, attributeHashes) => {
	expect(fingerprint({ a, b }, ['a', 'b'], 'salt')).toEqual({ profileHash, attributeHashes });
});

it('the fingerprint of what has no name stays as it is, and no attribute is inherited', () => {
	expect(fingerprint({ a: 'x' }, ['a'], 'salt', 'rest')).toEqual({ profileHash: '3fs', attributeHashes: '52' });
	expect(fingerprint({ a: 'x' }, ['toString'], 'salt')).toEqual({ profileHash: 'AAA', attributeHashes: 'AA' });
});

describe('canonical text', () => {
	const leaf = fc.constantFrom<unknown>(null, undefined, '', 'x', 'y', 0, false, [], {});
	const value = fc.letrec((tie) => ({
		any: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'))),
	})).any;

	it('is the same for the same keys in another order, with empty ones left out', () => {
		const turned = (given: unknown): unknown => {
			if (Array.isArray(given)) return given.map(turned);
			if (given === null || typeof given !== 'object') return given;
			return Object.fromEntries([...Object.entries(given).reverse().map(([key, inner]) => [key, turned(inner)]), ['zz', null]]);
		};
		holds(fc.property(value, (given) => expect(canonical(turned(given))).toBe(canonical(given))), 500);
	});
});

describe('differingAttributes', () => {
	it('names the attributes that differ, and all with a value when none was known', () => {
		const before = fingerprint({ title: 'A', city: 'Wien' }, NAMES, 'salt').attributeHashes;
		const after = fingerprint({ title: 'B', city: 'Wien', lastName: 'Berg' }, NAMES, 'salt').attributeHashes;
		expect(differingAttributes(before, after, NAMES)).toEqual(['lastName', 'title']);
		expect(differingAttributes('', after, NAMES)).toEqual(['lastName', 'title', 'city']);
		expect(differingAttributes(before.slice(0, 4), before, NAMES)).toEqual(['title', 'city']);
	});
});

it('numbers are decoded as they were encoded', () => {
	holds(fc.property(fc.nat(64 ** 5 - 1), (value) => decodeNumber(encodeNumber(value, 5)) === value));
});
