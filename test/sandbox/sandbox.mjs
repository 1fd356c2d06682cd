import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { answerApi } from './api/router.mjs';
import { bodyForStatus } from './api/errors.mjs';
import { organization } from './api/organization.mjs';
import { control } from './control.mjs';
import { Faults, replacement, distorting } from './faults.mjs';
import { comparedAddress, DpopProofs } from './oauth/dpop.mjs';
import { createOAuthServer } from './oauth/server.mjs';
import { TokenStore } from './oauth/store.mjs';
import { EventHooks } from './eventHooks.mjs';
import { Groups } from './groups.mjs';
import { keepJournal } from './journal.mjs';
import { Org } from './org.mjs';
import { bucketOf, RateLimits } from './rateLimit.mjs';
import { RequestLog } from './requestLog.mjs';
import { sendDistorted } from './distort.mjs';
import { SystemLog } from './systemLog.mjs';

/**
 * A loopback Okta org: `const org = await createSandbox({ people: 450 }); … await org.close()`.
 *
 * OAuth side (oauth/): oidc-provider set up as an Okta org authorization server with one public PKCE client and one service app.
 * API side (api/): users, one user, groups and their members, the System Log, event hooks, schemas, user types, rate limits, Okta's errors.
 * Control side (control.mjs): changes users, switches and faults while it runs.
 * It listens only on 127.0.0.1 and stores nothing on disk.
 */

/**
 * @typedef {object} SandboxOptions
 * @property {number} [port] 0 = any free port
 * @property {number} [people] the number of users that are NOT deprovisioned, which is what a plain list, `q` and the node's default return; default 500
 * @property {number} [deprovisioned] the number of additional DEPROVISIONED users; default 3 % of `people`
 * @property {number} [seed] gives other users; default 1
 * @property {string} [clientId]
 * @property {string} [serviceClientId]
 * @property {Record<string, unknown>[]} [serviceKeys] the service app's public keys as JWKs; default none
 * @property {string} [apiToken] the SSWS token; default random
 * @property {string[]} [redirectUris] exact URIs in addition to n8n's callback on any port of localhost and 127.0.0.1
 * @property {string[]} [grantedScopes] okta.* scopes granted on the app; default users and schemas
 * @property {'page' | 'auto'} [consent] 'auto' skips the consent page
 * @property {number} [accessTokenSeconds] default 3600
 * @property {number} [reuseGraceSeconds] Okta's rotation grace period; default 0, so that reuse is detected at once
 * @property {number | 'hold'} [indexLagMs] how long `search` shows old data; default 0
 * @property {number} [clockSkewMs] the server's clock minus the machine's, visible in Date and every timestamp
 * @property {Partial<Record<import('./rateLimit.mjs').Bucket, number>>} [rateLimits] requests per window; default 100,000, for logs 120
 * @property {number} [rateWindowSeconds] default 60
 * @property {(ms: number, gone: () => boolean) => Promise<unknown>} [wait] how the faults `slow` and `hang` (Infinity) wait; `gone` returns
 *   whether the client has disconnected; default: in real time
 */

/** @typedef {ReturnType<typeof createState>} SandboxState what the parts share */

/** @param {number} ms */
const realTime = (ms) => new Promise((resolve) => void (ms < Infinity && setTimeout(resolve, ms)));

const n8nCallback = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/rest\/oauth2-credential\/callback$/;

/** @param {SandboxOptions} given @param {string} url */
function createState(given, url) {
	const options = {
		people: 500, seed: 1, clientId: '0oasandboxspa0000001', serviceClientId: '0oasandboxsvc0000001', serviceKeys: /** @type {Record<string, unknown>[]} */ ([]), apiToken: `00${randomBytes(15).toString('hex')}`, redirectUris: /** @type {string[]} */ ([]),
		grantedScopes: ['okta.users.read', 'okta.schemas.read'], consent: /** @type {'page' | 'auto'} */ ('page'), accessTokenSeconds: 3600, reuseGraceSeconds: 0,
		indexLagMs: /** @type {number | 'hold'} */ (0), clockSkewMs: 0, rateLimits: {}, rateWindowSeconds: 60, wait: realTime, ...given,
	};
	const clock = { skew: options.clockSkewMs };
	const now = () => Date.now() + clock.skew;
	const org = new Org({ people: options.people, deprovisioned: options.deprovisioned ?? Math.round(options.people * 0.03), seed: options.seed, indexLagMs: options.indexLagMs, now });
	const state = {
		url, options, org, now,
		groups: new Groups({ org, now }),
		systemLog: new SystemLog({ seed: options.seed, now }),
		eventHooks: new EventHooks({ url, seed: options.seed, now }),
		log: new RequestLog(),
		faults: new Faults(),
		rateLimits: new RateLimits({ limits: options.rateLimits, windowSeconds: options.rateWindowSeconds, now }),
		tokens: new TokenStore({ reuseGraceSeconds: () => state.reuseGraceSeconds }),
		consent: options.consent,
		adminAssigned: true,
		/** @type {import('./api/authorize.mjs').AdminRoles} */
		adminRoles: { users: true, schemas: true },
		dpopRequired: false,
		proofs: new DpopProofs(),
		/** Makes the nonces of DPoP proofs invalid. Set by the OAuth side. */
		rotateDpopNonce: () => {},
		grantedScopes: options.grantedScopes,
		/** @type {import('./oauth/serviceApp.mjs').ServiceAppState} */
		serviceApp: { active: true, keys: options.serviceKeys, dpopRequired: false, grantedScopes: options.grantedScopes, adminRoles: { users: true, schemas: true } },
		/** @param {string} [clientId] */
		adminRolesOf: (clientId) => (clientId === options.serviceClientId ? state.serviceApp.adminRoles : state.adminRoles),
		rotateRefreshTokens: true,
		reuseGraceSeconds: options.reuseGraceSeconds,
		tokenLatencyMs: 0,
		ignoreFields: false,
		groupTimeoutAbove: Infinity,
		customDomain: /** @type {string | null} */ (null),
		hiddenUsers: /** @type {string[]} */ ([]),
		get clockSkewMs() {
			return clock.skew;
		},
		set clockSkewMs(skew) {
			clock.skew = skew;
		},
		/** The user who signs in. An org without users still has an admin. */
		admin: () => {
			const id = state.org.adminId ?? '00u1sandboxadmin0000';
			return { id, ...(state.account(id) ?? { email: '', name: '' }) };
		},
		/** Whether a token may belong to this user: not if they are deleted, deactivated or suspended. @param {string} id */
		account: (id) => {
			if (org.people.size === 0) return { email: 'admin@sandbox.example', name: 'Ada Admin' };
			const person = org.people.get(id);
			if (!person || person.status === 'DEPROVISIONED' || person.status === 'SUSPENDED') return undefined;
			return { email: String(person.profile.email), name: String(person.profile.displayName ?? person.profile.email) };
		},
		/** @param {string} uri */
		redirectUriAllowed: (uri) => n8nCallback.test(uri) || options.redirectUris.includes(uri),
	};
	keepJournal(state);
	state.systemLog.onAdd = (event) => state.eventHooks.notify(event);
	return state;
}

/** @param {import('node:http').IncomingMessage} req */
async function bodyOf(req) {
	const chunks = [];
	for await (const chunk of req) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

/** @param {import('node:http').ServerResponse} res @param {import('./api/reply.mjs').Reply} reply */
function send(res, { status, headers, body }) {
	res.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
	res.end(body);
}

/**
 * @param {SandboxState} state
 * @param {ReturnType<typeof createOAuthServer>} oauth
 */
function createHandler(state, oauth) {
	/** @param {import('node:http').IncomingMessage} req @param {import('node:http').ServerResponse} res */
	return async (req, res) => {
		const started = performance.now();
		const target = req.url ?? '/';
		const [path, rawQuery = ''] = target.split(/\?(.*)/s);
		const method = req.method ?? 'GET';
		const body = await bodyOf(req);
		if (path.startsWith('/_control/')) return send(res, control(state, { method, path, query: new URLSearchParams(rawQuery), body }));

		const origin = `http://${req.headers.host}`;
		const isToken = path === '/oauth2/v1/token' || path === '/oauth2/v1/revoke';
		const form = isToken ? new URLSearchParams(body) : undefined;
		const rule = state.faults.take(method, target);
		// Okta uses up a proof even when it answers with 429 (terraform-provider-okta#2392).
		const header = req.headers.dpop === undefined ? undefined : String(req.headers.dpop);
		if (header) {
			state.log.proofReceived();
			state.tokens.keepSecrets([['dpop_proof', header]]);
		}
		const proof = header === undefined || !path.startsWith('/api/') ? undefined : state.proofs.take(header, { method, address: comparedAddress(origin, path), now: state.now() });
		if (proof?.fault) state.log.proofRefused(proof.fault);
		res.on('close', () =>
			state.log.add({
				at: new Date(state.now()).toISOString(), method, path, query: path.startsWith('/api/') || path === '/oauth2/v1/authorize' ? rawQuery : '',
				status: res.writableFinished ? res.statusCode : 0, bytes: Number(res.getHeader('content-length') ?? 0), ms: Math.round(performance.now() - started),
				authorization: req.headers.authorization?.split(' ')[0] ?? null, contentType: req.headers['content-type'] ?? null, origin: req.headers.origin ?? null,
				...(form ? { clientIdInBody: form.has('client_id'), grantType: form.get('grant_type') ?? undefined } : {}), ...(rule ? { fault: rule.fault } : {}),
			}),
		);

		const { allowed, headers } = state.rateLimits.take(bucketOf(path));
		for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
		res.setHeader('x-okta-request-id', randomBytes(15).toString('base64url'));
		res.setHeader('date', new Date(state.now()).toUTCString());

		const instead = rule && replacement(rule, { path, origin, now: state.now() });
		if (instead === 'reset') return void req.socket.resetAndDestroy();
		if (instead === 'hang') {
			await state.options.wait(Infinity, () => res.closed);
			return void req.socket.destroy();
		}
		if (instead) return send(res, instead);
		if (rule?.fault === 'slow') await state.options.wait(rule.ms ?? 1000, () => res.closed);
		else if (rule && distorting.has(rule.fault)) sendDistorted(res, rule);
		if (!allowed) return send(res, { status: 429, headers: { 'content-type': 'application/json' }, body: JSON.stringify(bodyForStatus(429)) });

		const reply = path === '/.well-known/okta-organization'
			? organization(state)
			: path.startsWith('/api/')
			? await answerApi(state, { method, path, rawQuery, origin, body, authorization: req.headers.authorization, proof, contentType: req.headers['content-type'], pageFault: state.faults.pageFault(rule) })
			: await oauth(req, res, body);
		if (reply) send(res, reply);
	};
}

/**
 * @param {SandboxOptions} [options]
 * @returns {Promise<{ url: string, clientId: string, serviceClientId: string, apiToken: string, close: () => Promise<void> }>}
 */
export async function createSandbox(options = {}) {
	// Longer than any client keeps a socket. Closing an idle connection would look like a fault.
	const server = createServer({ keepAliveTimeout: 120_000 });
	await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', () => resolve(undefined));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	const state = createState(options, `http://127.0.0.1:${port}`);
	const handle = createHandler(state, createOAuthServer(state));
	server.on('request', (req, res) => {
		handle(req, res).catch((error) => {
			process.stderr.write(`sandbox: ${req.method} ${req.url?.split('?')[0]}: ${error.stack}\n`);
			if (!res.headersSent) send(res, { status: 500, headers: { 'content-type': 'application/json' }, body: JSON.stringify(bodyForStatus(500)) });
		});
	});
	return {
		url: state.url,
		clientId: state.options.clientId,
		serviceClientId: state.options.serviceClientId,
		apiToken: state.options.apiToken,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve(undefined));
				server.closeAllConnections();
			}),
	};
}
