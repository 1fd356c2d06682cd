/** Connecting a credential and keeping it connected. */
import assert from 'node:assert/strict';
import { openForeignServer } from '../../support/foreignServer.js';
import { connect } from '../n8n/consent.mjs';
import { directory, workflow } from '../workflow.mjs';

const readAll = { resource: 'user', operation: 'getAll', returnAll: true };
const people = 450;

/** @returns {Promise<import('../n8n/session.mjs').Execution>} */
export async function readAllUsers(/** @type {import('../stage.mjs').Stage} */ { session }, /** @type {{ id: string, name: string }} */ credential) {
	const execution = await session.importAndRun(workflow('Read everybody', directory(credential, readAll)));
	assert.equal(execution.status, 'success', execution.error?.message);
	assert.equal(execution.items('Okta Directory').length, people);
	return execution;
}

/**
 * Checks that the token requests are ones that Okta accepts from a single-page app without a browser.
 *
 * @param {import('../stage.mjs').Connected['org']} org
 * @param {number} count - requests so far
 */
async function assertPublicClient(org, count) {
	const token = (await org.control.log()).filter(({ path }) => path === '/oauth2/v1/token');
	assert.equal(token.length, count);
	for (const { authorization, clientIdInBody, origin } of token) {
		assert.deepEqual({ authorization, clientIdInBody, origin }, { authorization: null, clientIdInBody: true, origin: null });
	}
}

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'a credential connects with PKCE and without a secret',
		async run(stage) {
			const org = await stage.openOrg({ people });
			const credential = await stage.createCredential(org);
			const { connected, authorizeUrl } = await connect(stage.session, credential.id);
			assert.equal(connected, true);
			const asked = authorizeUrl.searchParams;
			assert.equal(asked.get('code_challenge_method'), 'S256');
			assert.equal(asked.get('scope'), 'openid email offline_access okta.users.read okta.schemas.read');
			assert.equal(asked.get('redirect_uri'), `${stage.n8n.url}/rest/oauth2-credential/callback`);
			await assertPublicClient(org, 1);
		},
	},
	{
		name: 'a credential connects when the domain is pasted as a full URL with a path',
		async run(stage) {
			const org = await stage.openOrg({ people });
			const credential = await stage.createCredential(org, { domain: `${org.url}/admin/dashboard?x=1` });
			assert.equal((await connect(stage.session, credential.id)).connected, true);
			await readAllUsers(stage, credential);
		},
	},
	{
		name: 'a domain changed after connecting receives neither token; a custom domain of the org receives both',
		async run(stage) {
			const { org, credential } = await stage.connectOrg({ people });
			const foreign = await openForeignServer();
			stage.onClose(() => foreign.close());
			const change = (/** @type {string} */ domain) =>
				stage.session.api('PATCH', `/credentials/${credential.id}`, { name: credential.name, type: 'oktaOAuth2Api', data: { domain, clientId: org.clientId } });
			await change(foreign.origin);
			await org.control.oauth.expireAccessTokens();
			await assert.rejects(readAllUsers(stage, credential), /'Okta Domain' in the credential is not an address of the org that it is connected to/);
			assert.deepEqual(foreign.seen, []);

			const customDomain = org.url.replace('127.0.0.1', 'localhost');
			await change(customDomain);
			await org.control.clearLog();
			await org.control.set({ customDomain });
			await readAllUsers(stage, credential);
			await readAllUsers(stage, credential);
			assert.equal((await org.control.stats()).refreshes, 1);
			const asked = (await org.control.log()).filter(({ path }) => path === '/.well-known/okta-organization');
			assert.deepEqual(asked.map(({ authorization }) => authorization), [null]);
		},
	},
	{
		name: 'an expired access token is renewed once and reused by the next run',
		async run(stage) {
			const { org, credential } = await stage.connectOrg({ people });
			await readAllUsers(stage, credential);
			await org.control.oauth.expireAccessTokens();
			await readAllUsers(stage, credential);
			const stats = await org.control.stats();
			assert.equal(stats.refreshes, 1);
			await assertPublicClient(org, 2);
			await readAllUsers(stage, credential);
			assert.equal((await org.control.stats()).refreshes, 1);
		},
	},
	{
		name: 'four parallel runs with an expired token share one renewal',
		async run(stage) {
			const { org, credential } = await stage.connectOrg({ people });
			await org.control.set({ tokenLatencyMs: 400 });
			await org.control.oauth.expireAccessTokens();
			await Promise.all([1, 2, 3, 4].map(() => readAllUsers(stage, credential)));
			const { refreshes, reuseDetections } = await org.control.stats();
			assert.equal(refreshes, 1);
			assert.equal(reuseDetections, 0);
		},
	},
	{
		name: 'the rotated refresh token still works after a restart of n8n',
		async run(stage) {
			const { org, credential } = await stage.connectOrg({ people });
			await org.control.oauth.expireAccessTokens();
			await readAllUsers(stage, credential);
			await stage.n8n.restart();
			await stage.session.logIn();
			await org.control.oauth.expireAccessTokens();
			await readAllUsers(stage, credential);
			const { refreshes, reuseDetections } = await org.control.stats();
			assert.equal(refreshes, 2);
			assert.equal(reuseDetections, 0);
		},
	},
];
