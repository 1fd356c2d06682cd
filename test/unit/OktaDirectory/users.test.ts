import type { IDataObject } from 'n8n-workflow';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { runNode, type StoredCredential } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';

const PEOPLE = 450;

let sandbox: Sandbox;
let credential: StoredCredential;

beforeAll(async () => {
	sandbox = await startSandbox({ people: PEOPLE });
	credential = await connectedCredential(sandbox);
});

afterAll(async () => {
	await sandbox.stop();
});

beforeEach(async () => {
	await sandbox.control.faults.clear();
	await sandbox.control.clearLog();
});

const run = async (parameters: IDataObject, input: IDataObject[] = [{}]) => {
	const { items } = await runNode({
		nodeType: new OktaDirectory(),
		parameters,
		input: input.map((json) => ({ json })),
		credentials: [credential],
	});
	return items;
};

const getMany = async (parameters: IDataObject = {}) =>
	(await run({ resource: 'user', operation: 'getAll', returnAll: true, ...parameters })).map(
		({ json }) => json as IDataObject & { id: string; profile: IDataObject },
	);

const requests = async () =>
	(await sandbox.control.log()).filter(({ path }) => path.startsWith('/api/'));

describe('user: get many', () => {
	it('reads all users except deprovisioned ones, each once, in as few requests as Okta allows', async () => {
		const users = await getMany();
		const expected = (await sandbox.control.people.list()).filter(
			({ status }) => status !== 'DEPROVISIONED',
		);
		expect(users.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
		expect(users).toHaveLength(PEOPLE);
		expect(await requests()).toHaveLength(Math.ceil(PEOPLE / 200));
	});

	it.each([
		[{ status: ['ACTIVE'] }, {}, ['asc', 'desc']],
		[{ status: ['ACTIVE'] }, { returnAll: false, limit: PEOPLE }, []],
		[{ status: ['ACTIVE'] }, { options: { sortBy: 'id' } }, ['asc']],
		[{}, {}, []],
	])('reads a slow list from both ends only where that changes nothing but the order: %j %j', async (filters, parameters, orders) => {
		const expected = await getMany({ filters, ...parameters });
		await sandbox.control.clearLog();
		await sandbox.control.faults.add({ match: { pathPattern: '^/api/', times: 0 }, fault: 'slow', ms: 410 });
		const users = await getMany({ filters, ...parameters });
		const byId = (a: IDataObject, b: IDataObject) => (String(a.id) < String(b.id) ? -1 : 1);
		expect([...users].sort(byId)).toEqual([...expected].sort(byId));
		const sortOrders = (await requests()).map(({ query }) => new URLSearchParams(query).get('sortOrder')).filter(Boolean);
		expect([...new Set(sortOrders)].sort()).toEqual(orders);
	});

	it('requests small responses unless Simplify is off', async () => {
		const [simple] = await getMany({ returnAll: false, limit: 1 });
		expect(Object.keys(simple)).toEqual([
			'id',
			'status',
			'created',
			'activated',
			'statusChanged',
			'lastLogin',
			'lastUpdated',
			'passwordChanged',
			'type',
			'profile',
		]);
		const [raw] = await getMany({ returnAll: false, limit: 1, simplify: false });
		expect(Object.keys(raw)).toEqual(expect.arrayContaining(['credentials', '_links']));
		const [small, whole] = await requests();
		expect(small.contentType).toBe(
			'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
		);
		expect(whole.contentType).toBeNull();
	});

	it('requests no more than the limit, and stops there', async () => {
		expect(await getMany({ returnAll: false, limit: 7 })).toHaveLength(7);
		expect(await getMany({ returnAll: false, limit: 201 })).toHaveLength(201);
		const asked = (await requests()).map(({ query }) => new URLSearchParams(query).get('limit'));
		expect(asked).toEqual(['7', '200', '200']);
	});

	it('returns only the selected attributes, even from an org that ignores the selection', async () => {
		const options = { attributes: ['firstName', 'email', 'firstName'] };
		for (const ignoreFields of [false, true]) {
			await sandbox.control.set({ ignoreFields });
			const [user] = await getMany({ returnAll: false, limit: 1, options });
			expect(Object.keys(user.profile).sort()).toEqual(['email', 'firstName']);
			expect(user).toHaveProperty('lastUpdated');
		}
		await sandbox.control.set({ ignoreFields: false });
	});

	it('sorts in Okta', async () => {
		const names = (await getMany({ options: { sortBy: 'profile.lastName', sortOrder: 'desc' } })).map(
			({ profile }) => String(profile.lastName),
		);
		expect(names).toHaveLength(PEOPLE);
		const ascending = (await getMany({ options: { sortBy: 'profile.lastName' } })).map(({ profile }) =>
			String(profile.lastName),
		);
		expect(ascending).toEqual([...names].sort((a, b) => ascending.indexOf(a) - ascending.indexOf(b)));
		expect(ascending[0]).not.toBe(names[0]);
	});

	it.each(['R&D "Labs"', 'C:\\Share', 'a+b', 'No. #1', 'Vertrieb Österreich', "O'Neil & <Sons>"])(
		'finds the department %s',
		async (department) => {
			const { id } = await sandbox.control.people.create({ profile: { department } });
			expect((await getMany({ filters: { department } })).map((user) => user.id)).toEqual([id]);
			await sandbox.control.people.delete(id);
		},
	);

	it('combines filters, and includes deprovisioned users only on request', async () => {
		const people = await sandbox.control.people.list();
		const gone = people.filter(({ status }) => status === 'DEPROVISIONED').map(({ id }) => id);
		expect(gone.length).toBeGreaterThan(0);
		const found = await getMany({ filters: { status: ['DEPROVISIONED'] } });
		expect(found.map(({ id }) => id).sort()).toEqual(gone.sort());

		const [somebody] = people.filter(({ status }) => status === 'ACTIVE');
		const { firstName, city } = somebody.profile as { firstName: string; city: string };
		const expected = people.filter(
			({ status, profile }) =>
				status !== 'DEPROVISIONED' &&
				profile.city === city &&
				['firstName', 'lastName', 'email'].some((name) =>
					String(profile[name] ?? '').toLowerCase().startsWith(firstName.toLowerCase()),
				),
		);
		const both = await getMany({
			filters: { query: firstName, search: `profile.city eq ${JSON.stringify(city)}` },
		});
		expect(both.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
	});

	it("reads a date without an offset in the workflow's time zone", async () => {
		await getMany({ returnAll: false, limit: 1, filters: { updatedSince: '2026-01-31T09:00:00' } });
		const [{ query }] = await requests();
		expect(new URLSearchParams(query).get('search')).toContain('lastUpdated ge "2026-01-31T08:00:00.000Z"');
	});

	it('runs once per item, with the parameters of that item', async () => {
		const input = [{ n: 2 }, { n: 1 }];
		const parameters = { resource: 'user', operation: 'getAll', limit: '={{ $json.n }}' };
		const items = await run(parameters, input);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }]);
	});
});

describe('user: get', () => {
	const get = async (mode: string, value: string, more: IDataObject = {}) =>
		(
			await run({
				resource: 'user',
				operation: 'get',
				userId: { __rl: true, mode, value },
				...more,
			})
		).map(({ json }) => json);

	it('returns the same user by ID and by login', async () => {
		const [{ id, profile }] = await sandbox.control.people.list();
		expect(await get('id', id)).toEqual(await get('login', ` ${String(profile.login)} `));
	});

	it.each(['a+b@acme.test', 'a#b@acme.test', "o'neil@acme.test", 'jürgen@acme.test', 'a/b@acme.test', '.', '..'])(
		'finds the login %s',
		async (login) => {
			const { id } = await sandbox.control.people.create({ profile: { login } });
			expect(await get('login', login)).toEqual([expect.objectContaining({ id })]);
			await sandbox.control.people.delete(id);
		},
	);

	it('returns the raw user when Simplify is off', async () => {
		const [{ id }] = await sandbox.control.people.list();
		expect((await get('id', id, { simplify: false }))[0]).toHaveProperty('_links');
		expect((await get('id', id))[0]).not.toHaveProperty('_links');
	});

	it('identifies an unknown user by the item only', async () => {
		await expect(get('login', 'nobody@acme.test')).rejects.toMatchObject({
			message: 'User not found in Okta',
			description: expect.not.stringContaining('nobody@acme.test'),
			httpCode: '404',
			context: { itemIndex: 0 },
		});
	});

	it('says which parameter is empty', async () => {
		await expect(get('login', '  ')).rejects.toThrow("Parameter 'User' is empty");
	});

	it('returns errors as items when the workflow continues on error', async () => {
		const [{ id }] = await sandbox.control.people.list();
		const { items } = await runNode({
			nodeType: new OktaDirectory(),
			parameters: {
				resource: 'user',
				operation: 'get',
				userId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			},
			input: [{ json: { id: '00unobody' } }, { json: { id } }],
			credentials: [credential],
			onError: 'continueRegularOutput',
		});
		expect(items).toEqual([
			{ json: { error: expect.stringContaining('User not found') }, pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ id }), pairedItem: { item: 1 } },
		]);
	});
});

describe('user: get groups', () => {
	it('returns one item per group, in one request', async () => {
		const [{ id }] = await sandbox.control.people.list();
		const items = await run({
			resource: 'user',
			operation: 'getGroups',
			userId: { __rl: true, mode: 'id', value: id },
		});
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) {
			expect(json).toEqual({
				id: expect.any(String),
				name: expect.any(String),
				description: json.description,
				type: expect.any(String),
				userId: id,
			});
		}
		expect(await requests()).toHaveLength(1);
	});
});
