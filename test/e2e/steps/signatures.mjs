/** Renders signatures for users. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { outputDir } from '../../support/run.mjs';
import { exampleWorkflow, writtenFiles } from '../example.mjs';
import { directory, signature, workflow } from '../workflow.mjs';

/** The only folder that n8n may write to in this suite. */
export const signatureFolder = join(outputDir, 'signatures');

const people = 500;

/** The byte order mark. It tells Outlook and browsers that a file is UTF-8. */
const BOM = '\uFEFF';

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: `the example workflow writes signatures for ${people} users`,
		async run(stage) {
			const { credential } = await stage.sharedOrg('signatures', { people });
			const execution = await stage.session.importAndRun(exampleWorkflow(credential, signatureFolder));
			assert.equal(execution.status, 'success', execution.error?.message);
			const rendered = execution.items('Okta Signature');
			assert.equal(rendered.length, people);
			const files = writtenFiles(execution);
			assert.equal(new Set(files).size, people);
			assert.equal(readdirSync(signatureFolder).length, 2 * people);
			rendered.forEach(({ json, pairedItem }, index) => {
				assert.equal(pairedItem.item, index);
				assert.equal(readFileSync(`${files[index]}.htm`, 'utf8'), BOM + json.signature.html);
				assert.equal(readFileSync(`${files[index]}.txt`, 'utf8'), BOM + json.signature.text);
			});
			return `${execution.seconds.toFixed(1)} s in n8n`;
		},
	},
	{
		name: 'a custom template reaches the node as typed, including its tags',
		async run(stage) {
			const { org, credential } = await stage.sharedOrg('signatures', { people });
			const [{ id, profile }] = await org.control.people.list();
			const execution = await stage.session.importAndRun(
				workflow(
					'Own template',
					directory(credential, { resource: 'user', operation: 'get', userId: { __rl: true, mode: 'id', value: id } }),
					signature({ operation: 'render', templateSource: 'custom', template: '<b>{{firstName}}</b>{{#optional}} at {{noSuchAttribute}}{{/optional}}' }),
				),
			);
			assert.equal(execution.status, 'success', execution.error?.message);
			const [{ json }] = execution.items('Okta Signature');
			assert.equal(json.signature.html, `<b>${profile.firstName}</b>`);
			assert.equal(json.id, id);
		},
	},
];
