import { webcrypto } from 'node:crypto';
import * as client from 'openid-client';
import { Finding } from './checklist.mjs';
import { optionalScopes } from './capacity.mjs';
import { checkOrg, checkReads, compareScopes, finding, parseHttpError } from './org.mjs';
import { tokenError, parsePrivateKey } from './product.mjs';

const defaultScopes = ['okta.users.read', 'okta.schemas.read'];

/**
 * `private_key_jwt` with openid-client. Its default audience is the issuer; Okta expects the token endpoint
 * (reference/okta-api.md 5.4).
 * @param {import('../../nodes/okta/auth/privateKey').SigningKey} signing
 * @returns {Promise<import('openid-client').ClientAuth>}
 */
async function keyAuthentication({ key, alg, kid }) {
	const algorithm = alg === 'RS256' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
	const imported = await webcrypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, ['sign']);
	return (server, ...rest) => {
		const audience = { [client.modifyAssertion]: (/** @type {unknown} */ _header, /** @type {Record<string, unknown>} */ claims) => void (claims.aud = server.token_endpoint) };
		return client.PrivateKeyJwt({ key: imported, kid }, audience)(server, ...rest);
	};
}

/**
 * Checks client credentials with a key, from reading the key to reading users.
 * @param {import('./checklist.mjs').Checklist} list
 * @param {{ domain: string, clientId: string, scopes?: string[], privateKey: () => Promise<string>, keyId: string }} setup
 */
export async function checkServiceApp(list, { domain, clientId, scopes: chosen, privateKey, keyId }) {
	const scopes = chosen ?? defaultScopes;
	const requested = chosen ?? [...defaultScopes, ...optionalScopes];
	const key = await list.check('Private key', privateKey, async (read) => {
		const text = await read().catch((error) => {
			throw new Finding(`the file cannot be read (${error.code})`, 'Check the path in --key.');
		});
		const parsed = await finding(() => parsePrivateKey(text));
		return { detail: `signs with ${parsed.alg}`, output: { ...parsed, kid: keyId || parsed.kid } };
	});
	const found = await checkOrg(list, domain, clientId, key && (await keyAuthentication(key)));
	const granted = await list.check('Token', found && key && { ...found, keyId: key.kid }, async ({ org, config, keyId }) => {
		const parameters = { scope: requested.join(' ') };
		/** @type {import('openid-client').DPoPHandle | undefined} */
		let DPoP;
		const token = await client
			.clientCredentialsGrant(config, parameters)
			.catch(async (error) => {
				if (error.error !== 'invalid_dpop_proof') throw error;
				DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
				return await client.clientCredentialsGrant(config, parameters, { DPoP });
			})
			.catch(async (error) => {
				const { message, description } = tokenError(await parseHttpError(error), { org, clientId, keyId, scopes });
				throw new Finding(message, description);
			});
		const lifetime = `lives ${Number(token.expires_in) / 60} minutes`;
		return {
			detail: DPoP ? `${lifetime}, bound to a key (DPoP)` : lifetime,
			output: { org, config, authentication: /** @type {const} */ ('serviceApp'), token: token.access_token, DPoP, scope: token.scope },
		};
	});
	await list.check('Scopes', granted, async ({ scope }) =>
		compareScopes(scopes, scope, "In Okta, open the Okta API Scopes tab of the app and grant {scopes} (requires a super admin)."),
	);
	await checkReads(list, granted, (granted?.scope ?? requested.join(' ')).split(' '));
}
