import { OktaError } from '../errors/OktaError';
import type { ResponseHeaders } from './types';

// Each blank matches in one place only; otherwise a long header of blanks would take exponential time.
const PARAMETER = /;[ \t]*(?:([^\s"<>;,=]+)[ \t]*(?:=[ \t]*(?:("(?:[^"\\]|\\.)*"|[^\s"<>;,]+)[ \t]*)?)?)?/;

/** A link with its parameters (RFC 8288, 3), up to the comma after it. n8n joins repeated headers by commas too. */
const LINK = new RegExp(`[ \\t,]*<([^<>]*)>[ \\t]*((?:${PARAMETER.source})*)(?:,|$)`, 'y');

/**
 * The URL of the next page from a `Link` header, or undefined on the last page. The link is selected by
 * its `rel`: the `rel="self"` of every later page has a cursor too, which makes n8n's own Okta node loop
 * (n8n#11444). The header is not split at commas, because URLs contain commas.
 *
 * @throws OktaError of kind `link` for a header that cannot be read, because the list would be cut short
 */
export function nextLink(headers: ResponseHeaders): string | undefined {
	const text = headers.link ?? '';
	// Not with a regular expression: from each blank of a long run, it would search for the end of the text.
	let end = text.length;
	while (end > 0 && ' \t,'.includes(text[end - 1])) end--;
	LINK.lastIndex = 0;
	let next: string | undefined;
	while (LINK.lastIndex < end) {
		const link = LINK.exec(text);
		if (link === null) throw unreadable(headers);
		if (relations(link[2]).includes('next')) next ??= link[1];
	}
	return next;
}

/** The words of a link's `rel`. Only the first `rel` counts. */
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
		description: `The node stopped so that you don't get an incomplete list. Check whether a proxy between n8n and Okta changes the 'Link' header. If not, report this to Okta with the request ID ${headers['x-okta-request-id'] ?? '(none)'}.`,
	});
