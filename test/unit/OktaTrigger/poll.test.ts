import type { TriggerState, WatchSettings } from '../../../nodes/OktaTrigger/engine/types';
import { KnownUsers } from '../../../nodes/OktaTrigger/engine/knownUsers';
import { initialState } from '../../../nodes/OktaTrigger/engine/state';
import { readChanges } from '../../../nodes/OktaTrigger/poll';
import type { HttpResponse } from '../../../nodes/okta/client/types';
import { OktaError, type OktaErrorKind } from '../../../nodes/okta/errors/OktaError';
import { settings as exampleSettings } from './engine/exampleUsers';
import { ModelOkta } from './modelOkta';

const settings: WatchSettings = { ...exampleSettings, overlapSeconds: 60, sweepHours: 1 };

const failure = (kind: OktaErrorKind) => new OktaError(kind, 'trouble', { description: '' });

/** A trigger that knows four users created a minute apart, followed by an hour without changes. */
async function known(changes: Partial<WatchSettings> = {}) {
	const okta = new ModelOkta();
	okta.pageSize = 1;
	const ids = [0, 1, 2, 3].map((index) => {
		okta.clock += 60_000;
		return okta.create({ title: `title ${index}` }, 'ACTIVE', 0);
	});
	okta.clock += 60_000;
	const trigger = {
		okta,
		ids,
		get: okta.client.get,
		warnings: [] as string[],
		state: undefined as TriggerState | undefined,
		/** The events of a poll; its state is kept when it goes well. */
		poll: async (deadline = Infinity) => {
			const client = { ...okta.client, get: async (path: string): Promise<HttpResponse> => await trigger.get(path) };
			const environment = { client, settings: { ...settings, ...changes }, salt: () => 'salt', now: () => 0, deadline };
			const { state, events, warning } = await readChanges(environment, trigger.state);
			trigger.state = state;
			if (warning !== undefined) trigger.warnings.push(warning);
			return events.map(({ event, user }) => `${event} ${user.id}`);
		},
		/** Lets requests that match fail. */
		fail: (pattern: RegExp, kind: OktaErrorKind) => {
			trigger.get = async (path) => {
				if (pattern.test(decodeURIComponent(path))) throw failure(kind);
				return await okta.client.get(path);
			};
		},
	};
	await trigger.poll();
	okta.clock += 4_000_000;
	return trigger;
}

describe('poll', () => {
	it('delivers the events of the window when the full scan fails, and throws when there are none', async () => {
		const trigger = await known();
		trigger.okta.edit(trigger.ids[0], { title: 'new' }, 0);
		trigger.fail(/sortBy=created/, 'unavailable');
		expect(await trigger.poll()).toEqual([`user.updated ${trigger.ids[0]}`]);
		await expect(trigger.poll()).rejects.toThrow('trouble');
	});

	it('keeps the pages read before a transient error, and continues after them', async () => {
		const trigger = await known();
		for (const id of trigger.ids) {
			trigger.okta.clock += 120_000;
			trigger.okta.edit(id, { title: 'new' }, 0);
		}
		let requests = 0;
		trigger.get = async (path) => {
			if (++requests > 3) throw failure('rateLimit');
			return await trigger.okta.client.get(path);
		};
		const first = await trigger.poll();
		expect(first.length).toBeGreaterThan(0);
		trigger.get = trigger.okta.client.get;
		const all = [...first, ...(await trigger.poll())];
		expect(all).toEqual(trigger.ids.map((id) => `user.updated ${id}`));
	});

	it('reads no further than it may deliver, because the next poll would read the rest again', async () => {
		const trigger = await known({ maxUsersPerPoll: 1 });
		for (const id of trigger.ids) {
			trigger.okta.clock += 120_000;
			trigger.okta.edit(id, { title: 'new' }, 0);
		}
		let requests = 0;
		trigger.get = async (path) => {
			requests++;
			return await trigger.okta.client.get(path);
		};
		const [first, second, third] = trigger.ids;
		expect(await trigger.poll()).toEqual([`user.updated ${first}`]);
		expect(requests).toBe(2);
		expect(await trigger.poll()).toEqual([`user.updated ${second}`]);
		expect(await trigger.poll()).toEqual([`user.updated ${third}`]);
	});

	it.each([
		[1, 'once it delivers less than it may, because one user cannot be shared'],
		[2, 'while more changes come than it delivers'],
		[20, 'while more changes come than it delivers'],
	])('with Max Users per Poll %d, the recheck finds a deleted user %s', async (maxUsersPerPoll) => {
		const trigger = await known({ maxUsersPerPoll });
		const { okta } = trigger;
		okta.pageSize = 50;
		const busy = [...Array(60).keys()].map(() => {
			okta.clock += 1_000;
			return okta.create({ title: 'new' }, 'STAGED', 0);
		});
		for (let poll = 0; poll < 70; poll++) await trigger.poll();
		const [deleted] = trigger.ids;
		okta.setStatus(deleted, 'DEPROVISIONED', 0);
		expect(await trigger.poll()).toEqual([`user.deactivated ${deleted}`]);
		okta.delete(deleted, 0);
		okta.clock += 4_000_000;

		const delivered: string[] = [];
		const poll = async () => {
			okta.clock += 60_000;
			const events = await trigger.poll();
			expect(events.length).toBeLessThanOrEqual(maxUsersPerPoll);
			delivered.push(...events);
		};
		let next = 0;
		for (let minute = 0; minute < 45; minute++) {
			for (let change = 0; change <= maxUsersPerPoll; change++) okta.edit(busy[next++ % busy.length], { title: `title ${next}` }, 0);
			await poll();
		}
		expect(delivered.length).toBeGreaterThanOrEqual(45);
		expect(delivered.includes(`user.deleted ${deleted}`)).toBe(maxUsersPerPoll > 1);
		for (let minute = 0; minute < 120; minute++) await poll();
		expect(delivered.filter((event) => event === `user.deleted ${deleted}`)).toHaveLength(1);
	});

	it('does not keep the pages read before a lasting error', async () => {
		const trigger = await known();
		trigger.okta.edit(trigger.ids[0], { title: 'new' }, 0);
		trigger.fail(/after=/, 'scope');
		await expect(trigger.poll()).rejects.toThrow('trouble');
	});

	it('continues when the credential may not read a user whom the full scan missed', async () => {
		const trigger = await known();
		trigger.okta.delete(trigger.ids[1], 0);
		trigger.fail(/users\/00u/, 'role');
		expect(await trigger.poll()).toEqual([]);
		expect(await trigger.poll()).toEqual([]);
		expect(trigger.state?.fullScan).toBeUndefined();
	});

	it('reads one page of the full scan even when the window took all the time', async () => {
		const trigger = await known();
		trigger.okta.setStatus(trigger.ids[1], 'DEPROVISIONED', 0);
		await trigger.poll();
		trigger.okta.delete(trigger.ids[1], 0);
		trigger.okta.clock += 4_000_000;
		const delivered: string[] = [];
		for (let polls = 0; polls < 10; polls++) delivered.push(...(await trigger.poll(0)));
		expect(delivered).toEqual([`user.deleted ${trigger.ids[1]}`]);
	});

	it('gets past users with timestamps from the future, however little time it has', async () => {
		const trigger = await known();
		const future = new Date(trigger.okta.clock + 1e11).toISOString();
		for (const id of trigger.ids) trigger.okta.edit(id, { title: 'new' }, 0, future);
		const first = await trigger.poll(0);
		expect(first).toEqual(trigger.ids.map((id) => `user.updated ${id}`));
		expect(trigger.state?.backlog).toBeUndefined();
	});

	it("throws when Okta's clock is not known", async () => {
		const trigger = await known();
		trigger.get = async (path) => ({ ...(await trigger.okta.client.get(path)), headers: {} });
		await expect(trigger.poll()).rejects.toThrow("Okta's response has no 'Date' header");
	});

	const failures: OktaErrorKind[] = ['unconnected', 'disconnected', 'domain', 'credential', 'scope', 'search', 'cursor', 'parameter', 'rateLimit', 'unavailable', 'network', 'notOkta', 'link', 'refused', 'cancelled'];

	it.each(failures)('keeps the look-ups that worked when another one fails (%s), and comes back to that one', async (kind) => {
		const trigger = await known();
		const [first, second] = trigger.ids;
		for (const id of [first, second]) trigger.okta.setStatus(id, 'DEPROVISIONED', 0);
		await trigger.poll();
		for (const id of [first, second]) trigger.okta.delete(id, 0);
		trigger.okta.clock += 4_000_000;
		trigger.fail(new RegExp(`users/${first}`), kind);
		// One to read all users, one for the look-up that fails, and one more: a used-up rate limit ends a poll.
		expect([...(await trigger.poll()), ...(await trigger.poll()), ...(await trigger.poll())]).toEqual([`user.deleted ${second}`]);
		expect(trigger.warnings.join()).toContain('look-ups failed: trouble.');
		trigger.get = trigger.okta.client.get;
		expect(await trigger.poll()).toEqual([`user.deleted ${first}`]);
		expect(trigger.state?.fullScan).toBeUndefined();
	});

	it.each([
		['starts from the page where Okta refuses its own link', 60_000, false],
		['does not blame Search when all users of a page have the same timestamp', 0, true],
	])('%s', async (_what, apart, throws) => {
		const trigger = await known();
		for (const id of trigger.ids) {
			trigger.okta.clock += apart;
			trigger.okta.edit(id, { title: 'new' }, 0);
		}
		trigger.fail(/after=.*/, 'search');
		const delivered: string[] = [];
		if (throws) {
			delivered.push(...(await trigger.poll()));
			await expect(trigger.poll()).rejects.toThrow('no longer accepts its own link to the next page');
			trigger.get = trigger.okta.client.get;
		}
		for (let polls = 0; polls < 6; polls++) {
			delivered.push(...(await trigger.poll()));
			trigger.get = trigger.okta.client.get;
		}
		expect(delivered).toEqual(trigger.ids.map((id) => `user.updated ${id}`));
	});

	it('finds deleted users while more users change than one poll delivers', async () => {
		const trigger = await known({ maxUsersPerPoll: 2 });
		const [gone, ...others] = trigger.ids;
		trigger.okta.setStatus(gone, 'DEPROVISIONED', 0);
		await trigger.poll();
		trigger.okta.delete(gone, 0);
		trigger.okta.clock += 4_000_000;
		const delivered: string[] = [];
		for (let polls = 0; polls < 12; polls++) {
			trigger.okta.clock += 60_000;
			for (const id of others) trigger.okta.edit(id, { title: `title ${polls}` }, 0);
			delivered.push(...(await trigger.poll()));
		}
		expect(delivered).toContain(`user.deleted ${gone}`);
	});

	it('refuses a state that is too large before it reads anything', async () => {
		const trigger = await known();
		const large = new KnownUsers(`1${'A'.repeat(37_500_000)}`, 0);
		const state = trigger.state && { ...trigger.state, knownUsers: large };
		const baseline = state && { ...state, fullScan: initialState(settings, 'salt', state.startedAt).fullScan };
		for (const tooLarge of [state, baseline]) {
			trigger.state = tooLarge;
			const before = trigger.okta.requests;
			await expect(trigger.poll()).rejects.toThrow("Parameter 'Search' matches too many users");
			expect(trigger.okta.requests).toBe(before);
		}
	});

	it('makes one more request for status events with a search, and none otherwise', async () => {
		const search = 'profile.title eq "title 1"';
		for (const [changes, requests] of [
			[{ search }, 2],
			[{ search, events: ['user.updated', 'user.created'] }, 1],
			[{}, 1],
		] as Array<[Partial<WatchSettings>, number]>) {
			const trigger = await known(changes);
			trigger.okta.pageSize = 200;
			await trigger.poll();
			const before = trigger.okta.requests;
			await trigger.poll();
			expect(trigger.okta.requests - before).toBe(requests);
		}
	});

	describe('with the System Log', () => {
		const log = { useSystemLog: true };
		const onLog = (trigger: Awaited<ReturnType<typeof known>>, answer: (response: HttpResponse) => HttpResponse) => {
			trigger.get = async (path) => {
				const response = await trigger.okta.client.get(path);
				return path.startsWith('/api/v1/logs') ? answer(response) : response;
			};
		};

		it('goes on without the log, says so once, and continues where it stopped', async () => {
			const trigger = await known({ ...log, sweepHours: 0 });
			await trigger.poll();
			trigger.okta.logFault = 'rateLimit';
			trigger.okta.delete(trigger.ids[0], 0);
			trigger.okta.edit(trigger.ids[1], { title: 'new' }, 0);
			expect(await trigger.poll()).toEqual([`user.updated ${trigger.ids[1]}`]);
			expect(await trigger.poll()).toEqual([]);
			trigger.okta.logFault = undefined;
			expect(await trigger.poll()).toEqual([`user.deleted ${trigger.ids[0]}`]);
			expect(trigger.warnings).toEqual([expect.stringContaining('System Log cannot be read'), 'The System Log can be read again.']);
		});

		it('delivers the deletions that wait, one a poll, after the option is turned off', async () => {
			const changes = { ...log, sweepHours: 0, maxUsersPerPoll: 1 };
			const trigger = await known(changes);
			await trigger.poll();
			for (const id of trigger.ids.slice(0, 3)) trigger.okta.delete(id, 0);
			const delivered = await trigger.poll();
			changes.useSystemLog = false;
			for (let polls = 0; polls < 3; polls++) delivered.push(...(await trigger.poll()));
			expect(delivered).toEqual(trigger.ids.slice(0, 3).map((id) => `user.deleted ${id}`));
		});

		it('reads again from an earlier time when Okta refuses its link, and delivers nothing twice', async () => {
			const trigger = await known({ ...log, sweepHours: 0 });
			trigger.okta.setMembership(trigger.ids[0], '00gA', true);
			expect(await trigger.poll()).toEqual([`user.groupsChanged ${trigger.ids[0]}`]);
			trigger.okta.forgetsCursors = true;
			trigger.okta.setMembership(trigger.ids[1], '00gA', true);
			expect(await trigger.poll()).toEqual([`user.groupsChanged ${trigger.ids[1]}`]);
			expect(trigger.warnings.join()).toContain('no longer accepts');
		});

		it('follows no link to another host, and takes only the cursor from it', async () => {
			const trigger = await known({ ...log, sweepHours: 0 });
			onLog(trigger, (response) => ({ ...response, headers: { ...response.headers, link: '<https://evil.example/api/v1/logs?after=1>; rel="next"' } }));
			expect(await trigger.poll()).toEqual([]);
			expect(trigger.warnings.join()).toContain('outside the domain');
			expect(trigger.state?.log?.cursor).toBeUndefined();
		});

		it('ignores entries that are of no use: without a user, failed, malformed', async () => {
			const trigger = await known({ ...log, sweepHours: 0 });
			const entry = { published: new Date(trigger.okta.clock).toISOString(), eventType: 'user.lifecycle.delete.completed', outcome: { result: 'SUCCESS' } };
			const target = [{ id: trigger.ids[0], type: 'User' }];
			const body = [null, 7, {}, { ...entry, target: null }, { ...entry, target: [{ id: '00g1', type: 'UserGroup' }] }, { ...entry, target, outcome: { result: 'FAILURE' } }, { ...entry, target, published: 'x' }];
			onLog(trigger, (response) => ({ ...response, body }));
			expect(await trigger.poll()).toEqual([]);
			onLog(trigger, (response) => ({ ...response, body: [{ ...entry, target }] }));
			expect(await trigger.poll()).toEqual([`user.deleted ${trigger.ids[0]}`]);
		});

		it('keeps changed groups until the user can be read', async () => {
			const trigger = await known({ ...log, sweepHours: 0 });
			trigger.okta.broken.add(trigger.ids[0]);
			for (const id of trigger.ids) trigger.okta.setMembership(id, '00gA', true);
			expect(await trigger.poll()).toEqual(trigger.ids.slice(1).map((id) => `user.groupsChanged ${id}`));
			trigger.okta.broken.clear();
			expect(await trigger.poll()).toEqual([`user.groupsChanged ${trigger.ids[0]}`]);
			expect(JSON.stringify(trigger.state?.log)).not.toContain('Name of');
		});
	});
});
