const { execFile, spawn } = require('node:child_process');
const { createHash, randomBytes } = require('node:crypto');
const http = require('node:http');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { promisify } = require('node:util');

/**
 * The loopback Okta org for jest. Starts test/sandbox/main.mjs as a child process (one per test file is enough) and calls
 * its control API.
 *
 *   const sandbox = await startSandbox({ people: 450 });
 *   const oauthTokenData = await sandbox.connect();      // a real authorize → consent → code → token flow
 *   await sandbox.control.faults.add({ fault: 'reset', match: { pathPattern: '/users' } });
 *   await sandbox.stop();
 *
 * Options: SandboxOptions in test/sandbox/sandbox.mjs. Switches and faults: test/sandbox/control.mjs, faults.mjs.
 */

/** @typedef {Partial<Record<'users' | 'user' | 'groups' | 'logs' | 'other' | 'oauth', number>>} RateLimits */
/** @typedef {{ users?: boolean, schemas?: boolean, groups?: boolean, logs?: boolean }} AdminRoles what the admin role covers; all by default */
/** @typedef {{ port?: number, people?: number, deprovisioned?: number, seed?: number, clientId?: string, serviceClientId?: string, serviceKeys?: Record<string, unknown>[], apiToken?: string, redirectUris?: string[], grantedScopes?: string[],
 *   consent?: 'page' | 'auto', accessTokenSeconds?: number, reuseGraceSeconds?: number, indexLagMs?: number | 'hold', clockSkewMs?: number,
 *   rateLimits?: RateLimits, rateWindowSeconds?: number }} SandboxOptions */
/** @typedef {{ active: boolean, keys: Record<string, unknown>[], dpopRequired: boolean, grantedScopes: string[], adminRoles: AdminRoles }} ServiceAppSwitches */
/** @typedef {{ consent: 'page' | 'auto', adminId: string, adminAssigned: boolean, dpopRequired: boolean, grantedScopes: string[], adminRoles: AdminRoles,
 *   rotateRefreshTokens: boolean, reuseGraceSeconds: number, tokenLatencyMs: number, ignoreFields: boolean, groupTimeoutAbove: number | null, systemLog: { lagMs?: number | 'hold', jitterMs?: number, duplicates?: number }, customDomain: string | null, hiddenUsers: string[], indexLagMs: number | 'hold', clockSkewMs: number,
 *   rateLimits: RateLimits, rateWindowSeconds: number, serviceApp: Partial<ServiceAppSwitches> }} Switches */
/** @typedef {{ id: string, typeId: string, status: string, created: string, activated: string | null, statusChanged: string | null, lastLogin: string | null,
 *   lastUpdated: string, passwordChanged: string | null, profile: Record<string, any> }} Person a record as the org stores it */
/** @typedef {string | { id: string, type?: string, alternateId?: string, displayName?: string }} Actor who did it: id or login of a user, 'system', 'app', or a whole actor; default: the admin */
/** @typedef {{ id: string, type: 'BUILT_IN' | 'OKTA_GROUP' | 'APP_GROUP', profile: { name: string, description?: string }, created: string, lastUpdated: string, lastMembershipUpdated: string }} Group */
/** @typedef {string[] | 'all' | { count: number, skip?: number }} Members ids or logins, everyone, or some users in id order */
/** @typedef {{ uuid: string, published: number, eventType: string, actor: object, targets: { id: string, type: string }[], debugData: Record<string, string>, stored: boolean }} LogEvent */
/** @typedef {{ batchMs: number, batchMax: number, lagMs: number, jitterMs: number, loses: number, repeats: number, shuffles: boolean, timeoutMs: number }} HookSwitches */
/** @typedef {{ calls: number, entries: number, lost: number, repeated: number, retried: number, failed: number, statuses: Record<string, number>, slowestMs: number }} HookStats */
/** @typedef {{ id: number, at: string, method: string, path: string, query: string, status: number, bytes: number, ms: number, authorization: string | null, contentType: string | null, origin: string | null,
 *   clientIdInBody?: boolean, grantType?: string, fault?: string }} LogEntry */
/** @typedef {{ tokenRequests: Record<string, number>, refreshes: number, reuseDetections: number, authorizationHeadersAtToken: number,
 *   dpopProofs: number, dpopRefusals: Record<string, number>,
 *   apiTotal: number, apiBytes: number, apiRequests: Record<string, number>, apiStatuses: Record<string, number> }} Stats */
/** @typedef {{ match?: { method?: string, pathPattern?: string, nth?: number, times?: number }, status?: number, body?: unknown, headers?: Record<string, string>,
 *   ms?: number, origin?: string, resetInSeconds?: number, contentType?: string,
 *   fault: 'status' | 'reset' | 'resetMidBody' | 'hang' | 'slow' | 'html' | 'truncatedJson' | 'contentType' | 'emptyPageWithNext' | 'selfLoopingNext' | 'crossOriginNext'
 *     | 'crossOriginRedirect' | 'shiftedPage' | 'duplicateRateHeaders' | 'rateLimited' | 'concurrency' | 'expiredToken' }} FaultRule */
/** @typedef {{ access_token: string, refresh_token?: string, id_token?: string, token_type: string, scope: string, expires_in: number }} TokenData as n8n stores it under `oauthTokenData` */

/** @typedef {Awaited<ReturnType<typeof startSandbox>>} Sandbox */

const defaultScopes = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read'];
const callbackUri = 'http://localhost:5678/rest/oauth2-credential/callback';

/** @param {string} url */
function createControl(url) {
	/** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<any>} */
	const call = async (method, path, body) => {
		const response = await fetch(`${url}/_control/${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
		const answer = await response.json();
		if (!response.ok) throw new Error(`Sandbox control ${method} ${path}: ${answer.error}`);
		return answer;
	};
	/** @param {string} key id or login */
	const person = (key) => `people/${encodeURIComponent(key)}`;
	/** @param {string} key id or name */
	const group = (key) => `groups/${encodeURIComponent(key)}`;
	return {
		/** @returns {Promise<Switches & { url: string, clientId: string }>} */
		state: () => call('GET', 'state'),
		/** Changes switches: consent, adminAssigned, grantedScopes, dpopRequired, indexLagMs, rateLimits, … @param {Partial<Switches>} switches @returns {Promise<Switches>} */
		set: (switches) => call('PATCH', 'state', switches),
		/** @returns {Promise<LogEntry[]>} all requests except those to the control API */
		log: () => call('GET', 'log'),
		/** Clears log and counts. @returns {Promise<unknown>} */
		clearLog: () => call('DELETE', 'log'),
		/** @returns {Promise<Stats>} */
		stats: () => call('GET', 'stats'),
		people: {
			/** @returns {Promise<Person[]>} all users, including DEPROVISIONED ones, in id order */
			list: () => call('GET', 'people'),
			/** @param {string} key id or login @returns {Promise<Person>} */
			get: (key) => call('GET', person(key)),
			/** @param {{ profile?: Record<string, unknown>, status?: string, typeId?: string, actor?: Actor }} [input] @returns {Promise<Person>} */
			create: (input = {}) => call('POST', 'people', input),
			/** Merges into the profile; `remove` removes attributes. @param {string} key @param {Record<string, unknown>} profile @param {string[]} [remove] @param {Actor} [actor] @returns {Promise<Person>} */
			patch: (key, profile, remove, actor) => call('PATCH', person(key), { profile, remove, actor }),
			/** @param {string} key @param {string} status @param {Actor} [actor] @returns {Promise<Person>} */
			setStatus: (key, status, actor) => call('PATCH', person(key), { status, actor }),
			/** @param {string} key @param {{ created?: string, lastUpdated?: string, statusChanged?: string }} stamps @returns {Promise<Person>} */
			setStamps: (key, stamps) => call('PATCH', person(key), { stamps }),
			/** A hard delete. @param {string} key @param {Actor} [actor] @returns {Promise<{ id: string }>} */
			delete: (key, actor) => call('DELETE', person(key), { actor }),
			/** A password change: updates lastUpdated, not the profile. @param {string} key @returns {Promise<Person>} */
			touchPassword: (key) => call('POST', `${person(key)}/password`),
			/** A sign-in: updates only lastLogin. @param {string} key @returns {Promise<Person>} */
			login: (key) => call('POST', `${person(key)}/login`),
			/** Changes `count` users that are not DEPROVISIONED; `{n}` in a value becomes a counter.
			 * @param {{ count: number, skip?: number, profile?: Record<string, unknown>, status?: string, actor?: Actor }} change @returns {Promise<{ ids: string[] }>} */
			bulk: (change) => call('POST', 'people/bulk', change),
		},
		groups: {
			/** @returns {Promise<Group[]>} in id order */
			list: () => call('GET', 'groups'),
			/** @param {string} key id, or a name that only one group has @returns {Promise<Group & { members: string[] }>} */
			get: (key) => call('GET', group(key)),
			/** Members from the start are not in the System Log. @param {{ name: string, description?: string, type?: 'OKTA_GROUP' | 'APP_GROUP', members?: Members }} input @returns {Promise<Group>} */
			create: (input) => call('POST', 'groups', input),
			/** @param {string} key @param {{ name?: string, description?: string }} profile @returns {Promise<Group>} */
			rename: (key, profile) => call('PATCH', group(key), profile),
			/** @param {string} key @returns {Promise<{ id: string }>} */
			delete: (key) => call('DELETE', group(key)),
			/** Adds and removes members of a created group. @param {string} key @param {{ add?: Members, remove?: Members, actor?: Actor }} change @returns {Promise<Group>} */
			change: (key, change) => call('POST', `${group(key)}/members`, change),
		},
		systemLog: {
			/** @returns {Promise<LogEvent[]>} all events, also those that Okta has not stored yet */
			list: () => call('GET', 'systemLog'),
			/** @param {{ eventType: string, actor?: Actor, targets?: (string | object)[], published?: string, result?: string }} event @returns {Promise<LogEvent>} */
			add: (event) => call('POST', 'systemLog', event),
			/** Stores all events at once, whatever `lagMs` says. @returns {Promise<unknown>} */
			flush: () => call('POST', 'systemLog/flush'),
		},
		eventHooks: {
			/** @returns {Promise<{ settings: HookSwitches, stats: HookStats, pending: number }>} `pending`: calls and entries under way */
			state: () => call('GET', 'eventHooks'),
			/** @param {Partial<HookSwitches>} switches see test/sandbox/eventHooks.mjs @returns {Promise<unknown>} */
			set: (switches) => call('PATCH', 'eventHooks', switches),
		},
		/** @returns {Promise<unknown>} */
		flushIndex: () => call('POST', 'index/flush'),
		faults: {
			/** @param {FaultRule} rule @returns {Promise<number>} its id */
			add: async (rule) => (await call('POST', 'faults', rule)).id,
			/** @returns {Promise<(FaultRule & { id: number, seen: number, hits: number })[]>} */
			list: () => call('GET', 'faults'),
			/** @param {number} [id] without it all @returns {Promise<unknown>} */
			clear: (id) => call('DELETE', id === undefined ? 'faults' : `faults/${id}`),
		},
		oauth: {
			/** Expires all access tokens. @returns {Promise<unknown>} */
			expireAccessTokens: () => call('POST', 'oauth/expire'),
			/** Makes the nonces of DPoP proofs invalid that were issued so far. @returns {Promise<unknown>} */
			rotateDpopNonce: () => call('POST', 'oauth/rotateNonce'),
			/** Revokes the app, which invalidates all tokens. @returns {Promise<unknown>} */
			revokeApp: () => call('POST', 'oauth/revoke'),
		},
	};
}

/**
 * Goes from the authorize URL to the callback: follows redirects with cookies and clicks "Allow access".
 * @param {string} authorizeUrl
 * @param {string} redirectUri the callback, which is not requested
 * @param {'allow' | 'cancel'} [decision]
 * @returns {Promise<URL>} the callback URL with code or error
 * @throws {Error} when another page than the consent page appears, for example for a wrong client id; the message contains its text
 */
async function walkConsent(authorizeUrl, redirectUri, decision = 'allow') {
	/** @type {Map<string, string>} */
	const cookies = new Map();
	/** @param {string} url @param {RequestInit} [init] */
	const request = async (url, init) => {
		const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (name) cookies.set(name, value);
		}
		return response;
	};
	let url = authorizeUrl;
	for (let response = await request(url), steps = 0; steps < 10; steps++) {
		const location = response.headers.get('location');
		if (location) {
			url = new URL(location, url).href;
			if (url.startsWith(redirectUri)) return new URL(url);
			response = await request(url);
			continue;
		}
		const page = await response.text();
		const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
		if (!action) throw new Error(`No consent page at ${url.split('?')[0]} (${response.status}): ${page.replace(/<style>[^]*?<\/style>|<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()}`);
		url = new URL(action, url).href;
		response = await request(url, { method: 'POST', body: new URLSearchParams({ decision }) });
	}
	throw new Error('The consent flow did not end');
}

/**
 * @param {string} url the org
 * @param {string} clientId
 * @param {{ scopes?: string[], redirectUri?: string }} [options]
 * @returns {Promise<TokenData>}
 */
async function connect(url, clientId, { scopes = defaultScopes, redirectUri = callbackUri } = {}) {
	const verifier = randomBytes(32).toString('base64url');
	const authorizeUrl = `${url}/oauth2/v1/authorize?${new URLSearchParams({
		client_id: clientId, response_type: 'code', redirect_uri: redirectUri, scope: scopes.join(' '), state: randomBytes(8).toString('hex'),
		code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
	})}`;
	const callback = await walkConsent(authorizeUrl, redirectUri);
	const code = callback.searchParams.get('code');
	if (!code) throw new Error(`Consent failed: ${callback.searchParams.get('error')}: ${callback.searchParams.get('error_description')}`);
	const response = await fetch(`${url}/oauth2/v1/token`, {
		method: 'POST',
		body: new URLSearchParams({ grant_type: 'authorization_code', client_id: clientId, code, redirect_uri: redirectUri, code_verifier: verifier }),
	});
	const data = /** @type {any} */ (await response.json());
	if (!response.ok) throw new Error(`Code exchange failed: ${data.error}: ${data.error_description}`);
	return data;
}

/**
 * Sends one request without redirects, retries or merged headers.
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: string, timeoutMs?: number }} [options]
 * @returns {Promise<{ status: number, headers: Record<string, string[]>, text: string, json: any, next?: string, self?: string }>}
 *   headers by lower-case name, each with all its values; next and self from the Link headers
 * @throws node:http's error when the connection fails; "timeout" when there is no response in time
 */
function request(url, { method = 'GET', headers, body, timeoutMs = 10_000 } = {}) {
	return new Promise((resolve, reject) => {
		const sent = http.request(url, { method, headers, timeout: timeoutMs, agent: false }, (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk) => (text += chunk)).on('error', reject);
			response.on('end', () => {
				/** @type {Record<string, string[]>} */
				const all = {};
				for (let index = 0; index < response.rawHeaders.length; index += 2) (all[response.rawHeaders[index].toLowerCase()] ??= []).push(response.rawHeaders[index + 1]);
				/** @param {string} rel */
				const link = (rel) => all.link?.map((value) => new RegExp(`^<([^<>]+)>; rel="${rel}"$`).exec(value)?.[1]).find(Boolean);
				const isJson = all['content-type']?.[0]?.startsWith('application/json') && text !== '';
				let json;
				try {
					json = isJson ? JSON.parse(text) : undefined;
				} catch {
					json = undefined;
				}
				resolve({ status: response.statusCode ?? 0, headers: all, text, json, next: link('next'), self: link('self') });
			});
		});
		sent.on('timeout', () => sent.destroy(new Error('timeout'))).on('error', reject).end(body);
	});
}

/**
 * Runs openid-client against an org (openidClient.mjs) and returns what it saw.
 * @param {{ url: string, clientId: string }} org
 * @returns {Promise<any>}
 */
async function walkWithOpenidClient({ url, clientId }) {
	const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'openidClient.mjs'), url, clientId]);
	return JSON.parse(stdout);
}

/**
 * Runs openid-client as a service app with DPoP, with right and wrong proofs.
 * @param {{ url: string, serviceClientId: string }} org @param {object} key private key `n8n-1` as a JWK (EC) @param {{ id: string, login: string }} user
 * @returns {Promise<any>} what openidDpop.mjs prints
 */
async function tryWithOpenidClient({ url, serviceClientId }, key, { id, login }) {
	const { stdout } = await promisify(execFile)(process.execPath, [join(__dirname, 'openidDpop.mjs'), url, serviceClientId, JSON.stringify(key), id, login]);
	return JSON.parse(stdout);
}

/**
 * @param {SandboxOptions} [options]
 * @returns a running org; `url` is its domain (`http://127.0.0.1:port`), `apiToken` an SSWS token
 */
async function startSandbox(options = {}) {
	const child = spawn(process.execPath, [join(__dirname, '..', 'sandbox', 'main.mjs'), '--options', JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'pipe'] });
	let errors = '';
	child.stderr.on('data', (chunk) => (errors += chunk));
	const exited = new Promise((resolve) => child.once('exit', resolve));
	const line = await Promise.race([
		new Promise((resolve) => createInterface(child.stdout).once('line', resolve)),
		exited.then((code) => Promise.reject(new Error(`The sandbox ended with ${code} before it was ready:\n${errors}`))),
	]);
	/** @type {{ url: string, clientId: string, serviceClientId: string, apiToken: string }} */
	const ready = JSON.parse(/** @type {string} */ (line));
	return {
		...ready,
		control: createControl(ready.url),
		/** Signs in the admin and returns what n8n would store as `oauthTokenData`. @param {{ scopes?: string[], redirectUri?: string }} [choice] */
		connect: (choice) => connect(ready.url, ready.clientId, choice),
		/** Sends one API request with the SSWS token, or with `token` as Bearer. @param {string} path @param {{ token?: string, headers?: Record<string, string>, method?: string, timeoutMs?: number }} [choice] */
		get: (path, { token, headers, ...rest } = {}) =>
			request(`${ready.url}${path}`, { headers: { authorization: token === undefined ? `SSWS ${ready.apiToken}` : `Bearer ${token}`, ...headers }, ...rest }),
		/**
		 * Creates an event hook in the org as an admin would, and verifies it.
		 * @param {{ uri: string, secret?: string, events: string[] }} hook
		 * @returns {Promise<{ id: string }>} rejects with Okta's words if the endpoint does not return the challenge
		 */
		createEventHook: async ({ uri, secret, events }) => {
			const authScheme = secret === undefined ? undefined : { type: 'HEADER', key: 'Authorization', value: secret };
			/** @param {string} path @param {object} [body] */
			const post = async (path, body) => {
				const headers = { authorization: `SSWS ${ready.apiToken}`, 'content-type': 'application/json' };
				const { status, json } = await request(`${ready.url}/api/v1/eventHooks${path}`, { method: 'POST', headers, body: body && JSON.stringify(body) });
				if (status !== 200) throw new Error(`${status} ${json?.errorSummary}`);
				return json;
			};
			const created = await post('', { name: 'n8n', events: { type: 'EVENT_TYPE', items: events }, channel: { type: 'HTTP', version: '1.0.0', config: { uri, ...(authScheme ? { authScheme } : {}) } } });
			return await post(`/${created.id}/lifecycle/verify`);
		},
		/** The sandbox's standard error so far. */
		errors: () => errors,
		/** Stops the sandbox and waits until it has ended. */
		stop: async () => {
			child.stdin.end();
			await exited;
		},
	};
}

module.exports = { connect, createControl, request, startSandbox, tryWithOpenidClient, walkConsent, walkWithOpenidClient };
