/** Shorter values may be ordinary words of a sentence, so they are removed only inside quotes. */
const SHORT = 4;

/** Tokens and assertions are at least this long; words of a sentence are not. */
const TOKEN = /[\w~+=-]{40,}(?:\.[\w~+=-]+)*/g;

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const decoded = (text: string) => new URLSearchParams(`=${text.replaceAll('+', '%2B')}`).get('') ?? '';

/** Personal values in a request: the ID or login in its path, and the quoted values of its search. */
function valuesIn(path: string): string[] {
	const key = /^\/api\/v1\/(?:users|meta\/(?:schemas|types)\/user)\/([^/?]+)/.exec(path)?.[1];
	const search = new URLSearchParams(path.split('?')[1]).get('search') ?? '';
	// Also a literal without an end, so that the search for it does not begin again at each quote inside.
	const literals = [...search.matchAll(/"((?:\\[^]?|[^"\\])*)"?/g)].map(([, literal]) => literal);
	const values = [...(key === undefined ? [] : [decoded(key)]), ...literals.flatMap((literal) => [literal, unquoted(literal)])];
	return [...new Set(values)].filter((value) => value !== '').sort((a, b) => b.length - a.length);
}

function unquoted(literal: string): string {
	try {
		return String(JSON.parse(`"${literal}"`));
	} catch {
		return '';
	}
}

/** Longer than any of Okta's messages. Searching a longer one for long values would take quadratic time. */
const MAX_LENGTH = 4000;

/**
 * Makes a server's message safe to show: a message repeats parts of the request, and these may be a
 * login, a profile value or a token.
 *
 * @param path path and query of the request; leave it out for the token endpoint
 */
export function redact(message: string, path = ''): string {
	const values = valuesIn(path);
	const withoutTokens = message.replace(TOKEN, '…');
	let text = withoutTokens.slice(0, MAX_LENGTH);
	for (const value of values) {
		if (value.length > text.length) continue;
		const pattern = value.length < SHORT ? `(?<=["'])${escapeRegExp(value)}(?=["'])` : escapeRegExp(value);
		text = text.replace(new RegExp(pattern, 'gi'), '…');
	}
	if (withoutTokens.length <= MAX_LENGTH) return text;
	// The last characters may be the beginning of a value.
	return `${text.slice(0, Math.max(0, text.length - (values[0]?.length ?? 0)))}…`;
}
