import fc from 'fast-check';
import { checkSecret, decide } from '../../../nodes/OktaEventHook/request';
import { LogLimit, RecentIds } from '../../../nodes/OktaEventHook/memory';
import { holds } from '../../support/fuzz';

const SECRET = 'correct horse battery staple';
const JSON_TYPE = { authorization: SECRET, 'content-type': 'application/json' };

const entry = { uuid: '1', published: '2026-03-01T08:00:00.123Z', eventType: 'user.lifecycle.create', outcome: { result: 'SUCCESS' }, target: [{ id: '00u1', type: 'User' }] };
const hook = (events: unknown[]) => ({ eventType: 'com.okta.event_hook', eventTypeVersion: '1.0', cloudEventsVersion: '0.1', data: { events } });

const post = (body: unknown, headers: Record<string, unknown> = JSON_TYPE) => decide({ method: 'POST', headers, body }, SECRET);

describe('a caller', () => {
	it.each([
		['without a secret', undefined],
		['with an empty secret', ''],
		['with the beginning of the secret', SECRET.slice(0, -1)],
		['with more than the secret', `${SECRET} `],
		['with the secret in other letters', SECRET.toUpperCase()],
		['with a scheme before the secret', `Bearer ${SECRET}`],
		['with the secret twice', [SECRET, SECRET]],
	])('%s is refused, for a verification as for a hook', (_what, authorization) => {
		const headers = { 'content-type': 'application/json', 'x-okta-verification-challenge': 'challenge', authorization };
		for (const request of [{ method: 'GET' as const, headers, body: {} }, { method: 'POST' as const, headers, body: hook([entry]) }]) {
			expect(decide(request, SECRET)).toMatchObject({ kind: 'refused', status: 401 });
		}
	});

	it('with any other text than the secret is refused, and with the secret is not', () => {
		const texts = fc.tuple(fc.string({ minLength: 16, unit: 'grapheme-ascii' }), fc.string());
		holds(fc.property(texts, ([secret, sent]) => {
			const decision = decide({ method: 'POST', headers: { ...JSON_TYPE, authorization: sent }, body: hook([]) }, secret);
			expect(decision.kind).toBe(sent === secret ? 'hook' : 'refused');
			expect(decide({ method: 'POST', headers: { ...JSON_TYPE, authorization: secret }, body: hook([]) }, secret).kind).toBe('hook');
		}), 300);
	});

	it('learns the status only: no reason contains the secret or what was sent', () => {
		holds(fc.property(fc.string({ minLength: 8, unit: 'grapheme-ascii' }), fc.jsonValue(), (sent, body) => {
			for (const authorization of [sent, SECRET]) {
				const decision = decide({ method: 'POST', headers: { ...JSON_TYPE, authorization }, body }, SECRET);
				if (decision.kind === 'refused') expect(decision.reason).toMatch(/^(it has no secret|its secret is not the one in the credential|its body is not an Okta event hook)$/);
			}
		}));
	});
});

describe('a verification', () => {
	it('is answered with the challenge', () => {
		const headers = { authorization: SECRET, 'x-okta-verification-challenge': 'n5yGnQ' };
		expect(decide({ method: 'GET', headers, body: {} }, SECRET)).toEqual({ kind: 'verification', challenge: 'n5yGnQ' });
	});

	it.each([undefined, '', 'x'.repeat(1001), ['a', 'b']])('is refused without a usable challenge: %j', (challenge) => {
		const headers = { authorization: SECRET, 'x-okta-verification-challenge': challenge };
		expect(decide({ method: 'GET', headers, body: {} }, SECRET)).toMatchObject({ kind: 'refused', status: 400 });
	});
});

describe('a hook', () => {
	it('gives its entries', () => {
		const { kind, entries } = post(hook([entry, { ...entry, actor: { id: '00uA', type: 'User', alternateId: 'ada@acme.com' }, debugContext: { debugData: { changedAttributes: 'title, city' } } }])) as Extract<ReturnType<typeof decide>, { kind: 'hook' }>;
		expect(kind).toBe('hook');
		const simple = { type: 'user.lifecycle.create', publishedAt: '2026-03-01T08:00:00.123Z', users: ['00u1'], groups: [] };
		expect(entries).toEqual([simple, { ...simple, actor: { id: '00uA', type: 'User', login: 'ada@acme.com' }, changedAttributes: ['title', 'city'] }]);
	});

	it.each(['application/json; charset=utf-8', 'APPLICATION/JSON'])('may have the content type %s', (type) => {
		expect(post(hook([]), { authorization: SECRET, 'content-type': type }).kind).toBe('hook');
	});

	it.each([undefined, 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/form-data; boundary=x'])('with the content type %s is refused', (type) => {
		expect(post(hook([entry]), { authorization: SECRET, 'content-type': type })).toMatchObject({ kind: 'refused', status: 415 });
	});

	it.each([null, undefined, 'text', 1, [], {}, { eventType: 'other', data: { events: [] } }, { eventType: 'com.okta.event_hook' }, { eventType: 'com.okta.event_hook', data: { events: {} } }, { eventType: 'com.okta.event_hook', data: null }])(
		'with the body %j is refused',
		(body) => {
			expect(post(body)).toMatchObject({ kind: 'refused', status: 400 });
		},
	);

	it('drops entries that are not what Okta sends, and keeps the others', () => {
		const invalid = [null, 1, 'x', [], {}, { ...entry, target: null }, { ...entry, target: [] }, { ...entry, target: [{ id: '00g1', type: 'UserGroup' }] }, { ...entry, published: 'soon' }, { ...entry, outcome: { result: 'FAILURE' } }];
		expect(post(hook([...invalid, entry]))).toMatchObject({ kind: 'hook', received: 11, entries: [{ users: ['00u1'] }] });
	});

	it('never throws, whatever the body is', () => {
		const anything = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()).map(hook), fc.array(fc.record({ ...Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, fc.oneof(fc.constant(value), fc.jsonValue())])) })).map(hook));
		holds(fc.property(anything, (body) => expect(['refused', 'hook']).toContain(post(body).kind)), 300);
	});

	it('of 1 MB is decided about within a second', () => {
		const start = performance.now();
		expect(post(hook(Array.from({ length: 3_000 }, () => ({ ...entry, client: { userAgent: 'x'.repeat(200) } })))).kind).toBe('hook');
		expect(post({ eventType: 'x'.repeat(1_000_000) })).toMatchObject({ kind: 'refused' });
		expect(performance.now() - start).toBeLessThan(1_000);
	});
});

describe('a secret', () => {
	it.each([undefined, null, '', 'short', 1234567890123456, 'fifteen-letters'])('that is too short cannot be used: %j', (secret) => {
		expect(() => checkSecret(secret)).toThrow("'Secret' in the credential is too short");
	});

	it.each([' leading-space-0123', 'trailing-space-0123 ', 'a line\nbreak 0123456', 'schlüssel-0123456789'])('that HTTP would change cannot be used: %j', (secret) => {
		expect(() => checkSecret(secret)).toThrow("'Secret' in the credential has characters that do not fit into a header");
	});

	it.each(['0123456789abcdef', 'Basic YWRtaW46c3VwZXJzZWNyZXQ=', SECRET])('can be %s', (secret) => {
		expect(checkSecret(secret)).toBe(secret);
	});
});

describe('what a process remembers', () => {
	it('tells a new ID from a repeated one, and forgets the oldest', () => {
		const ids = new RecentIds();
		expect([ids.add('a'), ids.add('b'), ids.add('a')]).toEqual([true, true, false]);
		for (let index = 0; index < 20_000; index++) ids.add(String(index));
		expect([ids.add('19999'), ids.add('a')]).toEqual([false, true]);
	});

	it('writes one line a minute for each kind of refusal, and counts the others', () => {
		const limit = new LogLimit();
		expect([limit.note('a', 0), limit.note('a', 1), limit.note('b', 2), limit.note('a', 59_999), limit.note('a', 60_000), limit.note('a', 60_001)]).toEqual([1, 0, 1, 0, 3, 0]);
	});
});
