import type { INodeListSearchItems } from 'n8n-workflow';
import { OktaDirectory } from '../../../../nodes/OktaDirectory/OktaDirectory.node';
import { BASE_ATTRIBUTES } from '../../../../nodes/okta/users/schemas';
import { connectedCredential, type Sandbox } from '../../../support/connectedCredential';
import { editorContext } from '../../../support/n8n';
import { startSandbox } from '../../../support/sandbox';

const PEOPLE = 120;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: PEOPLE });
});

afterAll(async () => {
	await sandbox.stop();
});

const { methods } = new OktaDirectory();

const editor = async (scopes?: string[]) =>
	editorContext({
		nodeType: new OktaDirectory(),
		parameters: { resource: 'user', operation: 'get' },
		credentials: [await connectedCredential(sandbox, scopes)],
	});

describe('the user list', () => {
	it('continues page by page to the last user', async () => {
		const context = await editor();
		const found: INodeListSearchItems[] = [];
		let token: string | undefined;
		do {
			const page = await methods.listSearch.searchUsers.call(context, undefined, token);
			found.push(...page.results);
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		expect(new Set(found.map(({ value }) => value)).size).toBe(PEOPLE);
		expect(found[0].name).toMatch(/^.+ \(.+@.+\)$/);
	});

	it.each([1, 2, 3])('refuses a link of page %i to itself, which would show its users again', async (nth) => {
		const context = await editor();
		await sandbox.control.faults.add({ fault: 'selfLoopingNext', match: { pathPattern: '^/api/v1/users\\?', nth } });
		const scroll = async () => {
			let token: string | undefined;
			for (let pages = 0; pages < nth; pages++) {
				const page = await methods.listSearch.searchUsers.call(context, undefined, token);
				token = page.paginationToken as string | undefined;
			}
		};
		await expect(scroll()).rejects.toThrow("Okta's page links form a loop");
		await sandbox.control.faults.clear();
	});

	it('lets Okta search, so that users after the first page are found', async () => {
		const { id, profile } = await sandbox.control.people.create({
			profile: { firstName: 'Zoë', lastName: 'Ångström "Z"' },
		});
		const context = await editor();
		for (const filter of ['Zoë', 'ångström "', 'Zoë Ång']) {
			const { results } = await methods.listSearch.searchUsers.call(context, filter);
			expect(results).toContainEqual({ name: `Zoë Ångström "Z" (${profile.login})`, value: id });
			expect(results.length).toBeLessThan(5);
		}
	});

	it.each(['emptyPageWithNext', 'shiftedPage'] as const)('shows every user once despite %s', async (fault) => {
		const context = await editor();
		const { results } = await methods.listSearch.searchUsers.call(context);
		await sandbox.control.faults.add({ fault, match: { pathPattern: '^/api/v1/users\\?' } });
		const faulted = await methods.listSearch.searchUsers.call(context);
		await sandbox.control.faults.clear();
		expect(faulted.results.map(({ value }) => value).sort()).toEqual(results.map(({ value }) => value).sort());
	});

	it("shows the message and description of the node's own errors", async () => {
		const context = await editor(['offline_access', 'okta.schemas.read']);
		await expect(methods.listSearch.searchUsers.call(context)).rejects.toMatchObject({
			message: 'The connection lacks the scope okta.users.read',
			description: expect.stringContaining('Okta API Scopes'),
		});
	});
});

describe('the attribute list', () => {
	it('comes from the live schema, custom attributes included', async () => {
		const options = await methods.loadOptions.getAttributes.call(await editor());
		expect(options.length).toBeGreaterThan(BASE_ATTRIBUTES.length);
		expect(options).toContainEqual(
			expect.objectContaining({ name: 'First name (firstName)', value: 'firstName' }),
		);
		const names = options.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	});

	it.each(['scope', 'role'])('falls back to the base attributes without the %s', async (missing) => {
		const context = await editor(
			missing === 'scope' ? ['offline_access', 'okta.users.read'] : undefined,
		);
		await sandbox.control.set({ adminRoles: { schemas: missing !== 'role' } });
		const options = await methods.loadOptions.getAttributes.call(context);
		await sandbox.control.set({ adminRoles: { schemas: true } });
		expect(options.map(({ value }) => value)).toEqual(BASE_ATTRIBUTES);
		expect(BASE_ATTRIBUTES).toHaveLength(31);
	});
});

describe('the user type list', () => {
	it('contains the default type, and the others if the scope covers them', async () => {
		const context = await editor();
		const { results } = await methods.listSearch.searchUserTypes.call(context);
		expect(results).toEqual([{ name: 'Default', value: 'default' }]);

		await sandbox.control.set({ grantedScopes: ['okta.userTypes.read'] });
		const types = await methods.listSearch.searchUserTypes.call(
			await editor(['offline_access', 'okta.userTypes.read']),
		);
		expect(types.results).toHaveLength(2);
		expect(types.results[1]).toMatchObject({ value: expect.stringMatching(/^oty/) });
	});
});
