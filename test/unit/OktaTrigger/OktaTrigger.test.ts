import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';
import { EVENTS } from '../../../nodes/OktaTrigger/engine/types';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { pollContext } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';

const nodeType = new OktaTrigger();

/** The events that need no System Log. */
const WITHOUT_LOG = EVENTS.filter((event) => event !== 'user.groupsChanged');

let sandbox: Sandbox;

let credential: Awaited<ReturnType<typeof connectedCredential>>;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 40, deprovisioned: 3 });
	credential = await connectedCredential(sandbox);
});

afterAll(async () => {
	await sandbox.stop();
});

beforeEach(async () => {
	await sandbox.control.faults.clear();
});

interface Setup {
	parameters?: IDataObject;
	options?: IDataObject;
	activation?: WorkflowActivateMode;
	staticData?: IDataObject;
	mode?: 'trigger' | 'manual';
	at?: Sandbox;
	connected?: typeof credential;
}

/** A trigger in n8n's default engine, which keeps one context and one static data for all polls. */
function trigger({ parameters, options, activation, staticData = {}, mode, at, connected }: Setup = {}) {
	const context = pollContext({
		nodeType,
		parameters: {
			events: ['user.created', 'user.updated', 'user.deactivated'],
			watch: 'profile',
			...parameters,
			options: options ?? {},
		},
		credentials: [connected ?? credential],
		mode,
		activation,
		staticData,
	});
	const log = (at ?? sandbox).control;
	return {
		context,
		state: () => JSON.stringify(context.getWorkflowStaticData('node')),
		poll: async () => (await nodeType.poll.call(context))?.[0].map(({ json }) => json) ?? null,
		/** Requests to Okta's users API made by a poll. */
		requests: async () => {
			await log.clearLog();
			await nodeType.poll.call(context);
			return (await log.log()).filter(({ path }) => path.startsWith('/api/')).length;
		},
	};
}

const names = (items: IDataObject[] | null) => items?.map(({ event, id }) => `${event} ${id}`).sort();

const ids = async () =>
	(await sandbox.control.people.list())
		.filter(({ status }) => status === 'ACTIVE')
		.map(({ id }) => id);

describe('a trigger', () => {
	it('learns which users exist, then delivers three changed users as three items', async () => {
		const { poll, state } = trigger();
		expect(await poll()).toBeNull();
		expect(state()).toContain('"people"');
		const [a, b, c, d, e] = await ids();
		await sandbox.control.people.patch(a, { title: 'Chief Signature Officer' });
		await sandbox.control.people.patch(b, { city: 'Nîmes', department: 'R&D' });
		await sandbox.control.people.patch(c, {}, ['title']);
		await sandbox.control.people.touchPassword(d);
		await sandbox.control.people.login(e);
		const items = await poll();
		const changes = Object.fromEntries(
			(items ?? []).map(({ id, changedAttributes }) => [id, [...(changedAttributes as string[])].sort()]),
		);
		expect(changes).toEqual({ [a]: ['title'], [b]: ['city', 'department'], [c]: ['title'] });
		const [item] = (items ?? []).filter(({ id }) => id === a);
		const now = await sandbox.control.people.get(a);
		expect(item).toMatchObject({
			event: 'user.updated',
			occurredAt: now.lastUpdated,
			status: 'ACTIVE',
			profile: { title: 'Chief Signature Officer' },
		});
		expect(item.eventId).toMatch(/^[0-9a-f]{32}$/);
		expect(Object.keys(item).slice(0, 4)).toEqual(['event', 'changedAttributes', 'occurredAt', 'eventId']);
		expect(item).not.toHaveProperty('test');
		expect(item).not.toHaveProperty('credentials');
		expect(item).not.toHaveProperty('_links');
		expect(await poll()).toBeNull();
	});

	it('makes one request when nothing happens, and does not change its state', async () => {
		const { poll, state, requests } = trigger();
		await poll();
		await poll();
		const before = state();
		expect(await requests()).toBe(1);
		expect(state()).toBe(before);
	});

	it('stores no profile values', async () => {
		const { poll, state } = trigger();
		await poll();
		const people = await sandbox.control.people.list();
		for (const { profile } of people) {
			expect(state()).not.toContain(String(profile.login));
			expect(state()).not.toContain(String(profile.lastName));
		}
	});

	it('delivers created, activated, suspended, unsuspended and deactivated users', async () => {
		const { poll } = trigger({ parameters: { events: WITHOUT_LOG } });
		await poll();
		const [a, b] = await ids();
		const { setStatus } = sandbox.control.people;
		const staged = await sandbox.control.people.create({ status: 'STAGED' });
		const active = await sandbox.control.people.create({});
		await setStatus(a, 'SUSPENDED');
		await setStatus(b, 'DEPROVISIONED');
		expect(names(await poll())).toEqual(
			[
				`user.created ${staged.id}`,
				`user.created ${active.id}`,
				`user.activated ${active.id}`,
				`user.suspended ${a}`,
				`user.deactivated ${b}`,
			].sort(),
		);
		await setStatus(a, 'ACTIVE');
		await setStatus(staged.id, 'ACTIVE');
		await setStatus(b, 'ACTIVE');
		expect(names(await poll())).toEqual(
			[`user.unsuspended ${a}`, `user.activated ${staged.id}`, `user.activated ${b}`].sort(),
		);
	});

	it('with a search on status, delivers the status change that takes a user out of it', async () => {
		const { poll } = trigger({ parameters: { events: WITHOUT_LOG }, options: { search: 'status eq "ACTIVE"' } });
		await poll();
		const [a, b] = await ids();
		const { setStatus } = sandbox.control.people;
		await setStatus(a, 'DEPROVISIONED');
		await setStatus(b, 'SUSPENDED');
		expect(names(await poll())).toEqual([`user.deactivated ${a}`, `user.suspended ${b}`].sort());
		await setStatus(b, 'ACTIVE');
		expect(names(await poll())).toContain(`user.unsuspended ${b}`);
		await setStatus(a, 'ACTIVE');
	});

	it('watches only the selected attributes', async () => {
		const parameters = { watch: 'selected', attributes: ['title'] };
		const { poll } = trigger({ parameters });
		await poll();
		const [a, b] = await ids();
		await sandbox.control.people.patch(a, { title: 'Watched' });
		await sandbox.control.people.patch(b, { city: 'Unwatched' });
		const items = await poll();
		expect(items?.map(({ id, changedAttributes }) => [id, changedAttributes])).toEqual([[a, ['title']]]);
	});

	it('watches any change of a user', async () => {
		const { poll } = trigger({ parameters: { watch: 'any' } });
		const [a] = await ids();
		await sandbox.control.people.setStamps(a, { lastUpdated: '2025-05-05T05:05:05.000Z' });
		await poll();
		await sandbox.control.people.touchPassword(a);
		const items = await poll();
		expect(items?.map(({ id, changedAttributes }) => [id, changedAttributes])).toEqual([[a, []]]);
	});

	it('finds deleted users in its full scan, including users who were deactivated first', async () => {
		// A thousandth of an hour: due after four seconds of Okta's clock, which the test moves.
		const { poll } = trigger({ parameters: { events: WITHOUT_LOG }, options: { sweepHours: 0.001 } });
		const left = await sandbox.control.people.create({});
		const gone = await sandbox.control.people.create({});
		await poll();
		await sandbox.control.people.setStatus(left.id, 'DEPROVISIONED');
		expect(names(await poll())).toEqual([`user.deactivated ${left.id}`]);
		await sandbox.control.people.delete(left.id);
		await sandbox.control.people.delete(gone.id);
		await sandbox.control.set({ clockSkewMs: 60_000 });
		expect(await poll()).toBeNull();
		const items = await poll();
		// Nobody saw the other one deactivated, so they may only be hidden.
		expect(names(items)).toEqual([`user.deleted ${left.id}`]);
		expect(items?.[0]).toMatchObject({ profile: {}, changedAttributes: [] });
		await sandbox.control.set({ clockSkewMs: 120_000 });
		expect(await poll()).toBeNull();
		expect(await poll()).toBeNull();
		await sandbox.control.set({ clockSkewMs: 0 });
	});

	it('delivers each existing user once with Start With Existing Users', async () => {
		const options = { startWithExisting: true, maxUsersPerPoll: 30 };
		const { poll } = trigger({ options });
		const delivered: unknown[] = [];
		for (let items = await poll(); items !== null; items = await poll()) {
			expect(items.length).toBeLessThanOrEqual(30);
			delivered.push(...items.map(({ id }) => id));
		}
		const people = await sandbox.control.people.list();
		expect(delivered.sort()).toEqual(people.map(({ id }) => id).sort());
	});

	it('delivers what is pending when events, options or Watch change without other attributes', async () => {
		const staticData = {};
		await trigger({ staticData, parameters: { watch: 'selected', attributes: ['title'] } }).poll();
		const [a, b] = await ids();
		await sandbox.control.people.patch(a, { title: 'Pending' });
		await sandbox.control.people.setStatus(b, 'SUSPENDED');
		// Without User Updated, n8n drops Watch and Attributes from the node.
		const without = trigger({ staticData, parameters: { events: ['user.suspended'] }, options: { maxUsersPerPoll: 5 } });
		expect(names(await without.poll())).toEqual([`user.suspended ${b}`]);
		await sandbox.control.people.patch(a, { title: 'Pending again' });
		const back = trigger({ staticData, parameters: { events: ['user.updated'], watch: 'selected', attributes: ['title'] } });
		expect(names(await back.poll())).toEqual([`user.updated ${a}`]);
		await sandbox.control.people.setStatus(b, 'ACTIVE');
	});

	it('starts a new baseline, without events, when it watches something else', async () => {
		const staticData = {};
		await trigger({ staticData }).poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'Changed meanwhile' });
		const other = trigger({ staticData, parameters: { watch: 'selected', attributes: ['title'] } });
		expect(await other.poll()).toBeNull();
		await sandbox.control.people.patch(a, { title: 'Changed again' });
		expect(names(await other.poll())).toEqual([`user.updated ${a}`]);
	});

	it('continues after a restart of n8n', async () => {
		const staticData: IDataObject = {};
		await trigger({ staticData }).poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'While n8n was down' });
		const stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		const items = await trigger({ staticData: stored, activation: 'init' }).poll();
		expect(names(items)).toEqual([`user.updated ${a}`]);
		// Killed before it stored its state: the same events again, with the same IDs.
		const again = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		expect(await trigger({ staticData: again, activation: 'init' }).poll()).toEqual(items);
	});

	it('returns nothing from the second of two overlapping polls', async () => {
		const { poll } = trigger();
		await poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'Once' });
		const [one, two] = await Promise.all([poll(), poll()]);
		expect(names(one)).toEqual([`user.updated ${a}`]);
		expect(two).toBeNull();
		expect(await poll()).toBeNull();
	});

	it('works on n8n versions that do not give a time budget', async () => {
		const { context, poll } = trigger();
		Object.assign(context, { getPollBudgetMs: undefined });
		expect(await poll()).toBeNull();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'On an older n8n' });
		expect(names(await poll())).toEqual([`user.updated ${a}`]);
	});

	it('delivers changes when n8n gives it no time', async () => {
		const { context, poll } = trigger();
		Object.assign(context, { getPollBudgetMs: () => 0 });
		await poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'In no time' });
		expect(names(await poll())).toEqual([`user.updated ${a}`]);
	});
});

describe('many changes at once', () => {
	it('are delivered once each by several polls; then an idle poll makes one request again', async () => {
		const org = await startSandbox({ people: 2600, deprovisioned: 0 });
		const connected = await connectedCredential(org);
		const { poll, requests } = trigger({ at: org, connected });
		expect(await poll()).toBeNull();
		const { ids: changed } = await org.control.people.bulk({ count: 2500, profile: { title: 'Title {n}' } });
		const sizes: number[] = [];
		const delivered: unknown[] = [];
		for (let items = await poll(); items !== null; items = await poll()) {
			sizes.push(items.length);
			delivered.push(...items.map(({ id }) => id));
		}
		expect(sizes).toEqual([1000, 1000, 500]);
		expect(delivered.sort()).toEqual([...changed].sort());
		await org.control.set({ clockSkewMs: 400_000 });
		await poll();
		expect(await requests()).toBe(1);
		await org.stop();
	}, 60_000);
});

describe('a first poll with a transient error', () => {
	const down = { pathPattern: '^/api/v1/users', times: 0 };

	it.each(['activate', 'update', 'init', 'leadershipChange'] as const)(
		'does not stop the trigger (%s); the next poll throws the error, and a later one works',
		async (activation) => {
			const { poll } = trigger({ activation });
			await sandbox.control.faults.add({ fault: 'rateLimited', resetInSeconds: 600, match: down });
			expect(await poll()).toBeNull();
			await expect(poll()).rejects.toMatchObject({ failure: { cause: 'rate-limited' } });
			await sandbox.control.faults.clear();
			expect(await poll()).toBeNull();
			const [a] = await ids();
			await sandbox.control.people.patch(a, { title: `After ${activation}` });
			expect(names(await poll())).toEqual([`user.updated ${a}`]);
		},
	);

	it('does not throw when Okta cannot be reached', async () => {
		const { poll } = trigger({ activation: 'activate' });
		await sandbox.control.faults.add({ fault: 'reset', match: down });
		expect(await poll()).toBeNull();
		await sandbox.control.faults.clear();
		expect(await poll()).toBeNull();
	});

	it('does not throw when the token endpoint is down', async () => {
		const connected = await connectedCredential(sandbox);
		const { poll } = trigger({ activation: 'activate', connected });
		await sandbox.control.oauth.expireAccessTokens();
		const match = { pathPattern: '^/oauth2/v1/token', times: 0 };
		await sandbox.control.faults.add({ fault: 'status', status: 503, match });
		expect(await poll()).toBeNull();
		await sandbox.control.faults.clear();
		expect(await poll()).toBeNull();
		credential = connected;
	});

	it('throws in the durable scheduler, which has its own backoff', async () => {
		const { context, poll } = trigger({ activation: 'update' });
		Object.assign(context, { getPollBudgetMs: () => 36_000 });
		await sandbox.control.faults.add({ fault: 'rateLimited', resetInSeconds: 600, match: down });
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'rate-limited' } });
	});
});

it('a poll waits for a response no longer than its time budget', async () => {
	const { context, poll } = trigger();
	await poll();
	Object.assign(context, { getPollBudgetMs: () => 0 });
	await sandbox.control.faults.add({ fault: 'hang', match: { pathPattern: '^/api/v1/users' } });
	await expect(poll()).rejects.toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
	expect(await poll()).toBeNull();
});

describe('a wrong configuration', () => {
	const wrongs: Array<[string, () => Promise<Setup>, RegExp]> = [
		[
			'an invalid domain',
			async () => ({ connected: { ...credential, data: { ...credential.data, domain: 'www.okta.com' } } }),
			/'Okta Domain' in the credential is not the address/,
		],
		[
			'a domain changed after connecting',
			async () => ({ connected: { ...credential, data: { ...credential.data, domain: 'other.okta.com' } } }),
			/'Okta Domain' in the credential is not an address of the org that it is connected to/,
		],
		[
			'a missing scope',
			async () => ({ connected: await connectedCredential(sandbox, ['openid', 'offline_access', 'okta.schemas.read']) }),
			/lacks the scope okta.users.read/,
		],
		['a search that Okta refuses', async () => ({ options: { search: 'profile.city ne "Wien"' } }), /does not understand the search/],
		['a search with an unclosed bracket', async () => ({ options: { search: '(profile.city eq "Wien"' } }), /brackets that do not match/],
		['no events', async () => ({ parameters: { events: [] } }), /'Events' is empty/],
		['no attributes', async () => ({ parameters: { watch: 'selected', attributes: [] } }), /'Attribute Names or IDs' is empty/],
		['a number out of range', async () => ({ options: { maxUsersPerPoll: 0 } }), /'Max Users per Poll' must be/],
		['text instead of a number', async () => ({ options: { sweepHours: 'never' } }), /'Recheck Users Every \(Hours\)' must be/],
	];

	it('an unknown host fails activation, because it is far more often a typing error than an outage', async () => {
		const { data: connected } = await connectedCredential(sandbox, ['offline_access', 'okta.users.read']);
		const data = { ...connected, domain: 'no-such-org.invalid' };
		const { poll } = trigger({ connected: { ...credential, data }, activation: 'activate' });
		await expect(poll()).rejects.toThrow('Okta could not be reached at no-such-org.invalid');
	});

	it.each(wrongs)('%s fails activation with its message, but not the start of n8n', async (_name, setup, sentence) => {
		const wrong = await setup();
		await expect(trigger({ ...wrong, activation: 'activate' }).poll()).rejects.toThrow(sentence);
		const { poll, state } = trigger({ ...wrong, activation: 'init' });
		expect(await poll()).toBeNull();
		expect(state()).toBe('{}');
		await expect(poll()).rejects.toThrow(sentence);
	});
});

describe('with the System Log', () => {
	const scopes = ['openid', 'offline_access', 'okta.users.read', 'okta.schemas.read', 'okta.logs.read'];
	const events = [...EVENTS];
	const options = { useSystemLog: true };
	let connected: typeof credential;

	beforeAll(async () => {
		await sandbox.control.set({ grantedScopes: scopes, rateLimits: { logs: 10_000 } });
		connected = await connectedCredential(sandbox, scopes);
	});

	it('names the actor, proves a deletion within one poll and delivers changed groups', async () => {
		const { people, groups } = sandbox.control;
		const { poll, state } = trigger({ parameters: { events }, options, connected });
		const gone = await people.create({});
		const group = await groups.create({ name: 'Executives', members: { count: 0 } });
		await poll();
		await poll();
		const [a, , b] = await ids();
		await people.patch(a, { title: 'Named' }, [], 'app');
		await people.delete(gone.id, 'system');
		await groups.change(group.id, { add: [b], actor: 'admin@sandbox.example' });
		const items = (await poll()) ?? [];
		const find = (event: string) => items.find((item) => item.event === event);
		expect(find('user.updated')).toMatchObject({ id: a });
		// Okta writes 'unknown' for a login that an app does not have.
		expect(find('user.updated')?.actor).toEqual({ id: '0oasandboxhrimport00', type: 'PublicClientApp', displayName: 'HR import' });
		expect(find('user.deleted')).toMatchObject({ id: gone.id, actor: { type: 'SystemPrincipal' } });
		expect(find('user.groupsChanged')).toMatchObject({
			id: b,
			groups: { added: [{ id: group.id, name: 'Executives' }], removed: [] },
			actor: { type: 'User', login: 'admin@sandbox.example' },
			profile: (await people.get(b)).profile,
		});
		expect(await poll()).toBeNull();
		expect(state()).not.toContain('admin@sandbox.example');
	});

	it('makes two requests when nothing happens, and does not change its state', async () => {
		const { poll, state, requests } = trigger({ options, connected });
		for (let polls = 0; polls < 3; polls++) await poll();
		const before = state();
		expect(await requests()).toBe(2);
		expect(state()).toBe(before);
	});

	it('a missing scope fails activation and names the option, but later polls go on and say so once', async () => {
		const { poll } = trigger({ options, activation: 'activate' });
		await expect(poll()).rejects.toThrow("lacks the scope okta.logs.read ('Read the System Log')");
		const atStart = trigger({ options, activation: 'init' });
		const warn = jest.spyOn(atStart.context.logger, 'warn');
		expect(await atStart.poll()).toBeNull();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'Without the log' });
		expect(names(await atStart.poll())).toEqual([`user.updated ${a}`]);
		await atStart.poll();
		const warnings = warn.mock.calls.filter(([message]) => String(message).includes('System Log cannot be read'));
		expect(warnings).toHaveLength(1);
		await expect(trigger({ options, mode: 'manual' }).poll()).rejects.toThrow("'Read the System Log'");
	});

	it('shows a test event with groups and an actor', async () => {
		const items = await trigger({ mode: 'manual', parameters: { events: ['user.groupsChanged'] }, options, connected }).poll();
		expect(items?.[0]).toMatchObject({ event: 'user.groupsChanged', test: true, actor: { id: expect.any(String) }, groups: { added: [{ id: expect.any(String) }], removed: [] } });
	});

	it('User Groups Changed is refused without it', async () => {
		const { poll } = trigger({ parameters: { events: ['user.groupsChanged'] }, activation: 'activate' });
		await expect(poll()).rejects.toThrow("Parameter 'Events' contains User Groups Changed, which needs the option 'Use System Log'");
	});
});

describe('a manual run', () => {
	it('returns the users who were updated last and stores nothing', async () => {
		const [, , a] = await ids();
		await sandbox.control.people.patch(a, { title: 'Latest', zipCode: '1010' });
		const staticData = { state: { kept: true } };
		const { poll, state } = trigger({ mode: 'manual', staticData });
		const items = await poll();
		expect(items).toHaveLength(5);
		expect(items?.map(({ id }) => id)).toContain(a);
		expect(items?.[0]).toMatchObject({ event: 'user.updated', test: true });
		expect(Object.keys(items?.[0] ?? {}).slice(0, 5)).toEqual(['event', 'changedAttributes', 'occurredAt', 'eventId', 'test']);
		const { changedAttributes, profile } = items?.find(({ id }) => id === a) ?? {};
		expect((changedAttributes as string[]).length).toBeLessThanOrEqual(2);
		for (const name of changedAttributes as string[]) expect(profile).toHaveProperty(name);
		expect(state()).toBe(JSON.stringify(staticData));
	});

	it.each([
		['user.deactivated', ['DEPROVISIONED']],
		['user.activated', ['ACTIVE']],
		['user.created', ['ACTIVE', 'STAGED', 'PROVISIONED', 'SUSPENDED', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY']],
	])('shows for %s only users for whom it is true', async (event, statuses) => {
		const items = await trigger({ mode: 'manual', parameters: { events: [event] } }).poll();
		expect(items?.length).toBeGreaterThan(0);
		for (const item of items ?? []) {
			expect(item).toMatchObject({ event, test: true });
			expect(statuses).toContain(item.status);
		}
	});

	it.each([['user.suspended'], ['user.deleted']])('returns nothing for %s when nobody is in that state, and says so', async (event) => {
		const { poll } = trigger({ mode: 'manual', parameters: { events: [event] } });
		await expect(poll()).rejects.toThrow('No user in Okta is in the state of a selected event');
	});

	it('says what to do when there are no users', async () => {
		const { poll } = trigger({ mode: 'manual', options: { search: 'profile.city eq "Atlantis"' } });
		await expect(poll()).rejects.toThrow('Okta returns no users for this trigger to watch');
	});

	it('throws every error at once', async () => {
		await sandbox.control.faults.add({ fault: 'rateLimited', resetInSeconds: 600, match: { pathPattern: '^/api', times: 0 } });
		await expect(trigger({ mode: 'manual' }).poll()).rejects.toThrow('rate limit is used up');
	});
});
