const { once } = require('node:events');
const { createServer } = require('node:http');

/**
 * Starts a server on another host that must never receive a secret.
 *
 * @returns its `origin`, whose host name differs from the sandbox's 127.0.0.1; `seen`: requests with secrets, such as
 *   `GET /api/v1/users`; `close`
 */
async function openForeignServer() {
	/** @type {string[]} */
	const seen = [];
	const server = createServer(async (req, res) => {
		let body = '';
		for await (const chunk of req) body += chunk;
		if (req.headers.authorization !== undefined || /refresh_token|client_assertion/.test(body)) seen.push(`${req.method} ${req.url?.split('?')[0]}`);
		res.writeHead(200, { 'content-type': 'application/json' }).end('[]');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		origin: `http://localhost:${port}`,
		seen,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

module.exports = { openForeignServer };
