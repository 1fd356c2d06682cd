import { createRequire } from 'node:module';
import { join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { createSandbox } from '../sandbox/sandbox.mjs';
import { openForeignServer } from '../support/foreignServer.js';
import n8n from '../support/n8n.js';
import { root } from '../support/run.mjs';
import sandbox from '../support/sandbox.js';

/** Slightly more than two pages of an Okta list. */
export const PEOPLE = 405;

const KEY_ID = 'faults-1';

const GROUPS = 'okta.groups.read';
const SCOPES = ['openid', 'email', 'offline_access', 'okta.users.read', 'okta.schemas.read', GROUPS];

/**
 * A build of the package's nodes and credentials.
 *
 * @typedef {{ OktaDirectory: import('n8n-workflow').INodeType, OktaEventHook: import('n8n-workflow').INodeType, OktaTrigger: import('n8n-workflow').INodeType,
 *   OktaEventHookApi: import('n8n-workflow').ICredentialType,
 *   OktaOAuth2Api: import('n8n-workflow').ICredentialType, OktaServiceAppApi: import('n8n-workflow').ICredentialType }} Build
 */

/** @param {string} dist - the folder that `npm run build` or esbuild filled @returns {Build} */
export function loadBuild(dist) {
	const require = createRequire(import.meta.url);
	const node = (/** @type {string} */ name) => new (require(join(dist, 'nodes', name, `${name}.node.js`))[name])();
	const credential = (/** @type {string} */ name) => new (require(join(dist, 'credentials', `${name}.credentials.js`))[name])();
	return {
		OktaDirectory: node('OktaDirectory'),
		OktaEventHook: node('OktaEventHook'),
		OktaTrigger: node('OktaTrigger'),
		OktaEventHookApi: credential('OktaEventHookApi'),
		OktaOAuth2Api: credential('OktaOAuth2Api'),
		OktaServiceAppApi: credential('OktaServiceAppApi'),
	};
}

/** The build that users get. */
export const distOfUsers = join(root, 'dist');

/** An org, its two credentials and a foreign server, all in this process and with the same clock. */
export class World {
	/**
	 * @param {import('./clock.mjs').Clock} clock
	 * @returns {Promise<World>}
	 */
	static async open(clock) {
		// Silences oidc-provider's notices.
		console.info = () => undefined;
		const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
		const org = await createSandbox({
			people: PEOPLE,
			deprovisioned: 4,
			grantedScopes: SCOPES.filter((scope) => scope.startsWith('okta.')),
			wait: (ms, gone) => clock.wait(ms, gone),
			// Only faults end a token. The grace period for a rotated token is Okta's.
			accessTokenSeconds: 1e9,
			reuseGraceSeconds: 30,
			serviceKeys: [{ ...privateKey.export({ format: 'jwk' }), d: undefined, kid: KEY_ID, use: 'sig' }],
		});
		const world = new World(clock, org, String(privateKey.export({ format: 'pem', type: 'pkcs8' })), await openForeignServer());
		const values = (await world.control.people.list()).flatMap(({ profile }) => [profile.login, profile.email, profile.mobilePhone]);
		const key = world.privateKey.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));
		world.secrets = [...key, ...values].filter((value) => typeof value === 'string' && value.length > 5);
		return world;
	}

	/** The service app's key and the values of users' profiles. @type {string[]} */
	secrets = [];

	/** @type {import('../support/n8n.js').StoredCredential | undefined} */
	#connected;

	/**
	 * @param {import('./clock.mjs').Clock} clock
	 * @param {Awaited<ReturnType<typeof createSandbox>>} org
	 * @param {string} privateKey
	 * @param {Awaited<ReturnType<typeof openForeignServer>>} elsewhere
	 */
	constructor(clock, org, privateKey, elsewhere) {
		this.clock = clock;
		this.org = org;
		this.privateKey = privateKey;
		this.elsewhere = elsewhere;
		this.control = sandbox.createControl(org.url);
	}

	/** Removes faults and corrects the clock before the next cell. */
	async reset() {
		await this.control.faults.clear();
		const { clockSkewMs } = await this.control.state();
		// Moves past the timestamps that a fast clock has given.
		if (clockSkewMs !== 0) this.clock.pass(Math.abs(clockSkewMs) + 600_000);
		if (clockSkewMs !== 0) await this.control.set({ clockSkewMs: 0 });
		await this.control.clearLog();
		this.elsewhere.seen.length = 0;
	}

	/** The connected PKCE credential. @param {Build} build @param {boolean} [used] - even if its token was renewed; by default a renewed credential is replaced */
	async oAuth2({ OktaOAuth2Api }, used = false) {
		if (this.#connected?.type !== OktaOAuth2Api || (this.#connected.saves > 0 && !used)) {
			const oauthTokenData = await sandbox.connect(this.org.url, this.org.clientId, { scopes: SCOPES });
			this.#connected = n8n.storedCredential(OktaOAuth2Api, { domain: this.org.url, clientId: this.org.clientId, oauthTokenData });
		}
		return this.#connected;
	}

	/** Reconnects the current credential, as an admin does. @param {Build} build */
	async reconnect(build) {
		const { data } = await this.oAuth2(build, true);
		data.oauthTokenData = await sandbox.connect(this.org.url, this.org.clientId, { scopes: SCOPES });
	}

	/** Makes the next cell sign in again. */
	forgetConnection() {
		this.#connected = undefined;
	}

	/** The service app's credential before its first token. @param {Build} build */
	serviceApp({ OktaServiceAppApi }) {
		return n8n.storedCredential(OktaServiceAppApi, { domain: this.org.url, clientId: this.org.serviceClientId, privateKey: this.privateKey, keyId: KEY_ID, additionalAccess: [GROUPS] });
	}

	async close() {
		this.elsewhere.close();
		await this.org.close();
	}
}
