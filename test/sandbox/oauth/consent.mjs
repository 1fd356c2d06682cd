import { consentPage } from './pages.mjs';

/** Sign-in and consent in one step: GET shows the page (or skips it), POST receives the decision. */

/**
 * @param {import('../sandbox.mjs').SandboxState} state
 * @param {import('oidc-provider').default} provider
 * @param {import('node:http').IncomingMessage} req
 * @param {import('node:http').ServerResponse} res
 * @param {string} body the URL-encoded form
 */
export async function consent(state, provider, req, res, body) {
	const details = await provider.interactionDetails(req, res);
	const scopes = String(details.params.scope).split(' ');
	const admin = state.admin();
	if (req.method === 'GET' && state.consent === 'page') {
		res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
		res.end(consentPage({ action: `/oauth2/v1/interaction/${details.uid}`, email: admin.email, scopes }));
		return;
	}
	const refuse = (description) => provider.interactionFinished(req, res, { error: 'access_denied', error_description: description });
	if (req.method === 'POST' && new URLSearchParams(body).get('decision') !== 'allow') return refuse('The resource owner denied the request.');
	if (!state.adminAssigned || !state.account(admin.id)) return refuse('User is not assigned to the client application.');

	const grant = new provider.Grant({ accountId: admin.id, clientId: state.options.clientId });
	grant.addOIDCScope(scopes.join(' '));
	await provider.interactionFinished(req, res, { login: { accountId: admin.id }, consent: { grantId: await grant.save() } });
}
