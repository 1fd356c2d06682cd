import { OktaSignature } from '../../../../nodes/OktaSignature/OktaSignature.node';
import { BASE_ATTRIBUTES } from '../../../../nodes/okta/users/schemas';
import { connectedCredential, type Sandbox } from '../../../support/connectedCredential';
import { editorContext, type StoredCredential } from '../../../support/n8n';
import { startSandbox } from '../../../support/sandbox';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ people: 1 });
});

afterAll(async () => {
	await sandbox.stop();
});

describe('the list of attributes', () => {
	const { methods } = new OktaSignature();
	const list = async (credentials: StoredCredential[], parameters: Record<string, unknown> = {}) =>
		(await methods.loadOptions.getAttributes.call(editorContext({ nodeType: new OktaSignature(), credentials, parameters }))).map(({ value }) => value);

	it("contains Okta's base attributes and derived fields without a credential", async () => {
		expect(await list([])).toEqual([...BASE_ATTRIBUTES, 'fullName', 'initials', 'addressLine', 'phoneHref', 'mobileHref', 'emailHref', 'today']);
	});

	it("contains the org's attributes with a credential", async () => {
		const values = await list([await connectedCredential(sandbox)], { authentication: 'oAuth2' });
		expect(values).toEqual(expect.arrayContaining(BASE_ATTRIBUTES));
		expect(values.length).toBeGreaterThan(BASE_ATTRIBUTES.length + 5);
	});

	it("contains Okta's base attributes with a credential that is not used", async () => {
		const values = await list([await connectedCredential(sandbox)], { authentication: 'none' });
		expect(values).toEqual(await list([]));
	});
});
