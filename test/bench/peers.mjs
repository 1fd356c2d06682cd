/**
 * The gallery template `classic` as one would write it for n8n's own nodes: the same rows in the same look, with an n8n
 * expression where the template has its sections. The address has one order for all countries, with the state.
 */

const FONT = 'mso-line-height-rule:exactly;font:13px/20px Georgia,serif;color:#6b7280';

const row = (/** @type {string} */ style, /** @type {string} */ expression) =>
	`{{ ((content) => content && '<tr><td style="${style}">' + content + '</td></tr>')(${expression}) }}`;

const p = '$json.profile';
const joined = (/** @type {string} */ separator, /** @type {string[]} */ ...parts) => `[${parts.join(', ')}].filter(Boolean).join('${separator}')`;
const phone = (/** @type {string} */ label, /** @type {string} */ name) =>
	`${p}.${name} && '<a href="tel:' + ${p}.${name}.replace(/[^+\\d]/g, '') + '" style="color:#6b7280;text-decoration:none">${label} ' + ${p}.${name} + '</a>'`;

/** HTML with n8n expressions over a user as Okta gives it. */
export const expressionTemplate = [
	'<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse">',
	row('font:24px/28px Georgia,serif;color:#2f6fb5', joined(' ', `${joined(' ', `${p}.firstName`, `${p}.lastName`)} || ${p}.displayName`, `${p}.pronouns && '<span style="font:12px Georgia,serif;color:#6b7280">(' + ${p}.pronouns + ')</span>'`)),
	row('font:italic 14px/20px Georgia,serif;color:#6b7280', joined(' · ', `${p}.title`, `${p}.department`)),
	row(`border-top:1px solid #a3abb8;padding-top:12px;${FONT};font-weight:bold`, `${p}.organization`),
	row(FONT, joined(', ', `${p}.streetAddress`, joined(' ', `${p}.zipCode`, `${p}.city`), `${p}.state`)),
	row(FONT, joined(' &nbsp;|&nbsp; ', phone('T', 'primaryPhone'), phone('M', 'mobilePhone'))),
	row(FONT, `${p}.email && '<a href="mailto:' + ${p}.email + '" style="color:#2f6fb5;text-decoration:none">' + ${p}.email + '</a>'`),
	row(`padding-top:12px;${FONT}`, `${p}.linkedInUrl && '<a href="' + ${p}.linkedInUrl + '" style="color:#2f6fb5;text-decoration:none">LinkedIn</a>'`),
	'</table>',
].join('\n');
