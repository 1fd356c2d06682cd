/** Wrong input and the error message that the user sees. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { connect } from '../n8n/consent.mjs';
import { recordMessage } from '../errorMessages.mjs';
import { directory, signature, workflow } from '../workflow.mjs';

const people = 20;
const readAll = { resource: 'user', operation: 'getAll', returnAll: true };

/** @typedef {import('../stage.mjs').Stage} Stage */

/**
 * A step in which a node must fail.
 *
 * @param {string} input - what is wrong
 * @param {(stage: Stage) => Promise<object>} prepare - returns the workflow that fails
 * @param {RegExp} message - its message
 * @param {RegExp} resolution - its description
 * @returns {import('../runner.mjs').Step<Stage>}
 */
const fails = (input, prepare, message, resolution) => ({
	name: `bad input: ${input}`,
	async run(stage) {
		const { status, error } = await stage.session.importAndRun(await prepare(stage));
		assert.equal(status, 'error');
		const description = error?.description ?? '';
		recordMessage({ input, seenIn: error?.node?.name ?? '', message: error?.message ?? '', resolution: description });
		assert.match(error?.message ?? '', message);
		assert.match(description, resolution);
	},
});

/**
 * A step in which connecting must fail.
 *
 * @param {string} input
 * @param {(stage: Stage) => Promise<{ id: string }>} prepare - returns the credential
 * @param {RegExp} message
 * @returns {import('../runner.mjs').Step<Stage>}
 */
const refuses = (input, prepare, message) => ({
	name: `bad input: ${input}`,
	async run(stage) {
		const { id } = await prepare(stage);
		const said = await connect(stage.session, id).then(
			({ connected, page }) => (connected ? 'connected' : page),
			(error) => error.message,
		);
		const text = said.replaceAll('&quot;', '"').replace(/&#(?:39|x27);/gi, "'");
		recordMessage({ input, seenIn: 'pop-up', message: text, resolution: '' });
		assert.match(text, message);
	},
});

/**
 * Starts a server that answers every request with a sign-in page.
 *
 * @param {Stage} stage - closes it
 * @returns {Promise<string>} its URL
 */
export async function startSignInServer(stage) {
	const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>Sign in</title>'));
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	stage.onClose(() => server.close());
	return `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
}

/** A workflow that reads with the shared org's credential. */
const reading = (/** @type {Record<string, unknown>} */ parameters) => async (/** @type {Stage} */ stage) => {
	const { credential } = await stage.sharedOrg('bad input', { people });
	return workflow('Bad input', directory(credential, parameters));
};

/** A workflow that reads all users of an org, after `spoil` has changed the org. */
const readingFrom =
	(/** @type {(connected: import('../stage.mjs').Connected, stage: Stage) => Promise<unknown>} */ spoil, /** @type {object} */ options = {}, /** @type {Record<string, unknown>} */ data = {}) =>
	async (/** @type {Stage} */ stage) => {
		const connected = await stage.connectOrg({ people, ...options }, data);
		await spoil(connected, stage);
		return workflow('Bad input', directory(connected.credential, readAll));
	};

/** Changes a connected credential as a user does in its window. It stays connected. */
export const edit = (/** @type {Record<string, unknown>} */ change) => async (/** @type {import('../stage.mjs').Connected} */ { org, credential }, /** @type {Stage} */ { session }) => {
	await session.api('PATCH', `/credentials/${credential.id}`, {
		name: credential.name,
		type: 'oktaOAuth2Api',
		data: { domain: org.url, clientId: org.clientId, ...change },
	});
};

/** Scopes without `openid`: then a node cannot know where the credential was connected. */
const withoutOpenId = { customScopes: true, enabledScopes: 'offline_access okta.users.read okta.schemas.read' };

const rendering = (/** @type {Record<string, unknown>} */ parameters) => async () => workflow('Bad input', signature({ operation: 'render', ...parameters }));

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [
	refuses(
		'an invalid domain, on Connect',
		async (stage) => stage.createCredential(await stage.openOrg({ people }), { domain: 'our okta' }),
		/set-okta-domain-to-your-org-like-acme\.okta\.com/,
	),
	refuses(
		'a wrong client ID, on Connect',
		async (stage) => stage.createCredential(await stage.openOrg({ people }), { clientId: '0oawrong' }),
		/client_id/,
	),
	refuses(
		'an admin who is not assigned to the app, on Connect',
		async (stage) => {
			const org = await stage.openOrg({ people });
			await org.control.set({ adminAssigned: false });
			return stage.createCredential(org);
		},
		/not assigned to the client application/,
	),
	refuses(
		'an app that requires DPoP, on Connect',
		async (stage) => {
			const org = await stage.openOrg({ people });
			await org.control.set({ dpopRequired: true });
			return stage.createCredential(org);
		},
		/DPoP/i,
	),
	fails(
		'a credential that was never connected',
		async (stage) => {
			const credential = await stage.createCredential(await stage.openOrg({ people }));
			return workflow('Bad input', directory(credential, readAll));
		},
		/not connected/,
		/connect/i,
	),
	fails('a domain that is none', readingFrom(edit({ domain: 'our okta' })), /domain/i, /acme\.okta\.com/),
	fails('a host that does not exist', readingFrom(edit({ domain: 'acme.okta.invalid' }), {}, withoutOpenId), /could not be reached at acme\.okta\.invalid/, /Okta Domain/),
	fails('a domain changed after connecting', readingFrom(edit({ domain: 'other.okta.com' })), /'Okta Domain' in the credential is not an address of the org that it is connected to/, /Set 'Okta Domain' to [\w.:]+\. Or .*Switch account/),
	fails(
		'a sign-in page instead of Okta',
		readingFrom(async (connected, stage) => {
			await edit({ domain: await startSignInServer(stage) })(connected, stage);
		}, {}, withoutOpenId),
		/The response from .* is not JSON/,
		/Okta Domain.*sign-in page/,
	),
	fails(
		'a client ID changed after connecting',
		readingFrom(async (connected, stage) => {
			await edit({ clientId: '0oawrong' })(connected, stage);
			await connected.org.control.oauth.expireAccessTokens();
		}),
		/did not renew the connection/,
		/client ID/,
	),
	fails('a revoked app', readingFrom(({ org }) => org.control.oauth.revokeApp()), /no longer accepts this connection/, /connect/),
	fails('a scope that is not granted', readingFrom(async () => {}, { grantedScopes: ['okta.schemas.read'] }), /lacks the scope okta\.users\.read/, /Okta API Scopes/),
	fails(
		'an admin without a role that covers users',
		readingFrom(({ org }) => org.control.set({ adminRoles: { users: false } })),
		/is not allowed to read users/,
		/Read-only Administrator/,
	),
	fails(
		'a rate limit that lasts an hour',
		readingFrom(({ org }) => org.control.faults.add({ fault: 'rateLimited', resetInSeconds: 3600, match: { pathPattern: '/users', times: 0 } })),
		/rate limit .* \d{4}-\d\d-\d\dT/,
		/Application rate limits/,
	),
	fails(
		'an unknown user',
		reading({ resource: 'user', operation: 'get', userId: { __rl: true, mode: 'login', value: 'nobody@example.com' } }),
		/User not found in Okta/,
		/deleted.*E0000007/,
	),
	fails('an invalid search', reading({ ...readAll, filters: { search: 'profile.city like "Berlin"' } }), /does not understand the search expression/, /'Search'.*E0000031/),
	fails('limit 0', reading({ ...readAll, returnAll: false, limit: 0 }), /'Limit'/, /Return All/),
	fails('a template that does not parse', rendering({ templateSource: 'custom', template: '<p>\n  {{#title}}{{firstName}}\n</p>' }), /title/, /line 2, column 3/i),
];
