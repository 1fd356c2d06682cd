import fc from 'fast-check';
import { checkedSearch, equals, isLocal, matchesLocally, searchExpression, startsWith, STATUSES, type UserFilters } from '../../../../nodes/okta/users/search';
import { anyCharacter, holds } from '../../../support/fuzz';

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

	it('leaves out blanks around a text', () => {
		expect(searchExpression({ status: ['ACTIVE'], search: ' status pr\n', query: ' Jane ' })).toBe('status eq "ACTIVE" and (profile.firstName sw "Jane" or profile.lastName sw "Jane" or profile.email sw "Jane") and (status pr)');
	});

	it('keeps any value inside its quotes', () => {
		holds(
			fc.property(fc.string({ unit: anyCharacter, minLength: 1 }), (value) => {
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

describe('filters', () => {
	it('are local unless they compare text', () => {
		const others = { status: ['ACTIVE'], userType: 'oty1', updatedSince: '2026-01-01' };
		expect([isLocal({}), isLocal(others)]).toEqual([true, true]);
		const texts = { department: ['', 'x', ' '], title: ['', 'x', ' '], search: ['', 'x', ' x'], query: ['', 'x', ' x'] };
		for (const [name, [empty, ...given]] of Object.entries(texts)) {
			expect(isLocal({ ...others, [name]: empty })).toBe(true);
			for (const text of given) expect(isLocal({ ...others, [name]: text })).toBe(false);
		}
		expect(isLocal({ ...others, search: ' ', query: '\n' })).toBe(true);
	});

	it('that are local match as Okta says: each of them, whatever the case; without a status, everybody who is not deactivated', () => {
		const time = fc.constantFrom(undefined, '', '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2026-01-02T00:00:00.000Z');
		const own = fc.constantFrom<unknown>('2025-12-31T23:59:59.000Z', '2026-01-01T00:00:00.000Z', '2026-01-03T00:00:00.000Z', undefined, null, 1_800_000_000_000, 2027);
		const user = fc.record({ status: fc.constantFrom(undefined, 'ACTIVE', 'DEPROVISIONED', 'STAGED'), lastUpdated: own, created: own, type: fc.constantFrom<unknown>({ id: 'oty1' }, { id: 'OTY2' }, { id: 5 }, {}, 'oty1', undefined, null) });
		const filters = fc.record({ status: fc.constantFrom<string[] | undefined>(undefined, [], ['active'], ['STAGED', 'DEPROVISIONED']), updatedSince: time, createdSince: time, userType: fc.constantFrom(undefined, '', 'oty1', 'oty2') }, { requiredKeys: [] });
		holds(fc.property(user, filters, (given, chosen) => {
			const statuses = (chosen.status ?? []).map((status) => status.toUpperCase());
			const isStatus = statuses.length > 0 ? statuses.includes(given.status ?? '') : given.status !== 'DEPROVISIONED';
			const isAfter = (value: unknown, since: string | undefined) => !since || (typeof value === 'string' && new Date(value) >= new Date(since));
			const typeId = (given.type as { id?: unknown } | null | undefined)?.id;
			const isType = !chosen.userType || (typeof typeId === 'string' && typeId.toLowerCase() === chosen.userType);
			expect(matchesLocally({ id: '1', ...given } as never, chosen)).toBe(isStatus && isAfter(given.lastUpdated, chosen.updatedSince) && isAfter(given.created, chosen.createdSince) && isType);
		}), 2000);
	});
});

it('a part of a name is looked for in first name, last name and email, several words also in both names', () => {
	const all = 'profile.firstName sw "Ada" or profile.lastName sw "Ada" or profile.email sw "Ada"';
	expect(startsWith('Ada')).toBe(`(${all})`);
	expect(startsWith('Ada  de\tSousa')).toBe('(profile.firstName sw "Ada  de\\tSousa" or profile.lastName sw "Ada  de\\tSousa" or profile.email sw "Ada  de\\tSousa" or (profile.firstName sw "Ada" and profile.lastName sw "de Sousa"))');
	expect(searchExpression({ status: ['ACTIVE'], query: ' Ada ' })).toBe(`status eq "ACTIVE" and (${all})`);
	expect(searchExpression({ title: 'a "b"', department: 'c' })).toBe(`${NOT_DEPROVISIONED} and profile.department eq "c" and profile.title eq "a \\"b\\""`);
	expect(equals('a', 'b')).toBe('a eq "b"');
});

it('brackets match, or the search is refused with an example', () => {
	const token = fc.constantFrom('(', ')', '"a"', '"("', '")"', '"\\""', '"\\\\"', 'x', ' ');
	holds(fc.property(fc.array(token, { maxLength: 8 }), (tokens) => {
		let depth = 0;
		const isBalanced = tokens.every((one) => (depth += one === '(' ? 1 : one === ')' ? -1 : 0) >= 0) && depth === 0;
		const search = tokens.join('');
		if (isBalanced) expect(checkedSearch(search)).toBe(search);
		else expect(() => checkedSearch(search)).toThrow("'Search' has brackets that do not match");
	}), 500);
	const refused = (search: string, example?: string) => { try { return checkedSearch(search, example); } catch (error) { return error; } };
	expect(refused('"a')).toMatchObject({ message: expect.stringContaining("'Search' has a double quote that is not closed"), description: expect.stringContaining('Example: profile.department eq "Sales"') });
	expect(refused('(', 'Example: x.')).toMatchObject({ description: expect.stringContaining('Example: x.') });
});

it('a status is one of the eight that Okta has, and each can be looked for', () => {
	expect(STATUSES).toEqual(['ACTIVE', 'DEPROVISIONED', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY', 'STAGED', 'SUSPENDED']);
	for (const status of STATUSES) expect(searchExpression({ status: [status] })).toBe(`status eq "${status}"`);
});
