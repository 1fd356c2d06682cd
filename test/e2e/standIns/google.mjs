/**
 * A fake Google for a service account with domain-wide delegation: the token endpoint and Gmail's `users.settings.sendAs`.
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 * https://developers.google.com/workspace/gmail/api/reference/rest/v1/users.settings.sendAs
 */
import { generateKeyPairSync, randomUUID, verify } from 'node:crypto';

const TOKEN_URL = 'https://oauth2.googleapis.com/token';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** The scope that the admin granted to the service account. It allows changing signatures but not reading mail. */
export const SETTINGS_SCOPE = 'https://www.googleapis.com/auth/gmail.settings.basic';

/** Google rejects a longer signature with 400. Tags count. */
const MAX_SIGNATURE = 10_000;

const MAX_AGE_SECONDS = 3600;
const CLOCK_SKEW_SECONDS = 60;

/** @typedef {import('./internet.mjs').Request} Request */
/** @typedef {import('./internet.mjs').Reply} Reply */

/** @param {string} part */
const decoded = (part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));

/** @returns {Reply} */
const refusal = (/** @type {number} */ status, /** @type {string} */ reason, /** @type {string} */ message) => ({
	status,
	body: { error: { code: status, message, status: reason, errors: [{ message, domain: 'global', reason }] } },
});

/** @returns {Reply} */
const noToken = (/** @type {number} */ status, /** @type {string} */ error, /** @type {string} */ description) => ({
	status,
	body: { error, error_description: description },
});

/** One Google Workspace domain. */
export class Google {
	constructor() {
		const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		this.publicKey = publicKey;
		this.serviceAccount = {
			email: 'signatures@acme-signatures.iam.gserviceaccount.com',
			privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		};
		/** Signatures by primary address. @type {Map<string, string>} */
		this.signatures = new Map();
		/** Issued tokens and whose they are. @type {Map<string, string>} */
		this.tokens = new Map();
	}

	/** @returns {import('./internet.mjs').Hosts} */
	get hosts() {
		return {
			'oauth2.googleapis.com': (request) => this.token(request),
			'gmail.googleapis.com': (request) => this.sendAs(request),
		};
	}

	/** @param {Request} request @returns {Reply} */
	token({ method, path, body }) {
		const form = new URLSearchParams(body);
		if (method !== 'POST' || path !== '/token' || form.get('grant_type') !== JWT_BEARER) return noToken(400, 'unsupported_grant_type', 'Invalid grant_type');
		const [header, claims, signature, ...rest] = (form.get('assertion') ?? '').split('.');
		if (!signature || rest.length > 0 || decoded(header).alg !== 'RS256') return noToken(400, 'invalid_grant', 'Bad Request');
		const { iss, sub, scope, aud, iat, exp } = decoded(claims);
		if (iss !== this.serviceAccount.email) return noToken(400, 'invalid_grant', 'Invalid grant: account not found');
		if (!verify('sha256', Buffer.from(`${header}.${claims}`), this.publicKey, Buffer.from(signature, 'base64url'))) return noToken(400, 'invalid_grant', 'Invalid JWT Signature.');
		if (aud !== TOKEN_URL) return noToken(400, 'invalid_grant', 'Invalid JWT: Failed audience check.');
		const now = Date.now() / 1000;
		if (Math.abs(now - iat) > CLOCK_SKEW_SECONDS || exp <= now || exp - iat > MAX_AGE_SECONDS) return noToken(400, 'invalid_grant', 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.');
		if (scope !== SETTINGS_SCOPE) return noToken(401, 'unauthorized_client', 'Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.');
		if (!this.signatures.has(sub)) return noToken(400, 'invalid_grant', 'Invalid email or User ID');
		const token = randomUUID();
		this.tokens.set(token, sub);
		return { status: 200, body: { access_token: token, expires_in: MAX_AGE_SECONDS, token_type: 'Bearer' } };
	}

	/** @param {Request} request @returns {Reply} */
	sendAs({ method, path, headers, body }) {
		const person = this.tokens.get((headers.authorization ?? '').replace(/^Bearer /, ''));
		if (!person) return refusal(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
		const [, user, alias] = path.match(/^\/gmail\/v1\/users\/([^/]+)\/settings\/sendAs\/([^/?]+)$/) ?? [];
		if (!alias || !['GET', 'PATCH'].includes(method)) return refusal(404, 'NOT_FOUND', 'Requested entity was not found.');
		if (!['me', person].includes(decodeURIComponent(user))) return refusal(403, 'PERMISSION_DENIED', `Delegation denied for ${person}`);
		if (decodeURIComponent(alias) !== person) return refusal(404, 'NOT_FOUND', 'Requested entity was not found.');
		const sendAs = (/** @type {string | undefined} */ signature) => ({ status: 200, body: { sendAsEmail: person, signature, isPrimary: true, isDefault: true } });
		if (method === 'GET') return sendAs(this.signatures.get(person));
		const resource = JSON.parse(body);
		if (Object.keys(resource).join() !== 'signature' || typeof resource.signature !== 'string') return refusal(400, 'INVALID_ARGUMENT', 'This test takes the signature alone: anything else would change what is not ours.');
		if (resource.signature.length > MAX_SIGNATURE) return refusal(400, 'INVALID_ARGUMENT', `Signature exceeds maximum length of ${MAX_SIGNATURE} characters.`);
		this.signatures.set(person, resource.signature);
		return sendAs(resource.signature);
	}
}
