import { addSeconds, earlierOf, laterOf, toIso, toSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';

describe('toSeconds', () => {
	it.each([
		['2020-01-01T00:00:00.000Z', 0],
		['2020-01-01T00:01:01.999Z', 61],
		['1999-01-01T00:00:00.000Z', 0],
		['2999-01-01T00:00:00.000Z', 64 ** 5 - 1],
		['yesterday', 0],
		[null, 0],
		[undefined, 0],
		[12, 0],
		[2026, 0],
	])('%j → %d', (text, seconds) => expect(toSeconds(text)).toBe(seconds));
});

describe('toIso', () => {
	it.each([
		['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z'],
		['2026-03-01T10:00:00.5+01:00', '2026-03-01T09:00:00.500Z'],
		['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z'],
		['1969-12-31T23:59:59.999Z', ''],
		['9998-12-31T23:59:59.999Z', '9998-12-31T23:59:59.999Z'],
		['9999-01-01T00:00:00.000Z', ''],
		['yesterday', ''],
		[1_772_355_600_000, ''],
		[2026, ''],
		[null, ''],
		[undefined, ''],
	])('%j → %j', (given, text) => expect(toIso(given)).toBe(text));
});

it('times are compared as text', () => {
	const [first, second] = ['2026-03-01T09:00:00.000Z', '2026-03-01T09:00:01.000Z'];
	expect([laterOf(first, second), laterOf(second, first), earlierOf(first, second), earlierOf(second, first)]).toEqual([second, second, first, first]);
	expect([addSeconds(first, 1), addSeconds(second, -1)]).toEqual([second, first]);
});
