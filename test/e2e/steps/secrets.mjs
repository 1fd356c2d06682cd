/** What n8n logs at debug level and stores besides the items contains no token, key, code, verifier or profile value. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { addIssued, canaryProfile, everythingIn, newCanary, Secrets } from '../../support/secrets.js';
import { unflatten } from '../n8n/flatted.mjs';
import { createServiceCredential, newKey, openServiceOrg, pair, pem, serviceDirectory } from '../serviceApp.mjs';
import { Stage } from '../stage.mjs';
import { until } from '../watch.mjs';
import { directory, noOp, oktaTrigger, row, signature, workflow } from '../workflow.mjs';
import { connect } from '../n8n/consent.mjs';

const people = 12;

const debugLevel = { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file' };

const ATTRIBUTES = ['firstName', 'lastName', 'displayName', 'title', 'department', 'city', 'mobilePhone', 'primaryPhone', 'streetAddress', 'organization', 'email', 'signatureTagline', 'linkedInUrl'];

const everybody = { resource: 'user', operation: 'getAll', returnAll: true };

/** @typedef {{ url: string, control: import('../stage.mjs').Connected['org']['control'] }} Org */

/** A row of nodes in which the second reads the first one's users one by one. @param {{ id: string, name: string }} credential */
const lookUp = (credential) =>
	workflow('Look up', directory(credential, { ...everybody, returnAll: false, limit: 1 }), {
		...directory(credential, { resource: 'user', operation: 'get', userId: { __rl: true, mode: 'login', value: '={{ $json.profile.login }}' } }),
		name: 'Look Up',
	});

/** @param {{ id: string, name: string }} credential */
const searchFor = (credential) =>
	workflow('Search', directory(credential, { ...everybody, returnAll: false, limit: 1 }), {
		...directory(credential, { ...everybody, filters: { search: '=profile.title eq "{{ $json.profile.title }}"', department: '={{ $json.profile.department }}' } }),
		name: 'Search',
	});

/**
 * Runs that must fail, each for a different reason.
 *
 * @param {Stage} stage
 * @param {Org} org
 * @param {{ id: string, name: string }} credential
 * @param {Record<string, string>} profile - profile values that the org repeats in its errors
 */
async function fail(stage, org, credential, profile) {
	const { faults, set, oauth } = org.control;
	const body = (/** @type {string} */ errorCode, /** @type {string} */ value) => ({ errorCode, errorSummary: `Not found: ${value}`, errorId: 'oae1', errorCauses: [{ errorSummary: `"${value}"` }] });
	const failing = async (/** @type {object} */ nodes, /** @type {RegExp} */ sentence) => {
		const { status, error } = await stage.session.importAndRun(nodes);
		assert.equal(status, 'error');
		assert.match(error?.message ?? '', sentence);
	};
	await faults.add({ fault: 'status', status: 404, body: body('E0000007', profile.login), match: { pathPattern: '/users/[^?]', times: 0 } });
	await failing(lookUp(credential), /User not found in Okta/);
	await faults.clear();
	await faults.add({ fault: 'status', status: 400, body: body('E0000031', profile.title), match: { pathPattern: 'profile\\.title', times: 0 } });
	await failing(searchFor(credential), /does not understand the search/);
	await faults.clear();
	await faults.add({ fault: 'status', status: 500, body: body('E0000009', profile.login), match: { pathPattern: '/users/[^?]', times: 0 } });
	await failing(lookUp(credential), /not available right now/);
	await faults.clear();
	await set({ adminRoles: { users: false } });
	await failing(workflow('No role', directory(credential, everybody)), /is not allowed to read users/);
	await set({ adminRoles: { users: true } });
	await failing(workflow('Too long', directory(credential, everybody), signature({ operation: 'render', templateSource: 'custom', template: '{{title}}'.repeat(2000) })), /more than Gmail allows/);
	await failing(workflow('No template', directory(credential, everybody), signature({ operation: 'render', templateSource: 'custom', template: '{{#title}}' })), /not closed/);
	const foreign = await createServiceCredential(stage, /** @type {any} */ (org), { privateKey: pem(newKey().privateKey) });
	await failing(workflow('Foreign key', serviceDirectory(foreign)), /does not belong to the app's public key/);
	await oauth.revokeApp();
	await failing(workflow('Revoked', directory(credential, everybody)), /no longer accepts this connection/);
}

/**
 * What executions store besides the items: errors and hints.
 *
 * @param {Stage} stage
 * @returns {Promise<{ errors: number, text: string }>}
 */
async function keptOf({ session }) {
	const { results } = await session.api('GET', '/executions?limit=100');
	const kept = [];
	for (const { id } of results) {
		const { resultData } = unflatten((await session.api('GET', `/executions/${id}`)).data);
		kept.push(resultData.error);
		for (const run of Object.values(resultData.runData).flat()) kept.push(run.error, run.hints, run.metadata);
	}
	return { errors: kept.filter((one) => one?.message).length, text: everythingIn(kept) };
}

/** Everything that n8n has written to disk. Credentials are encrypted there. @param {string} folder @returns {string} */
const onDisk = (folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => !name.split(sep).includes('node_modules'))
		.map((name) => join(folder, name))
		.filter((file) => statSync(file).isFile())
		.map((file) => readFileSync(file, 'latin1'))
		.join('\n');

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [
	{
		name: 'secrets: at debug level there are none in logs, execution errors, static data or files',
		// Waits for a poll of a separate n8n.
		together: 'trigger',
		async run({ n8n }) {
			const stage = await Stage.open({ ...n8n.program, packageDir: n8n.packageDir, env: debugLevel, logName: 'n8n-secrets' });
			try {
				const { session } = stage;
				const decoy = randomBytes(24).toString('hex');
				const canary = newCanary();
				const org = await openServiceOrg(stage, { people });
				await org.control.set({ serviceApp: { dpopRequired: true } });
				for (const [index, { id }] of (await org.control.people.list()).entries()) {
					await org.control.people.patch(id, { ...canaryProfile(canary, ATTRIBUTES), login: `${canary}.${index}@sandbox.example` });
				}
				const [admin, somebody] = await org.control.people.list();

				// The healthy case: connect, read and render, the service app, and a delivered change.
				const credential = await stage.createCredential(org);
				assert.equal((await connect(session, credential.id)).connected, true);
				const rendered = await session.importAndRun(workflow('Render', directory(credential, everybody), signature({ operation: 'render' })));
				assert.equal(rendered.status, 'success', rendered.error?.message);
				assert.ok(rendered.items('Okta Signature')[1].json.signature.html.includes(canary));
				await org.control.oauth.expireAccessTokens();
				const service = await createServiceCredential(stage, org);
				for (const nodes of [directory(credential, everybody), serviceDirectory(service)]) {
					assert.equal((await session.importAndRun(workflow('Read', nodes))).status, 'success');
				}
				const watched = await session.importWorkflow(row('Watch', oktaTrigger(credential, {}), noOp));
				assert.equal((await session.activate(watched)).status, 'published');
				await org.control.people.patch(somebody.id, { title: `${canary} promoted` });
				await until('the change', async () => (await session.ended(watched.id)).length > 0, { polls: 2 });
				await session.deactivate(watched);
				const { staticData } = await session.api('GET', `/workflows/${watched.id}`);

				await fail(stage, org, credential, admin.profile);
				// The decoy, in a log line and an error that are not from our code.
				const planted = { name: 'Stop', type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: `Planted ${decoy}` } };
				await session.importAndRun(workflow('Planted', planted));

				const tokens = new Secrets();
				await addIssued(org.url, tokens);
				assert.deepEqual([...tokens.names].sort(), ['access_token', 'client_assertion', 'code', 'code_verifier', 'dpop_proof', 'id_token', 'refresh_token']);
				tokens.add('private key', pem(pair.privateKey));
				const profiles = new Secrets();
				profiles.add('profile value', canary);
				const decoys = new Secrets();
				decoys.add('decoy', decoy);

				const kept = await keptOf(stage);
				const log = readFileSync(stage.n8n.logFile, 'utf8');
				await stage.n8n.stop();
				const disk = onDisk(stage.n8n.userFolder);

				// Proof that the search works: it finds the decoy in errors and on disk, and users in the stored items.
				assert.equal(decoys.in(kept.text).length, 1);
				assert.ok(decoys.in(disk).length > 0);
				assert.ok(profiles.in(disk).length > 0, 'n8n keeps the items of executions');
				assert.ok(decoys.in(`${log} | debug | ${Buffer.from(`x:${decoy}`).toString('base64')}`).length > 0);
				assert.match(log, /debug/);
				assert.ok(JSON.stringify(staticData).includes('people'));
				assert.ok(kept.errors >= 9, `${kept.errors} errors`);

				for (const [where, text] of Object.entries({ log, 'errors of executions': kept.text, 'static data': everythingIn(staticData) })) {
					assert.deepEqual([...tokens.in(text), ...profiles.in(text)], [], where);
				}
				assert.deepEqual(tokens.in(disk), [], 'on disk');
				const lines = log.split('\n').length;
				return `${kept.errors} errors, ${lines.toLocaleString('en')} log lines, ${Math.round(disk.length / 1e6)} MB on disk, ${tokens.size} secrets and encodings`;
			} finally {
				await stage.close();
			}
		},
	},
];
