#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Checklist } from './checklist.mjs';
import { checkPkce } from './pkce.mjs';
import { checkServiceApp } from './serviceApp.mjs';

/**
 * Checks the setup in Okta without n8n, with an independent OAuth client (openid-client):
 *
 *   npm run okta:check -- --domain acme.okta.com --client-id 0oa…                              the single-page app
 *   npm run okta:check -- --domain acme.okta.com --client-id 0oa… --key key.pem --kid n8n-1   the service app
 *
 * Prints a checklist; each failed line says how to fix it. Exits with 0 when all checks pass, 1 when one fails, and 2 for
 * wrong options. Prints no token, key or code, and revokes the refresh token.
 */

const usage = `Usage: npm run okta:check -- --domain acme.okta.com --client-id 0oa… [options]

  --scopes "a b"        scopes instead of the credential's default scopes
  for the single-page app (credential Okta OAuth2 API):
  --no-browser          only print the sign-in address
  --redirect-uri uri    an address on this machine that is one of the app's sign-in redirect URIs; default http://localhost:8765/callback, port 0 = any free port
  --wait seconds        how long to wait for the sign-in; default 300
  for the service app (credential Okta Service App API):
  --key file            its private key, PEM or JWK
  --kid id              its key ID in Okta`;

function options() {
	try {
		const { values } = parseArgs({
			options: {
				domain: { type: 'string' }, 'client-id': { type: 'string' }, scopes: { type: 'string' }, key: { type: 'string' }, kid: { type: 'string' },
				'no-browser': { type: 'boolean', default: false }, 'redirect-uri': { type: 'string', default: 'http://localhost:8765/callback' }, wait: { type: 'string', default: '300' },
			},
		});
		if (!values.domain || !values['client-id']) throw new Error('--domain and --client-id are required');
		if (!(Number(values.wait) > 0)) throw new Error('--wait must be a number of seconds');
		return { ...values, domain: values.domain, clientId: values['client-id'] };
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}\n`);
		return process.exit(2);
	}
}

const { domain, clientId, scopes, key, kid, wait, ...rest } = options();
const requestedScopes = scopes?.split(/[\s,]+/).filter(Boolean);
const list = new Checklist((text) => process.stdout.write(`${text}\n`), process.stdout.isTTY);

if (key === undefined) {
	list.title(`Single-page app ${clientId} at ${domain} (credential Okta OAuth2 API)`);
	await checkPkce(list, { domain, clientId, scopes: requestedScopes, browser: !rest['no-browser'], redirectUri: rest['redirect-uri'], waitMs: Number(wait) * 1000 });
} else {
	list.title(`Service app ${clientId} at ${domain} (credential Okta Service App API)`);
	await checkServiceApp(list, { domain, clientId, scopes: requestedScopes, privateKey: () => readFile(key, 'utf8'), keyId: kid ?? '' });
}
process.exit(list.summary() ? 0 : 1);
