import { webcrypto } from 'node:crypto';
import * as client from 'openid-client';
import { Finding } from './checklist.mjs';
import { checkDiscovery, checkDomain, checkReads, compareScopes, finding, outcomeOf } from './org.mjs';
import { explainToken, signingKey } from './product.mjs';

const defaultScopes = ['okta.users.read', 'okta.schemas.read'];

/** @param {import('../../nodes/shared/signingKey').SigningKey} key @returns the same key as openid-client wants it */
async function cryptoKey({ key, alg }) {
	const algorithm = alg === 'RS256' ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: 'P-256' };
	return await webcrypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, ['sign']);
}

/**
 * Client credentials with a key, from reading the key to reading people.
 * @param {import('./checklist.mjs').Checklist} list
 * @param {{ domain: string, clientId: string, scopes?: string[], privateKey: () => Promise<string>, keyId: string }} setup
 */
export async function checkServiceApp(list, { domain, clientId, scopes = defaultScopes, privateKey, keyId }) {
	const org = await checkDomain(list, domain);
	const key = await list.check('Private key', privateKey, async (read) => {
		const text = await read().catch((error) => {
			throw new Finding(`the file cannot be read (${error.code})`, 'Check the path behind --key.');
		});
		const { alg, ...rest } = await finding(() => signingKey(text));
		return { said: `signs with ${alg}`, given: { alg, ...rest, kid: keyId || rest.kid } };
	});
	// Okta takes the token endpoint as audience, not the issuer (reference/okta-api.md 5.4).
	const auth = key && client.PrivateKeyJwt({ key: await cryptoKey(key), kid: key.kid }, { [client.modifyAssertion]: (_header, payload) => void (payload.aud = `${org}/oauth2/v1/token`) });
	const config = await checkDiscovery(list, org, clientId, auth);

	const tokens = await list.check('Token', config && key && { config, key }, async () => {
		const granted = await client.clientCredentialsGrant(config, { scope: scopes.join(' ') }).catch(async (error) => {
			const { message, description } = explainToken(await outcomeOf(error), { org, clientId, keyId: key.kid, scopes });
			throw new Finding(message, description);
		});
		return { said: `lives ${granted.expires_in / 60} minutes`, given: granted };
	});
	await list.check('Scopes', tokens, async ({ scope }) =>
		compareScopes(scopes, scope, "In Okta, open the app's tab Okta API Scopes and grant {scopes} (needs a super admin)."),
	);
	await checkReads(list, tokens && { org, config, token: tokens.access_token, authentication: 'serviceApp' });
}
