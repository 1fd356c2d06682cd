/**
 * Workflows for steps: a manual trigger and nodes in a row.
 */
import { randomUUID } from 'node:crypto';
import { packageName } from './n8n/package.mjs';

/**
 * @typedef {{ name: string, type: string, typeVersion: number, parameters: Record<string, unknown>, credentials?: Record<string, { id: string, name: string }> } & Record<string, unknown>} Node
 */

/**
 * @param {{ id: string, name: string }} credential - of type oktaOAuth2Api
 * @param {Record<string, unknown>} parameters - of the Okta Directory node
 * @returns {Node}
 */
export const directory = (credential, parameters) => ({
	name: 'Okta Directory',
	type: `${packageName}.oktaDirectory`,
	typeVersion: 1,
	parameters,
	credentials: { oktaOAuth2Api: { id: credential.id, name: credential.name } },
});

/**
 * @param {Record<string, unknown>} parameters - of the Okta Signature node
 * @returns {Node}
 */
export const signature = (parameters) => ({
	name: 'Okta Signature',
	type: `${packageName}.oktaSignature`,
	typeVersion: 1,
	parameters,
});

/**
 * @param {string} name
 * @param {Node[]} nodes - connected in this order behind a manual trigger
 * @returns {{ name: string, nodes: object[], connections: object, settings: object }} as in a workflow file
 */
export function workflow(name, ...nodes) {
	const trigger = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const row = [trigger, ...nodes];
	return {
		name,
		nodes: row.map((node, index) => ({ id: randomUUID(), position: [index * 240, 0], ...node })),
		connections: Object.fromEntries(
			row.slice(0, -1).map((node, index) => [node.name, { main: [[{ node: row[index + 1].name, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
	};
}
