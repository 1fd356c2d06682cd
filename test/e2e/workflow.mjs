/**
 * Builds workflows for the steps: a trigger followed by nodes in a row.
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
 * @param {{ id: string, name: string }} credential - of type oktaOAuth2Api
 * @param {Record<string, unknown>} parameters - of the Okta Trigger node, which polls every minute
 * @returns {Node}
 */
export const oktaTrigger = (credential, parameters) => ({
	name: 'Okta Trigger',
	type: `${packageName}.oktaTrigger`,
	typeVersion: 1,
	parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
	credentials: { oktaOAuth2Api: { id: credential.id, name: credential.name } },
});

/** A node that passes its input through. */
export const noOp = { name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/**
 * @param {string} name
 * @param {Node[]} nodes - connected in this order after a manual trigger
 */
export const workflow = (name, ...nodes) =>
	row(name, { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }, ...nodes);

/**
 * @param {string} name
 * @param {Node[]} row - connected in this order
 * @returns {{ name: string, nodes: object[], connections: object, settings: object }} as in a workflow file
 */
export function row(name, ...row) {
	return {
		name,
		nodes: row.map((node, index) => ({ id: randomUUID(), position: [index * 240, 0], ...node })),
		connections: Object.fromEntries(
			row.slice(0, -1).map((node, index) => [node.name, { main: [[{ node: row[index + 1].name, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
	};
}
