import { asyncProperty, constantFrom, integer, oneof, record, array } from 'fast-check';
import { holdsAsync } from '../../support/fuzz';
import { startSandbox, type Group, type Sandbox } from '../../support/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 450, deprovisioned: 20, grantedScopes: ['okta.users.read', 'okta.schemas.read', 'okta.groups.read'] });
});
afterAll(() => sandbox.stop());

const names = (groups: Pick<Group, 'profile'>[]) => groups.map(({ profile }) => profile.name);

/** A group or a user. */
type Row = Group & { status: string };

/** Reads a list through its next links. */
async function readAll(path: string) {
	const rows: Row[] = [];
	let pages = 0;
	for (let next: string | undefined = path; next !== undefined; pages++) {
		const answer: Awaited<ReturnType<Sandbox['get']>> = await sandbox.get(next.replace(sandbox.url, ''));
		expect(answer.status).toBe(200);
		rows.push(...answer.json);
		next = answer.next;
	}
	return { rows, pages };
}

describe('the list of groups', () => {
	it('has Everyone, groups that follow from the profile, and created ones', async () => {
		const created = await sandbox.control.groups.create({ name: 'Executives', description: 'The board', members: ['admin@sandbox.example'] });
		const imported = await sandbox.control.groups.create({ name: 'Executives', type: 'APP_GROUP' });
		const { rows } = await readAll('/api/v1/groups');
		expect(names(rows)).toEqual(expect.arrayContaining(['Everyone', 'Department Engineering', 'Country DE', 'Executives']));
		expect(rows.find(({ id }) => id === created.id)).toMatchObject({ type: 'OKTA_GROUP', objectClass: ['okta:user_group'], profile: { name: 'Executives', description: 'The board' }, _links: { users: { href: `${sandbox.url}/api/v1/groups/${created.id}/users` } } });
		expect(rows.filter(({ type }) => type === 'BUILT_IN')).toHaveLength(1);
		expect(rows.filter(({ type }) => type === 'APP_GROUP').map(({ id }) => id)).toEqual([imported.id]);
	});

	it('is paged, and searched by type, name and change of membership', async () => {
		const all = (await readAll('/api/v1/groups')).rows;
		const paged = await readAll('/api/v1/groups?limit=7');
		expect([paged.rows, paged.pages]).toEqual([all, Math.ceil(all.length / 7)]);
		const search = async (expression: string) => (await readAll(`/api/v1/groups?search=${encodeURIComponent(expression)}`)).rows;
		expect(names(await search('type eq "BUILT_IN"'))).toEqual(['Everyone']);
		expect((await search('profile.name sw "department"')).length).toBeGreaterThan(3);
		expect(names(await search('type eq "OKTA_GROUP" and profile.name sw "exec"'))).toEqual(['Executives']);
		const group = await sandbox.control.groups.create({ name: 'Recent' });
		const before = new Date(Date.parse(group.lastMembershipUpdated) - 1000).toISOString();
		expect(names(await search(`lastMembershipUpdated gt "${before}"`))).toContain('Recent');
		expect(await search('lastMembershipUpdated gt "2999-01-01T00:00:00.000Z"')).toEqual([]);
		expect(names((await readAll('/api/v1/groups?q=exec')).rows)).toEqual(['Executives', 'Executives']);
		for (const query of ['search=nonsense', 'after=made-up']) expect(await sandbox.get(`/api/v1/groups?${query}`)).toMatchObject({ status: 400, json: { errorCode: 'E0000031' } });
	});
});

describe('members', () => {
	it('are whole users, with deactivated ones, 1,000 per page at most', async () => {
		const everyone = await sandbox.control.groups.get('Everyone');
		const { rows, pages } = await readAll(`/api/v1/groups/${everyone.id}/users?limit=200`);
		expect([rows.length, pages, new Set(rows.map(({ id }) => id)).size]).toEqual([470, 3, 470]);
		expect(rows.filter(({ status }) => status === 'DEPROVISIONED')).toHaveLength(20);
		expect(rows[0]).toMatchObject({ profile: { login: 'admin@sandbox.example' }, type: { id: expect.any(String) } });
		expect((await readAll(`/api/v1/groups/${everyone.id}/users`)).pages).toBe(1);
	});

	it('of a group of 100,000 are cheap to page through', async () => {
		const large = await startSandbox({ people: 100_000, deprovisioned: 0 });
		try {
			const { id } = await large.control.groups.create({ name: 'Large', members: 'all' });
			const started = Date.now();
			const first = await large.get(`/api/v1/groups/${id}/users?limit=200`);
			const second = await large.get((first.next ?? '').replace(large.url, ''));
			expect([first.json.length, second.json.length]).toEqual([200, 200]);
			expect(second.json[0].id > first.json[199].id).toBe(true);
			expect(Date.now() - started).toBeLessThan(3000);
		} finally {
			await large.stop();
		}
	}, 60_000);

	it('get a 504 above a limit when asked to', async () => {
		const { id } = await sandbox.control.groups.get('Everyone');
		await sandbox.control.set({ groupTimeoutAbove: 50 });
		expect(await sandbox.get(`/api/v1/groups/${id}/users?limit=200`)).toMatchObject({ status: 504, json: { status: 504 } });
		expect((await sandbox.get(`/api/v1/groups/${id}/users?limit=50`)).json).toHaveLength(50);
		await sandbox.control.set({ groupTimeoutAbove: null });
		expect((await sandbox.get(`/api/v1/groups/${id}/users?limit=200`)).json).toHaveLength(200);
	});

	it('need the scope okta.groups.read and a role; a deleted group is not found', async () => {
		const token = (await sandbox.connect()).access_token;
		const { id } = await sandbox.control.groups.create({ name: 'Short-lived' });
		for (const path of ['/api/v1/groups', `/api/v1/groups/${id}`, `/api/v1/groups/${id}/users`]) {
			const refused = await sandbox.get(path, { token });
			expect([refused.status, refused.headers['www-authenticate'][0]]).toEqual([403, expect.stringMatching(/scope="okta.groups.read", error="insufficient_scope"/)]);
		}
		const granted = (await sandbox.connect({ scopes: ['openid', 'okta.groups.read'] })).access_token;
		expect(await sandbox.get(`/api/v1/groups/${id}`, { token: granted })).toMatchObject({ status: 200, json: { profile: { name: 'Short-lived' } } });
		await sandbox.control.set({ adminRoles: { groups: false } });
		expect(await sandbox.get(`/api/v1/groups/${id}`, { token: granted })).toMatchObject({ status: 403, json: { errorCode: 'E0000006' } });
		await sandbox.control.set({ adminRoles: { groups: true } });
		await sandbox.control.groups.delete(id);
		for (const path of [`/api/v1/groups/${id}`, `/api/v1/groups/${id}/users`]) expect(await sandbox.get(path)).toMatchObject({ status: 404, json: { errorSummary: `Not found: Resource not found: ${id} (Group)` } });
	});

	it('of groups that follow from the profile move with it, and keep their id when renamed', async () => {
		const before = await sandbox.control.groups.get('Department Legal');
		const person = (await sandbox.control.people.list())[30];
		await sandbox.control.people.patch(person.id, { department: 'Legal' });
		expect((await sandbox.control.groups.get('Department Legal')).members).toContain(person.id);
		const renamed = await sandbox.control.groups.rename('Department Legal', { name: 'Lawyers' });
		expect([renamed.id, renamed.profile.name]).toEqual([before.id, 'Lawyers']);
		expect(names((await sandbox.get(`/api/v1/users/${person.id}/groups`)).json)).toContain('Lawyers');
		await sandbox.control.groups.delete('Lawyers');
		expect(names((await sandbox.get(`/api/v1/users/${person.id}/groups`)).json)).not.toContain('Lawyers');
		await expect(sandbox.control.groups.change('Department Engineering', { add: [person.id] })).rejects.toThrow('follow from the profile');
		await expect(sandbox.control.groups.get('Nobody')).rejects.toThrow('No group');
	});
});

it('after any changes, /groups/{id}/users and /users/{id}/groups say the same', async () => {
	const org = await startSandbox({ people: 12, deprovisioned: 2 });
	const people = (await org.control.people.list()).map(({ id }) => id);
	const groups = [await org.control.groups.create({ name: 'A', members: { count: 3 } }), await org.control.groups.create({ name: 'B' })].map(({ id }) => id);
	const person = integer({ min: 0, max: people.length - 1 });
	const group = constantFrom(...groups);
	const step = oneof(
		record({ kind: constantFrom('add' as const, 'remove' as const), person, group }),
		record({ kind: constantFrom('department' as const), person, department: constantFrom('Legal', 'Sales', '', 'New') }),
		record({ kind: constantFrom('status' as const), person, status: constantFrom('ACTIVE', 'DEPROVISIONED') }),
		record({ kind: constantFrom('recreate' as const), person }),
	);
	await holdsAsync(
		asyncProperty(array(step, { maxLength: 8 }), async (steps) => {
			for (const one of steps) {
				const id = people[one.person];
				if (one.kind === 'add' || one.kind === 'remove') await org.control.groups.change(one.group, { [one.kind]: [id] });
				if (one.kind === 'department') await org.control.people.patch(id, { department: one.department });
				if (one.kind === 'status') await org.control.people.setStatus(id, one.status);
				if (one.kind === 'recreate') {
					await org.control.people.delete(id);
					people[one.person] = (await org.control.people.create()).id;
				}
			}
			const byUser = new Set<string>();
			for (const id of people) for (const { id: groupId } of (await org.get(`/api/v1/users/${id}/groups`)).json) byUser.add(`${groupId} ${id}`);
			const byGroup = new Set<string>();
			for (const { id } of (await org.get('/api/v1/groups')).json) for (const user of (await org.get(`/api/v1/groups/${id}/users`)).json) byGroup.add(`${id} ${user.id}`);
			expect([...byGroup].sort()).toEqual([...byUser].sort());
		}),
		15,
	);
	await org.stop();
}, 60_000);
