/** Text as part of an address. Half a surrogate pair, as a cut emoji leaves it, cannot be sent and becomes U+FFFD. */
export const encodePathSegment = (text: string): string =>
	encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
