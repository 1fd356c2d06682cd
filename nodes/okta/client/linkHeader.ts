import { OktaError } from '../errors/OktaError';
import type { ResponseHeaders } from './rateLimit';

// Each blank can be matched in one place only, or a long header of blanks would take for ever.
const PARAMETER = /;[ \t]*(?:([^\s"<>;,=]+)[ \t]*(?:=[ \t]*(?:("(?:[^"\\]|\\.)*"|[^\s"<>;,]+)[ \t]*)?)?)?/;

/** A link with its parameters (RFC 8288, 3), up to the comma behind it, which n8n writes between repeated headers, too. */
const LINK = new RegExp(`[ \\t,]*<([^<>]*)>[ \\t]*((?:${PARAMETER.source})*)(?:,|$)`, 'y');

/**
 * The address of the next page from a `Link` header, n8n's joined form included. Picked by rel: every
 * later page's rel="self" carries a cursor too, which is what sends n8n's own Okta node round in
 * circles (n8n#11444); and never split at commas, which occur inside addresses.
 *
 * @throws OktaError kind `link` for a header that cannot be read: the list would end where it does not
 */
export function nextLink(headers: ResponseHeaders): string | undefined {
	const text = (headers.link ?? '').replace(/[ \t,]+$/, '');
	LINK.lastIndex = 0;
	let next: string | undefined;
	while (LINK.lastIndex < text.length) {
		const link = LINK.exec(text);
		if (link === null) throw unreadable(headers);
		if (relations(link[2]).includes('next')) next ??= link[1];
	}
	return next;
}

/** The words of a link's `rel`; of several `rel` only the first counts. */
function relations(parameters: string): string[] {
	for (const [, name = '', value = ''] of parameters.matchAll(new RegExp(PARAMETER, 'g'))) {
		if (name.toLowerCase() !== 'rel') continue;
		const text = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
		return text.toLowerCase().split(/[ \t]+/);
	}
	return [];
}

const unreadable = (headers: ResponseHeaders) =>
	new OktaError('link', "Okta's link to the next page cannot be read", {
		description: `Stopped rather than hand on an incomplete list. Check whether a proxy between n8n and Okta changes the header 'Link'; if not, report it to Okta with the request id ${headers['x-okta-request-id'] ?? '(none)'}.`,
	});
