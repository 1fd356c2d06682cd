/** The signature by group. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../support/run.mjs';

export const READ_GROUPS = 'okta.groups.read';

/** An org that grants groups, with two of them. */
export const groupOrg = { people: 12, grantedScopes: ['okta.users.read', 'okta.schemas.read', READ_GROUPS] };

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example signature-by-group: each group gets its template, everyone else the default one',
		async run(stage) {
			const { org, credential } = await stage.connectOrg(groupOrg, { additionalAccess: [READ_GROUPS] });
			const active = (await org.control.people.list()).filter(({ status }) => status === 'ACTIVE').map(({ id }) => id);
			const groups = [
				await org.control.groups.create({ name: 'Executives', members: active.slice(0, 2) }),
				await org.control.groups.create({ name: 'Sales', members: active.slice(1, 4) }),
			];
			const workflow = JSON.parse(readFileSync(join(root, 'test', 'workflows', 'signature-by-group.json'), 'utf8'));
			const directory = workflow.nodes.find((/** @type {any} */ { name }) => name === 'Okta Directory');
			directory.credentials = { oktaOAuth2Api: credential };
			directory.parameters.options.groups = groups.map(({ id }) => id);
			await org.control.clearLog();
			const execution = await stage.session.run(await stage.session.importWorkflow(workflow));
			assert.equal(execution.status, 'success', execution.error?.message);
			const chosen = Object.fromEntries(execution.items('Okta Signature').map(({ json }) => [json.id, [json.groups.join(), json.signature.reason]]));
			const rest = active.slice(4).map((id) => [id, ['', 'No rule matched: "Classic" from the gallery']]);
			assert.deepEqual(chosen, {
				[active[0]]: ['Executives', 'Rule "Executives" matched'],
				[active[1]]: ['Executives,Sales', 'Rule "Executives" matched'],
				[active[2]]: ['Sales', 'Rule "Sales" matched'],
				[active[3]]: ['Sales', 'Rule "Sales" matched'],
				...Object.fromEntries(rest),
			});
			const { apiRequests } = await org.control.stats();
			assert.deepEqual(apiRequests, { '/api/v1/users': 1, '/api/v1/groups/{id}': 2, '/api/v1/groups/{id}/users': 2 });
			return `${execution.items('Okta Signature').length} people`;
		},
	},
];
