/** Shorter values are words of any sentence: they are left out only where they stand in quotes. */
const SHORT = 4;

/** No word of a sentence is as long, every token and assertion is. */
const TOKEN = /[\w~+=-]{40,}(?:\.[\w~+=-]+)*/g;

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const decoded = (text: string) => new URLSearchParams(`=${text.replaceAll('+', '%2B')}`).get('') ?? '';

/** What a request names of people: the ID or login in its path, the quoted values of its search. */
function valuesIn(path: string): string[] {
	const key = /^\/api\/v1\/(?:users|meta\/(?:schemas|types)\/user)\/([^/?]+)/.exec(path)?.[1];
	const search = new URLSearchParams(path.split('?')[1]).get('search') ?? '';
	const literals = search.match(/"(?:\\.|[^"\\])+"/g) ?? [];
	const values = [...(key === undefined ? [] : [decoded(key)]), ...literals.flatMap((literal) => [literal.slice(1, -1), unquoted(literal)])];
	return values.filter((value) => value !== '').sort((a, b) => b.length - a.length);
}

function unquoted(literal: string): string {
	try {
		return String(JSON.parse(literal));
	} catch {
		return '';
	}
}

/**
 * A server's words, as an error may show them: it repeats what it was asked for, and that may be somebody's login, a value
 * of their profile, or a token.
 *
 * @param path of the request, path and query; left out for the token endpoint
 */
export function redact(words: string, path = ''): string {
	let text = words.replace(TOKEN, '…');
	for (const value of valuesIn(path)) {
		const pattern = value.length < SHORT ? `(?<=["'])${escapeRegExp(value)}(?=["'])` : escapeRegExp(value);
		text = text.replace(new RegExp(pattern, 'gi'), '…');
	}
	return text;
}
