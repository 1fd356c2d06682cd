/**
 * A node that sends requests as n8n's HTTP Request node does: with n8n's older helper, whose options name the URL `uri`.
 *
 * @param {string} credentialType
 * @param {object[]} requests - options of the helper
 * @returns {import('n8n-workflow').INodeType} its items are the responses
 */
const httpRequestNode = (credentialType, requests) => ({
	description: /** @type {any} */ ({ displayName: 'HTTP Request', name: 'httpRequest', properties: [], credentials: [{ name: credentialType }] }),
	async execute() {
		const items = [];
		for (const request of requests) {
			const response = await this.helpers.requestWithAuthentication.call(this, credentialType, /** @type {any} */ ({ json: true, ...request }));
			items.push(...[response].flat().map((json) => ({ json })));
		}
		return [items];
	},
});

module.exports = { httpRequestNode };
