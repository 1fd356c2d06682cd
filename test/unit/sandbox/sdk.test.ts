import { Client } from '@okta/okta-sdk-nodejs';
import { startSandbox, type Sandbox } from '../../support/sandbox';

/** Okta's own SDK reads the org's users. */

let sandbox: Sandbox;
let okta: Client;
let people: Awaited<ReturnType<Sandbox['control']['people']['list']>>;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 450 });
	people = await sandbox.control.people.list();
	okta = new Client({ orgUrl: sandbox.url, token: sandbox.apiToken, testing: { disableHttpsCheck: true } } as ConstructorParameters<typeof Client>[0]);
});
afterAll(() => sandbox.stop());

async function list(parameters: Parameters<Client['userApi']['listUsers']>[0] = {}) {
	const users: Array<{ id?: string; status?: string; profile?: unknown }> = [];
	const collection = await okta.userApi.listUsers(parameters);
	await collection.each((user) => {
		users.push(user);
	});
	return users;
}

/** The part of a profile that the SDK models: base and custom attributes that have a value. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

it('lists 450 users on three pages with identical profiles', async () => {
	const users = await list();
	const expected = people.filter((person) => person.status !== 'DEPROVISIONED');
	expect(expected).toHaveLength(450);
	expect(users.map(({ id, status, profile }) => plain({ id, status, profile }))).toEqual(expected.map(({ id, status, profile }) => ({ id, status, profile })));
	expect((await sandbox.control.stats()).apiRequests['/api/v1/users']).toBe(3);
});

it('searches and filters', async () => {
	const ids = async (parameters: Parameters<typeof list>[0]) => (await list(parameters)).map((user) => user.id);
	expect(await ids({ search: 'profile.department eq "R&D" and status eq "ACTIVE"', sortBy: 'profile.lastName', limit: 5 })).toHaveLength(
		people.filter((person) => person.profile.department === 'R&D' && person.status === 'ACTIVE').length,
	);
	expect(await ids({ filter: 'status eq "DEPROVISIONED"' })).toEqual(people.filter((person) => person.status === 'DEPROVISIONED').map((person) => person.id));
});

it('gets one user, a user type and a schema, with its custom attributes', async () => {
	const [, person] = people;
	const user = await okta.userApi.getUser({ userId: person.profile.login });
	expect(plain(user.profile)).toEqual(person.profile);
	const schema = await okta.schemaApi.getUserSchema({ schemaId: 'default' });
	expect(schema.definitions?.custom?.properties?.employmentType?.oneOf?.map((option) => option.title)).toContain('Intern');
	expect(Object.keys(schema.definitions?.base?.properties ?? {})).toHaveLength(31);
	expect((await okta.userTypeApi.getUserType({ typeId: String(user.type?.id) })).name).toBe('user');
});

it('gets the addresses of an org', async () => {
	const addresses = async () => {
		const { _links } = await okta.orgSettingApi.getWellknownOrgMetadata();
		return plain(_links);
	};
	expect(await addresses()).toEqual({ organization: { href: sandbox.url } });
	await sandbox.control.set({ customDomain: 'https://login.sandbox.example' });
	expect(await addresses()).toEqual({ organization: { href: sandbox.url }, alternate: { href: 'https://login.sandbox.example' } });
	await sandbox.control.set({ customDomain: null });
});

it('recognizes errors of Okta', async () => {
	await expect(okta.userApi.getUser({ userId: 'nobody' })).rejects.toMatchObject({ status: 404, errorCode: 'E0000007' });
	await expect(list({ search: 'status ne "ACTIVE"' })).rejects.toMatchObject({ status: 400, errorCode: 'E0000031' });
});

it('waits for the reset of a 429 with the SDK’s own retry', async () => {
	await sandbox.control.faults.add({ fault: 'rateLimited', resetInSeconds: 1, match: { pathPattern: '/users/me$' } });
	expect((await okta.userApi.getUser({ userId: 'me' })).profile?.login).toBe('admin@sandbox.example');
});
