/**
 * The service app of a sandbox org: its key, its credential, and a node that uses it.
 */
import { generateKeyPairSync } from 'node:crypto';
import { packageName } from './n8n/package.mjs';

/** The credential's type. */
export const serviceAppType = 'oktaServiceAppApi';

/** @typedef {import('./stage.mjs').Stage} Stage */
/** @typedef {Awaited<ReturnType<Stage['openOrg']>>} Org */

export const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
export const pem = (/** @type {import('node:crypto').KeyObject} */ key) => String(key.export({ type: 'pkcs8', format: 'pem' }));

/** The key that is registered as `n8n-1` in every org of `openServiceOrg`. */
export const pair = newKey();

/** @param {Stage} stage @param {object} options of the org @returns {Promise<Org>} an org that has the key */
export const openServiceOrg = (stage, options) =>
	stage.openOrg({ serviceKeys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'n8n-1' }], ...options });

/** @param {Stage} stage @param {Org} org @param {Record<string, unknown>} [data] in place of what is right @returns {Promise<{ id: string, name: string }>} */
export const createServiceCredential = (stage, org, data = {}) =>
	stage.session.createCredential(`Service app at ${new URL(org.url).host}`, serviceAppType, {
		domain: org.url, clientId: org.serviceClientId, privateKey: pem(pair.privateKey), keyId: 'n8n-1', scopes: 'okta.users.read okta.schemas.read', ...data,
	});

/** @param {{ id: string, name: string }} credential @returns {import('./workflow.mjs').Node} an Okta Directory node that reads all users */
export const serviceDirectory = ({ id, name }) => ({
	name: 'Okta Directory', type: `${packageName}.oktaDirectory`, typeVersion: 1, credentials: { [serviceAppType]: { id, name } },
	parameters: { authentication: 'serviceApp', resource: 'user', operation: 'getAll', returnAll: true },
});

/** @param {{ id: string, name: string }} credential @param {Record<string, unknown>} [parameters] @returns {import('./workflow.mjs').Node} an Okta Trigger that polls every minute */
export const serviceTrigger = ({ id, name }, parameters = {}) => ({
	name: 'Okta Trigger', type: `${packageName}.oktaTrigger`, typeVersion: 1, credentials: { [serviceAppType]: { id, name } },
	parameters: { authentication: 'serviceApp', pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
});

/** @param {{ id: string, name: string }} credential @param {string} url @returns {import('./workflow.mjs').Node} n8n's HTTP Request node */
export const serviceRequest = ({ id, name }, url) => ({
	name: 'HTTP Request', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, credentials: { [serviceAppType]: { id, name } },
	parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType: serviceAppType, sendQuery: true, queryParameters: { parameters: [{ name: 'limit', value: '2' }] } },
});

/** @param {Org} org @returns {Promise<number>} how often the app asked for a token */
export const tokenRequests = async (org) => (await org.control.stats()).tokenRequests.client_credentials ?? 0;
