/**
 * The example workflows, filled in as their notes tell the user to.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run.mjs';

/**
 * @param {string} name - of its file
 * @param {{ id: string, name: string }} credential - of type oktaOAuth2Api
 * @returns {{ workflow: any, node: (name: string) => any }} the workflow as in its file, with the credential; `node` finds a node by name
 */
function example(name, credential) {
	const workflow = JSON.parse(readFileSync(join(root, 'test', 'workflows', `${name}.json`), 'utf8'));
	const node = (/** @type {string} */ title) => workflow.nodes.find((/** @type {any} */ entry) => entry.name === title);
	node('Okta Directory').credentials = { oktaOAuth2Api: credential };
	return { workflow, node };
}

/**
 * "Okta → signatures".
 *
 * @param {{ id: string, name: string }} credential
 * @param {string} outputFolder - exists; n8n may write to it
 * @returns {any}
 */
export function exampleWorkflow(credential, outputFolder) {
	const { workflow, node } = example('okta-to-signatures', credential);
	node('Settings').parameters.assignments.assignments[0].value = outputFolder;
	return workflow;
}

/**
 * Lists the files that "Okta → signatures" wrote.
 *
 * @param {import('./n8n/session.mjs').Execution} execution
 * @returns {string[]} paths without extensions, in the order of the users
 */
export const writtenFiles = (execution) =>
	execution.items('Write .htm').map(({ json }) => json.fileName.slice(0, -'.htm'.length));
