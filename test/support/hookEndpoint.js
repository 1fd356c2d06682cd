const { once } = require('node:events');
const { createServer } = require('node:http');

/**
 * @typedef {{ method: 'GET' | 'POST', headers: Record<string, string>, body: string }} HookCall header names in lower case
 */

/**
 * Starts a loopback server that Okta's event hooks can call.
 *
 * @param {(call: HookCall) => Promise<{ status?: number, body?: unknown } | undefined>} answer undefined: never
 * @returns {Promise<{ uri: string, close: () => void }>}
 */
async function openHookEndpoint(answer) {
	const server = createServer(async (req, res) => {
		let body = '';
		for await (const chunk of req) body += chunk;
		const call = /** @type {HookCall} */ ({ method: req.method, headers: req.headers, body });
		const answered = await answer(call);
		if (answered) res.writeHead(answered.status ?? 500).end(answered.body === undefined ? undefined : JSON.stringify(answered.body));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		uri: `http://127.0.0.1:${port}/hook`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

module.exports = { openHookEndpoint };
