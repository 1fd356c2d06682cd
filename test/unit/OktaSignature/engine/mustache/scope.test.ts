import { ABSENT, lookup, pathOf, scopeOf } from '../../../../../nodes/OktaSignature/engine/mustache/scope';

describe('a scope', () => {
	it('has the own fields of an object, cleaned', () => {
		const scope = scopeOf({ name: ' Ada\n', empty: null, none: undefined });
		expect([scope.find('name'), scope.find('empty'), scope.find('none')]).toEqual(['Ada', null, undefined]);
	});

	it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'nobody', ''])('has no field "%s"', (name) => {
		expect(scopeOf({ a: 1 }).find(name)).toBe(ABSENT);
		for (const field of [name, 'length', '0']) expect(scopeOf('text').find(field)).toBe(ABSENT);
		for (const value of [5, null, undefined, () => 'x']) expect(scopeOf(value).find(name)).toBe(ABSENT);
	});

	it('of a list has its elements by position', () => {
		expect([scopeOf(['a', 'b']).find('1'), scopeOf(['a']).find('1')]).toEqual(['b', ABSENT]);
	});

	it('prints itself', () => {
		expect([scopeOf(' x ').self, scopeOf(5).self, scopeOf(['', 'a']).self]).toEqual(['x', 5, ['a']]);
	});
});

describe('lookup', () => {
	const outer = scopeOf({ a: 'outer', b: { c: ' deep ', d: { e: 5 } }, list: ['x', { y: 'z' }], hidden: 'seen' });
	const inner = scopeOf({ a: 'inner', b2: 'x', hidden: null });

	it.each<[string, unknown]>([
		['a', 'inner'], ['b2', 'x'], ['hidden', null], ['b.c', 'deep'], ['b.d.e', 5], ['list.0', 'x'], ['list.1.y', 'z'],
		['nobody', undefined], ['b.nobody', undefined], ['b.c.nobody', undefined], ['b.c.length', undefined], ['a.b', undefined],
		['list.9', undefined], ['list.map', undefined], ['b.constructor', undefined], ['b.d.__proto__', undefined], ['nobody.c', undefined],
	])('finds %s', (name, value) => {
		expect(lookup([outer, inner], pathOf(name))).toEqual(value);
	});

	it('gives the innermost value for a dot', () => {
		expect(lookup([outer, scopeOf(' x ')], pathOf('.'))).toBe('x');
	});

	it('does not look further out once the first name is found', () => {
		expect(lookup([scopeOf({ a: { b: 'outer' } }), scopeOf({ a: {} })], pathOf('a.b'))).toBeUndefined();
	});
});

it('pathOf splits a name at its dots, and a dot alone has no names', () => {
	expect([pathOf('.'), pathOf('a'), pathOf('a.b.c'), pathOf('a.')]).toEqual([[], ['a'], ['a', 'b', 'c'], ['a', '']]);
});
