import { OktaError } from '../errors/OktaError';

/**
 * The URL of a request, exactly as it is sent. Every request passes here, because the access token must
 * not reach another host: an org followed by `@evil.example/x` or `.evil.example` would be another host,
 * and so would `//evil.example` or `/\evil.example` resolved against the org.
 *
 * @param org such as `https://acme.okta.com`
 * @param path path and query below the org. It may come from a link or from a page token
 * @throws OktaError of kind `link` when the URL is not below the org's API
 */
export function requestUrl(org: string, path: string): string {
	// URL parsers drop tabs and line breaks and turn backslashes into slashes, so nothing with these is sent.
	const isPlain = path.startsWith('/') && !/[\p{Cc}\\]/u.test(path);
	const url = isPlain && URL.canParse(path, org) ? new URL(path, org).href : '';
	if (url.startsWith(`${org}/api/v1/`)) return url;
	throw new OktaError('link', "The link does not lead to the org's API", {
		description: `The access token is sent to ${org} only. Check whether a proxy between n8n and Okta changes Okta's responses.`,
	});
}
