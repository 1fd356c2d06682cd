import { startSandbox, type Sandbox } from '../../support/sandbox';

type Person = Awaited<ReturnType<Sandbox['control']['people']['get']>>;

let sandbox: Sandbox;
let people: Person[];
beforeAll(async () => {
	sandbox = await startSandbox({ people: 450 });
	people = await sandbox.control.people.list();
});
afterAll(() => sandbox.stop());

/** Follows next links and returns the rows of every page. */
async function pages(path: string) {
	const result: Array<Array<{ id: string }>> = [];
	let url: string | undefined = path;
	while (url !== undefined && result.length < 50) {
		const answer = await sandbox.get(url);
		expect(answer.status).toBe(200);
		result.push(answer.json);
		url = answer.next?.slice(sandbox.url.length);
	}
	return result;
}

const ids = (rows: Array<{ id: string }>) => rows.map((row) => row.id);
const query = (parameters: Record<string, string>) => `/api/v1/users?${new URLSearchParams(parameters).toString()}`;

describe('the plain list', () => {
	it('lists all users that are not deprovisioned in pages of 200, ordered by id', async () => {
		const read = await pages('/api/v1/users');
		expect(read.map((page) => page.length)).toEqual([200, 200, 50]);
		expect(ids(read.flat())).toEqual(ids(people.filter((person) => person.status !== 'DEPROVISIONED')));
		expect(people).toHaveLength(450 + 14);
	});

	it('sends self and next as separate Link headers, with the cursor in self and unencoded commas', async () => {
		const first = await sandbox.get('/api/v1/users?limit=2&fields=id,profile:(firstName,city)');
		expect(first.headers.link).toHaveLength(2);
		expect(first.self).toBe(`${sandbox.url}/api/v1/users?limit=2&fields=id,profile:(firstName,city)`);
		expect(first.next).toBe(`${sandbox.url}/api/v1/users?after=${first.json[1].id}&limit=2&fields=id,profile:(firstName,city)`);
		expect(Object.keys(first.json[0])).toEqual(['id', 'profile']);
		const second = await sandbox.get(String(first.next).slice(sandbox.url.length));
		expect(second.self).toBe(first.next);
		await sandbox.control.set({ ignoreFields: true });
		expect(Object.keys((await sandbox.get('/api/v1/users?limit=1&fields=id')).json[0])).toContain('credentials');
		await sandbox.control.set({ ignoreFields: false });
	});

	it('has only a self link per row and omits what okta-response names', async () => {
		const full = (await sandbox.get('/api/v1/users?limit=1')).json[0];
		expect(Object.keys(full._links)).toEqual(['self']);
		const small = (await sandbox.get('/api/v1/users?limit=1', { headers: { 'content-type': 'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"' } })).json[0];
		expect(Object.keys(full).filter((name) => !(name in small))).toEqual(['credentials', 'transitioningToStatus']);
	});

	it.each(['0', '-1', 'x'])('rejects limit %s', async (limit) => expect(await sandbox.get(query({ limit }))).toMatchObject({ status: 400, json: { errorCode: 'E0000054' } }));
	it('caps limit at 200', async () => expect((await sandbox.get(query({ limit: '1000' }))).json).toHaveLength(200));
	it('rejects an unknown cursor', async () =>
		expect((await sandbox.get(query({ after: 'nonsense' }))).json).toMatchObject({ errorCode: 'E0000031', errorCauses: [{ errorSummary: 'Invalid cursor.' }] }));
});

describe('search', () => {
	const profile = (name: string) => (person: Person) => person.profile[name];
	const text = (person: Person, name: string) => String(person.profile[name] ?? '').toLowerCase();
	const cases: Array<[string, (person: Person) => boolean]> = [
		['status pr', () => true],
		['status eq "active"', (person) => person.status === 'ACTIVE'],
		['status lt "STAGED" or status gt "STAGED"', (person) => person.status !== 'STAGED'],
		['(status eq "STAGED" OR status eq "SUSPENDED") AND profile.lastName co "ö"', (person) => ['STAGED', 'SUSPENDED'].includes(person.status) && text(person, 'lastName').includes('ö')],
		['profile.firstName eq "jürgen" and profile.city pr', (person) => text(person, 'firstName') === 'jürgen' && Boolean(person.profile.city)],
		['profile.firstName eq "Jurgen"', () => false],
		['profile.department eq "R&D"', (person) => person.profile.department === 'R&D'],
		[`profile.costCenter eq ${JSON.stringify('CC\\100 "A"')}`, (person) => person.profile.costCenter === 'CC\\100 "A"'],
		[`profile.division eq ${JSON.stringify('Ops\\Night (shift) and "more"')}`, (person) => text(person, 'division').startsWith('ops\\night')],
		['profile.login eq "plus+tag@sandbox.example" or profile.login eq "sales/emea@sandbox.example"', (person) => /^(plus\+tag|sales\/emea)@/.test(person.profile.login)],
		['profile.officeFloor ge 10 and profile.officeFloor lt 20', (person) => person.profile.officeFloor >= 10 && person.profile.officeFloor < 20],
		['profile.isFirstAider eq true', (person) => profile('isFirstAider')(person) === true],
		['profile.languages eq "deutsch"', (person) => (person.profile.languages ?? []).includes('Deutsch')],
		['profile.title sw "Senior"', (person) => text(person, 'title').startsWith('senior')],
		['lastUpdated ge "2022-01-01T00:00:00.000Z" and lastUpdated lt "2023-01-01T01:00:00+01:00"', (person) => person.lastUpdated >= '2022' && person.lastUpdated < '2023'],
		['type.id eq "oty2sandboxcontract0"', (person) => person.typeId === 'oty2sandboxcontract0'],
		['profile.title eq ""', () => false],
	];
	it.each(cases)('%s', async (search, matches) => {
		expect(ids((await pages(query({ search }))).flat())).toEqual(ids(people.filter(matches)));
	});

	it.each([
		['', /empty/],
		['status ne "ACTIVE"', /operator ne/],
		['profile.login ew ".example"', /operator ew/],
		['profile.title co "Senior"', /operator co/],
		['lastLogin gt "2022-01-01T00:00:00.000Z"', /not searchable/],
		['profile.firstname eq "Ada"', /not searchable/],
		["profile.firstName eq 'Ada'", /not valid JSON/],
		['profile.firstName eq Ada', /not valid JSON/],
		['profile.firstName eq null', /null/],
		['profile.officeFloor eq "3"', /must be a number/],
		['lastUpdated gt "yesterday"', /not a date/],
		['(status pr', /not closed/],
		['status pr status pr', /Unexpected/],
		['status eq', /Missing value/],
		['status eq "A" and', /ends too early/],
		['profile.firstName eq "A" "B"', /Unexpected/],
		['profile.firstName eq "unclosed', /near position/],
	])('rejects %j', async (search, reason) => {
		const answer = await sandbox.get(query({ search }));
		expect(answer).toMatchObject({ status: 400, json: { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.' } });
		expect(answer.json.errorCauses[0].errorSummary).toMatch(reason);
	});

	it.each(['asc', 'desc'])('sorts %s with opaque cursors: ties by id, missing values last', async (sortOrder) => {
		const search = { search: 'status pr', sortBy: 'profile.costCenter', sortOrder, limit: '100' };
		const rows = (await pages(query(search))).flat();
		const key = (person: Person) => String(person.profile.costCenter ?? '').toLowerCase();
		const direction = sortOrder === 'asc' ? 1 : -1;
		const expected = [...people].sort((a, b) => {
			if (key(a) === key(b)) return a.id < b.id ? -1 : 1;
			if (!key(a) || !key(b)) return key(a) ? -1 : 1;
			return key(a) < key(b) ? -direction : direction;
		});
		expect(ids(rows)).toEqual(ids(expected));
		const first = await sandbox.get(query(search));
		const twiceEncoded = String(first.next).replace('%', '%25').slice(sandbox.url.length);
		expect((await sandbox.get(twiceEncoded)).json.errorCauses).toEqual([{ errorSummary: 'Invalid cursor.' }]);
	});

	it('shows a write only after indexing, while filter and single reads show it at once', async () => {
		const [, , , , , person] = people;
		const read = async (mode: 'search' | 'filter') => ids((await sandbox.get(query({ [mode]: 'profile.firstName eq "Lagging" and status eq "ACTIVE"' }))).json);
		await sandbox.control.set({ indexLagMs: 'hold' });
		await sandbox.control.people.patch(person.id, { firstName: 'Lagging' });
		const created = await sandbox.control.people.create({ profile: { firstName: 'Lagging' } });
		expect(await read('search')).toEqual([]);
		expect(await read('filter')).toEqual([person.id, created.id]);
		expect((await sandbox.get(`/api/v1/users/${person.id}`)).json.profile.firstName).toBe('Lagging');
		await sandbox.control.people.delete(created.id);
		await sandbox.control.flushIndex();
		expect(await read('search')).toEqual([person.id]);
		await sandbox.control.people.delete(person.id);
		expect(await read('search')).toEqual([person.id]);
		await sandbox.control.set({ indexLagMs: 0 });
		await sandbox.control.flushIndex();
		expect(await read('search')).toEqual([]);
		people = await sandbox.control.people.list();
	});
});

describe('filter and q', () => {
	it('filter is case-sensitive and supports few attributes', async () => {
		const filter = async (expression: string) => await sandbox.get(query({ filter: expression }));
		expect(ids((await pages(query({ filter: 'status eq "DEPROVISIONED" or status eq "STAGED"' }))).flat())).toEqual(ids(people.filter((person) => /DEPROVISIONED|STAGED/.test(person.status))));
		expect((await filter('status eq "active"')).json).toEqual([]);
		expect((await filter('profile.city eq "Berlin"')).json.errorCode).toBe('E0000031');
		expect((await filter('profile.login sw "a"')).json.errorCode).toBe('E0000031');
	});

	it('q matches the start of names and email, has no pages and returns 10 by default', async () => {
		const q = async (text: string, limit?: string) => await sandbox.get(query({ q: text, ...(limit ? { limit } : {}) }));
		const matching = people.filter((person) => person.status !== 'DEPROVISIONED' && ['firstName', 'lastName', 'email'].some((name) => String(person.profile[name] ?? '').toLowerCase().startsWith('s')));
		expect(matching.length).toBeGreaterThan(10);
		const short = await q('S');
		expect(ids(short.json)).toEqual(ids(matching.slice(0, 10)));
		expect(short.next).toBeUndefined();
		expect(ids((await q('s', '200')).json)).toEqual(ids(matching));
	});
});

describe('one user', () => {
	it.each(['plus+tag', 'hash#tag', 'jörg.müßig', 'percent%41', "sean.o'brien"])('is found by the login %s', async (name) => {
		const login = `${name}@sandbox.example`;
		const answer = await sandbox.get(`/api/v1/users/${encodeURIComponent(login)}`);
		expect(answer).toMatchObject({ status: 200, json: { profile: { login } } });
		expect((await sandbox.get(`/api/v1/users/${encodeURIComponent(name)}`)).json.id).toBe(answer.json.id);
	});

	it('is not found by a login with a slash, and the login "." gives the list', async () => {
		expect(await sandbox.get(`/api/v1/users/${encodeURIComponent('sales/emea@sandbox.example')}`)).toMatchObject({ status: 405, json: { errorCode: 'E0000022' } });
		expect((await sandbox.get('/api/v1/users/.')).json).toHaveLength(200);
		expect(await sandbox.get('/api/v1/users/nobody')).toMatchObject({ status: 404, json: { errorCode: 'E0000007' } });
	});

	it('links to its type and that type’s schema, where a client without okta.userTypes.read finds it', async () => {
		const contractor = people.find((person) => person.typeId === 'oty2sandboxcontract0');
		const { json } = await sandbox.get(`/api/v1/users/${contractor?.id}`);
		const schema = await sandbox.get(new URL(json._links.schema.href).pathname);
		expect(schema.json.definitions.custom.properties.agency).toMatchObject({ type: 'string', required: true });
		expect((await sandbox.get('/api/v1/meta/schemas/user/default')).json.definitions.custom.properties).not.toHaveProperty('agency');
		expect((await sandbox.get('/api/v1/meta/schemas/user/oscnone')).status).toBe(404);
		expect((await sandbox.get('/api/v1/meta/types/user')).json.map((type: { name: string }) => type.name)).toEqual(['user', 'contractor']);
	});

	it('has groups', async () => {
		const groups = (await sandbox.get(`/api/v1/users/me/groups`)).json;
		expect(groups.map((group: { profile: { name: string } }) => group.profile.name)).toEqual(['Everyone', 'Department Engineering', 'Country GR']);
		expect(await sandbox.get('/api/v1/users/me', { method: 'DELETE' })).toMatchObject({ status: 405 });
		expect(await sandbox.get('/api/v1/nothing')).toMatchObject({ status: 404, json: { errorCode: 'E0000008' } });
	});
});

describe('rate limits', () => {
	afterEach(() => sandbox.control.set({ rateLimits: {} }));

	it('counts down, answers 429 with the reset, and counts each endpoint group separately', async () => {
		await sandbox.control.set({ rateLimits: { users: 2 } });
		const answers = [await sandbox.get('/api/v1/users?limit=1'), await sandbox.get('/api/v1/users?limit=1'), await sandbox.get('/api/v1/users?limit=1')];
		expect(answers.map((answer) => [answer.status, answer.headers['x-rate-limit-limit'][0], answer.headers['x-rate-limit-remaining'][0]])).toEqual([[200, '2', '1'], [200, '2', '0'], [429, '2', '0']]);
		expect(answers[2].json.errorCode).toBe('E0000047');
		const wait = Number(answers[2].headers['x-rate-limit-reset'][0]) - Date.parse(answers[2].headers.date[0]) / 1000;
		expect(wait).toBeGreaterThan(50);
		expect(wait).toBeLessThanOrEqual(61);
		expect((await sandbox.get('/api/v1/users/me')).status).toBe(200);
	});
});
