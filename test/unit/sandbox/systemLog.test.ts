import { sleep } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../support/sandbox';

interface Event {
	eventType: string;
	actor: { id: string };
	target: { type: string; displayName: string }[] | null;
}

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ people: 30, deprovisioned: 0, rateLimits: { logs: 1000 }, grantedScopes: ['okta.users.read', 'okta.logs.read'] });
});
afterEach(() => sandbox.stop());

const past = () => `since=${new Date(Date.now() - 60_000).toISOString()}`;
const logs = async (query: string) => await sandbox.get(`/api/v1/logs?${query}`);
const types = (events: { eventType: string }[]) => events.map(({ eventType }) => eventType);
const follow = async (next: string | undefined) => await sandbox.get((next ?? '').replace(sandbox.url, ''));

describe('events', () => {
	it('are written for every change, with actor and targets', async () => {
		const { people, groups } = sandbox.control;
		const person = await people.create({ profile: { firstName: 'Eve', lastName: 'Lee', login: 'eve@sandbox.example', department: 'Legal' } });
		await people.patch(person.id, { title: 'CEO', department: 'Sales' }, ['lastName'], 'app');
		for (const status of ['SUSPENDED', 'ACTIVE', 'DEPROVISIONED']) await people.setStatus(person.id, status, 'system');
		const group = await groups.create({ name: 'Executives', members: { count: 5 } });
		await groups.change(group.id, { add: [person.id], actor: 'admin@sandbox.example' });
		await groups.change(group.id, { add: [person.id] });
		await groups.change(group.id, { remove: [person.id] });
		await people.touchPassword(person.id);
		await people.login(person.id);
		await people.setStamps(person.id, { created: '2020-01-01T00:00:00.000Z' });
		await people.delete(person.id);
		const { json } = await logs(past());
		const admin = (await people.get('admin@sandbox.example')).id;
		const by = { [admin]: 'admin', system: 'system', '0oasandboxhrimport00': 'app', [person.id]: 'self' };
		expect(json.map(({ eventType, actor, target }: Event) => [eventType, by[actor.id], ...(target ?? []).map(({ type, displayName }) => `${type} ${displayName}`)])).toEqual([
			['user.lifecycle.create', 'admin', 'User Eve Lee'],
			['user.lifecycle.activate', 'admin', 'User Eve Lee'],
			['group.user_membership.add', 'system', 'User Eve Lee', 'UserGroup Department Legal'],
			['user.account.update_profile', 'app', 'User Eve'],
			['group.user_membership.remove', 'system', 'User Eve', 'UserGroup Department Legal'],
			['group.user_membership.add', 'system', 'User Eve', 'UserGroup Department Sales'],
			['user.lifecycle.suspend', 'system', 'User Eve'],
			['user.lifecycle.unsuspend', 'system', 'User Eve'],
			['user.lifecycle.deactivate', 'system', 'User Eve'],
			['group.user_membership.add', 'admin', 'User Eve', 'UserGroup Executives'],
			['group.user_membership.remove', 'admin', 'User Eve', 'UserGroup Executives'],
			['user.account.update_password', 'admin', 'User Eve'],
			['user.session.start', 'self'],
			['user.lifecycle.delete.initiated', 'admin', 'User Eve'],
			['user.lifecycle.delete.completed', 'admin', 'User Eve'],
		]);
		expect(json[3].debugContext.debugData.changedAttributes.split(',').sort()).toEqual(['department', 'lastName', 'title']);
		expect(json[0].target[0]).toEqual({ id: person.id, type: 'User', alternateId: 'eve@sandbox.example', displayName: 'Eve Lee', detailEntry: null });
		await expect(people.patch('admin@sandbox.example', { title: 'x' }, [], 'nobody')).rejects.toThrow('nobody');
		expect((await people.get('admin@sandbox.example')).profile.title).not.toBe('x');
	});
});

describe('polling (no until, ascending)', () => {
	it('always has a next link that continues where the page ended', async () => {
		await sandbox.control.people.bulk({ count: 5, profile: { city: 'Wien' } });
		const first = await logs(`${past()}&limit=3&filter=${encodeURIComponent('eventType eq "user.account.update_profile"')}`);
		const second = await follow(first.next);
		const third = await follow(second.next);
		expect([first, second, third].map(({ json }) => json.length)).toEqual([3, 2, 0]);
		expect(third.next).toBe(third.self);
		expect(first.next).not.toContain('since=');
		await sandbox.control.people.bulk({ count: 1, profile: { city: 'Graz' } });
		expect((await follow(third.next)).json).toHaveLength(1);
		const all = [...first.json, ...second.json];
		expect(new Set(all.map(({ uuid }: { uuid: string }) => uuid)).size).toBe(5);
	});

	it('returns late events later, in the order in which Okta stored them', async () => {
		const { set, people, systemLog } = sandbox.control;
		await set({ systemLog: { lagMs: 'hold', jitterMs: 60_000 } });
		await people.bulk({ count: 20, profile: { city: 'Wien' } });
		const early = await logs(past());
		expect(early.json).toEqual([]);
		await systemLog.flush();
		await set({ systemLog: { lagMs: 0, jitterMs: 0 } });
		const late = await follow(early.next);
		const published = late.json.map((event: { published: string }) => event.published);
		expect(late.json).toHaveLength(20);
		expect((await systemLog.list()).filter(({ stored }) => stored)).toHaveLength(20);
		const bounded = await logs(`${past()}&until=${new Date(Date.now() + 1000).toISOString()}`);
		expect(bounded.json.map((event: { published: string }) => event.published)).toEqual([...published].sort());
		const order = (events: { uuid: string }[]) => events.map(({ uuid }) => uuid);
		expect(order(bounded.json)).not.toEqual(order(late.json));
	});

	it('shows an event only after its lag', async () => {
		await sandbox.control.set({ systemLog: { lagMs: 300 } });
		await sandbox.control.people.patch('admin@sandbox.example', { city: 'Wien' });
		expect((await logs(past())).json).toEqual([]);
		await sleep(400);
		expect(types((await logs(past())).json)).toEqual(['user.account.update_profile']);
	});

	it('returns events twice on demand, with the same uuid', async () => {
		await sandbox.control.set({ systemLog: { duplicates: 1 } });
		await sandbox.control.people.patch('admin@sandbox.example', { city: 'Wien' });
		const { json } = await logs(past());
		expect([json.length, new Set(json.map(({ uuid }: { uuid: string }) => uuid)).size]).toEqual([2, 1]);
	});

	it('shows events that a test adds, also without a user', async () => {
		const user = (await sandbox.control.people.list())[3].id;
		await sandbox.control.systemLog.add({ eventType: 'app.oauth2.token.grant', actor: 'app' });
		await sandbox.control.systemLog.add({ eventType: 'group.user_membership.add', targets: [{ id: '00gother', type: 'UserGroup', alternateId: 'unknown', displayName: 'Other' }, user], published: new Date(Date.now() - 5000).toISOString() });
		const { json } = await logs(past());
		expect(json.map(({ target }: Event) => target?.map(({ type }) => type) ?? null)).toEqual([null, ['UserGroup', 'User']]);
	});
});

describe('bounded requests', () => {
	it('end, in both orders', async () => {
		await sandbox.control.people.bulk({ count: 5, profile: { city: 'Wien' } });
		const until = `until=${new Date(Date.now() + 1000).toISOString()}`;
		const read = async (query: string) => {
			const uuids: string[] = [];
			let answer = await logs(query);
			for (let pages = 1; ; pages++) {
				uuids.push(...answer.json.map(({ uuid }: { uuid: string }) => uuid));
				if (answer.next === undefined) return { uuids, pages };
				answer = await follow(answer.next);
			}
		};
		const up = await read(`${past()}&${until}&limit=2`);
		const down = await read(`${past()}&sortOrder=DESCENDING&limit=2`);
		expect([up.uuids.length, up.pages, down.pages]).toEqual([5, 3, 3]);
		expect(down.uuids).toEqual([...up.uuids].reverse());
		expect((await logs(`${past()}&${until}&q=WIEN`)).json).toEqual([]);
		expect((await logs(`${past()}&${until}&q=update_profile%20sandbox`)).json).toHaveLength(5);
	});
});

it('refuses what Okta refuses', async () => {
	const cases: [string, string][] = [
		['limit=1001', 'E0000001'],
		['since=yesterday', 'E0000001'],
		['since=2020-01-01T00:00:00Z', 'E0000053'],
		[`${past()}&after=1_2`, 'E0000001'],
		['after=nonsense', 'E0000001'],
		['sortOrder=up', 'E0000001'],
		[`filter=${encodeURIComponent('eventType ne "x"')}`, 'E0000053'],
		[`q=${'x'.repeat(41)}`, 'E0000001'],
	];
	for (const [query, code] of cases) expect({ query, answer: await logs(query) }).toMatchObject({ query, answer: { status: 400, json: { errorCode: code } } });
	const token = (await sandbox.connect({ scopes: ['openid', 'okta.users.read'] })).access_token;
	const refused = await sandbox.get('/api/v1/logs', { token });
	expect([refused.status, refused.headers['www-authenticate'][0]]).toEqual([403, expect.stringMatching(/scope="okta.logs.read", error="insufficient_scope"/)]);
	await sandbox.control.set({ adminRoles: { logs: false } });
	expect(await logs('')).toMatchObject({ status: 403, json: { errorCode: 'E0000006' } });
});

it('has a small rate limit of its own', async () => {
	await sandbox.control.set({ rateLimits: {}, adminRoles: { logs: true } });
	const { headers } = await logs('');
	expect([headers['x-rate-limit-limit'][0], headers['x-rate-limit-remaining'][0]]).toEqual(['120', '119']);
	await sandbox.control.set({ rateLimits: { logs: 0 } });
	expect(await logs('')).toMatchObject({ status: 429 });
	expect((await sandbox.get('/api/v1/users?limit=1')).status).toBe(200);
});
