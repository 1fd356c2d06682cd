import type { IDataObject } from 'n8n-workflow';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { runNode, type StoredCredential } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';

let sandbox: Sandbox;
let credential: StoredCredential;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 40 });
	credential = await connectedCredential(sandbox);
});

afterAll(async () => {
	await sandbox.stop();
});

const run = async (operation: string, userType?: string) =>
	(
		await runNode({
			nodeType: new OktaDirectory(),
			parameters: {
				resource: 'schema',
				operation,
				...(userType && { userType: { __rl: true, mode: 'id', value: userType } }),
			},
			credentials: [credential],
		})
	).items.map(({ json }) => json);

/** The ID of the user type that is not the default. */
const otherType = async (): Promise<string> => {
	const counts = new Map<string, number>();
	for (const { typeId } of await sandbox.control.people.list()) {
		counts.set(typeId, (counts.get(typeId) ?? 0) + 1);
	}
	return [...counts].sort(([, a], [, b]) => a - b)[0][0];
};

describe('schema', () => {
	it('get returns the schema as Okta returns it', async () => {
		const [schema] = await run('get');
		expect(schema).toMatchObject({
			definitions: { base: { id: '#base' }, custom: { id: '#custom' } },
			properties: { profile: expect.anything() },
		});
	});

	it('get many returns one item per attribute and marks custom attributes', async () => {
		const attributes = await run('getAll');
		const named = (name: string) => attributes.find((attribute) => attribute.name === name);
		expect(named('firstName')).toMatchObject({
			title: 'First name',
			type: 'string',
			custom: false,
			maxLength: 50,
		});
		expect(named('login')).toMatchObject({ required: true });
		const custom = attributes.filter((attribute) => attribute.custom === true);
		expect(new Set(custom.map(({ type }) => type))).toEqual(
			new Set(['string', 'boolean', 'number', 'integer', 'array']),
		);
		expect(custom.find((attribute) => Array.isArray(attribute.enum))).toMatchObject({
			options: expect.arrayContaining([
				expect.objectContaining({ const: expect.anything(), title: expect.any(String) }),
			]),
		});
	});

	it("reads another user type's schema without the scope for types", async () => {
		await sandbox.control.clearLog();
		const typeId = await otherType();
		const [schema] = await run('get', typeId);
		const [standard] = await run('get');
		expect(schema.id).not.toBe(standard.id);
		const paths = (await sandbox.control.log()).map(({ path, status }) => [path, status]);
		expect(paths[0]).toEqual([`/api/v1/meta/types/user/${typeId}`, 403]);
	});

	it("reads another user type's schema by its link with that scope", async () => {
		await sandbox.control.set({
			grantedScopes: ['okta.users.read', 'okta.schemas.read', 'okta.userTypes.read'],
		});
		const scopes = ['offline_access', 'okta.schemas.read', 'okta.userTypes.read'];
		const connected = await connectedCredential(sandbox, scopes);
		const typeId = await otherType();
		const { items } = await runNode({
			nodeType: new OktaDirectory(),
			parameters: {
				resource: 'schema',
				operation: 'get',
				userType: { __rl: true, mode: 'id', value: typeId },
			} as IDataObject,
			credentials: [connected],
		});
		expect(items).toHaveLength(1);
		expect(items[0].json.id).toBe((await run('get', typeId))[0].id);
	});

	it("names a role that covers it when the admin's does not", async () => {
		await sandbox.control.set({ adminRoles: { schemas: false } });
		await expect(run('get')).rejects.toMatchObject({
			message: 'The Okta admin who connected this credential is not allowed to read the profile schema',
			description: expect.stringContaining('Application Administrator'),
		});
		await sandbox.control.set({ adminRoles: { schemas: true } });
	});
});
