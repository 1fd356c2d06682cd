/** The two sign-in pages: plain HTML without scripts, for browsers and for HTTP clients. */

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** @param {string} text */
function escape(text) {
	return text.replace(/[&<>"']/g, (letter) => entities[letter]);
}

/** @param {string} title @param {string} body */
function page(title, body) {
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>
body{font:16px/1.5 system-ui,sans-serif;background:#f4f4f4;margin:0}main{max-width:26rem;margin:4rem auto;background:#fff;border:1px solid #ddd;border-radius:4px;padding:2rem}
h1{font-size:1.2rem;margin:0 0 1rem}button{font:inherit;padding:.5rem 1.5rem;border-radius:4px;border:1px solid #1662dd;margin-right:.5rem}
button[value=allow]{background:#1662dd;color:#fff}button[value=cancel]{background:#fff;color:#1662dd}code{font-size:.9em}
</style></head><body><main>${body}</main></body></html>`;
}

const wording = {
	openid: 'know who you are',
	email: 'see your email address',
	profile: 'see your profile',
	offline_access: 'keep access while you are away',
	'okta.users.read': 'read users of your organization',
	'okta.schemas.read': 'read schemas of your organization',
	'okta.userTypes.read': 'read user types of your organization',
};

/** @param {{ action: string, email: string, scopes: string[] }} request */
export function consentPage({ action, email, scopes }) {
	const items = scopes.map((scope) => `<li>${escape(wording[scope] ?? scope)} <code>${escape(scope)}</code></li>`).join('');
	return page(
		'Sandbox org - Sign in',
		`<h1>Sandbox org</h1><p>Signed in as <strong>${escape(email)}</strong></p><p><strong>n8n</strong> wants to:</p><ul>${items}</ul>
<form method="post" action="${escape(action)}"><button type="submit" name="decision" value="allow">Allow access</button><button type="submit" name="decision" value="cancel">Cancel</button></form>`,
	);
}

/** Okta's own "400" page. @param {string} error @param {string} description */
export function errorPage(error, description) {
	return page('Sandbox org - Error', `<h1>400</h1><p>Your request resulted in an error. ${escape(description)}</p><p>Error Code: <code>${escape(error)}</code></p>`);
}
