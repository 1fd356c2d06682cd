import { OktaSignature } from '../../../../nodes/OktaSignature/OktaSignature.node';
import { OktaTrigger } from '../../../../nodes/OktaTrigger/OktaTrigger.node';
import { ecKeyPair } from '../../../support/keys';
import { editorContext, pollContext } from '../../../support/n8n';
import { startSandbox, type Sandbox } from '../../../support/sandbox';
import { serviceCredential } from '../../../support/serviceCredential';

const pair = ecKeyPair();

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 20 });
	await sandbox.control.set({
		serviceApp: {
			active: true,
			keys: [pair.publicJwk('n8n-1')],
			dpopRequired: false,
			grantedScopes: ['okta.users.read', 'okta.schemas.read'],
			adminRoles: { users: true, schemas: true },
		},
	});
});

afterAll(async () => {
	await sandbox.stop();
});

const authentication = 'serviceApp';

it('the trigger polls as a service app, with one token for all polls', async () => {
	const credential = serviceCredential(sandbox, pair);
	const nodeType = new OktaTrigger();
	const trigger = pollContext({ nodeType, parameters: { authentication }, credentials: [credential] });
	expect(await nodeType.poll.call(trigger)).toBeNull();

	const [, somebody] = await sandbox.control.people.list();
	await sandbox.control.people.patch(somebody.id, { title: 'Promoted' });
	const items = (await nodeType.poll.call(trigger))?.[0] ?? [];
	expect(items.map(({ json }) => [json.id, json.event, json.changedAttributes])).toEqual([
		[somebody.id, 'user.updated', ['title']],
	]);
	expect(credential.saves).toBe(1);
});

it("the signature node lists the schema's attributes as a service app", async () => {
	const nodeType = new OktaSignature();
	const context = editorContext({
		nodeType,
		parameters: { authentication },
		credentials: [serviceCredential(sandbox, pair)],
	});
	const options = await nodeType.methods.loadOptions.getAttributes.call(context);
	expect(options.length).toBeGreaterThan(31);
});
