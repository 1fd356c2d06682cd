/**
 * The example workflow "Okta → signatures", filled in as its notes tell a user to.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run.mjs';

/**
 * @param {{ id: string, name: string }} credential
 * @param {string} outputFolder - exists; n8n may write to it
 * @returns {any} the workflow as its file has it, with credential and folder
 */
export function exampleWorkflow(credential, outputFolder) {
	const workflow = JSON.parse(readFileSync(join(root, 'test', 'workflows', 'okta-to-signatures.json'), 'utf8'));
	const node = (/** @type {string} */ name) => workflow.nodes.find((/** @type {any} */ entry) => entry.name === name);
	node('Okta Directory').credentials = { oktaOAuth2Api: credential };
	node('Settings').parameters.assignments.assignments[0].value = outputFolder;
	return workflow;
}

/**
 * Which files the workflow wrote.
 *
 * @param {import('./n8n/session.mjs').Execution} execution
 * @returns {string[]} paths without their endings, in the order of the people
 */
export const writtenFiles = (execution) =>
	execution.items('Write .htm').map(({ json }) => json.fileName.slice(0, -'.htm'.length));
