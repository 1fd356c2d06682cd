import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { getGroups } from '../../../nodes/okta/editor/loadOptions';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { holdsAsync } from '../../support/fuzz';
import { rsaKeyPair } from '../../support/keys';
import { editorContext, runNode, type StoredCredential } from '../../support/n8n';
import { serviceCredential } from '../../support/serviceCredential';
import { startSandbox, type Group, type Person } from '../../support/sandbox';

const nodeType = new OktaDirectory();
const pair = rsaKeyPair();
const SCOPES = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read', 'okta.groups.read'];

let sandbox: Sandbox;
let credential: StoredCredential;
let people: Person[];
let groups: Record<'executives' | 'sales' | 'empty' | 'large' | 'twin', Group>;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 300, deprovisioned: 12, grantedScopes: SCOPES, serviceKeys: [pair.publicJwk('n8n-1')] });
	credential = await connectedCredential(sandbox, SCOPES);
	people = await sandbox.control.people.list();
	const { create } = sandbox.control.groups;
	const every = (step: number) => people.filter((_person, index) => index % step === 0).map(({ id }) => id);
	groups = {
		executives: await create({ name: 'Executives', members: every(30) }),
		sales: await create({ name: 'Sales', members: every(7) }),
		empty: await create({ name: 'Empty' }),
		large: await create({ name: 'Large', members: 'all' }),
		twin: await create({ name: 'Sales', type: 'APP_GROUP', members: every(11) }),
	};
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
	await sandbox.control.faults.clear();
	await sandbox.control.clearLog();
});

type User = IDataObject & { id: string; status: string; profile: IDataObject; groups?: string[] };

const run = async (parameters: IDataObject, input: IDataObject[] = [{}], selected = credential) => {
	const { items } = await runNode({ nodeType, parameters, input: input.map((json) => ({ json })), credentials: [selected] });
	return items.map(({ json }) => json);
};
const getUsers = async (filters: IDataObject = {}, options: IDataObject = {}, others: IDataObject = {}, input?: IDataObject[]) =>
	(await run({ resource: 'user', operation: 'getAll', returnAll: true, filters, options, ...others }, input)) as User[];
const ids = (users: Array<{ id: string }>) => users.map(({ id }) => id);
const membersOf = async ({ id }: Group) => (await sandbox.control.groups.get(id)).members;
const requests = async () => (await sandbox.control.log()).filter(({ path }) => path.startsWith('/api/'));
const isListed = ({ status }: { status: string }) => status !== 'DEPROVISIONED';

describe('users of groups', () => {
	it('are the members of any of them who are not deactivated, each once', async () => {
		const { executives, sales } = groups;
		const expected = new Set([...(await membersOf(executives)), ...(await membersOf(sales))]);
		const found = await getUsers({ groups: [executives.id, sales.id] });
		expect(ids(found).sort()).toEqual(ids(people.filter((person) => isListed(person) && expected.has(person.id))).sort());
		expect(found.length).toBeLessThan(expected.size);
		expect(Object.keys(found[0])).toEqual(Object.keys((await getUsers({}, {}, { returnAll: false, limit: 1 }))[0]));
		expect((await requests()).slice(0, 2).map(({ path }) => path)).toEqual([executives, sales].map(({ id }) => `/api/v1/groups/${id}/users`));
	});

	it('of an empty group are none, and of an empty list of groups everybody', async () => {
		expect(await getUsers({ groups: [groups.empty.id] })).toEqual([]);
		expect(await getUsers({ groups: [groups.empty.id], department: 'Sales' })).toEqual([]);
		expect(await getUsers({ groups: [] })).toHaveLength(300);
	});

	it('are read anew for each input item; only their IDs are kept', async () => {
		const paths = async (filters: IDataObject) => {
			await sandbox.control.clearLog();
			await getUsers({ groups: [groups.sales.id], ...filters }, { groups: [groups.sales.id] }, {}, [{}, {}, {}]);
			return (await requests()).map(({ path }) => path.replace(groups.sales.id, 'id'));
		};
		const [group, members] = ['/api/v1/groups/id', '/api/v1/groups/id/users'];
		expect(await paths({})).toEqual([members, group, members, members]);
		expect(await paths({ department: 'Sales' })).toEqual([members, '/api/v1/users', group, '/api/v1/users', '/api/v1/users']);
	});

	it.each([
		[(id: string) => id, 1],
		[(id: string) => ` ${id} , ${id},`, 1],
		[(id: string) => [id, ''], 1],
		[() => [], 2],
	])('come from an expression that returns a list or text: %s', async (value, pages) => {
		const found = await getUsers({ groups: value(groups.sales.id) });
		expect(found.length === 300).toBe(pages === 2);
		expect(await requests()).toHaveLength(pages);
	});

	it.each(['null', 'undefined', "''", "' , '", "['']"])('are refused for an expression that returns %s, which would read everyone', async (value) => {
		await expect(getUsers({ groups: `={{ ${value} }}` })).rejects.toMatchObject({ message: "Parameter 'Group Names or IDs' has no group" });
		expect(await requests()).toEqual([]);
	});

	it.each([[5], [true], [[null]], [{ id: '00g' }]])('are refused for %j, which is no list', async (value) => {
		for (const [label, filters, options] of [['Group Names or IDs', { groups: value }, {}], ['Add Group Names or IDs', {}, { groups: value }]] as const) {
			await expect(getUsers(filters as IDataObject, options as IDataObject)).rejects.toMatchObject({ message: `Parameter '${label}' has the wrong type` });
		}
		expect(await requests()).toEqual([]);
	});

	it('are as complete as Okta returns them without Simplify, and have only the selected attributes', async () => {
		const filters = { groups: [groups.executives.id] };
		const [raw] = await getUsers(filters, {}, { simplify: false });
		expect(Object.keys(raw)).toEqual(expect.arrayContaining(['credentials', '_links']));
		const [narrow] = await getUsers(filters, { attributes: ['email'] });
		expect(Object.keys(narrow.profile)).toEqual(['email']);
	});

	it('stop at the limit', async () => {
		expect(await getUsers({ groups: [groups.large.id] }, {}, { returnAll: false, limit: 30 })).toHaveLength(30);
		expect(await requests()).toHaveLength(1);
		expect(await getUsers({ groups: [groups.large.id], query: 'a' }, {}, { returnAll: false, limit: 3 })).toHaveLength(3);
	});

	it('are those whom the other filters leave, whatever they are, in the order of Sort By', async () => {
		const [someone] = people.slice(14).filter(({ status }) => status === 'ACTIVE');
		const date = fc.constantFrom(...people.slice(0, 20).flatMap(({ created, lastUpdated }) => [created, lastUpdated]));
		const filter = fc.record(
			{
				status: fc.subarray(['ACTIVE', 'DEPROVISIONED', 'STAGED', 'suspended']),
				updatedSince: date,
				createdSince: date,
				department: fc.constantFrom('sales', 'R&D', String(someone.profile.department)),
				title: fc.constantFrom('Controller', 'designer (UX & UI)'),
				userType: fc.constantFrom('oty1sandboxdefault00', 'oty2sandboxcontract0', 'OTY1sandboxdefault00'),
				search: fc.constantFrom('profile.city eq "Wien" or profile.countryCode eq "DE"', 'status eq "ACTIVE"'),
				query: fc.constantFrom('a', 'M', String(someone.profile.firstName)),
			},
			{ requiredKeys: [] },
		);
		const sort = fc.constantFrom({}, {}, { sortBy: 'profile.lastName' }, { sortBy: 'created', sortOrder: 'desc' });
		const chosen = fc.subarray(Object.values(groups).map(({ id }) => id), { minLength: 1, maxLength: 3 });
		const members = new Map(await Promise.all(Object.values(groups).map(async (group): Promise<[string, string[]]> => [group.id, await membersOf(group)])));
		await holdsAsync(
			fc.asyncProperty(filter, sort, chosen, async (filters, options, selected) => {
				const wanted = new Set(selected.flatMap((id) => members.get(id) ?? []));
				const expected = (await getUsers(filters, options)).filter(({ id }) => wanted.has(id));
				const found = await getUsers({ ...filters, groups: selected }, options);
				const order = 'sortBy' in options ? (users: User[]) => users : (users: User[]) => [...users].sort((a, b) => (a.id < b.id ? -1 : 1));
				expect(order(found)).toEqual(order(expected));
			}),
			60,
		);
	});
});

describe('Add Groups', () => {
	it('gives everybody the names of the chosen groups that they are in, in the order of the choice', async () => {
		const chosen = [groups.sales, groups.empty, groups.executives, groups.twin];
		const members = await Promise.all(chosen.map(async (group) => new Set(await membersOf(group))));
		const expected = (id: string) => [...new Set(chosen.flatMap(({ profile }, index) => (members[index].has(id) ? profile.name : [])))];
		const users = await getUsers({}, { groups: ids(chosen) });
		expect(users).toHaveLength(300);
		expect(users.map((user) => user.groups)).toEqual(users.map(({ id }) => expected(id)));
		expect(users.some((user) => user.groups?.length === 0)).toBe(true);
		expect(users.some((user) => user.groups?.join() === 'Sales,Executives')).toBe(true);
		expect(Object.keys((await getUsers())[0])).not.toContain('groups');
	});

	it('keeps the whole user without Simplify', async () => {
		const [user] = await getUsers({}, { groups: [groups.large.id] }, { simplify: false, returnAll: false, limit: 1 });
		expect(user).toMatchObject({ groups: ['Large'], credentials: expect.anything(), _links: expect.anything() });
	});

	it('reads each group once, never person by person, also with a filter by the same groups and for many items', async () => {
		const chosen = ids([groups.executives, groups.sales, groups.large]);
		await getUsers({}, { groups: [...chosen, chosen[0]] });
		const paths = async () => (await requests()).map(({ path, query }) => path + (/after=/.test(query) ? ' next' : ''));
		const group = (id: string) => `/api/v1/groups/${id}`;
		const read = [...chosen.map(group), `${group(chosen[0])}/users`, `${group(chosen[1])}/users`, `${group(chosen[2])}/users`, `${group(chosen[2])}/users next`];
		expect(await paths()).toEqual(['/api/v1/users', '/api/v1/users next', ...read]);

		await sandbox.control.clearLog();
		await getUsers({ groups: chosen }, { groups: chosen });
		expect((await paths()).sort()).toEqual([...read].sort());

		await sandbox.control.clearLog();
		await getUsers({ query: 'a' }, { groups: chosen }, {}, [{}, {}, {}]);
		expect((await paths()).filter((path) => path.startsWith('/api/v1/groups'))).toEqual(read);
	});

	it('shows the new name of a renamed group', async () => {
		const group = await sandbox.control.groups.create({ name: 'Before', members: [people[0].id] });
		await sandbox.control.groups.rename(group.id, { name: 'After' });
		expect((await getUsers({ groups: [group.id] }, { groups: [group.id] }))[0].groups).toEqual(['After']);
	});

	it('costs 5 requests and the pages for 5 groups', async () => {
		const many = await Promise.all([1, 2, 3, 4, 5].map(async (number) => await sandbox.control.groups.create({ name: `Team ${number}`, members: { count: 60 * number } })));
		await sandbox.control.clearLog();
		await getUsers({}, { groups: ids(many) });
		const pages = 2 + [60, 120, 180, 240, 300].reduce((sum, size) => sum + Math.ceil(size / 200), 0);
		expect(await requests()).toHaveLength(5 + pages);
	});
});

it('a service app with DPoP reads groups, and names what it lacks', async () => {
	await sandbox.control.set({ serviceApp: { dpopRequired: true } });
	const options = { groups: ids([groups.executives, groups.large]) };
	const read = async (additionalAccess: string[]) =>
		await run({ authentication: 'serviceApp', resource: 'user', operation: 'getAll', returnAll: true, filters: {}, options }, [{}], serviceCredential(sandbox, pair, { additionalAccess }));
	const found = (await read(['okta.groups.read'])) as User[];
	expect(found.map(({ groups: names }) => names)).toEqual((await getUsers({}, options)).map(({ groups: names }) => names));
	await expect(read([])).rejects.toMatchObject({
		message: "The app lacks the scope okta.groups.read ('Read Groups')",
		description: expect.stringMatching(/In the credential, select 'Read Groups' in 'Additional Access'\. Then test the credential: the test requests a new token\./),
	});
	await expect(read(['okta.logs.read'])).rejects.toMatchObject({
		message: 'The app was not granted okta.logs.read',
		description: expect.stringMatching(/Or clear 'Read the System Log' in 'Additional Access' in the credential\./),
	});
});

describe('a page that takes Okta too long', () => {
	afterEach(async () => await sandbox.control.set({ groupTimeoutAbove: null }));

	it.each([100, 50, 25])('is halved until Okta answers, here at %d', async (groupTimeoutAbove) => {
		await sandbox.control.set({ groupTimeoutAbove });
		const found = await getUsers({ groups: [groups.large.id] });
		expect(ids(found).sort()).toEqual(ids(people.filter(isListed)).sort());
		const limits = (await requests()).map(({ status, query }) => [status, Number(/limit=(\d+)/.exec(query)?.[1])]);
		const halvings = [200, 100, 50].filter((limit) => limit > groupTimeoutAbove);
		expect(limits.slice(0, halvings.length)).toEqual(halvings.map((limit) => [504, limit]));
		expect(new Set(limits.slice(halvings.length).map(String))).toEqual(new Set([`200,${groupTimeoutAbove}`]));
	});

	it('in the middle of a group loses nobody', async () => {
		await sandbox.control.faults.add({ fault: 'status', status: 504, match: { pathPattern: '/groups/.*after=', times: 1 } });
		expect(await getUsers({ groups: [groups.large.id] })).toHaveLength(300);
		const limits = (await requests()).map(({ query }) => /limit=(\d+)/.exec(query)?.[1]);
		expect(limits).toEqual(['200', '200', '100', '100']);
	});
});

describe('errors', () => {
	const options = { groups: [] as string[] };
	const failure = async (filters: IDataObject, chosen: IDataObject = options, selected = credential) =>
		await run({ resource: 'user', operation: 'getAll', returnAll: true, filters, options: chosen }, [{}], selected).then(
			() => { throw new Error('Did not fail'); },
			({ message, description }: { message: string; description: string }) => ({ message, description }),
		);

	it('name a deleted group and the parameter, before members are read', async () => {
		const { id } = await sandbox.control.groups.create({ name: 'Gone', members: 'all' });
		await sandbox.control.groups.delete(id);
		const description = expect.stringMatching(/^The group may have been deleted, or the credential's admin role does not cover it\. Select groups from the list/);
		for (const filters of [{ groups: [id] }, { groups: [groups.sales.id, id], query: 'a' }]) {
			expect(await failure(filters)).toEqual({ message: `Parameter 'Group Names or IDs' contains a group that Okta does not have: ${id}`, description });
		}
		await sandbox.control.clearLog();
		expect(await failure({}, { groups: [groups.large.id, id] })).toEqual({ message: `Parameter 'Add Group Names or IDs' contains a group that Okta does not have: ${id}`, description });
		expect((await requests()).filter(({ path }) => /groups\/\w+\/users/.test(path))).toEqual([]);
	});

	it.each(['Executives', '../users/me', '00g/b', '.', '00g?x', 'ä'])('neither send nor show %j, which is no ID and may be anything', async (name) => {
		const { message, description } = await failure({ query: 'a', groups: `${groups.empty.id}, ${name}` });
		expect([message, description]).toEqual(["Parameter 'Group Names or IDs' has a value that is not a group ID (value 2)", expect.stringMatching(/^Select groups from the list/)]);
		expect((await failure({}, { groups: [name] })).message).toBe("Parameter 'Add Group Names or IDs' has a value that is not a group ID (value 1)");
		expect((await requests()).filter(({ path }) => path !== '/api/v1/users').map(({ path }) => path)).toEqual([`/api/v1/groups/${groups.empty.id}/users`]);
	});

	it('name the option of the credential and the scope when it is missing, also in the lists of the editor', async () => {
		const plain = await connectedCredential(sandbox, SCOPES.slice(0, -1));
		const text = {
			message: "The connection lacks the scope okta.groups.read ('Read Groups')",
			description: expect.stringMatching(/^In Okta, grant okta\.groups\.read to the app \(Okta API Scopes tab; requires a super admin\)\. Open the credential, select 'Read Groups' in 'Additional Access' and save\. Then click "Switch account" \("Reconnect" in older n8n\)/),
		};
		expect(await failure({ groups: [groups.sales.id] }, options, plain)).toEqual(text);
		expect(await failure({}, { groups: [groups.sales.id] }, plain)).toEqual(text);
		await expect(run({ resource: 'group', operation: 'getAll' }, [{}], plain)).rejects.toMatchObject(text);
		// As a NodeApiError, the editor shows it as "[object Object]".
		await expect(getGroups.call(editorContext({ nodeType, parameters: {}, credentials: [plain] }))).rejects.toMatchObject({ ...text, name: 'NodeOperationError' });
	});

	it('name the role when the admin may not read groups', async () => {
		await sandbox.control.set({ adminRoles: { groups: false } });
		expect(await failure({ groups: [groups.sales.id] })).toEqual({
			message: 'The Okta admin who connected this credential is not allowed to read groups',
			description: expect.stringMatching(/give that admin a role that covers groups \(Read-only Administrator is enough\)/),
		});
		await sandbox.control.set({ adminRoles: { groups: true } });
	});

	it('are incomplete lists never: a page that fails ends the run', async () => {
		await sandbox.control.faults.add({ fault: 'crossOriginNext', match: { pathPattern: '/groups/.*/users' } });
		expect((await failure({}, { groups: [groups.large.id] })).message).toBe("Okta's link to the next page points outside the domain in the credential");
	});
});

describe('group: get many', () => {
	const getMany = async (parameters: IDataObject = {}) => await run({ resource: 'group', operation: 'getAll', returnAll: true, ...parameters });

	it('returns all groups, with the fields that workflows need', async () => {
		const found = await getMany();
		const all = await sandbox.control.groups.list();
		expect(found.map(({ id }) => id).sort()).toEqual(ids(all).sort());
		const { id, profile, type, lastMembershipUpdated } = groups.executives;
		expect(found.find((group) => group.id === id)).toEqual({ id, name: profile.name, type, lastMembershipUpdated });
		expect(Object.keys(found.find(({ type: kind }) => kind === 'BUILT_IN') ?? {})).toEqual(['id', 'name', 'description', 'type', 'lastMembershipUpdated']);
	});

	it('filters by the beginning of the name, by type and by search', async () => {
		const names = async (filters: IDataObject) => (await getMany({ filters })).map(({ name }) => name).sort();
		expect(await names({ query: 'exec' })).toEqual(['Executives']);
		expect(await names({ type: 'APP_GROUP' })).toEqual(['Sales']);
		expect(await names({ query: 'SALES', type: 'OKTA_GROUP' })).toEqual(['Sales']);
		expect(await names({ type: 'OKTA_GROUP', search: 'profile.name eq "Empty" or profile.name eq "Sales"' })).toEqual(['Empty', 'Sales']);
		expect(await names({ search: `lastMembershipUpdated gt "2999-01-01T00:00:00.000Z"` })).toEqual([]);
	});

	it('reads pages up to the limit', async () => {
		expect(await getMany({ returnAll: false, limit: 2 })).toHaveLength(2);
		expect((await requests()).map(({ query }) => query)).toEqual(['limit=2']);
	});

	it('explains a search that Okta does not understand', async () => {
		await expect(getMany({ filters: { search: 'profile.name is "x"' } })).rejects.toMatchObject({
			message: 'Okta does not understand the search expression',
			description: expect.stringMatching(/^Check the parameter 'Search'\. Example: profile\.name sw "Sales"/),
		});
		await expect(getMany({ filters: { search: 'type eq "A") or (type pr' } })).rejects.toMatchObject({ message: "Parameter 'Search' has brackets that do not match" });
	});
});

describe('the list of groups in the editor', () => {
	it('shows names, tells groups with the same name apart, and stores IDs', async () => {
		const options = await getGroups.call(editorContext({ nodeType, parameters: {}, credentials: [credential] }));
		expect(options).toHaveLength((await sandbox.control.groups.list()).length);
		const { executives, sales, twin } = groups;
		expect(options.find(({ value }) => value === executives.id)).toEqual({ name: 'Executives', value: executives.id, description: 'Okta group' });
		expect(options.filter(({ name }) => name.startsWith('Sales'))).toEqual(
			[sales, twin].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, type }) => ({ name: `Sales (${id})`, value: id, description: type === 'APP_GROUP' ? 'App group' : 'Okta group' })),
		);
		expect(options.find(({ name }) => name === 'Everyone')?.description).toBe('Built-in group: All users in your organization');
		expect(options.map(({ name }) => name)).toEqual([...options.map(({ name }) => name)].sort((a, b) => a.localeCompare(b)));
	});
});
