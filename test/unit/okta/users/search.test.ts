import fc from 'fast-check';
import { searchExpression, type UserFilters } from '../../../../nodes/okta/users/search';
import { holds } from '../../../support/fuzz';

const NOT_DEPROVISIONED = '(status lt "DEPROVISIONED" or status gt "DEPROVISIONED")';

/** The strings of an expression, and the rest of it. */
const anatomy = (expression: string) => {
	const strings: string[] = [];
	const frame = expression.replace(/"(?:\\.|[^"\\])*"/g, (found) => {
		strings.push(JSON.parse(found) as string);
		return '□';
	});
	return { strings, frame };
};

describe('searchExpression', () => {
	it.each<[UserFilters, string]>([
		[{}, ''],
		[{ status: [], department: '', query: ' ', search: ' ' }, ''],
		[{ status: ['ACTIVE'] }, 'status eq "ACTIVE"'],
		[{ status: ['DEPROVISIONED', 'STAGED'] }, '(status eq "DEPROVISIONED" or status eq "STAGED")'],
		[
			{ updatedSince: '2026-01-31T09:00:00.000Z' },
			`${NOT_DEPROVISIONED} and lastUpdated ge "2026-01-31T09:00:00.000Z"`,
		],
		[
			{ status: ['ACTIVE'], createdSince: '2026-01-31T09:00:00.000Z', userType: 'oty1' },
			'status eq "ACTIVE" and created ge "2026-01-31T09:00:00.000Z" and type.id eq "oty1"',
		],
		[
			{ status: ['ACTIVE'], search: 'profile.city eq "Berlin" or profile.city eq "Wien"' },
			'status eq "ACTIVE" and (profile.city eq "Berlin" or profile.city eq "Wien")',
		],
		[
			{ status: ['ACTIVE'], query: 'Jane Do' },
			'status eq "ACTIVE" and (profile.firstName sw "Jane Do" or profile.lastName sw "Jane Do" or profile.email sw "Jane Do" or (profile.firstName sw "Jane" and profile.lastName sw "Do"))',
		],
	])('%j', (filters, expression) => {
		expect(searchExpression(filters)).toBe(expression);
	});

	it('keeps any value inside its quotes', () => {
		holds(
			fc.property(fc.string({ unit: 'binary', minLength: 1 }), (value) => {
				const { strings, frame } = anatomy(searchExpression({ status: ['ACTIVE'], department: value }));
				expect(strings).toEqual(['ACTIVE', value]);
				expect(frame).toBe('status eq □ and profile.department eq □');
			}),
		);
	});

	it.each([
		['status eq "ACTIVE") or (status pr', 'brackets'],
		['(status eq "ACTIVE"', 'brackets'],
		['profile.title eq "x', 'double quote'],
		['profile.title eq "a"b"', 'double quote'],
	])('refuses %s, which would change the meaning of the other filters', (search, names) => {
		expect(() => searchExpression({ search })).toThrow(names);
	});

	it('treats brackets and escaped quotes inside a string as text', () => {
		const search = 'profile.title eq "a) or (b \\" c"';
		expect(searchExpression({ status: ['ACTIVE'], search })).toBe(`status eq "ACTIVE" and (${search})`);
	});
});
