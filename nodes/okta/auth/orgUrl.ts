/**
 * The org's base URL from whatever an admin pastes into "Okta Domain".
 *
 * Accepts `acme.okta.com`, `https://acme.okta.com/any/path`, the admin console's host
 * (`acme-admin.okta.com` serves no OAuth: mapped to `acme.okta.com`) and custom domains;
 * `http://` on `localhost` and `127.0.0.1` only, so that no token ever travels in the clear.
 *
 * The credential runs this very function inside an n8n expression (its source text is put
 * there), so that the URLs it connects to and the URLs the nodes call cannot drift apart.
 * Hence: plain string functions only, nothing from outside the function, and never two closing
 * braces in a row, which would end the expression.
 *
 * @returns the origin, `https://host[:port]`, or `''` when no Okta org can be meant
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
	// Okta's links to further pages do not name the usual port.
	const port = number === usual ? '' : ':' + number;
	if (host === 'localhost' || host === '127.0.0.1') return scheme + '://' + host + port;
	if (scheme !== 'https') return '';
	if (!/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+(xn--[a-z0-9-]+|[a-z]{2,})$/.test(host)) return '';
	const oktaHost = /^(?:(.+)\.)?((?:okta|oktapreview|okta-emea|okta-gov)\.com|okta\.mil)$/.exec(host);
	if (oktaHost === null) return 'https://' + host + port;
	// Okta's own sites under its org domains: an OAuth request there would go to the wrong host.
	if (/^(www|login|developer|help|support|status|trust)?$/.test(oktaHost[1] || '')) return '';
	return 'https://' + oktaHost[1].replace(/-admin$/, '') + '.' + oktaHost[2] + port;
};
