/**
 * A separate n8n for the example workflows. Its outside requests go to the stand-ins. Workflows run as they are in their files,
 * with the same URLs, retries and waits; only the values that their notes tell the user to fill in are filled in.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputDir, root } from '../../support/run.mjs';
import { Stage } from '../stage.mjs';
import { Exchange } from './exchange.mjs';
import { Front } from './front.mjs';
import { Google, SETTINGS_SCOPE } from './google.mjs';
import { Internet } from './internet.mjs';
import { MailServer } from './smtp.mjs';

/** The only folder that this n8n may write to. */
export const shareFolder = join(outputDir, 'share');

/** The signature in every Google mailbox before a workflow runs. */
export const BY_HAND = '<b>Written by hand</b>';

/** The login of the preview page and of the form. */
export const PAGE_LOGIN = { user: 'marketing', password: 'a-page-password' };

/** Credential types of nodes that do not name them in a parameter. @type {Record<string, string>} */
const CREDENTIAL_OF_NODE = { 'n8n-nodes-base.emailSend': 'smtp', 'n8n-nodes-base.webhook': 'httpBasicAuth', 'n8n-nodes-base.formTrigger': 'httpBasicAuth' };

/** @type {WeakMap<Stage, Promise<ExampleStage>>} */
const opened = new WeakMap();

/** Returns the suite's n8n with the stand-ins. The first step that needs it opens it; it closes with the suite. */
export const exampleStage = (/** @type {Stage} */ suite) => {
	const stage = opened.get(suite) ?? ExampleStage.open(suite);
	opened.set(suite, stage);
	return stage;
};

/** An n8n, a connected Okta org, and all services that signatures are pushed to. */
class ExampleStage {
	/**
	 * @param {Stage} stage
	 * @param {import('../stage.mjs').Connected} connected
	 * @param {{ internet: Internet, google: Google, exchange: Exchange, front: Front, mail: MailServer }} standIns
	 */
	constructor(stage, { org, credential }, { internet, google, exchange, front, mail }) {
		this.stage = stage;
		this.session = stage.session;
		this.org = org;
		this.credential = credential;
		this.internet = internet;
		this.google = google;
		this.exchange = exchange;
		this.front = front;
		this.mail = mail;
		/** @type {Map<string, { id: string, name: string }>} */
		this.credentials = new Map();
	}

	/** @param {Stage} suite */
	static async open(suite) {
		rmSync(shareFolder, { recursive: true, force: true });
		mkdirSync(shareFolder, { recursive: true });
		const standIns = { google: new Google(), exchange: new Exchange(), front: new Front() };
		const internet = await Internet.open({ ...standIns.google.hosts, ...standIns.exchange.hosts, ...standIns.front.hosts });
		suite.onClose(() => internet.close());
		const mail = await MailServer.open({ user: 'n8n', password: 'a-mail-password' });
		suite.onClose(() => mail.close());
		const stage = await Stage.open({
			...suite.n8n.program,
			packageDir: suite.n8n.packageDir,
			env: { ...internet.env, N8N_RESTRICT_FILE_ACCESS_TO: shareFolder },
			logName: 'n8n-examples',
		});
		suite.onClose(() => stage.close());
		const connected = await stage.connectOrg({ people: 12 });
		for (const { profile } of await connected.org.control.people.list()) standIns.google.signatures.set(profile.email, BY_HAND);
		return new ExampleStage(stage, connected, { ...standIns, internet, mail });
	}

	/** @returns {Promise<any[]>} the active Okta users */
	async active() {
		return (await this.org.control.people.list()).filter(({ status }) => status === 'ACTIVE');
	}

	/** Opens another connected Okta org, for a step that changes many people. @param {number} people */
	connectOrg(people) {
		return this.stage.connectOrg({ people });
	}

	/** The values that a user enters in the credentials, by type. @returns {Record<string, Record<string, unknown>>} */
	get credentialData() {
		return {
			googleApi: {
				email: this.google.serviceAccount.email,
				privateKey: this.google.serviceAccount.privateKey,
				inpersonate: true,
				delegatedEmail: '={{ $json.profile.email }}',
				httpNode: true,
				scopes: SETTINGS_SCOPE,
			},
			oAuth2Api: {
				grantType: 'clientCredentials',
				authentication: 'body',
				accessTokenUrl: `https://login.microsoftonline.com/${this.exchange.tenant}/oauth2/v2.0/token`,
				...this.exchange.app,
				scope: 'https://outlook.office365.com/.default',
			},
			httpBasicAuth: PAGE_LOGIN,
			httpBearerAuth: { token: this.front.token },
			smtp: { ...this.mail.account, host: '127.0.0.1', port: this.mail.port, secure: false, disableStartTls: true },
		};
	}

	/** @param {string} type */
	async credentialOf(type) {
		const known = this.credentials.get(type) ?? (await this.session.createCredential(`Example ${type}`, type, this.credentialData[type]));
		this.credentials.set(type, known);
		return known;
	}

	/**
	 * Imports a workflow of test/workflows with the user's values filled in.
	 *
	 * @param {string} file - without extension
	 * @param {{ settings?: Record<string, unknown>, options?: Record<string, unknown>, credential?: { id: string, name: string } }} [choices] -
	 *   values of its Settings node; options and credential of its Okta node
	 * @returns {Promise<any>} the stored workflow
	 */
	async fillIn(file, { settings = {}, options, credential = this.credential } = {}) {
		const workflow = JSON.parse(readFileSync(join(root, 'test', 'workflows', `${file}.json`), 'utf8'));
		for (const { name, type, parameters, ...node } of workflow.nodes) {
			const own = workflow.nodes.find((/** @type {any} */ { id }) => id === node.id);
			const credentialType = parameters.nodeCredentialType ?? parameters.genericAuthType ?? CREDENTIAL_OF_NODE[type];
			if (credentialType) own.credentials = { [credentialType]: await this.credentialOf(credentialType) };
			if (/\.okta(Trigger|Directory)$/.test(type)) own.credentials = { oktaOAuth2Api: credential };
			if (/\.oktaTrigger$/.test(type) && options) parameters.options = options;
			if (name !== 'Settings') continue;
			for (const assignment of parameters.assignments.assignments) assignment.value = settings[assignment.name] ?? assignment.value;
		}
		return this.session.importWorkflow(workflow);
	}

	/**
	 * Publishes a workflow. Fails if its trigger does not start.
	 *
	 * @param {any} workflow - returned by `fillIn`
	 */
	async activate(workflow) {
		const { status, triggers } = await this.session.activate(workflow);
		assert.equal(status, 'published', triggers[0]?.errorMessage ?? status);
	}
}
