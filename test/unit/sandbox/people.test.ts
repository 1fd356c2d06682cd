import { isValidPhoneNumber, type CountryCode } from 'libphonenumber-js';
import { startSandbox, type Sandbox } from '../../support/sandbox';

const running: Sandbox[] = [];
async function start(options: Parameters<typeof startSandbox>[0]) {
	const sandbox = await startSandbox(options);
	running.push(sandbox);
	return sandbox;
}
afterEach(async () => {
	for (const sandbox of running.splice(0)) await sandbox.stop();
});

it('creates the same users for the same seed in an org of any size', async () => {
	const [small, large, other] = await Promise.all([start({ people: 60 }), start({ people: 300, deprovisioned: 40 }), start({ people: 60, seed: 2 })]);
	const active = async (sandbox: Sandbox) => (await sandbox.control.people.list()).filter((person) => person.status !== 'DEPROVISIONED');
	const [people, more, others] = [await active(small), await active(large), await active(other)];
	expect(more.slice(0, 60)).toEqual(people);
	expect(others.map((person) => person.profile.city)).not.toEqual(people.map((person) => person.profile.city));
	expect([people.length, more.length, (await large.control.people.list()).length]).toEqual([60, 300, 340]);
});

it('has many kinds of users', async () => {
	const people = await (await start({ people: 2000 })).control.people.list();
	const values = (name: string) => people.map((person) => person.profile[name]);
	const texts = people.flatMap((person) => Object.values(person.profile)).filter((value): value is string => typeof value === 'string');
	for (const script of ['Latin', 'Cyrillic', 'Greek', 'Han', 'Hiragana', 'Hangul', 'Arabic', 'Hebrew', 'Devanagari']) expect(texts.some((text) => new RegExp(`\\p{Script=${script}}`, 'u').test(text))).toBe(true);
	for (const awkward of ["O'", '&', '<', '"', '\\', '\n']) expect(texts.some((text) => text.includes(awkward))).toBe(true);
	expect(texts.some((text) => text !== '' && text.trim() === '')).toBe(true);
	expect(texts.some((text) => text.length > 250)).toBe(true);
	expect(texts.some((text) => /[\u{10000}-\u{10ffff}]/u.test(text))).toBe(false);
	expect(new Set(values('countryCode')).size).toBeGreaterThan(18);
	expect(new Set(values('login')).size).toBe(people.length);
	expect(new Set(people.map((person) => person.status))).toEqual(new Set(['ACTIVE', 'DEPROVISIONED', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY', 'STAGED', 'SUSPENDED']));
	expect(new Set(people.map((person) => person.typeId)).size).toBe(2);
	for (const [name, type] of Object.entries({ pronouns: 'string', isFirstAider: 'boolean', officeFloor: 'number', workloadFactor: 'number', employmentType: 'string', languages: 'object' })) {
		expect(new Set(values(name).filter((value) => value !== undefined).map((value) => typeof value))).toEqual(new Set([type]));
	}
	const phones = people.filter((person) => person.profile.countryCode && /\d/.test(person.profile.mobilePhone ?? ''));
	const valid = phones.filter((person) => isValidPhoneNumber(person.profile.mobilePhone, person.profile.countryCode as CountryCode));
	expect(valid.length / phones.length).toBeGreaterThan(0.99);
});

it('changes users, and updates lastUpdated as Okta does', async () => {
	const sandbox = await start({ people: 30, clockSkewMs: 3_600_000 });
	const { people } = sandbox.control;
	const [, , , before] = await people.list();
	const date = Date.parse((await sandbox.get('/api/v1/users/me')).headers.date[0]);
	expect(Math.abs(date - Date.now() - 3_600_000)).toBeLessThan(60_000);

	expect(await people.login(before.id)).toMatchObject({ lastUpdated: before.lastUpdated, lastLogin: expect.stringMatching(/\.000Z$/) });
	const touched = await people.touchPassword(before.id);
	expect(touched).toEqual({ ...before, lastLogin: touched.lastLogin, lastUpdated: touched.passwordChanged, passwordChanged: touched.passwordChanged });
	expect(Math.abs(Date.parse(touched.lastUpdated) - date)).toBeLessThan(60_000);
	expect((await people.patch(before.id, { title: 'New', mobilePhone: null }, ['city'])).profile).toEqual(
		Object.fromEntries(Object.entries({ ...before.profile, title: 'New', mobilePhone: null }).filter(([name]) => name !== 'city')),
	);
	const left = await people.setStatus(before.id, 'DEPROVISIONED');
	expect(left.lastUpdated).toBe(left.statusChanged);
	expect((await sandbox.get('/api/v1/users')).json).toHaveLength(29);
	expect((await people.setStamps(before.id, { lastUpdated: '2030-01-01T00:00:00.000Z' })).lastUpdated).toBe('2030-01-01T00:00:00.000Z');

	const created = await people.create({ profile: { login: 'neu@sandbox.example' }, status: 'STAGED' });
	expect((await sandbox.get(`/api/v1/users/${created.id}`)).json).toMatchObject({ status: 'STAGED', activated: null });
	await people.delete('neu@sandbox.example');
	expect((await sandbox.get(`/api/v1/users/${created.id}`)).status).toBe(404);
	await expect(people.create({ profile: { login: before.profile.login } })).rejects.toThrow('is taken');
	await expect(people.get(created.id)).rejects.toThrow('No user in the sandbox org');

	const { ids } = await people.bulk({ count: 5, skip: 10, profile: { department: 'Team {n}' } });
	expect((await Promise.all(ids.map((id) => people.get(id)))).map((person) => person.profile.department)).toEqual(['Team 10', 'Team 11', 'Team 12', 'Team 13', 'Team 14']);
});

it('can be empty', async () => {
	const sandbox = await start({ people: 0 });
	const { access_token: token } = await sandbox.connect();
	expect(await sandbox.get('/api/v1/users', { token })).toMatchObject({ status: 200, json: [], next: undefined });
});
