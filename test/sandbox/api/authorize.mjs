import { algorithmNames, bindingFault } from '../oauth/dpop.mjs';
import { OktaError } from './errors.mjs';

/**
 * Authorizes API calls by an OAuth access token (failures have an empty body and give the reason only in WWW-Authenticate)
 * or an SSWS API token (failures are JSON). Sources: okta-api.md 4.
 */

/** @param {string} path @returns {string} the scope that a request needs */
export function scopeOf(path) {
	if (path.startsWith('/api/v1/meta/types/')) return 'okta.userTypes.read';
	if (/^\/api\/v1\/groups(\/|$)/.test(path)) return 'okta.groups.read';
	if (path === '/api/v1/logs') return 'okta.logs.read';
	if (/^\/api\/v1\/eventHooks(\/|$)/.test(path)) return 'okta.eventHooks.manage';
	return path.startsWith('/api/v1/meta/') ? 'okta.schemas.read' : 'okta.users.read';
}

/** The part of the admin role that a path needs. @param {string} path @returns {keyof AdminRoles} */
function roleOf(path) {
	const scope = scopeOf(path);
	if (scope === 'okta.groups.read') return 'groups';
	if (scope === 'okta.logs.read') return 'logs';
	return scope === 'okta.users.read' ? 'users' : 'schemas';
}

/** What an admin role covers; groups and logs only when they are not false. @typedef {{ users: boolean, schemas: boolean, groups?: boolean, logs?: boolean }} AdminRoles */

const REQUIRES_PROOF = 'The resource request requires a DPoP proof.';

/** @param {string} scheme @param {number} status @param {string} error @param {string} description @param {{ origin: string, path: string, scope: string }} request @returns {import('./reply.mjs').Reply} */
function failure(scheme, status, error, description, { origin, path, scope }) {
	const challenge = `${scheme === 'DPoP' ? `DPoP algs="${algorithmNames.join(' ')}",` : scheme} authorization_uri="${origin}/oauth2/v1/authorize", realm="${origin}", scope="${scope}", error="${error}", error_description="${description}", resource="${path}"`;
	return { status, headers: { 'www-authenticate': challenge }, body: '' };
}

/**
 * @param {object} request
 * @param {string | undefined} request.authorization the header
 * @param {import('../oauth/dpop.mjs').Proof} [request.proof] the checked header `DPoP`
 * @param {string} request.path
 * @param {string} request.origin
 * @param {string} request.apiToken the org's SSWS token
 * @param {import('../oauth/store.mjs').TokenStore} request.tokens
 * @param {(clientId?: string) => AdminRoles} request.adminRolesOf what the admin role of the consenting user, or of the app itself, covers
 * @returns {{ reply: import('./reply.mjs').Reply, fault?: string } | { accountId: string | undefined }} the failure, with what is wrong with the DPoP proof; or the caller (undefined: the org's admin)
 */
export function authorize({ authorization, proof, path, origin, apiToken, tokens, adminRolesOf }) {
	const [, scheme, token] = /^(\S+)\s+(\S+)$/.exec(authorization ?? '') ?? [];
	/** @type {string | undefined} */
	let accountId;
	/** @type {string | undefined} */
	let clientId;
	if (scheme === 'SSWS') {
		if (token !== apiToken) throw new OktaError('E0000011');
	} else if (scheme === 'Bearer' || scheme === 'DPoP') {
		const scope = scopeOf(path);
		/** @param {number} status @param {string} error @param {string} description */
		const refuse = (status, error, description) => ({ reply: failure(scheme, status, error, description, { origin, path, scope }) });
		const known = tokens.accessToken(token);
		if (!known) return refuse(401, 'invalid_token', 'The access token is invalid.');
		if (known.expired) return refuse(401, 'invalid_token', 'The token has expired.');
		if (scheme === 'Bearer' && known.boundTo !== undefined) return { ...refuse(400, 'invalid_request', REQUIRES_PROOF), fault: REQUIRES_PROOF };
		const fault = scheme === 'DPoP' ? bindingFault(proof ?? { fault: 'The DPoP proof JWT header is missing.' }, token, known.boundTo) : undefined;
		if (fault) return { ...refuse(400, 'invalid_dpop_proof', fault), fault };
		if (!known.scopes.includes(scope)) return refuse(403, 'insufficient_scope', 'The access token provided does not contain the required scopes.');
		clientId = known.clientId;
		// A service app is not a user, so `me` finds none.
		accountId = known.accountId ?? '';
	} else {
		throw new OktaError('E0000005');
	}
	const adminRoles = adminRolesOf(clientId);
	if (!(adminRoles[roleOf(path)] ?? true)) throw new OktaError('E0000006');
	return { accountId };
}
