import * as client from 'openid-client';
import { Finding } from './checklist.mjs';
import { apiError, OktaError, parseOktaDomain } from './product.mjs';

/**
 * What both kinds of app have in common: finding the org, reading with a token, comparing scopes.
 *
 * @typedef {{ org: string, config: import('openid-client').Configuration }} Found
 * @typedef {Found & { token: string, authentication: import('../../nodes/okta/auth/credentialTypes').Authentication }} Session
 */

/**
 * Lets the package's own errors through as findings.
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

/** @param {Response} response @returns {Promise<import('../../nodes/okta/client/httpResponse').Answer>} as the package's client sees it */
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
 * What openid-client threw, as the package's client would see it.
 * @param {any} error
 * @returns {Promise<import('../../nodes/okta/client/httpResponse').Answer | import('../../nodes/okta/client/httpResponse').NoAnswer>}
 */
export async function parseHttpError(error) {
	const response = [error.response, error.cause].find((candidate) => candidate instanceof Response);
	if (error.error) return { status: error.status, headers: {}, body: { error: error.error, error_description: error.error_description } };
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
		return { said: org, given: org };
	});
	return await list.check('Discovery', url, async (org) => {
		const execute = org.startsWith('http:') ? [client.allowInsecureRequests] : [];
		const config = await client.discovery(new URL(org), clientId, undefined, clientAuth, { execute }).catch(async (error) => {
			const outcome = await parseHttpError(error);
			const why = 'status' in outcome ? `status ${outcome.status}` : outcome.detail;
			throw new Finding(`${org} does not answer like an Okta org (${why})`, 'Check --domain: the org itself, such as acme.okta.com; and that this machine may reach it (proxy, firewall, DNS).');
		});
		return { said: `issuer ${config.serverMetadata().issuer}`, given: { org, config } };
	});
}

/**
 * @param {string[]} wanted
 * @param {string | undefined} given what came back; nothing = all (RFC 6749, 5.1)
 * @param {string} where the sentence that says what to do in Okta
 */
export function compareScopes(wanted, given, where) {
	const got = given?.split(' ') ?? wanted;
	const missing = wanted.filter((scope) => !got.includes(scope));
	if (missing.length > 0) throw new Finding(`asked for ${wanted.length}, did not get ${missing.join(' and ')}`, where.replace('{scopes}', missing.join(' and ')));
	return { said: `got all ${wanted.length} that were asked for`, given: true };
}

/**
 * Reads one user and the schema with a token.
 * @param {import('./checklist.mjs').Checklist} list
 * @param {Session | undefined} session
 */
export async function checkReads(list, session) {
	/** @param {string} path @param {string} [without] what it is like without this @returns {(given: Session) => Promise<any>} the body */
	const read = (path, without) => async ({ org, config, token, authentication }) => {
		const response = await client.fetchProtectedResource(config, token, new URL(path, org), 'GET', undefined, new Headers({ accept: 'application/json' })).catch(parseHttpError);
		const outcome = response instanceof Response ? await parseHttpResponse(response) : response;
		if (!('status' in outcome) || outcome.status !== 200 || typeof outcome.body !== 'object') {
			const { message, description } = apiError(outcome, { org, authentication, path });
			throw new Finding(message, [description, without].filter(Boolean).join(' '));
		}
		return outcome.body;
	};
	await list.check('Read one user', session, async (given) => {
		const people = await read('/api/v1/users?limit=1')(given);
		if (people.length === 0) throw new Finding('Okta shows nobody', 'The admin role covers an empty set of people. Give it the people whose signatures you want to make.');
		return { given: true };
	});
	await list.check('Read the profile schema', session, async (given) => {
		const { definitions } = await read('/api/v1/meta/schemas/user/default', 'Without it the nodes work, but their lists of attributes show the base attributes only.')(given);
		const { base, custom } = definitions;
		return { said: `${Object.keys(base.properties).length} base attributes, ${Object.keys(custom.properties ?? {}).length} custom ones`, given: true };
	});
}
