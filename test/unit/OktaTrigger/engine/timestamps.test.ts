import { toSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';

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
	])('%j → %d', (text, seconds) => expect(toSeconds(text)).toBe(seconds));
});
