import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';
import { EVENTS } from '../../../nodes/OktaTrigger/engine/types';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { pollContext } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';

const nodeType = new OktaTrigger();

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

/** A trigger as n8n's default engine holds it: one context and one static data for all its polls. */
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
	it('learns who is there, then delivers three changed people as three items', async () => {
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
		expect(item).not.toHaveProperty('credentials');
		expect(item).not.toHaveProperty('_links');
		expect(await poll()).toBeNull();
	});

	it('costs one request when nothing happens, and leaves its state alone', async () => {
		const { poll, state, requests } = trigger();
		await poll();
		await poll();
		const before = state();
		expect(await requests()).toBe(1);
		expect(state()).toBe(before);
	});

	it('remembers no value of a profile', async () => {
		const { poll, state } = trigger();
		await poll();
		const people = await sandbox.control.people.list();
		for (const { profile } of people) {
			expect(state()).not.toContain(String(profile.login));
			expect(state()).not.toContain(String(profile.lastName));
		}
	});

	it('tells created, activated, suspended, unsuspended and deactivated people', async () => {
		const { poll } = trigger({ parameters: { events: [...EVENTS] } });
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

	it('watches selected attributes only', async () => {
		const parameters = { watch: 'selected', attributes: ['title'] };
		const { poll } = trigger({ parameters });
		await poll();
		const [a, b] = await ids();
		await sandbox.control.people.patch(a, { title: 'Watched' });
		await sandbox.control.people.patch(b, { city: 'Unwatched' });
		const items = await poll();
		expect(items?.map(({ id, changedAttributes }) => [id, changedAttributes])).toEqual([[a, ['title']]]);
	});

	it('watches any touch', async () => {
		const { poll } = trigger({ parameters: { watch: 'any' } });
		const [a] = await ids();
		await sandbox.control.people.setStamps(a, { lastUpdated: '2025-05-05T05:05:05.000Z' });
		await poll();
		await sandbox.control.people.touchPassword(a);
		const items = await poll();
		expect(items?.map(({ id, changedAttributes }) => [id, changedAttributes])).toEqual([[a, []]]);
	});

	it('finds deleted people in its sweep, also such as left first', async () => {
		// A thousandth of an hour: due after four seconds of Okta's clock, which the test moves.
		const { poll } = trigger({ parameters: { events: [...EVENTS] }, options: { sweepHours: 0.001 } });
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
		expect(names(items)).toEqual([`user.deleted ${left.id}`, `user.deleted ${gone.id}`].sort());
		expect(items?.[0]).toMatchObject({ profile: {}, changedAttributes: [] });
		await sandbox.control.set({ clockSkewMs: 120_000 });
		expect(await poll()).toBeNull();
		expect(await poll()).toBeNull();
		await sandbox.control.set({ clockSkewMs: 0 });
	});

	it('delivers everybody once when asked to start with existing people', async () => {
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

	it('learns anew, without events, when it is to watch something else', async () => {
		const staticData = {};
		await trigger({ staticData }).poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'Changed meanwhile' });
		const other = trigger({ staticData, parameters: { events: ['user.updated'] } });
		expect(await other.poll()).toBeNull();
		await sandbox.control.people.patch(a, { title: 'Changed again' });
		expect(names(await other.poll())).toEqual([`user.updated ${a}`]);
	});

	it('goes on where it was after a restart of n8n', async () => {
		const staticData: IDataObject = {};
		await trigger({ staticData }).poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'While n8n was down' });
		const stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		const items = await trigger({ staticData: stored, activation: 'init' }).poll();
		expect(names(items)).toEqual([`user.updated ${a}`]);
		// Killed before it stored its state: the same once more, under the same id.
		const again = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		expect(await trigger({ staticData: again, activation: 'init' }).poll()).toEqual(items);
	});

	it('takes the second of two overlapping polls for idle', async () => {
		const { poll } = trigger();
		await poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'Once' });
		const [one, two] = await Promise.all([poll(), poll()]);
		expect(names(one)).toEqual([`user.updated ${a}`]);
		expect(two).toBeNull();
		expect(await poll()).toBeNull();
	});

	it('works where n8n does not say how long a poll may take', async () => {
		const { context, poll } = trigger();
		Object.assign(context, { getPollBudgetMs: undefined });
		expect(await poll()).toBeNull();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'On an older n8n' });
		expect(names(await poll())).toEqual([`user.updated ${a}`]);
	});

	it('makes do with the time that n8n gives it', async () => {
		const { context, poll } = trigger();
		Object.assign(context, { getPollBudgetMs: () => 0 });
		await poll();
		const [a] = await ids();
		await sandbox.control.people.patch(a, { title: 'In no time' });
		expect(names(await poll())).toEqual([`user.updated ${a}`]);
	});
});

describe('many at once', () => {
	it('arrive over the next polls, each once; then an idle poll is one request again', async () => {
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

describe('a first poll in passing trouble', () => {
	const down = { pathPattern: '^/api/v1/users', times: 0 };

	it.each(['activate', 'update', 'init', 'leadershipChange'] as const)(
		'does not end the trigger (%s); the next one tells, the one after trouble works',
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

	it('is sat out when Okta cannot be reached', async () => {
		const { poll } = trigger({ activation: 'activate' });
		await sandbox.control.faults.add({ fault: 'reset', match: down });
		expect(await poll()).toBeNull();
		await sandbox.control.faults.clear();
		expect(await poll()).toBeNull();
	});

	it('is sat out when the token endpoint is down', async () => {
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

	it('throws in the ticks of the durable scheduler, which has a back-off of its own', async () => {
		const { context, poll } = trigger({ activation: 'update' });
		Object.assign(context, { getPollBudgetMs: () => 36_000 });
		await sandbox.control.faults.add({ fault: 'rateLimited', resetInSeconds: 600, match: down });
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'rate-limited' } });
	});
});

it('a poll waits for an answer no longer than n8n gives it', async () => {
	const { context, poll } = trigger();
	await poll();
	Object.assign(context, { getPollBudgetMs: () => 0 });
	await sandbox.control.faults.add({ fault: 'hang', match: { pathPattern: '^/api/v1/users' } });
	await expect(poll()).rejects.toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
	expect(await poll()).toBeNull();
});

describe('set-up trouble', () => {
	const wrongs: Array<[string, () => Promise<Setup>, RegExp]> = [
		[
			'a domain that is none',
			async () => ({ connected: { ...credential, data: { ...credential.data, domain: 'www.okta.com' } } }),
			/'Okta Domain' in the credential is not the address/,
		],
		[
			'a missing scope',
			async () => ({ connected: await connectedCredential(sandbox, ['openid', 'offline_access', 'okta.schemas.read']) }),
			/lacks the scope okta.users.read/,
		],
		['a search that Okta refuses', async () => ({ options: { search: 'profile.city ne "Wien"' } }), /does not understand the search/],
		['a search with an open bracket', async () => ({ options: { search: '(profile.city eq "Wien"' } }), /brackets that do not match/],
		['no events', async () => ({ parameters: { events: [] } }), /'Events' is empty/],
		['no attributes', async () => ({ parameters: { watch: 'selected', attributes: [] } }), /'Attribute Names or IDs' is empty/],
		['an odd number', async () => ({ options: { maxUsersPerPoll: 0 } }), /'Max People per Poll' has to be/],
		['no number', async () => ({ options: { sweepHours: 'never' } }), /'Sweep Every \(Hours\)' has to be/],
	];

	it('a host that does not exist fails activation: it is a typing error far more often than an outage', async () => {
		const data = { ...credential.data, domain: 'no-such-org.invalid' };
		const { poll } = trigger({ connected: { ...credential, data }, activation: 'activate' });
		await expect(poll()).rejects.toThrow('Okta could not be reached at no-such-org.invalid');
	});

	it.each(wrongs)('%s fails activation with its sentence, but not the start of n8n', async (_name, setup, sentence) => {
		const wrong = await setup();
		await expect(trigger({ ...wrong, activation: 'activate' }).poll()).rejects.toThrow(sentence);
		const { poll, state } = trigger({ ...wrong, activation: 'init' });
		expect(await poll()).toBeNull();
		expect(state()).toBe('{}');
		await expect(poll()).rejects.toThrow(sentence);
	});
});

describe('a manual run', () => {
	it('shows who was updated last and remembers nothing', async () => {
		const [, , a] = await ids();
		await sandbox.control.people.patch(a, { title: 'Latest', zipCode: '1010' });
		const staticData = { state: { kept: true } };
		const { poll, state } = trigger({ mode: 'manual', staticData });
		const items = await poll();
		expect(items).toHaveLength(5);
		expect(items?.map(({ id }) => id)).toContain(a);
		expect(items?.[0]).toMatchObject({ event: 'user.updated' });
		expect(state()).toBe(JSON.stringify(staticData));
	});

	it('says what to do when there is nobody', async () => {
		const { poll } = trigger({ mode: 'manual', options: { search: 'profile.city eq "Atlantis"' } });
		await expect(poll()).rejects.toThrow('Okta shows nobody whom this trigger would watch');
	});

	it('tells what is wrong at once', async () => {
		await sandbox.control.faults.add({ fault: 'rateLimited', resetInSeconds: 600, match: { pathPattern: '^/api', times: 0 } });
		await expect(trigger({ mode: 'manual' }).poll()).rejects.toThrow('rate limit is used up');
	});
});
