/**
 * Walks through the "Connect" pop-up: n8n's authorize URL, Okta's consent page, n8n's callback.
 */
import { walkConsent } from '../../support/sandbox.js';

/**
 * Connects a credential and accepts Okta's consent request.
 *
 * @param {import('./session.mjs').N8nSession} session - the user's n8n session, which the callback needs
 * @param {string} credentialId
 * @returns {Promise<{ connected: boolean, authorizeUrl: URL, page: string }>} `page`: the text of n8n's last page, which
 *   gives the reason if it did not connect; rejects if n8n returns no authorize URL or Okta shows an error page
 */
export async function connect(session, credentialId) {
	const authorizeUrl = new URL(await session.api('GET', `/oauth2-credential/auth?id=${credentialId}`));
	const callback = await walkConsent(authorizeUrl.href, authorizeUrl.searchParams.get('redirect_uri') ?? '');
	const response = await session.fetch(callback.href);
	const page = (await response.text())
		.replace(/<(script|style)\b[\s\S]*?<\/\1>|<[^>]+>/gi, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	const credential = await session.api('GET', `/credentials/${credentialId}?includeData=true`);
	return { connected: credential.data?.oauthTokenData === true, authorizeUrl, page };
}
