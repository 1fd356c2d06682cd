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

/**
 * A node that reads one page as n8n's HTTP Request node does with the option Pagination: n8n's helper for that takes
 * every status as a response, so n8n renews no token after a 401.
 *
 * @param {string} credentialType
 * @param {string} uri
 * @returns {{ nodeType: import('n8n-workflow').INodeType, statuses: number[] }} the statuses of the responses, also of those that n8n turns into errors
 */
function pagedHttpRequestNode(credentialType, uri) {
	/** @type {number[]} */
	const statuses = [];
	/** @type {import('n8n-workflow').INodeType} */
	const nodeType = {
		description: /** @type {any} */ ({ displayName: 'HTTP Request', name: 'httpRequest', properties: [], credentials: [{ name: credentialType }] }),
		async execute() {
			const request = { uri, method: /** @type {const} */ ('GET'), json: true, qs: { limit: 1 }, headers: {} };
			const pagination = { continue: false, request: {}, requestInterval: 0, maxRequests: 1 };
			const pages = await this.helpers.requestWithAuthenticationPaginated.call(this, request, 0, pagination, credentialType).catch(() => [{ statusCode: 0 }]);
			statuses.push(...pages.map(({ statusCode }) => statusCode));
			return [[]];
		},
	};
	return { nodeType, statuses };
}

module.exports = { httpRequestNode, pagedHttpRequestNode };
