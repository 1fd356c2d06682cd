import { OktaError } from '../errors/OktaError';

/**
 * The org's base URL from whatever an admin pastes into 'Okta Domain'.
 *
 * Accepts `acme.okta.com`, `https://acme.okta.com/any/path`, the admin console's host
 * (`acme-admin.okta.com` serves no OAuth, so it becomes `acme.okta.com`) and custom domains.
 * `http://` works only for `localhost` and `127.0.0.1`, so that no token is sent unencrypted.
 *
 * The credentials put the source text of this function into an n8n expression, so that they and the
 * nodes always use the same URL. The function must therefore use nothing outside itself, and must
 * not contain two closing braces in a row, which would end the expression. A test in
 * test/unit/credentials checks the text in the built bundle.
 *
 * @returns the origin, `https://host[:port]`, or `''` when the text cannot be an Okta org
 */
export const orgUrl = (pasted: unknown): string => {
	const parts = /^(?:(https?):\/\/)?([a-z0-9.-]+?)\.?(:[0-9]{1,5})?(?:[/?#].*)?$/i.exec(
		typeof pasted === 'string' ? pasted.trim() : '',
	);
	if (parts === null) return '';
	const scheme = (parts[1] || 'https').toLowerCase();
	const host = parts[2].toLowerCase();
	const usual = scheme === 'https' ? 443 : 80;
	const number = parts[3] ? Number(parts[3].slice(1)) : usual;
	if (number > 65535) return '';
	// Okta's links to the next page leave out the default port.
	const port = number === usual ? '' : ':' + number;
	if (host === 'localhost' || host === '127.0.0.1') return scheme + '://' + host + port;
	if (scheme !== 'https') return '';
	if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(xn--[a-z0-9-]+|[a-z]{2,})$/.test(host)) return '';
	const oktaHost = /^(?:(.+)\.)?((?:okta|oktapreview|okta-emea|okta-gov)\.com|okta\.mil)$/.exec(host);
	if (oktaHost === null) return 'https://' + host + port;
	// Okta's own sites on its org domains are not orgs.
	if (/^(www|login|developer|help|support|status|trust)?$/.test(oktaHost[1] || '')) return '';
	return 'https://' + oktaHost[1].replace(/-admin$/, '') + '.' + oktaHost[2] + port;
};

/**
 * The org that a credential's 'Okta Domain' names, such as `https://acme.okta.com`.
 * @throws OktaError of kind `domain` when the domain cannot be an Okta org
 */
export function parseOktaDomain(domain: unknown): string {
	const org = orgUrl(domain);
	if (org !== '') return org;
	throw new OktaError('domain', "'Okta Domain' in the credential is not the address of an Okta org", {
		description:
			"Enter the org's own address, such as acme.okta.com or https://login.acme.com. Plain http works for localhost only.",
	});
}

/** The org without the scheme, for error messages. */
export const hostOf = (org: string): string => org.replace(/^https?:\/\//, '');
