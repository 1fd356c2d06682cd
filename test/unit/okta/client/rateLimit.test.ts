import fc from 'fast-check';
import { pauseBefore429, readRateLimit, waitAfter429, WINDOW_MS } from '../../../../nodes/okta/client/rateLimit';
import { holds } from '../../../support/fuzz';

const NOW = Date.UTC(2026, 0, 31, 9);
const DAY_S = 86_400;

/** What is no number in a header. */
const OTHER = ['', '-1', '1e3', '1.5', 'x1', '1x', '1'.repeat(16)];

/** A header, which secondary limits repeat, and the numbers in it. */
const header = (number: fc.Arbitrary<number>) =>
	fc
		.array(fc.oneof({ weight: 4, arbitrary: number.map((value) => ` ${value} `) }, { weight: 1, arbitrary: fc.constantFrom(...OTHER) }), { maxLength: 3 })
		.map((parts) => ({ text: parts.join(','), values: parts.filter((part) => !OTHER.includes(part)).map(Number) }));

describe('the rate limit of a response', () => {
	const seconds = fc.oneof(fc.integer({ min: -100, max: 200 }), fc.constantFrom(DAY_S, DAY_S + 1));
	const given = fc.record({
		limit: header(fc.nat(600)),
		remaining: header(fc.nat(600)),
		reset: header(seconds.map((after) => NOW / 1000 + after)),
		/** Milliseconds from NOW; undefined without a Date. */
		date: fc.option(fc.integer({ min: -5, max: 5 }).map((late) => late * 1000), { nil: undefined }),
		clock: fc.integer({ min: -3600, max: 3600 }).map((late) => NOW + late * 1000),
	});

	it('is the strictest of each header, counted from its own Date, else from the clock', () => {
		holds(fc.property(given, ({ limit, remaining, reset, date, clock }) => {
			const headers = {
				'x-rate-limit-limit': limit.text,
				'x-rate-limit-remaining': remaining.text,
				'x-rate-limit-reset': reset.text,
				...(date !== undefined && { date: new Date(NOW + date).toUTCString() }),
			};
			const resetInMs = Math.max(...reset.values) * 1000 - (date === undefined ? clock : NOW + date);
			const isReadable = [limit, remaining, reset].every(({ values }) => values.length > 0) && resetInMs <= DAY_S * 1000;
			expect(readRateLimit(headers, clock)).toEqual(isReadable ? { limit: Math.min(...limit.values), remaining: Math.min(...remaining.values), resetInMs: Math.max(0, resetInMs) } : undefined);
		}), 2000);
	});

	it('is unknown without headers, and one a day away is believed', () => {
		expect(readRateLimit({}, NOW)).toBeUndefined();
		const of = (reset: number) => readRateLimit({ 'x-rate-limit-limit': '9', 'x-rate-limit-remaining': '1', 'x-rate-limit-reset': String(reset) }, NOW)?.resetInMs;
		expect([of(NOW / 1000 + DAY_S), of(NOW / 1000 + DAY_S + 1)]).toEqual([DAY_S * 1000, undefined]);
	});
});

describe('waits', () => {
	const limit = fc.record({ limit: fc.constantFrom(0, 1, 10, 600), remaining: fc.nat(70), resetInMs: fc.constantFrom(0, 999, 1000, 30_000, 59_000, 60_000, 61_000, 3_600_000) });
	const known = fc.option(limit, { nil: undefined });

	it('after a 429 last until the reset and a second, and at least twice as long each time, up to a window', () => {
		holds(fc.property(known, fc.nat(20), fc.constantFrom(0, 0.5, 1), (rateLimit, attempt, random) => {
			const longest = Math.min(1000 * 2 ** attempt, 60_000);
			const pause = longest / 2 + (longest / 2) * random;
			const isClear = rateLimit !== undefined && rateLimit.limit > 0;
			expect(waitAfter429(rateLimit, attempt, random)).toBe(isClear ? Math.max(pause, rateLimit.resetInMs + 1000) : pause);
		}), 500);
	});

	it('before a 429 begin when a tenth is left, and use up the rest evenly within the window', () => {
		holds(fc.property(known, (rateLimit) => {
			const pause = pauseBefore429(rateLimit);
			if (rateLimit === undefined || rateLimit.limit === 0) return expect(pause).toBe(0);
			const rest = Math.min(rateLimit.resetInMs, WINDOW_MS);
			if (rateLimit.remaining === 0) return expect(pause).toBe(rest + 1000);
			if (rateLimit.remaining * 10 > rateLimit.limit) return expect(pause).toBe(0);
			expect(pause * (rateLimit.remaining + 1)).toBeCloseTo(rest, 6);
		}), 500);
		expect(WINDOW_MS).toBe(60_000);
	});
});
