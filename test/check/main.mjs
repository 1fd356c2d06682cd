#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Checklist } from './checklist.mjs';
import { checkPkce } from './pkce.mjs';
import { checkServiceApp } from './serviceApp.mjs';

/**
 * Checks the set-up in Okta before n8n comes into it, with an OAuth client that is not ours (openid-client):
 *
 *   npm run okta:check -- --domain acme.okta.com --client-id 0oa…                              the single-page app
 *   npm run okta:check -- --domain acme.okta.com --client-id 0oa… --key key.pem --kid n8n-1   the service app
 *
 * Prints a checklist, each failed line with its cure; ends with 0 when all is well, 1 when not, 2 for wrong options.
 * Prints no token, key or code, and takes back what it was given.
 */

const usage = `Usage: npm run okta:check -- --domain acme.okta.com --client-id 0oa… [options]

  --scopes "a b"        in place of the credential's default scopes
  for the single-page app (credential Okta OAuth2 API):
  --no-browser          only print the address to sign in at
  --redirect-uri uri    on this machine, and among the app's sign-in redirect URIs; default http://localhost:8765/callback, port 0 = any free one
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
		if (!values.domain || !values['client-id']) throw new Error('--domain and --client-id are needed');
		if (!(Number(values.wait) > 0)) throw new Error('--wait takes seconds');
		return { ...values, domain: values.domain, clientId: values['client-id'] };
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}\n`);
		return process.exit(2);
	}
}

const { domain, clientId, scopes, key, kid, wait, ...rest } = options();
const wanted = scopes?.split(/[\s,]+/).filter(Boolean);
const list = new Checklist((text) => process.stdout.write(`${text}\n`), process.stdout.isTTY);

if (key === undefined) {
	list.title(`Single-page app ${clientId} at ${domain} (credential Okta OAuth2 API)`);
	await checkPkce(list, { domain, clientId, scopes: wanted, browser: !rest['no-browser'], redirectUri: rest['redirect-uri'], waitMs: Number(wait) * 1000 });
} else {
	list.title(`Service app ${clientId} at ${domain} (credential Okta Service App API)`);
	await checkServiceApp(list, { domain, clientId, scopes: wanted, privateKey: () => readFile(key, 'utf8'), keyId: kid ?? '' });
}
process.exit(list.summary() ? 0 : 1);
