/** The service app's credential: its Test button, its token and its error messages. */
import assert from 'node:assert/strict';
import { createServiceCredential, newKey, openServiceOrg, pair, pem, serviceDirectory, serviceRequest, serviceTrigger, tokenRequests } from '../serviceApp.mjs';
import { until } from '../watch.mjs';
import { noOp, row, workflow } from '../workflow.mjs';

const people = 450;

/** @typedef {import('../stage.mjs').Stage} Stage */

/** @param {Stage} stage @param {object} [options] of the org */
const openOrg = (stage, options) => openServiceOrg(stage, { people, ...options });

/** What the credential window shows after Test. @param {Stage} stage @param {{ id: string, name: string }} credential @returns {Promise<{ status: string, message: string }>} */
const press = async ({ session }, { id }) => {
	const { data, ...credential } = await session.api('GET', `/credentials/${id}?includeData=true`);
	return session.api('POST', '/credentials/test', { credentials: { ...credential, data } });
};

/** @param {Stage} stage @param {{ id: string, name: string }} credential */
const read = ({ session }, credential) => session.importAndRun(workflow('Read as the service app', serviceDirectory(credential)));

/** @param {Stage} stage @param {{ id: string, name: string }} credential */
async function readAllUsers(stage, credential) {
	const execution = await read(stage, credential);
	assert.equal(execution.status, 'success', execution.error?.message);
	assert.equal(execution.items('Okta Directory').length, people);
}

/**
 * Wrong values or org settings, the error message and its resolution. The Test button shows both as one text, a node as two.
 * @type {[name: string, data: Record<string, unknown>, serviceApp: Record<string, unknown>, sentence: RegExp, resolution: RegExp][]}
 */
const faults = [
	['wrong key', { privateKey: pem(newKey().privateKey) }, {}, /^'Private Key' does not belong to the app's public key in Okta/, /compare the key 'n8n-1' with yours/],
	['unreadable key', { privateKey: 'hush' }, {}, /^'Private Key' in the credential is not a key/, /Paste the whole PEM text/],
	['unknown key ID', { keyId: 'old' }, {}, /^The app in Okta has no active key with the ID 'old'/, /Copy the KID into 'Key ID'/],
	['wrong client ID', { clientId: '0oanobody' }, {}, /has no active app with the client ID '0oanobody'/, /Copy 'Client ID' from the General tab/],
	['scope not granted', {}, { grantedScopes: ['okta.users.read'] }, /^The app was not granted okta\.schemas\.read/, /Okta API Scopes tab/],
	['no admin role', {}, { adminRoles: { users: false, schemas: false } }, /^The app is not allowed to read users/, /Admin roles tab of the app and assign .*Read-only Administrator/],
	['domain that is none', { domain: 'http://acme.okta.com' }, {}, /^'Okta Domain' in the credential is not the address of an Okta org/, /Enter the org's own address/],
];

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [
	{
		name: 'a service app connects with its key and reads all users',
		async run(stage) {
			const org = await openOrg(stage);
			const credential = await createServiceCredential(stage, org);
			assert.deepEqual(await press(stage, credential), { status: 'OK', message: 'Connection successful!' });
			await readAllUsers(stage, credential);
			assert.equal((await org.control.stats()).authorizationHeadersAtToken, 0);
		},
	},
	{
		name: 'a service app uses one token for twenty runs and a new one after a 401',
		async run(stage) {
			const org = await openOrg(stage);
			const credential = await createServiceCredential(stage, org, { privateKey: pem(pair.privateKey).replace(/\n/g, ' ') });
			for (let run = 0; run < 20; run++) await readAllUsers(stage, credential);
			assert.equal(await tokenRequests(org), 1);
			await org.control.oauth.expireAccessTokens();
			await readAllUsers(stage, credential);
			await readAllUsers(stage, credential);
			assert.equal(await tokenRequests(org), 2);
		},
	},
	{
		name: 'a service app with DPoP reads, polls, renews its token, gets new nonces and restarts: no setting, no refused proof',
		async run(stage) {
			const { session, n8n } = stage;
			const org = await openOrg(stage);
			await org.control.set({ serviceApp: { dpopRequired: true } });
			const credential = await createServiceCredential(stage, org);
			assert.deepEqual(await press(stage, credential), { status: 'OK', message: 'Connection successful!' });
			for (let run = 0; run < 5; run++) await readAllUsers(stage, credential);
			// Without a proof, with one, and with the nonce.
			assert.equal(await tokenRequests(org), 3);
			const http = await session.importAndRun(workflow('HTTP Request', serviceRequest(credential, `${org.url}/api/v1/users`)));
			assert.equal(http.status, 'success', http.error?.message);
			assert.equal(http.items('HTTP Request').length, 2);

			const [, first, second] = await org.control.people.list();
			const watched = await session.importWorkflow(row('Watch with DPoP', serviceTrigger(credential), noOp));
			assert.equal((await session.activate(watched)).status, 'published');
			await org.control.people.patch(first.id, { title: 'Promoted' });
			await until('the first change', async () => (await session.ended(watched.id)).length >= 1, { polls: 2 });

			await org.control.oauth.rotateDpopNonce();
			await org.control.oauth.expireAccessTokens();
			await Promise.all([1, 2, 3, 4].map(() => readAllUsers(stage, credential)));

			await n8n.restart();
			await readAllUsers(stage, credential);
			await org.control.people.patch(second.id, { title: 'Promoted' });
			await until('the second change', async () => (await session.ended(watched.id)).length >= 2, { polls: 2 });
			await session.deactivate(watched);
			const everyRequest = (await org.control.log()).filter(({ path }) => path.startsWith('/api/'));
			assert.deepEqual([...new Set(everyRequest.map(({ authorization }) => authorization))], ['DPoP']);

			await org.control.set({ serviceApp: { dpopRequired: false } });
			await readAllUsers(stage, credential);
			await org.control.oauth.expireAccessTokens();
			await readAllUsers(stage, credential);
			const { dpopProofs, dpopRefusals, apiStatuses } = await org.control.stats();
			console.log(`        ${dpopProofs} proofs, ${JSON.stringify(apiStatuses)}`);
			assert.deepEqual(dpopRefusals, {});
			assert.deepEqual(Object.keys(apiStatuses).filter((status) => status !== '200' && status !== '401'), []);
		},
	},
	...faults.map(([name, data, serviceApp, sentence, resolution]) => ({
		name: `service app, ${name}: the Test button and the node say what to do`,
		async run(/** @type {Stage} */ stage) {
			const org = await openOrg(stage, { people: 5 });
			await org.control.set({ serviceApp });
			const credential = await createServiceCredential(stage, org, data);
			const { status, message } = await press(stage, credential);
			console.log(`        “${message}”`);
			assert.equal(status, 'Error');
			assert.match(message, sentence);
			assert.match(message, resolution);
			const execution = await read(stage, credential);
			assert.equal(execution.status, 'error');
			assert.match(execution.error?.message ?? '', sentence);
			assert.match(execution.error?.description ?? '', resolution);
		},
	})),
];
