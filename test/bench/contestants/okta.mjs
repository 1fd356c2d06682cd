/**
 * Our nodes as n8n has them: out of the built package, in n8n-core's contexts, with a credential that an admin connected.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import n8n from '../../support/n8n.js';
import { connect } from '../../support/sandbox.js';

const require = createRequire(import.meta.url);

/**
 * @param {string} packageDir - the unpacked package
 * @param {string} name - of the node, such as `OktaDirectory`
 * @returns {any} a new one
 */
export const builtNode = (packageDir, name) => new (require(join(packageDir, 'dist', 'nodes', name, `${name}.node.js`))[name])();

/**
 * @param {string} packageDir
 * @param {{ url: string, clientId: string }} org
 * @param {string[]} [scopes] - by default those of the credential
 * @returns {Promise<import('../../support/n8n.js').StoredCredential>} connected
 */
export async function builtCredential(packageDir, { url, clientId }, scopes) {
	const { OktaOAuth2Api } = require(join(packageDir, 'dist', 'credentials', 'OktaOAuth2Api.credentials.js'));
	return n8n.storedCredential(new OktaOAuth2Api(), { domain: url, clientId, oauthTokenData: await connect(url, clientId, { scopes }) });
}
