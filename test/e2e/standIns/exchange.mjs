/**
 * A fake Microsoft 365 for an app with Exchange.ManageAsApp: Entra's token endpoint with client credentials, and Exchange
 * Online's REST endpoint for PowerShell commands, which Microsoft's own ExchangeOnlineManagement module uses. Request and
 * routing hint: https://learn.microsoft.com/exchange/reference/admin-api-get-started (a similar, documented API without
 * commands for signatures). Parameters:
 * https://learn.microsoft.com/powershell/module/exchangepowershell/set-mailboxmessageconfiguration
 */
import { randomUUID } from 'node:crypto';

const COMMAND = 'Set-MailboxMessageConfiguration';
const SCOPE = 'https://outlook.office365.com/.default';

/** The parameters that the example may set, with their types. Exchange rejects unknown parameters. */
const PARAMETERS = { Identity: 'string', SignatureHtml: 'string', SignatureText: 'string', AutoAddSignature: 'boolean', AutoAddSignatureOnReply: 'boolean' };

/** @typedef {import('./internet.mjs').Request} Request */
/** @typedef {import('./internet.mjs').Reply} Reply */

/** @returns {Reply} */
const refusal = (/** @type {number} */ status, /** @type {string} */ code, /** @type {string} */ message) => ({ status, body: { error: { code, message } } });

/** One Microsoft 365 tenant. */
export class Exchange {
	constructor() {
		this.tenant = 'acme.onmicrosoft.com';
		this.app = { clientId: randomUUID(), clientSecret: randomUUID() };
		/** The settings of each mailbox, by primary address. @type {Map<string, Record<string, unknown>>} */
		this.configurations = new Map();
		/** @type {Set<string>} */
		this.tokens = new Set();
		this.tokenRequests = 0;
	}

	/** @returns {import('./internet.mjs').Hosts} */
	get hosts() {
		return {
			'login.microsoftonline.com': (request) => this.token(request),
			'outlook.office365.com': (request) => this.invokeCommand(request),
		};
	}

	/** Expires every token, as happens after an hour. */
	expireTokens() {
		this.tokens.clear();
	}

	/** @param {Request} request @returns {Reply} */
	token({ method, path, body }) {
		this.tokenRequests++;
		const form = Object.fromEntries(new URLSearchParams(body));
		if (method !== 'POST' || path !== `/${this.tenant}/oauth2/v2.0/token`) return { status: 404, body: { error: 'invalid_request' } };
		if (form.client_id !== this.app.clientId || form.client_secret !== this.app.clientSecret) return { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' } };
		if (form.grant_type !== 'client_credentials') return { status: 400, body: { error: 'unsupported_grant_type' } };
		if (form.scope !== SCOPE) return { status: 400, body: { error: 'invalid_scope', error_description: 'AADSTS1002012: The provided value for scope is not valid.' } };
		const token = randomUUID();
		this.tokens.add(token);
		return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token } };
	}

	/** @param {Request} request @returns {Reply} */
	invokeCommand({ method, path, headers, body }) {
		if (!this.tokens.has((headers.authorization ?? '').replace(/^Bearer /, ''))) return refusal(401, 'Unauthorized', 'The access token is not valid.');
		if (method !== 'POST' || path !== `/adminapi/beta/${this.tenant}/InvokeCommand`) return refusal(404, 'NotFound', 'No such resource.');
		if (!headers['content-type']?.startsWith('application/json')) return refusal(415, 'UnsupportedMediaType', 'JSON is needed.');
		const { CmdletName, Parameters } = JSON.parse(body).CmdletInput ?? {};
		if (CmdletName !== COMMAND) return refusal(403, 'Forbidden', `The role does not allow ${CmdletName}.`);
		for (const [name, value] of Object.entries(Parameters)) {
			if (typeof value !== PARAMETERS[/** @type {keyof typeof PARAMETERS} */ (name)]) return refusal(400, 'BadRequest', `A parameter cannot be found that matches parameter name '${name}', or it is of another type.`);
		}
		const { Identity, ...configuration } = Parameters;
		if (headers['x-anchormailbox'] !== `UPN:${Identity}`) return refusal(400, 'BadRequest', 'The request went to another mailbox server.');
		if (!this.configurations.has(Identity)) return refusal(404, 'NotFound', `The operation couldn't be performed because object '${Identity}' couldn't be found.`);
		this.configurations.set(Identity, { ...this.configurations.get(Identity), ...configuration });
		return { status: 200, body: { '@odata.context': `https://outlook.office365.com/adminapi/beta/${this.tenant}/$metadata#Collection(Exchange.GenericHashTable)`, value: [] } };
	}
}
