/** The editor's requests while a user fills in the Directory node. */
import assert from 'node:assert/strict';
import { packageName } from '../n8n/package.mjs';

const people = 450;

/**
 * Sends the editor's request for a dynamic parameter.
 *
 * @param {import('../stage.mjs').Stage} stage
 * @param {'options' | 'resource-locator-results'} kind
 * @param {object} details
 * @returns {Promise<any>}
 */
async function ask(stage, kind, details) {
	const { credential } = await stage.sharedOrg('pickers', { people });
	return stage.session.api('POST', `/dynamic-node-parameters/${kind}`, {
		nodeTypeAndVersion: { name: `${packageName}.oktaDirectory`, version: 1 },
		credentials: { oktaOAuth2Api: credential },
		// With the defaults, as the editor sends them.
		currentNodeParameters: { authentication: 'oAuth2', resource: 'user', operation: 'get' },
		...details,
	});
}

const findPeople = (/** @type {import('../stage.mjs').Stage} */ stage, /** @type {object} */ more = {}) =>
	ask(stage, 'resource-locator-results', { path: 'parameters.userId', methodName: 'searchUsers', ...more });

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'the user list pages through all users',
		async run(stage) {
			const values = new Set();
			let token;
			let pages = 0;
			do {
				const { results, paginationToken } = await findPeople(stage, { paginationToken: token });
				for (const { value } of results) values.add(value);
				token = paginationToken;
				pages++;
			} while (token && pages < 100);
			assert.equal(values.size, people);
			return `${pages} pages`;
		},
	},
	{
		name: 'Okta searches the user list',
		async run(stage) {
			const { org } = await stage.sharedOrg('pickers', { people });
			const [, , , person] = await org.control.people.list();
			const { results } = await findPeople(stage, { filter: person.profile.email });
			assert.deepEqual(results.map((/** @type {{ value: string }} */ { value }) => value), [person.id]);
		},
	},
	{
		name: 'the attribute list shows custom attributes of the live schema',
		async run(stage) {
			const attributes = await ask(stage, 'options', { path: 'parameters.options.attributes', methodName: 'getAttributes' });
			const names = attributes.map((/** @type {{ value: string }} */ { value }) => value);
			for (const name of ['firstName', 'mobilePhone', 'signatureTagline', 'officeFloor']) assert.ok(names.includes(name), name);
			return `${names.length} attributes`;
		},
	},
];
