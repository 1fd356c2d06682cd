/**
 * A loopback proxy for the hosts that the example workflows call. It routes each known host to its stand-in. n8n uses it
 * through HTTPS_PROXY and trusts its certificate through NODE_EXTRA_CA_CERTS, so a workflow runs with the URLs in its file.
 * Requests to other hosts are refused and recorded, so that a test can report them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from './certificate.mjs';

/**
 * @typedef {{ host: string, method: string, path: string, headers: import('node:http').IncomingHttpHeaders, body: string }} Request
 * @typedef {{ status: number, body?: unknown, headers?: Record<string, string> }} Reply - the body goes out as JSON
 * @typedef {Record<string, (request: Request) => Reply>} Hosts - the handler for each host name
 * @typedef {{ method: string, path: RegExp, times: number, reply: Reply }} Fault
 */

/** The loopback internet. */
export class Internet {
	/** @param {Hosts} hosts */
	constructor(hosts) {
		this.hosts = hosts;
		/** @type {(Request & { status: number })[]} */
		this.requests = [];
		/** @type {string[]} */
		this.refused = [];
		/** @type {Fault[]} */
		this.faults = [];
		this.folder = mkdtempSync(join(tmpdir(), 'okta-signatures-internet-'));
		/** @type {Set<import('node:net').Socket>} */
		this.sockets = new Set();
		this.proxy = createServer();
	}

	/**
	 * @param {Hosts} hosts
	 * @returns {Promise<Internet>}
	 */
	static async open(hosts) {
		const internet = new Internet(hosts);
		const { key, cert } = selfSigned(Object.keys(hosts));
		writeFileSync(internet.certificateFile, cert);
		const sites = createTlsServer({ key, cert }, (request, response) => internet.serve(request, response));
		const { proxy } = internet;
		proxy.on('request', (/** @type {import('node:http').IncomingMessage} */ { url = '' }, /** @type {import('node:http').ServerResponse} */ response) => {
			internet.refused.push(url);
			response.writeHead(502).end();
		});
		proxy.on('connect', (/** @type {import('node:http').IncomingMessage} */ { url = '' }, /** @type {import('node:net').Socket} */ socket) => {
			internet.sockets.add(socket);
			// A client that disconnects is expected.
			socket.on('error', () => socket.destroy());
			if (!(url.replace(/:443$/, '') in hosts)) {
				internet.refused.push(url);
				socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
				return;
			}
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			sites.emit('connection', socket);
		});
		await new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(undefined)));
		return internet;
	}

	/** The certificate that clients must trust, as PEM. */
	get certificateFile() {
		return join(this.folder, 'certificate.pem');
	}

	/** The environment variables that make n8n use this proxy. @returns {Record<string, string>} */
	get env() {
		const { port } = /** @type {import('node:net').AddressInfo} */ (this.proxy.address());
		const url = `http://127.0.0.1:${port}`;
		return { HTTPS_PROXY: url, HTTP_PROXY: url, NO_PROXY: 'localhost,127.0.0.1', NODE_EXTRA_CA_CERTS: this.certificateFile };
	}

	/**
	 * Makes the next matching requests fail.
	 *
	 * @param {string} method
	 * @param {RegExp} path - matches host and path together
	 * @param {number} times
	 * @param {Reply} reply
	 */
	fail(method, path, times, reply) {
		this.faults.push({ method, path, times, reply });
	}

	/**
	 * @param {string} method
	 * @param {RegExp} path - matches host and path together
	 * @returns {(Request & { status: number })[]} the matching requests, in order
	 */
	asked(method, path) {
		return this.requests.filter((request) => request.method === method && path.test(request.host + request.path));
	}

	/**
	 * @param {import('node:http').IncomingMessage} message
	 * @param {import('node:http').ServerResponse} response
	 */
	async serve(message, response) {
		/** @type {Buffer[]} */
		const chunks = [];
		for await (const chunk of message) chunks.push(chunk);
		const { method = '', url = '', headers } = message;
		const request = { host: headers.host ?? '', method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
		const fault = this.faults.find(({ times, path, ...rule }) => times > 0 && rule.method === method && path.test(request.host + url));
		if (fault) fault.times--;
		const reply = fault?.reply ?? this.answer(request);
		this.requests.push({ ...request, status: reply.status });
		response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
		response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
	}

	/** @param {Request} request @returns {Reply} */
	answer(request) {
		try {
			return this.hosts[request.host](request);
		} catch (error) {
			// A request that a stand-in cannot read is as wrong as one that it refuses.
			return { status: 400, body: { error: { message: String(error) } } };
		}
	}

	/** Closes all connections and the server. */
	close() {
		for (const socket of this.sockets) socket.destroy();
		this.proxy.close();
		rmSync(this.folder, { recursive: true, force: true });
	}
}
