import { suggest } from '../../../../../nodes/OktaSignature/engine/check/suggest';

describe('suggest', () => {
	const known = ['title', 'city', 'mobilePhone', 'fullName'];

	it.each([
		['titel', 'title'],
		['TITLE', 'title'],
		['mobilephon', 'mobilePhone'],
		['cty', 'city'],
		['fullNames', 'fullName'],
		['department', undefined],
		['mobile', undefined],
		['xy', undefined],
		['', undefined],
	])('for %j: %s', (name, expected) => {
		expect(suggest(name, known)).toBe(expected);
	});

	it('prefers the closest name, and the first of equally close ones', () => {
		expect(suggest('phone1', ['phone22', 'phone2', 'phone3'])).toBe('phone2');
		expect(suggest('phone1', ['phone23', 'phone3'])).toBe('phone3');
	});

	it('lets at most half of a short name differ, and compares names of up to 100 letters', () => {
		expect(['a', 'ab', 'abc', 'abcd', 'abcde'].map((name) => suggest(name, [`${name.slice(0, -1)}x`]))).toEqual([undefined, undefined, 'abx', 'abcx', 'abcdx']);
		expect(['abc', 'abcd', 'abcde'].map((name) => suggest(name, [`xy${name.slice(2)}`]))).toEqual([undefined, undefined, 'xycde']);
		const long = 'x'.repeat(98);
		expect(suggest(`${long}ab`, [`${long}ac`])).toBe(`${long}ac`);
		expect(suggest(`${long}abc`, [`${long}abd`])).toBeUndefined();
		expect(suggest('abcdef', ['abcd', 'abcdefgh'])).toBe('abcd');
		expect(suggest('abcdef', ['abc', 'abcdefghi'])).toBeUndefined();
	});
});
