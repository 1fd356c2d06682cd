import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { Finding } from './checklist.mjs';

/** Opens the sign-in page in a browser, and waits on this machine for the redirect. */

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const openers = { darwin: ['open'], win32: ['rundll32', 'url.dll,FileProtocolHandler'] };

/** Errors are ignored, because the address is printed too. @param {string} url */
export function openBrowser(url) {
	const [command, ...before] = openers[process.platform] ?? ['xdg-open'];
	spawn(command, [...before, url], { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
}

/**
 * @param {string} redirectUri a redirect URI on localhost or 127.0.0.1; port 0 = any free one
 * @param {number} waitMs
 * @returns {Promise<{ redirectUri: string, url: Promise<URL | undefined>, close: () => void }>} `url` is the address that
 *   the browser was redirected to, undefined when nothing came in time
 * @throws {Finding} when the address is not on this machine or is in use
 */
export async function waitForCallback(redirectUri, waitMs) {
	const address = new URL(redirectUri);
	if (address.protocol !== 'http:' || !['localhost', '127.0.0.1'].includes(address.hostname)) throw new Finding('--redirect-uri is not on this machine', 'It must be http://localhost:PORT/… or http://127.0.0.1:PORT/…');
	/** @type {(url: URL | undefined) => void} */
	let settle = () => {};
	/** @type {Promise<URL | undefined>} */
	const url = new Promise((resolve) => (settle = resolve));
	const server = createServer((req, res) => {
		const came = new URL(req.url ?? '/', address);
		if (came.pathname !== address.pathname) return void res.writeHead(404).end();
		res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end('Done. See the terminal for the results. You can close this window.');
		settle(came);
	});
	await new Promise((resolve, reject) => {
		server.once('error', (error) => reject(new Finding(`${address.origin} cannot be used (${/** @type {any} */ (error).code})`, 'Free the port, or use another address with --redirect-uri.')));
		server.listen(Number(address.port || 80), address.hostname, () => resolve(undefined));
	});
	address.port = String(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
	const timer = setTimeout(() => settle(undefined), waitMs);
	return {
		redirectUri: address.href,
		url,
		close: () => {
			clearTimeout(timer);
			server.close();
		},
	};
}
