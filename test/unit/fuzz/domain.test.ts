import fc from 'fast-check';
import { OktaOAuth2Api } from '../../../credentials/OktaOAuth2Api.credentials';
import { OktaServiceAppApi } from '../../../credentials/OktaServiceAppApi.credentials';
import { orgUrl } from '../../../nodes/okta/auth/orgUrl';
import { anyCharacter, holds, holdsAsync } from '../../support/fuzz';
import { decryptedCredential, storedCredential } from '../../support/n8n';

const scheme = fc.constantFrom('', 'https://', 'HTTPS://', 'http://', 'ftp://', 'javascript:', '//', 'https:/', 'https://user:hush@');
const label = fc.oneof(
	fc.constantFrom('acme', 'acme-admin', 'dev-1-admin', 'okta', 'www', 'login', 'localhost', '127.0.0.1', '-acme', 'acme-', 'xn--bcher-kva', 'xn--', 'bücher', 'ACME', 'a_b', '', '10'),
	fc.string({ unit: fc.constantFrom('a', 'b', '-', '1', 'é'), maxLength: 5 }),
);
const zone = fc.constantFrom('.okta.com', '.oktapreview.com', '.okta-emea.com', '.okta.mil', '.com', '.co.uk', '.example', '.okta.com.', '', '.1', '.okta.com.evil.example', '@evil.example', '\\@evil.example');
const port = fc.oneof(fc.constantFrom('', '', '', ':443', ':80', ':8443', ':0', ':65536', ':99999', ':0443', ':x', ':'), fc.nat(99_999).map((number) => `:${number}`));
const rest = fc.oneof(fc.constantFrom('', '/', '/app/UserHome?x=1#y', '?x', '#', '/oauth2/default', ' ', '\n/x', '/\u2028', '{{', '}}', '"', '\\'), fc.webPath());

const likely = fc.tuple(fc.constantFrom('', ' ', '\n'), scheme, label, fc.constantFrom('', '.'), label, zone, port, rest).map((parts) => parts.join(''));

/** Whatever may stand in 'Okta Domain'. */
const pasted = fc.oneof({ weight: 6, arbitrary: likely }, { weight: 1, arbitrary: fc.string({ unit: anyCharacter }) }, { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true }) });

const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

/** As a browser and n8n read it; undefined where Punycode is wrong, which no server answers to. */
const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : undefined);

describe("'Okta Domain'", () => {
	it('becomes the https origin of an org, or nothing, whatever is pasted', () => {
		holds(
			fc.property(fc.oneof(pasted, fc.anything()), (text) => {
				const org = orgUrl(text);
				if (org === '') return;
				expect(org.startsWith('https://') || LOCAL.test(org)).toBe(true);
				if (!/xn--/.test(org)) expect(originOf(`${org}/api/v1/users`)).toBe(org);
				expect(orgUrl(org)).toBe(org);
			}),
			3000,
		);
	});

	it('keeps the host of a complete https URL, and maps the admin console to the org', () => {
		holds(
			fc.property(fc.webUrl({ withQueryParameters: true, authoritySettings: { withPort: true } }), (url) => {
				const org = orgUrl(url.replace(/^http:/, 'https:'));
				if (org !== '') expect(org).toBe(new URL(url.replace(/^http:/, 'https:')).origin.replace(/-admin(\.okta\w*\.(?:com|mil))/, '$1'));
			}),
			500,
		);
	});

	it('means the same in both credentials and in the nodes', async () => {
		// A credential takes what begins with "=" for an expression.
		const typed = pasted.filter((text) => !text.startsWith('='));
		await holdsAsync(
			fc.asyncProperty(typed, async (domain) => {
				const org = orgUrl(domain);
				const shown = org === '' ? 'set-okta-domain-to-your-org-like-acme.okta.com:' : org;
				const { authUrl, accessTokenUrl } = await decryptedCredential(storedCredential(new OktaOAuth2Api(), { domain }));
				expect([authUrl, accessTokenUrl]).toEqual([`${shown}/oauth2/v1/authorize`, `${shown}/oauth2/v1/token`]);
				const tested = { ...new OktaServiceAppApi(), properties: [{ displayName: '', name: 'baseURL', type: 'string' as const, default: baseUrl }] };
				expect((await decryptedCredential(storedCredential(tested, { domain }))).baseURL).toBe(org);
			}),
			200,
		);
	});
});

/** The service app's test asks this address; there the domain goes by another name. */
const baseUrl = String(new OktaServiceAppApi().test.request.baseURL).replace('$credentials', '$self');
