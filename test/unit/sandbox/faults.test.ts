import { request, startSandbox, type Sandbox } from '../../support/sandbox';

type Rule = Parameters<Sandbox['control']['faults']['add']>[0];

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 6, deprovisioned: 0 });
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.control.faults.clear());

const page = '/api/v1/users?limit=3';

/** Adds the rule and returns the response or connection error of one request. Then checks that the next request succeeds. */
async function hit(rule: Rule, timeoutMs?: number) {
	await sandbox.control.faults.add(rule);
	const answer = await sandbox.get(page, { timeoutMs }).catch((error: Error & { code?: string }) => ({ failed: error.code ?? error.message }) as never);
	expect(await sandbox.get(page)).toMatchObject({ status: 200 });
	return answer;
}

it('hits matching requests, starting with the nth, the given number of times', async () => {
	await sandbox.control.faults.add({ fault: 'status', status: 503, match: { method: 'GET', pathPattern: '^/api/v1/users\\?', nth: 2, times: 2 } });
	const statuses = [];
	for (const path of [page, '/api/v1/users/me', page, page, page]) statuses.push((await sandbox.get(path)).status);
	expect(statuses).toEqual([200, 200, 503, 503, 200]);
	expect(await sandbox.control.faults.list()).toMatchObject([{ fault: 'status', seen: 4, hits: 2 }]);
	expect((await sandbox.control.log()).slice(-5).map((entry) => entry.fault ?? null)).toEqual([null, null, 'status', 'status', null]);
	await expect(sandbox.control.faults.add({ fault: 'earthquake' as never })).rejects.toThrow('Unknown fault earthquake');
});

it('responds with any status, body and headers', async () => {
	expect(await hit({ fault: 'status', status: 500 })).toMatchObject({ status: 500, json: { errorCode: 'E0000009' } });
	expect(await hit({ fault: 'status', status: 418, body: 'tea', headers: { 'content-type': 'text/plain', 'retry-after': '7' } })).toMatchObject({ status: 418, text: 'tea', headers: { 'retry-after': ['7'] } });
	expect(await hit({ fault: 'html' })).toMatchObject({ status: 200, text: expect.stringMatching(/^<!DOCTYPE html>/), headers: { 'content-type': ['text/html; charset=utf-8'] } });
	expect(await hit({ fault: 'html', status: 502 })).toMatchObject({ status: 502 });
	expect(await hit({ fault: 'expiredToken' })).toMatchObject({ status: 401, text: '', headers: { 'www-authenticate': [expect.stringContaining('error="invalid_token"')] } });
	expect(await hit({ fault: 'crossOriginRedirect', origin: 'http://127.0.0.1:9' })).toMatchObject({ status: 302, headers: { location: ['http://127.0.0.1:9/api/v1/users'] } });
});

it('cuts, hangs and delays connections', async () => {
	expect(await hit({ fault: 'reset' })).toEqual({ failed: 'ECONNRESET' });
	expect(await hit({ fault: 'resetMidBody' })).toEqual({ failed: 'ECONNRESET' });
	expect(await hit({ fault: 'hang' }, 200)).toEqual({ failed: 'timeout' });
	expect(await hit({ fault: 'slow', ms: 5000 }, 200)).toEqual({ failed: 'timeout' });
	expect(await hit({ fault: 'slow', ms: 10 })).toMatchObject({ status: 200 });
});

it('distorts the real response', async () => {
	const good = await sandbox.get(page);
	const truncated = await hit({ fault: 'truncatedJson' });
	expect([truncated.status, truncated.json, good.text.startsWith(truncated.text), truncated.text.length > 100]).toEqual([200, undefined, true, true]);
	expect(await hit({ fault: 'contentType' })).toMatchObject({ text: good.text, headers: { 'content-type': ['text/plain; charset=utf-8'] } });
	expect((await hit({ fault: 'duplicateRateHeaders' })).headers).toMatchObject({ 'x-rate-limit-limit': ['100000', '100000'], 'x-rate-limit-reset': [expect.any(String), expect.any(String)] });
});

it('responds with rate limit and concurrency errors', async () => {
	const reset = (answer: Awaited<ReturnType<Sandbox['get']>>) => Number(answer.headers['x-rate-limit-reset'][0]) - Date.parse(answer.headers.date[0]) / 1000;
	const limited = await hit({ fault: 'rateLimited', resetInSeconds: 30 });
	expect(limited).toMatchObject({ status: 429, json: { errorCode: 'E0000047' }, headers: { 'x-rate-limit-remaining': ['0'] } });
	expect([30, 31]).toContain(reset(limited));
	const concurrency = await hit({ fault: 'concurrency' });
	expect(concurrency).toMatchObject({ status: 429, headers: { 'x-rate-limit-limit': ['0'], 'x-rate-limit-remaining': ['0'] } });
	expect([120, 121]).toContain(reset(concurrency));
});

it('changes pages and their links', async () => {
	const first = await sandbox.get(page);
	expect((await hit({ fault: 'selfLoopingNext' })).next).toBe(first.self);
	expect((await hit({ fault: 'crossOriginNext' })).next).toMatch(/^https:\/\/elsewhere\.example\/api\/v1\/users\?limit=3$/);
	const shifted = await hit({ fault: 'shiftedPage' });
	expect(shifted.json).toEqual([first.json[2], ...first.json]);

	await sandbox.control.faults.add({ fault: 'emptyPageWithNext', match: { times: 2 } });
	const empty = await sandbox.get(page);
	const emptyAgain = await sandbox.get(String(empty.next).slice(sandbox.url.length));
	const full = await sandbox.get(String(emptyAgain.next).slice(sandbox.url.length));
	expect([empty.json, emptyAgain.json, full.json]).toEqual([[], [], first.json]);
	expect(new Set([empty.self, empty.next, emptyAgain.next, full.next]).size).toBe(4);
});

it('also affects the OAuth endpoints', async () => {
	const token = async () => await request(`${sandbox.url}/oauth2/v1/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `grant_type=refresh_token&client_id=${sandbox.clientId}&refresh_token=x` });
	await sandbox.control.faults.add({ fault: 'truncatedJson', match: { pathPattern: '/token$' } });
	expect(await token()).toMatchObject({ status: 400, json: undefined, text: expect.stringMatching(/^\{"error":"inv/) });
	await sandbox.control.faults.add({ fault: 'resetMidBody', match: { pathPattern: '/token$' } });
	await expect(token()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect((await token()).json.error).toBe('invalid_grant');
});
