import { createPrivateKey, webcrypto } from 'node:crypto';
import * as client from 'openid-client';

/**
 * Runs openid-client with DPoP as a service app: `node openidDpop.mjs <url> <clientId> <private key as JWK> <user ID> <login>`.
 * Prints as JSON what the org makes of right and wrong proofs. A separate program, because openid-client is an ES module,
 * which jest on Node 20 cannot require.
 */

const [, , url, clientId, jwk, userId, login] = process.argv;
const key = await webcrypto.subtle.importKey('pkcs8', createPrivateKey({ key: JSON.parse(jwk), format: 'jwk' }).export({ format: 'der', type: 'pkcs8' }), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);

/** Okta expects the token endpoint as the audience of the assertion (reference/okta-api.md 5.4). @type {import('openid-client').ClientAuth} */
const authentication = (server, ...rest) => client.PrivateKeyJwt({ key, kid: 'n8n-1' }, { [client.modifyAssertion]: (_header, claims) => void (claims.aud = server.token_endpoint) })(server, ...rest);

const config = await client.discovery(new URL(url), clientId, undefined, authentication, { execute: [client.allowInsecureRequests] });
const parameters = { scope: 'okta.users.read' };

/** @typedef {(header: Record<string, any>, claims: Record<string, any>) => void} Change */

/** @param {import('openid-client').CryptoKeyPair} keys @param {Change} [change] of each proof */
const handle = (keys, change = () => {}) => client.getDPoPHandle(config, keys, { [client.modifyAssertion]: change });

/** @param {Change} [change] @returns {Promise<string>} the token type, or the refusal */
async function requestToken(change) {
	try {
		return (await client.clientCredentialsGrant(config, parameters, { DPoP: handle(await client.randomDPoPKeyPair(), change) })).token_type;
	} catch (error) {
		return `${error.status} ${error.error}: ${error.error_description}`;
	}
}

const keys = await client.randomDPoPKeyPair();
const bound = handle(keys);
const token = await client.clientCredentialsGrant(config, parameters, { DPoP: bound });

/** @param {Response} response */
const outcome = ({ status, headers }) => {
	const challenge = headers.get('www-authenticate') ?? '';
	const [, scheme] = /^(\S+)/.exec(challenge) ?? [];
	const [, error] = /error="([^"]*)"/.exec(challenge) ?? [];
	const [, description] = /error_description="([^"]*)"/.exec(challenge) ?? [];
	return status === 200 ? '200' : `${status} ${scheme} ${error}: ${description}`;
};

/** @param {string} path @param {import('openid-client').DPoPHandle} [DPoP] @param {string} [method] */
const read = async (path, DPoP = bound, method = 'GET') =>
	outcome(await client.fetchProtectedResource(config, token.access_token, new URL(path, url), method, undefined, undefined, { DPoP }).catch((error) => error.response ?? error.cause));

/** @param {Record<string, string>} headers */
const raw = async (headers) => outcome(await fetch(`${url}/api/v1/users?limit=1`, { headers }));

/** A proof that openid-client made but that was not sent. */
let proof = '';
const capturing = await client.discovery(new URL(url), clientId, undefined, authentication, { execute: [client.allowInsecureRequests] });
capturing[client.customFetch] = async (_url, { headers }) => {
	proof = new Headers(headers).get('dpop') ?? '';
	return new Response('[]');
};
await client.fetchProtectedResource(capturing, token.access_token, new URL('/api/v1/users?limit=1', url), 'GET', undefined, undefined, { DPoP: bound });

const minutes = 60;
process.stdout.write(
	JSON.stringify({
		tokenType: token.token_type,
		list: await read('/api/v1/users?limit=2&search=profile.title%20pr'),
		secondRead: await read('/api/v1/users?limit=2'),
		user: await read(`/api/v1/users/${userId}`),
		// openid-client leaves the path encoded, which Okta does not accept.
		userByLogin: await read(`/api/v1/users/${encodeURIComponent(login)}`),
		userByDecodedLogin: await read(`/api/v1/users/${encodeURIComponent(login)}`, handle(keys, (_header, claims) => void (claims.htu = `${url}/api/v1/users/${login}`))),
		first: await raw({ authorization: `DPoP ${token.access_token}`, dpop: proof }),
		again: await raw({ authorization: `DPoP ${token.access_token}`, dpop: proof }),
		asBearer: await raw({ authorization: `Bearer ${token.access_token}` }),
		withoutProof: await raw({ authorization: `DPoP ${token.access_token}` }),
		notAProof: await raw({ authorization: `DPoP ${token.access_token}`, dpop: 'a.b' }),
		twoProofs: await raw({ authorization: `DPoP ${token.access_token}`, dpop: `${proof}, ${proof}` }),
		otherKey: await read('/api/v1/users', handle(await client.randomDPoPKeyPair())),
		otherToken: await read('/api/v1/users', handle(keys, (_header, claims) => void (claims.ath = 'x'))),
		otherMethod: await read('/api/v1/users', handle(keys, (_header, claims) => void (claims.htm = 'POST'))),
		otherPath: await read('/api/v1/users', handle(keys, (_header, claims) => void (claims.htu += '/me'))),
		withQuery: await read('/api/v1/users?limit=1', handle(keys, (_header, claims) => void (claims.htu += '?limit=1'))),
		otherHost: await read('/api/v1/users', handle(keys, (_header, claims) => void (claims.htu = 'https://acme.okta.com/api/v1/users'))),
		old: await read('/api/v1/users', handle(keys, (_header, claims) => void (claims.iat -= 6 * minutes))),
		fromTheFuture: await read('/api/v1/users', handle(keys, (_header, claims) => void (claims.iat += minutes))),
		withoutTime: await read('/api/v1/users', handle(keys, (_header, claims) => void delete claims.iat)),
		withoutId: await read('/api/v1/users', handle(keys, (_header, claims) => void delete claims.jti)),
		otherType: await read('/api/v1/users', handle(keys, (header) => void (header.typ = 'JWT'))),
		otherAlgorithm: await read('/api/v1/users', handle(keys, (header) => void (header.alg = 'none'))),
		withPrivateKey: await read('/api/v1/users', handle(keys, (header) => void (header.jwk.d = 'x'))),
		token: {
			right: await requestToken(),
			otherMethod: await requestToken((_header, claims) => void (claims.htm = 'GET')),
			otherPath: await requestToken((_header, claims) => void (claims.htu += '/x')),
			old: await requestToken((_header, claims) => void (claims.iat -= 6 * minutes)),
			fromTheFuture: await requestToken((_header, claims) => void (claims.iat += minutes)),
			otherNonce: await requestToken((_header, claims) => void (claims.nonce = 'made-up')),
			sameId: await requestToken((_header, claims) => void (claims.jti = 'always-the-same')),
			sameIdAgain: await requestToken((_header, claims) => void (claims.jti = 'always-the-same')),
		},
	}),
);
