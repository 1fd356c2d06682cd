import fc from 'fast-check';
import { OktaError } from '../../../nodes/okta/errors/OktaError';
import { pauseBefore429, readRateLimit, waitAfter429, WINDOW_MS } from '../../../nodes/okta/client/rateLimit';
import { oktaClient } from '../../../nodes/okta/client/oktaClient';
import { anyCharacter, holds, holdsAsync } from '../../support/fuzz';
import { ok, refusal, ScriptedTransport } from '../../support/scriptedTransport';

const number = fc.oneof(
	fc.nat(1000).map(String),
	fc.constantFrom('0', '-1', '1e3', '0x10', '1.5', '', ' ', 'NaN', 'Infinity', '600, 100', '100,', '9'.repeat(15), '9'.repeat(20), '9'.repeat(400), '٣'),
	fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }).map(String),
	fc.string({ unit: fc.constantFrom('1', '9', ',', ' ', '-', '.', 'e'), maxLength: 25 }),
);

const date = fc.oneof(
	fc.constantFrom('', 'yesterday', 'Sat, 31 Jan 2026 09:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', '0001-01-01', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z'),
	fc.date({ noInvalidDate: true }).map((instant) => instant.toUTCString()),
	fc.string({ unit: anyCharacter }),
);

const headers = fc.record(
	{ 'x-rate-limit-limit': number, 'x-rate-limit-remaining': number, 'x-rate-limit-reset': number, date, 'retry-after': number },
	{ requiredKeys: [] },
);

/** Times that a machine's clock may show. */
const clock = fc.oneof(fc.constant(Date.UTC(2026, 0, 31, 9)), fc.integer({ min: 0, max: Date.UTC(2100, 0) }));

const random = fc.double({ min: 0, max: 1, noNaN: true });

const DAY_MS = 86_400_000;

/** Waiting times in milliseconds, up to `most`. */
function expectWait(ms: number, most: number): void {
	expect(Number.isFinite(ms)).toBe(true);
	expect(ms).toBeGreaterThanOrEqual(0);
	expect(ms).toBeLessThanOrEqual(most);
}

describe('any rate limit headers', () => {
	it('give finite, non-negative and bounded waits', () => {
		holds(
			fc.property(headers, clock, fc.nat(50), random, (given, now, attempt, chance) => {
				const rateLimit = readRateLimit(given, now);
				if (rateLimit !== undefined) {
					expectWait(rateLimit.resetInMs, DAY_MS);
					for (const count of [rateLimit.limit, rateLimit.remaining]) expectWait(count, Number.MAX_SAFE_INTEGER);
				}
				expectWait(pauseBefore429(rateLimit), WINDOW_MS + 1000);
				expectWait(waitAfter429(rateLimit, attempt, chance), DAY_MS + 1000);
			}),
			2000,
		);
	});

	it('end a request with a response or an OktaError, within the allowed wait', async () => {
		const most = 90_000;
		const answer = fc.tuple(headers, fc.constantFrom(200, 429, 429, 503)).map(([given, status]) =>
			status === 200 ? ok([], given as Record<string, string>) : refusal(status, 'E0000047', 'too many', given as Record<string, string>),
		);
		await holdsAsync(
			fc.asyncProperty(fc.array(answer, { maxLength: 30 }), random, async (answers, chance) => {
				const transport = new ScriptedTransport([...answers, ...Array.from({ length: 500 }, () => ok([]))]);
				const client = oktaClient(transport, { maxWaitMs: most, now: transport.now, random: () => chance });
				for (let request = 0; request < 3; request++) {
					const before = transport.waits.length;
					await client.get('/api/v1/users').catch((error: unknown) => expect(error).toBeInstanceOf(OktaError));
					const waits = transport.waits.slice(before);
					for (const ms of waits) expectWait(ms, most);
					// A wait before the request, because of the previous response, and another one within it.
					expectWait(waits.reduce((sum, ms) => sum + ms, 0), most);
				}
			}),
			300,
		);
	});

	it('never cause a flood: few requests per call, whatever the 429s say', async () => {
		const headerOf = fc.record(
			{
				limit: fc.constantFrom('600', '600', '0', '1', undefined),
				remaining: fc.constantFrom('0', '0', '599', undefined),
				/** Seconds from the response to the reset. */
				resetInS: fc.oneof(fc.constantFrom(-3600, -1, 0, 1, 1, 2), fc.integer({ min: -100, max: 100 })),
				hasDate: fc.boolean(),
			},
		);
		// A constant 429 is the most likely case, so most runs repeat one.
		const sequence = fc.oneof(headerOf.map((one) => [one]), fc.array(headerOf, { minLength: 1, maxLength: 4 }));
		/** The client's budget and the most requests that it may send with it. */
		const budget = fc.constantFrom(...([[300_000, 15], [75_000, 8], [8_000, 5], [0, 1]] as const));
		await holdsAsync(
			fc.asyncProperty(sequence, budget, random, fc.integer({ min: -7200, max: 7200 }), async (given, [most, requests], chance, clockErrorS) => {
				let count = 0;
				const transport: ScriptedTransport = new ScriptedTransport(Array.from({ length: 1000 }, () => () => {
					const { limit, remaining, resetInS, hasDate } = given[count++ % given.length];
					const serverTime = transport.time + clockErrorS * 1000;
					return refusal(429, 'E0000047', 'too many', JSON.parse(JSON.stringify({
						date: hasDate ? new Date(serverTime).toUTCString() : undefined,
						'x-rate-limit-limit': limit,
						'x-rate-limit-remaining': remaining,
						'x-rate-limit-reset': String(Math.floor(serverTime / 1000) + resetInS),
					})) as Record<string, string>);
				}));
				const client = oktaClient(transport, { maxWaitMs: most, now: transport.now, random: () => chance });
				const error = await client.get('/api/v1/users').catch((reason: unknown) => reason);
				expect(error).toMatchObject({ kind: 'rateLimit' });
				expect(transport.paths.length).toBeLessThanOrEqual(requests);
				// A reset that is over says nothing about when requests work again.
				const { resetsAt, message } = error as OktaError;
				if (resetsAt === undefined) expect(message).toMatch(/in a few minutes$/);
				else expect(resetsAt).toBeGreaterThan(transport.time);
			}),
			500,
		);
	});
});
