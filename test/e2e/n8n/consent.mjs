/**
 * What happens in the pop-up behind "Connect my account": n8n's authorize URL, Okta's pages, n8n's callback.
 */

const MAX_HOPS = 15;

/** Cookies of one browser window, by origin. */
class CookieJar {
	/** @type {Map<string, Map<string, string>>} */
	#origins = new Map();

	/**
	 * @param {string} url
	 * @param {Response} response
	 */
	store(url, response) {
		const { origin } = new URL(url);
		const cookies = this.#origins.get(origin) ?? new Map();
		this.#origins.set(origin, cookies);
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (name) cookies.set(name, value);
		}
	}

	/**
	 * @param {string} url
	 * @returns {string}
	 */
	header(url) {
		const cookies = this.#origins.get(new URL(url).origin) ?? new Map();
		return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	}
}

const unescape = (/** @type {string} */ text) =>
	text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/**
 * The first form of a page, filled with its own values.
 *
 * @param {string} html
 * @param {string} url - the page's address
 * @returns {{ url: string, method: string, body: URLSearchParams } | undefined}
 */
function firstForm(html, url) {
	const form = /<form\b[^>]*>[\s\S]*?<\/form>/i.exec(html)?.[0];
	if (!form) return undefined;
	const attribute = (/** @type {string} */ tag, /** @type {string} */ name) =>
		unescape(new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)?.slice(1).find((part) => part !== undefined) ?? '');
	const openTag = /<form\b[^>]*>/i.exec(form)?.[0] ?? '';
	const body = new URLSearchParams();
	for (const [input] of form.matchAll(/<(?:input|button)\b[^>]*>/gi)) {
		const name = attribute(input, 'name');
		if (name && !body.has(name)) body.append(name, attribute(input, 'value'));
	}
	return { url: new URL(attribute(openTag, 'action') || url, url).href, method: attribute(openTag, 'method') || 'get', body };
}

/**
 * A page's text without its markup, for messages.
 *
 * @param {string} html
 * @returns {string}
 */
function textOf(html) {
	return unescape(html.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ').trim();
}

/**
 * Connects a credential as a person does: agrees to every page that Okta shows.
 *
 * @param {import('./session.mjs').N8nSession} session - the person's n8n session; the callback needs it
 * @param {string} credentialId
 * @returns {Promise<{ connected: boolean, authorizeUrl: URL, pages: string[] }>} `pages`: the text of each page seen, the last one
 *   tells why when it is not connected
 */
export async function connect(session, credentialId) {
	const authorizeUrl = new URL(await session.api('GET', `/oauth2-credential/auth?id=${credentialId}`));
	const n8nOrigin = new URL(String(session.server.url)).origin;
	const jar = new CookieJar();
	const pages = [];
	/** @type {{ url: string, method: string, body?: URLSearchParams }} */
	let next = { url: authorizeUrl.href, method: 'get' };
	for (let hop = 0; hop < MAX_HOPS; hop++) {
		const { url, method, body } = next;
		const atN8n = new URL(url).origin === n8nOrigin;
		const response = atN8n
			? await session.fetch(url, { redirect: 'manual' })
			: await fetch(url, {
					method: method.toUpperCase(),
					redirect: 'manual',
					headers: { cookie: jar.header(url), accept: 'text/html' },
					...(method.toLowerCase() === 'post' && { body }),
				});
		jar.store(url, response);
		const location = response.headers.get('location');
		if (location) {
			next = { url: new URL(location, url).href, method: 'get' };
			continue;
		}
		const html = await response.text();
		pages.push(textOf(html));
		const form = atN8n || !response.ok ? undefined : firstForm(html, url);
		if (!form) break;
		next = form;
	}
	const credential = await session.api('GET', `/credentials/${credentialId}?includeData=true`);
	return { connected: credential.data?.oauthTokenData === true, authorizeUrl, pages };
}
