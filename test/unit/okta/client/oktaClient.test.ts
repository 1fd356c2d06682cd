import type { RequestResult } from '../../../../nodes/okta/client/types';
import { OktaError } from '../../../../nodes/okta/errors/OktaError';
import { oktaClient } from '../../../../nodes/okta/client/oktaClient';
import { ok, refusal, ScriptedTransport, type Step } from '../../../support/scriptedTransport';

const USERS = '/api/v1/users?limit=200';

const clientOf = (script: Step[], maxWaitMs = 300_000) => {
	const transport = new ScriptedTransport(script);
	const client = oktaClient(transport, { maxWaitMs, now: transport.now, random: () => 0 });
	return { transport, client };
};

/** Rate limit headers of a response sent at `date` (s after 09:00:00, Okta's clock). */
const rate = (limit: number, remaining: number, resetInS: number, date = 0) => ({
	date: new Date(Date.UTC(2026, 0, 31, 9, 0, date)).toUTCString(),
	'x-rate-limit-limit': String(limit),
	'x-rate-limit-remaining': String(remaining),
	'x-rate-limit-reset': String(Date.UTC(2026, 0, 31, 9, 0, date + resetInS) / 1000),
});

const throttled = (headers: Record<string, string>) =>
	refusal(429, 'E0000047', 'API call exceeded rate limit due to too many requests.', headers);

const failure = async (reading: Promise<unknown>): Promise<OktaError> =>
	await reading.then(
		() => {
			throw new Error('expected the read to fail');
		},
		(error: OktaError) => error,
	);

const reset: RequestResult = { reason: 'network', detail: 'ECONNRESET' };

describe('after a 429', () => {
	it("waits until the reset according to the response's Date, independently of the local clock", async () => {
		const { transport, client } = clientOf([throttled(rate(600, 0, 17)), ok([])]);
		transport.time += 10 * 60_000;
		await client.get(USERS);
		expect(transport.waits).toEqual([18_000]);
	});

	it('uses a short back-off for a concurrency limit, whose reset means nothing', async () => {
		const { transport, client } = clientOf([
			throttled(rate(0, 0, 114)),
			throttled(rate(0, 0, 114)),
			ok([]),
		]);
		await client.get(USERS);
		expect(transport.waits).toEqual([500, 1000]);
	});

	it('uses the strictest of repeated rate limit headers', async () => {
		const headers = { ...rate(600, 0, 5), 'x-rate-limit-limit': '600, 100' };
		const { transport, client } = clientOf([throttled(headers), ok([])]);
		await client.get(USERS);
		expect(transport.waits).toEqual([6000]);
	});

	it('gives up and names the reset when it is too far away', async () => {
		const { transport, client } = clientOf([throttled(rate(600, 0, 3600))]);
		const error = await failure(client.get(USERS));
		expect(error).toMatchObject({ kind: 'rateLimit', status: 429, resetsAt: transport.time + 3_600_000 });
		expect(error.message).toContain('2026-01-31T10:00:00.000Z');
		expect(transport.waits).toEqual([]);
	});

	it('never waits longer in total than allowed', async () => {
		const { transport, client } = clientOf(Array<Step>(20).fill(throttled(rate(600, 0, 59))));
		await failure(client.get(USERS));
		expect(transport.waits).toEqual(Array(5).fill(60_000));
	});
});

describe('a 429 whose reset says little', () => {
	it.each([
		['a reset in the past', rate(600, 0, -30)],
		['a reset one second ahead', rate(600, 0, 1)],
		['a concurrency limit', rate(0, 0, 114)],
		['no headers', {}],
	])('%s: backs off longer each time, and never names a time that is over', async (_name, headers) => {
		const { transport, client } = clientOf(Array<Step>(400).fill(() => throttled({ ...headers })));
		const error = await failure(client.get(USERS));
		expect(error).toMatchObject({ kind: 'rateLimit' });
		expect(transport.paths.length).toBeLessThanOrEqual(15);
		const waits = transport.waits.slice(1);
		expect(waits).toEqual([...waits].sort((a, b) => a - b));
		if (error.resetsAt === undefined) expect(error.message).toMatch(/in a few minutes$/);
	});

	it('has no time in its message when the reset is over', async () => {
		const { client } = clientOf([throttled(rate(600, 0, -30))], 0);
		expect(await failure(client.get(USERS))).toMatchObject({ resetsAt: undefined, message: expect.stringMatching(/in a few minutes$/) });
	});
});

describe('a rate limit that is known to be used up', () => {
	it('fails at once when the reset is later than the request may wait', async () => {
		const { transport, client } = clientOf([ok([], rate(600, 0, 30)), ok([])], 8000);
		await client.get(USERS);
		const error = await failure(client.get(USERS));
		expect(error).toMatchObject({ kind: 'rateLimit', resetsAt: transport.time + 30_000 });
		expect(error.message).toContain('2026-01-31T09:00:30.000Z');
		expect([transport.waits, transport.paths]).toEqual([[], [USERS]]);
		transport.time += 31_000;
		await client.get(USERS);
	});

	it('is remembered after a 429 with a distant reset, for this rate limit only', async () => {
		const { transport, client } = clientOf([throttled(rate(600, 0, 3600)), ok({})]);
		await failure(client.get(USERS));
		expect(await failure(client.get(USERS))).toMatchObject({ kind: 'rateLimit', resetsAt: transport.time + 3_600_000 });
		await client.get('/api/v1/users/00u1');
		expect([transport.waits, transport.paths]).toEqual([[], [USERS, '/api/v1/users/00u1']]);
	});
});

describe('a stopped execution', () => {
	it('sends no further request', async () => {
		const { transport, client } = clientOf([ok([])]);
		transport.stopAfterWaits = 0;
		expect(await failure(client.get(USERS))).toMatchObject({ kind: 'cancelled' });
		expect(transport.paths).toEqual([]);
	});
});

describe('before a 429', () => {
	const pausesAfter = async (headers: Record<string, string>) => {
		const { transport, client } = clientOf([ok([], headers), ok([])]);
		await client.get(USERS);
		await client.get(USERS);
		return transport.waits;
	};

	it.each([
		['no rate limit headers: no pause', {}, []],
		['many requests left: no pause', rate(600, 61, 30), []],
		['less than a tenth left: spread over the rest of the window', rate(600, 59, 30), [500]],
		['no requests left: waits for the reset', rate(600, 0, 30), [31_000]],
		['a distant reset: waits one window at most', rate(600, 0, 9999), [61_000]],
		['concurrency headers on a 200: no pause', rate(0, 0, 30), []],
	])('%s', async (_name, headers, waits) => {
		expect(await pausesAfter(headers)).toEqual(waits);
	});

	it('delays only requests of the rate limit that is almost used up', async () => {
		const { transport, client } = clientOf([ok([], rate(600, 0, 30)), ok({}), ok({})]);
		await client.get(USERS);
		await client.get('/api/v1/users/00u1');
		await client.get('/api/v1/meta/schemas/user/default');
		expect(transport.waits).toEqual([]);
	});

	it.each(['/api/v1/logs?limit=1000', '/api/v1/groups?limit=200', '/api/v1/groups/00g1/users?limit=200'])('keeps the rate limit of %s apart from all others', async (path) => {
		const others = [USERS, '/api/v1/users/00u1', '/api/v1/meta/schemas/user/default', '/api/v1/groupsOfOthers', path.includes('logs') ? '/api/v1/groups/00g1' : '/api/v1/logs'];
		const { transport, client } = clientOf([ok([], rate(60, 0, 30)), ...others.map(() => ok([])), ok([])]);
		await client.get(path);
		for (const other of others) await client.get(other);
		expect(transport.waits).toEqual([]);
		await client.get(path);
		expect(transport.waits).toEqual([31_000]);
	});
});

describe('a transient failure', () => {
	it('is final when the caller has a better answer to it', async () => {
		const timeout: RequestResult = { status: 504, headers: {}, body: '' };
		const { transport, client } = clientOf([timeout, { status: 503, headers: {}, body: '' }, ok([])]);
		expect(await failure(client.get(USERS, { failFastOn: 504 }))).toMatchObject({ kind: 'unavailable', status: 504 });
		expect(transport.waits).toEqual([]);
		await client.get(USERS, { failFastOn: 504 });
		expect(transport.waits).toHaveLength(1);
	});

	const html: RequestResult = { status: 200, headers: {}, body: '<html>proxy</html>' };
	const gateway: RequestResult = { status: 502, headers: {}, body: '<html>bad gateway</html>' };

	it.each<[string, RequestResult]>([
		['a reset connection', reset],
		['a 500', refusal(500, 'E0000009', 'Internal Server Error')],
		["a gateway's error page", gateway],
		['a page that is not JSON', html],
		['a refusal that was cut off', { status: 404, headers: { 'content-type': 'application/json' }, body: '{"errorCode":"E00' }],
		['an invalid session during a read', refusal(403, 'E0000005', 'Invalid session')],
	])('%s is retried, four tries in total', async (_name, result) => {
		const once = clientOf([result, ok([])]);
		await once.client.get(USERS);
		expect(once.transport.waits).toEqual([500]);

		const always = clientOf([result, result, result, result, ok([])]);
		const error = await failure(always.client.get(USERS));
		expect(always.transport.paths).toHaveLength(4);
		expect(always.transport.waits).toEqual([500, 1000, 2000]);
		expect(error.description).toMatch(/4 times|Okta says: Invalid session/);
	});

	it('stops at once when the execution is stopped', async () => {
		const { transport, client } = clientOf([reset, ok([])]);
		transport.stopAfterWaits = 1;
		expect(await failure(client.get(USERS))).toMatchObject({ kind: 'cancelled' });
		expect(transport.paths).toHaveLength(1);
	});

	it('includes the duration of its tries', async () => {
		const unanswered = (): RequestResult => {
			transport.time += 60_000;
			return { reason: 'network', detail: 'ECONNABORTED' };
		};
		const { transport, client } = clientOf(Array<Step>(4).fill(unanswered), 75_000);
		expect((await failure(client.get(USERS))).description).toMatch(/^Tried 2 times/);
		expect(transport.paths).toHaveLength(2);
	});

	it('does not wait long for a list in the editor', async () => {
		const { transport, client } = clientOf([throttled(rate(600, 0, 30))], 8000);
		expect(await failure(client.get(USERS))).toMatchObject({ kind: 'rateLimit' });
		expect(transport.waits).toEqual([]);
	});
});

describe('a permanent failure is explained, not retried', () => {
	const challenge = {
		'www-authenticate':
			'Bearer realm="https://acme.okta.com", scope="okta.schemas.read", error="insufficient_scope", error_description="…"',
		'x-okta-request-id': 'req1',
	};

	it.each<[string, RequestResult, string, RegExp, RegExp]>([
		[
			'a scope that was not granted (empty body)',
			{ status: 403, headers: challenge, body: '' },
			'scope',
			/lacks the scope okta\.schemas\.read/,
			/Okta API Scopes.*reconnect.*request ID req1/,
		],
		[
			"an admin's role",
			refusal(403, 'E0000006', 'You do not have permission to perform the requested action'),
			'role',
			/is not allowed to read users/,
			/Read-only Administrator.*Okta says: You do not have permission.*E0000006, error ID oae1/,
		],
		[
			'a bad search',
			{
				status: 400,
				headers: {},
				body: {
					errorCode: 'E0000031',
					errorSummary: 'Invalid search criteria.',
					errorCauses: { errorSummary: 'Unknown attribute foo' },
				},
			},
			'search',
			/does not understand the search/,
			/'Search'.*Invalid search criteria\. – Unknown attribute foo/,
		],
		[
			'a cursor that Okta no longer knows',
			{ status: 400, headers: {}, body: { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.', errorCauses: [{ errorSummary: 'Invalid cursor.' }] } },
			'cursor',
			/no longer accepts the link to this page/,
			/incomplete list.*Okta says: Invalid search criteria\. – Invalid cursor\./,
		],
		[
			'a search that only mentions a cursor',
			{ status: 400, headers: {}, body: { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.', errorCauses: [{ errorSummary: 'Invalid cursor. is not a property' }] } },
			'search',
			/does not understand the search/,
			/'Search'/,
		],
		[
			'a feature that the org does not have',
			refusal(401, 'E0000015', 'You do not have permission to access the feature you are requesting'),
			'refused',
			/org does not have the feature that this request needs/,
			/^(?!.*([Rr]econnect|Switch account)).*Okta says: You do not have permission to access the feature.*E0000015/,
		],
		['an unknown user', refusal(404, 'E0000007', 'Not found: Resource not found: jane@acme.com (User)'), 'notFound', /User not found/, /Resource not found: … \(User\)/],
		['a token that is still refused', { status: 401, headers: {}, body: '' }, 'disconnected', /access token/, /"Switch account"/],
		['another server', { status: 404, headers: {}, body: '<html>404</html>' }, 'notOkta', /does not look like an Okta org \(status 404\)/, /Okta Domain/],
		['no connection yet', { reason: 'unconnected', detail: '' }, 'unconnected', /not connected yet/, /"Connect my account"/],
		['a dead refresh token', { reason: 'disconnected', detail: 'invalid_grant' }, 'disconnected', /no longer accepts/, /90 days/],
	])('%s', async (_name, result, kind, message, description) => {
		const { transport, client } = clientOf([result]);
		const error = await failure(client.get('/api/v1/users/jane%40acme.com'));
		expect(error.kind).toBe(kind);
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(transport.waits).toEqual([]);
	});
});

describe('the longest wait', () => {
	it.each<[string, RequestResult, number]>([
		['the reset of a rate limit', throttled(rate(600, 0, 30)), 31_000],
		['a back-off', reset, 500],
	])('may be used up by %s, but not exceeded', async (_name, result, wait) => {
		const enough = clientOf([result, ok([])], wait);
		await enough.client.get(USERS);
		expect(enough.transport.waits).toEqual([wait]);
		const tooShort = clientOf([result, ok([])], wait - 1);
		await failure(tooShort.client.get(USERS));
		expect([tooShort.transport.waits, tooShort.transport.paths]).toEqual([[], [USERS]]);
	});

	it('may be used up by a rate limit that is known to be used up', async () => {
		const { transport, client } = clientOf([ok([], rate(600, 0, 30)), ok([])], 31_000);
		await client.get(USERS);
		await client.get(USERS);
		expect(transport.waits).toEqual([31_000]);
		const tooShort = clientOf([ok([], rate(600, 0, 30)), ok([])], 30_999);
		await tooShort.client.get(USERS);
		expect(await failure(tooShort.client.get(USERS))).toMatchObject({ kind: 'rateLimit' });
	});

	it('ends a pause that only spreads requests, and the request is sent', async () => {
		const { transport, client } = clientOf([ok([], rate(600, 1, 30)), ok([])], 8000);
		await client.get(USERS);
		await client.get(USERS);
		expect(transport.waits).toEqual([8000]);
	});

	it('can be given for one request', async () => {
		const { transport, client } = clientOf([reset, reset, ok([])]);
		await failure(client.get(USERS, { maxWaitMs: 499 }));
		await client.get(USERS);
		expect(transport.waits).toEqual([500]);
	});
});

it('a request after the reset that a 429 named waits for the second that rounding can take', async () => {
	const { transport, client } = clientOf([throttled(rate(600, 0, 3600)), ok([])]);
	await failure(client.get(USERS));
	transport.time += 3_600_400;
	await client.get(USERS);
	expect(transport.waits).toEqual([600]);
});

it('a 429 whose reset is over does not keep the next request from being sent', async () => {
	const { transport, client } = clientOf([throttled(rate(600, 0, -30)), ok([])], 999);
	await failure(client.get(USERS));
	await client.get(USERS);
	expect(transport.waits).toEqual([999]);
});

it('a concurrency limit has no reset to name', async () => {
	const { client } = clientOf([throttled(rate(0, 0, 114))], 0);
	expect(await failure(client.get(USERS))).toMatchObject({ kind: 'rateLimit', resetsAt: undefined });
});

it('an execution that is stopped during a request waits for nothing', async () => {
	const { transport, client } = clientOf([() => { transport.stopAfterWaits = 0; return reset; }]);
	expect(await failure(client.get(USERS))).toMatchObject({ kind: 'cancelled' });
	expect(transport.waits).toEqual([]);
});

it.each([200, 204, 299])('a response with status %d is returned', async (status) => {
	const response: RequestResult = { status, headers: {}, body: [] };
	expect(await clientOf([response]).client.get(USERS)).toBe(response);
});

it.each([199, 300, 304])('a response with status %d is an error', async (status) => {
	expect(await failure(clientOf([{ status, headers: {}, body: [] }]).client.get(USERS))).toBeInstanceOf(OktaError);
});

it('only the beginning of a path says which rate limit it has', async () => {
	const { transport, client } = clientOf([ok([], rate(60, 0, 30)), ok([]), ok([])]);
	await client.get('/api/v1/meta/types/user?x=/api/v1/users');
	for (const path of [USERS, '/api/v1/users/00u1']) await client.get(path);
	expect(transport.waits).toEqual([]);
	const groups = clientOf([ok([], rate(60, 0, 30)), ok([])]);
	await groups.client.get('/api/v1/meta/types/user?x=/api/v1/groups');
	await groups.client.get('/api/v1/groups');
	expect(groups.transport.waits).toEqual([]);
});
