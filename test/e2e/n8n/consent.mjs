/**
 * What happens in the pop-up behind "Connect my account": n8n's authorize URL, Okta's page, n8n's callback.
 */
import { walkConsent } from '../../support/sandbox.js';

/**
 * Connects a credential as a person does who agrees to what Okta asks.
 *
 * @param {import('./session.mjs').N8nSession} session - the person's n8n session; the callback needs it
 * @param {string} credentialId
 * @returns {Promise<{ connected: boolean, authorizeUrl: URL, page: string }>} `page`: the text of n8n's page at the end, which
 *   tells why when it is not connected; rejects when n8n has no authorize URL to go to, or Okta shows an error page
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
