import type { IDataObject } from 'n8n-workflow';
import { OktaEventHookApi } from '../../../credentials/OktaEventHookApi.credentials';
import { OktaEventHook } from '../../../nodes/OktaEventHook/OktaEventHook.node';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { openHookEndpoint } from '../../support/hookEndpoint';
import { callWebhook, hookContext, pollContext, storedCredential } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';

// Skips waiting between retries.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => {} }));

const SECRET = 'a secret of the test';
const TYPES = ['create', 'activate', 'deactivate', 'suspend', 'unsuspend'].map((type) => `user.lifecycle.${type}`).concat('user.account.update_profile', 'user.account.update_password');
const PARAMETERS = { authentication: 'oAuth2', events: ['user.created', 'user.updated', 'user.deactivated'], watch: 'profile' };

let sandbox: Sandbox;
let oAuth2: Awaited<ReturnType<typeof connectedCredential>>;
let people: Array<{ id: string }>;
let logged: string[];

let nodes = 0;

const nodeType = new OktaEventHook();

/** Each test has its own node, because a process remembers what it delivered and logged. */
let identity = { id: '' };

const secretCredential = (secret: unknown = SECRET) => storedCredential(new OktaEventHookApi(), { secret });

beforeAll(async () => {
	sandbox = await startSandbox({ people: 60, deprovisioned: 2 });
	oAuth2 = await connectedCredential(sandbox);
});

afterAll(async () => {
	await sandbox.stop();
});

beforeEach(async () => {
	identity = { id: `node-${++nodes}` };
	await sandbox.control.faults.clear();
	await sandbox.control.set({ hiddenUsers: [] });
	people = (await sandbox.control.people.list()).filter(({ status }) => status === 'ACTIVE').slice(5);
	logged = [];
});

afterEach(() => {
	jest.restoreAllMocks();
});

type Options = Partial<Parameters<typeof callWebhook>[0]> & { secret?: unknown };

const call = async ({ secret, parameters, ...options }: Options) =>
	await callWebhook({
		nodeType,
		identity,
		log: logged,
		headers: { authorization: SECRET, 'content-type': 'application/json' },
		...options,
		parameters: { ...PARAMETERS, ...parameters },
		credentials: [secretCredential(secret), oAuth2],
	});

/** The entries that the sandbox logged since a moment, as a hook sends them. */
async function entriesSince(start: number): Promise<IDataObject[]> {
	const log = await sandbox.control.systemLog.list();
	return log.filter(({ published }) => published >= start).map(({ published, targets, debugData, ...event }) => ({ ...event, published: new Date(published).toISOString(), target: targets, outcome: { result: 'SUCCESS' }, debugContext: { debugData } }));
}

const hook = (events: unknown[]) => ({ eventType: 'com.okta.event_hook', data: { events } });

/** Makes changes and delivers their hook. */
async function after(change: () => Promise<unknown>, options: Options = {}) {
	const start = Date.now();
	await change();
	return await call({ body: hook(await entriesSince(start)), ...options });
}

const outline = (items: Array<{ json: IDataObject }> | undefined) => items?.map(({ json }) => `${String(json.event)} ${String(json.id)}`);

describe('a hook', () => {
	it('gives the item of Okta Trigger, with the same ID, without changed attributes', async () => {
		const poll = pollContext({ nodeType: new OktaTrigger(), parameters: { ...PARAMETERS, options: {} }, credentials: [oAuth2] });
		await new OktaTrigger().poll.call(poll);
		const [retitled, leaver] = people;
		let created = '';
		const { items, status, body, staticData } = await after(async () => {
			await sandbox.control.people.patch(retitled.id, { title: 'Hooked' });
			await sandbox.control.people.setStatus(leaver.id, 'DEPROVISIONED');
			created = (await sandbox.control.people.create({ profile: { firstName: 'Nova' } })).id;
		});
		expect([status, body]).toEqual([204, undefined]);
		expect(staticData).toEqual({});
		expect(outline(items)).toEqual([`user.updated ${retitled.id}`, `user.deactivated ${leaver.id}`, `user.created ${created}`]);
		const polled = (await new OktaTrigger().poll.call(poll))?.[0] ?? [];
		for (const { json } of items ?? []) {
			const same = polled.find(({ json: other }) => other.eventId === json.eventId)?.json;
			const { changedAttributes, ...rest } = same ?? {};
			expect(changedAttributes).toBeDefined();
			const { actor, ...own } = json;
			expect(actor).toMatchObject({ type: 'User' });
			expect(own).toEqual(rest);
			expect(Object.keys(json).slice(0, 4)).toEqual(['event', 'occurredAt', 'eventId', 'actor']);
		}
	});

	it('is answered before the users are read, however slow Okta is', async () => {
		await sandbox.control.faults.add({ fault: 'slow', ms: 1500, match: { pathPattern: '/api/v1/users/' } });
		const start = Date.now();
		let answeredAfter = Infinity;
		const { items } = await after(async () => await sandbox.control.people.patch(people[0].id, { title: 'Slow' }), { whenAnswered: () => (answeredAfter = Date.now() - start) });
		expect(answeredAfter).toBeLessThan(1400);
		expect(outline(items)).toEqual([`user.updated ${people[0].id}`]);
	});

	it('reads each user once, however many entries a batch has', async () => {
		await sandbox.control.clearLog();
		const { items } = await after(async () => {
			for (let index = 0; index < 5; index++) await sandbox.control.people.patch(people[0].id, { title: `Often ${index}` });
			await sandbox.control.people.bulk({ count: 40, profile: { city: 'Batch {n}' } });
		});
		const requests = await sandbox.control.log();
		// 40 users, 20 in one search.
		expect(requests.filter(({ path }) => path === '/api/v1/users')).toHaveLength(2);
		expect(requests.filter(({ path }) => path.startsWith('/api/v1/users/'))).toEqual([]);
		expect(items?.length).toBeGreaterThanOrEqual(40);
	});

	it('reads users one by one when the search does not show them as they are, or fails', async () => {
		const expectBatch = async () => {
			const { items } = await after(async () => await sandbox.control.people.bulk({ count: 15, profile: { city: `Behind {n} ${Date.now()}` } }));
			expect(items).toHaveLength(15);
			for (const { json } of items ?? []) expect(json.profile).toEqual((await sandbox.control.people.get(String(json.id))).profile);
		};
		// In another second than the changes of other tests: within one, the search may show the first of two versions.
		const second = () => Math.floor(Date.now() / 1000);
		for (const before = second(); second() === before; ) await sandbox.control.state();
		await sandbox.control.set({ indexLagMs: 'hold' });
		await expectBatch();
		await sandbox.control.set({ indexLagMs: 0 });
		await sandbox.control.flushIndex();
		await sandbox.control.faults.add({ fault: 'status', status: 400, body: { errorCode: 'E0000031', errorSummary: 'no' }, match: { pathPattern: '/api/v1/users\\?', times: 10 } });
		await expectBatch();
	});

	it('that comes again starts no execution', async () => {
		const start = Date.now();
		await sandbox.control.people.patch(people[0].id, { title: 'Again' });
		const body = hook(await entriesSince(start));
		const answers = [await call({ body }), await call({ body })];
		expect(answers.map(({ items, status }) => [items?.length, status])).toEqual([[1, 204], [undefined, 204]]);
	});

	it('that comes twice at once starts one execution', async () => {
		const start = Date.now();
		await sandbox.control.people.patch(people[0].id, { title: 'At once' });
		const body = hook(await entriesSince(start));
		const answers = await Promise.all([call({ body }), call({ body })]);
		expect(answers.flatMap(({ items }) => items ?? [])).toHaveLength(1);
	});

	it('about a change that another one has overtaken starts no execution: the later one has a hook of its own', async () => {
		const start = Date.now();
		await sandbox.control.people.setStatus(people[0].id, 'SUSPENDED');
		const suspended = await entriesSince(start);
		await sandbox.control.people.setStatus(people[0].id, 'ACTIVE');
		const { items, status } = await call({ body: hook(suspended), parameters: { events: ['user.suspended'] } });
		expect([items, status]).toEqual([undefined, 204]);
	});

	it('about a user who was deleted before the read: an event only when Okta says that the deletion is complete', async () => {
		const events = ['user.updated', 'user.deactivated', 'user.deleted'];
		const start = Date.now();
		await sandbox.control.people.patch(people[0].id, { title: 'Leaving' });
		await sandbox.control.people.setStatus(people[0].id, 'DEPROVISIONED');
		await sandbox.control.people.delete(people[0].id);
		const entries = await entriesSince(start);
		const before = entries.filter(({ eventType }) => eventType !== 'user.lifecycle.delete.completed');
		expect(before.map(({ eventType }) => eventType)).toContain('user.lifecycle.delete.initiated');
		expect((await call({ body: hook(before), parameters: { events } })).items).toBeUndefined();
		const { items } = await call({ body: hook(entries), parameters: { events } });
		expect(outline(items)).toEqual([`user.deleted ${people[0].id}`]);
		expect(items?.[0].json).toMatchObject({ id: people[0].id, profile: {} });
	});

	it('about a user that the admin role hides starts no execution', async () => {
		await sandbox.control.set({ hiddenUsers: [people[0].id] });
		const { items, status } = await after(async () => await sandbox.control.people.patch(people[0].id, { title: 'Hidden' }));
		expect([items, status]).toEqual([undefined, 204]);
	});

	it.each([
		['down', { fault: 'status', status: 503 }],
		['unreachable', { fault: 'reset' }],
		['throttled', { fault: 'rateLimited', resetInSeconds: 50 }],
	] as const)('while Okta is %s is a success for Okta, starts no execution, and is logged without values', async (_what, fault) => {
		await sandbox.control.faults.add({ ...fault, match: { pathPattern: '/api/v1/users/', times: 1000 } });
		const { items, status } = await after(async () => await sandbox.control.people.patch(people[0].id, { title: 'Canary value' }));
		expect([items, status]).toEqual([undefined, 204]);
		expect(logged.filter((line) => line.startsWith('warn'))).toEqual([expect.stringContaining('Okta Trigger has to deliver')]);
		expect(logged.join('\n')).not.toContain('Canary');
	}, 30_000);

	it('about a completed deletion needs no read, so it is delivered while Okta is down', async () => {
		await sandbox.control.faults.add({ fault: 'status', status: 503, match: { pathPattern: '/api/v1/users/', times: 1000 } });
		const parameters = { events: ['user.updated', 'user.deleted'] };
		const { items } = await after(async () => {
			await sandbox.control.people.patch(people[1].id, { title: 'Unread' });
			await sandbox.control.people.delete(people[0].id);
		}, { parameters });
		expect(outline(items)).toEqual([`user.deleted ${people[0].id}`]);
		expect(logged.filter((line) => line.startsWith('warn'))).toEqual([expect.stringContaining('1 of 1 users of a hook were not read')]);
	});

	it('of a selected attribute is one only when that attribute changed, as far as Okta says', async () => {
		const parameters = { events: ['user.updated'], watch: 'selected', attributes: ['title'] };
		expect((await after(async () => await sandbox.control.people.patch(people[0].id, { city: 'Unselected' }), { parameters })).items).toBeUndefined();
		expect((await after(async () => await sandbox.control.people.patch(people[1].id, { title: 'Selected', city: 'Unselected' }), { parameters })).items).toHaveLength(1);
		const start = Date.now();
		await sandbox.control.people.patch(people[2].id, { city: 'Unselected' });
		const unnamed = (await entriesSince(start)).map((entry) => ({ ...entry, debugContext: undefined }));
		expect((await call({ body: hook(unnamed), parameters })).items).toHaveLength(1);
	});

	it('of a password change is an update with Any Change only', async () => {
		const touch = async () => await sandbox.control.people.touchPassword(people[0].id);
		expect((await after(touch)).items).toBeUndefined();
		expect(outline((await after(touch, { parameters: { watch: 'any' } })).items)).toEqual([`user.updated ${people[0].id}`]);
	});

	it('in the editor is a test event with an ID of its own, and comes as often as it is sent', async () => {
		const start = Date.now();
		await sandbox.control.people.patch(people[0].id, { title: 'Test' });
		const body = hook(await entriesSince(start));
		const tests = [await call({ body, mode: 'manual' }), await call({ body, mode: 'manual' })].map(({ items, status }) => [status, items?.[0].json]);
		const [[, real]] = [(await call({ body })).items?.map(({ json }) => json) ?? []].map((items) => [items.length, items[0]] as const);
		expect(tests).toEqual([[204, { ...real, test: true, eventId: expect.any(String) }], [204, { ...real, test: true, eventId: expect.any(String) }]]);
		expect((tests[0][1] as IDataObject).eventId).not.toBe(real.eventId);
	});

	it('in the editor shows what is wrong with the credential', async () => {
		await sandbox.control.faults.add({ fault: 'status', status: 403, body: { errorCode: 'E0000006', errorSummary: 'no' }, match: { pathPattern: '/api/v1/users/' } });
		await expect(after(async () => await sandbox.control.people.patch(people[0].id, { title: 'Test' }), { mode: 'manual' })).rejects.toMatchObject({ description: expect.stringContaining('role') });
	});
});

describe('a request that is no hook of a selected event', () => {
	const published = new Date().toISOString();
	const entry = (eventType: string, target: unknown) => ({ eventType, published, outcome: { result: 'SUCCESS' }, target });

	it.each([
		['with a wrong secret', { headers: { authorization: 'a wrong secret value', 'content-type': 'application/json' }, body: hook([]) }, 401],
		['without a secret', { headers: { 'content-type': 'application/json' }, body: hook([]) }, 401],
		['with a wrong secret, for a verification', { method: 'GET' as const, headers: { authorization: 'a wrong secret value', 'x-okta-verification-challenge': 'x' } }, 401],
		['with another content type', { headers: { authorization: SECRET, 'content-type': 'text/plain' }, body: 'x' }, 415],
		['with another body', { body: { canary: 'Canary value' } }, 400],
		['of 1 MB', { body: { canary: 'Canary value'.repeat(90_000) } }, 400],
		['of an unknown type', { body: hook([entry('user.something.new', [{ id: '00u1234567890abcdefg', type: 'User' }])]) }, 204],
		['about a group', { body: hook([entry('user.lifecycle.create', [{ id: '00g1234567890abcdefg', type: 'UserGroup' }])]) }, 204],
		['about a path instead of a user', { body: hook([entry('user.lifecycle.create', [{ id: '../../api/v1/groups', type: 'User' }]), entry('user.lifecycle.create', [{ id: 'me', type: 'User' }])]) }, 204],
		['about an unknown user', { body: hook([entry('user.lifecycle.create', [{ id: '00u1234567890unknown', type: 'User' }])]) }, 204],
		['without events', { body: hook([]) }, 204],
	])('%s starts no execution and reads nothing that is not a user', async (what, options, status) => {
		await sandbox.control.clearLog();
		const answer = await call(options);
		expect([answer.items, answer.status, answer.body, answer.noWebhookResponse]).toEqual([undefined, status, undefined, true]);
		const paths = (await sandbox.control.log()).map(({ path }) => path);
		expect(paths).toEqual(what === 'about an unknown user' ? ['/api/v1/users/00u1234567890unknown'] : []);
		expect(logged.join('\n')).not.toMatch(/Canary|a wrong secret value|a secret of the test/);
		if (status !== 204) expect(logged).toEqual([expect.stringContaining(`refused a request with status ${status}`)]);
	});

	it('cannot fill the log', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
		for (let index = 0; index < 50; index++) await call({ headers: {}, body: {} });
		expect(logged).toHaveLength(1);
	});

	it.each(['', 'too short'])('is refused by a node whose credential has the secret %j, without an execution', async (secret) => {
		const { items, status } = await call({ secret, headers: { authorization: secret, 'content-type': 'application/json' }, body: hook([]) });
		expect([items, status]).toEqual([undefined, 503]);
		for (let index = 0; index < 20; index++) await call({ secret, headers: {}, body: {} });
		expect(logged).toEqual([expect.stringContaining("'Secret' in the credential is too short")]);
	});
});

describe('publishing', () => {
	const exists = async (secret: unknown, parameters: IDataObject = {}) => {
		const context = hookContext({ nodeType, parameters: { ...PARAMETERS, ...parameters }, credentials: [secretCredential(secret)] });
		return await nodeType.webhookMethods.default.checkExists.call(context);
	};

	it('works with a usable secret', async () => {
		expect(await exists(SECRET)).toBe(true);
	});

	it('fails with a secret that could be guessed, and without events', async () => {
		await expect(exists('short')).rejects.toThrow("'Secret' in the credential is too short");
		await expect(exists(SECRET, { events: [] })).rejects.toThrow("Parameter 'Events' is empty");
	});

	it('is not needed for the Test button, which checks the secret', async () => {
		const test = async (secret: string) => await nodeType.methods.credentialTest.testSecret.call({} as never, { id: '', name: '', type: '', data: { secret } });
		expect(await test(SECRET)).toMatchObject({ status: 'OK' });
		expect(await test('short')).toEqual({ status: 'Error', message: expect.stringContaining('at least 16 characters') });
	});
});

describe('with the event hooks of an org', () => {
	let endpoint: Awaited<ReturnType<typeof openHookEndpoint>>;
	let items: IDataObject[];

	beforeEach(async () => {
		items = [];
		endpoint = await openHookEndpoint(async ({ method, headers, body }) => {
			const answer = await call({ method, headers, body: body === '' ? {} : JSON.parse(body) });
			items.push(...(answer.items ?? []).map(({ json }) => json));
			return answer;
		});
	});

	afterEach(() => {
		endpoint.close();
	});

	it('is verified, then delivers what happens', async () => {
		await sandbox.createEventHook({ uri: endpoint.uri, secret: SECRET, events: TYPES });
		await sandbox.control.people.patch(people[0].id, { title: 'Real hook' });
		while (items.length === 0) await sandbox.control.eventHooks.state();
		expect(items).toMatchObject([{ event: 'user.updated', id: people[0].id, profile: { title: 'Real hook' } }]);
	});

	it('is not verified with another secret', async () => {
		await expect(sandbox.createEventHook({ uri: endpoint.uri, secret: 'another secret value', events: TYPES })).rejects.toThrow('did not return the verification challenge');
	});
});
