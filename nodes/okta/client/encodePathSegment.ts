/** Encodes text for a path or a query. Half of a surrogate pair, as in a truncated emoji, cannot be sent and becomes U+FFFD. */
export const encodePathSegment = (text: string): string =>
	encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
