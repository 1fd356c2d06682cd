/**
 * What every end-to-end program needs: a real n8n with our package and its owner logged in, and connected Okta orgs.
 */
import { startSandbox } from '../support/sandbox.js';
import { connect } from './n8n/consent.mjs';
import { disposeOnExit, N8nServer } from './n8n/server.mjs';
import { N8nSession } from './n8n/session.mjs';

/**
 * A sandbox org and its credential in n8n.
 *
 * @typedef {{ org: Awaited<ReturnType<typeof startSandbox>>, credential: { id: string, name: string } }} Connected
 */

/** One n8n and the orgs it reads from. */
export class Stage {
	/** @param {N8nServer} n8n - started */
	constructor(n8n) {
		this.n8n = n8n;
		this.session = new N8nSession(n8n);
		/** @type {Map<string, Promise<Connected>>} */
		this.sharedOrgs = new Map();
		/** @type {(() => unknown)[]} */
		this.closers = [];
	}

	/**
	 * Starts n8n with an empty user folder and sets up its owner.
	 *
	 * @param {ConstructorParameters<typeof N8nServer>[0]} options
	 * @returns {Promise<Stage>}
	 */
	static async open(options) {
		disposeOnExit();
		const n8n = new N8nServer(options);
		await n8n.start();
		const stage = new this(n8n);
		await stage.session.setUpOwner();
		return stage;
	}

	/** @param {() => unknown} close - what to do when the stage closes */
	onClose(close) {
		this.closers.push(close);
	}

	/**
	 * Starts a sandbox org. It stops when the stage closes.
	 *
	 * @param {Parameters<typeof startSandbox>[0]} [options]
	 * @returns {Promise<Connected['org']>}
	 */
	async openOrg(options) {
		const org = await startSandbox(options);
		this.onClose(() => org.stop());
		return org;
	}

	/**
	 * Creates a credential for an org but does not connect it.
	 *
	 * @param {{ url: string, clientId: string }} org
	 * @param {Record<string, unknown>} [data] - overrides the org's own values
	 * @returns {Promise<{ id: string, name: string }>}
	 */
	createCredential(org, data = {}) {
		return this.session.createCredential(`Okta at ${new URL(org.url).host}`, 'oktaOAuth2Api', {
			domain: org.url,
			clientId: org.clientId,
			...data,
		});
	}

	/**
	 * Opens an org and connects a credential to it.
	 *
	 * @param {Parameters<typeof startSandbox>[0]} [options]
	 * @param {Record<string, unknown>} [data] - credential values that override the org's own
	 * @returns {Promise<Connected>} rejects with the pop-up's text when it does not connect
	 */
	async connectOrg(options, data) {
		const org = await this.openOrg(options);
		const credential = await this.createCredential(org, data);
		const { connected, page } = await connect(this.session, credential.id);
		if (!connected) throw new Error(`The credential did not connect. The pop-up showed: ${page}`);
		return { org, credential };
	}

	/**
	 * A connected org that several steps share. The first of them opens it.
	 *
	 * @param {string} name
	 * @param {Parameters<typeof startSandbox>[0]} [options]
	 * @returns {Promise<Connected>}
	 */
	sharedOrg(name, options) {
		const known = this.sharedOrgs.get(name) ?? this.connectOrg(options);
		this.sharedOrgs.set(name, known);
		return known;
	}

	/** Stops n8n, the orgs, and everything registered with `onClose`. */
	async close() {
		await this.n8n.dispose();
		await Promise.all(this.closers.map((close) => close()));
	}
}
