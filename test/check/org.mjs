import * as client from 'openid-client';
import { Finding } from './checklist.mjs';
import { checkCapacity } from './capacity.mjs';
import { apiError, OktaError, parseOktaDomain } from './product.mjs';

/**
 * Checks for both kinds of app: finding the org, reading with a token, comparing scopes.
 *
 * @typedef {{ org: string, config: import('openid-client').Configuration }} Found
 * @typedef {Found & { token: string, authentication: import('../../nodes/okta/auth/credentialTypes').Authentication, DPoP?: import('openid-client').DPoPHandle }} Session
 */

/**
 * Turns the package's own errors into findings.
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function finding(work) {
	try {
		return await work();
	} catch (error) {
		if (error instanceof OktaError) throw new Finding(error.message, error.description);
		throw error;
	}
}

/** @param {Response} response @returns {Promise<import('../../nodes/okta/client/types').HttpResponse>} as the package's client represents it */
export async function parseHttpResponse(response) {
	const text = response.bodyUsed ? '' : await response.text();
	let body;
	try {
		body = JSON.parse(text);
	} catch {
		body = text;
	}
	return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

/**
 * Turns an error of openid-client into a result of the package's client.
 * @param {any} error
 * @returns {Promise<import('../../nodes/okta/client/types').HttpResponse | import('../../nodes/okta/client/types').RequestFailure>}
 */
export async function parseHttpError(error) {
	const response = [error.response, error.cause].find((candidate) => candidate instanceof Response);
	if (error.error) return { status: error.status, headers: Object.fromEntries(error.response?.headers ?? []), body: { error: error.error, error_description: error.error_description } };
	if (response) return await parseHttpResponse(response);
	return { reason: 'network', detail: error.cause?.cause?.code ?? error.cause?.code ?? error.code ?? error.message };
}

/**
 * Finds the org's endpoints.
 * @param {import('./checklist.mjs').Checklist} list
 * @param {string} domain as it would be typed into the credential
 * @param {string} clientId
 * @param {import('openid-client').ClientAuth} [clientAuth]
 * @returns {Promise<Found | undefined>}
 */
export async function checkOrg(list, domain, clientId, clientAuth) {
	const url = await list.check('Okta Domain', domain, async () => {
		const org = await finding(() => parseOktaDomain(domain));
		return { detail: org, output: org };
	});
	return await list.check('Discovery', url, async (org) => {
		const execute = org.startsWith('http:') ? [client.allowInsecureRequests] : [];
		const config = await client.discovery(new URL(org), clientId, undefined, clientAuth, { execute }).catch(async (error) => {
			const result = await parseHttpError(error);
			const reason = 'status' in result ? `status ${result.status}` : result.detail;
			throw new Finding(`${org} does not look like an Okta org (${reason})`, "Check --domain: use your org's own address, such as acme.okta.com. Also check whether this machine can reach it (proxy, firewall, DNS).");
		});
		return { detail: `issuer ${config.serverMetadata().issuer}`, output: { org, config } };
	});
}

/**
 * @param {string[]} requested
 * @param {string | undefined} granted the scopes of the token; undefined means all (RFC 6749, 5.1)
 * @param {string} where how to fix it in Okta
 */
export function compareScopes(requested, granted, where) {
	const received = granted?.split(' ') ?? requested;
	const missing = requested.filter((scope) => !received.includes(scope));
	if (missing.length > 0) throw new Finding(`requested ${requested.length}, did not get ${missing.join(' and ')}`, where.replace('{scopes}', missing.join(' and ')));
	return { detail: `got all ${requested.length} that were requested`, output: true };
}

/**
 * Reads one user and the schema with a token, then what else the token can read.
 * @param {import('./checklist.mjs').Checklist} list
 * @param {Session | undefined} session
 * @param {string[]} scopes of the token
 */
export async function checkReads(list, session, scopes) {
	/** @param {string} path @param {string} [without] what is missing when this fails @returns {(session: Session) => Promise<any>} the body */
	const read = (path, without) => async ({ org, config, token, DPoP, authentication }) => {
		const response = await client.fetchProtectedResource(config, token, new URL(path, org), 'GET', undefined, new Headers({ accept: 'application/json' }), { DPoP }).catch(parseHttpError);
		const result = response instanceof Response ? await parseHttpResponse(response) : response;
		if (!('status' in result) || result.status !== 200 || typeof result.body !== 'object') {
			const { message, description } = apiError(result, { org, authentication, path });
			throw new Finding(message, [description, without].filter(Boolean).join(' '));
		}
		answered = result.headers;
		return result.body;
	};
	/** @type {Record<string, string>} the headers of the last answer */
	let answered = {};
	const readsUsers = await list.check('Read one user', session, async (reading) => {
		const users = await read('/api/v1/users?limit=1')(reading);
		if (users.length === 0) throw new Finding('Okta returned no users', 'The admin role covers no users. Extend it to the users who need signatures.');
		return { output: true };
	});
	await list.check('Read the profile schema', session, async (reading) => {
		const { definitions } = await read('/api/v1/meta/schemas/user/default', 'The nodes work without it, but their attribute lists show only the base attributes.')(reading);
		const { base, custom } = definitions;
		return { detail: `${Object.keys(base.properties).length} base attributes, ${Object.keys(custom.properties ?? {}).length} custom ones`, output: true };
	});
	await checkCapacity(list, readsUsers && session, scopes, (path) => async (reading) => {
		const started = performance.now();
		const body = await read(path)(reading);
		return { body, headers: answered, ms: performance.now() - started };
	});
}
