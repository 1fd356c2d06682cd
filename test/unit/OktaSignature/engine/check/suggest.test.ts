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
	});
});
