/**
 * The gallery template `classic` as one would write it for n8n's own nodes: the same rows in the same look, with an n8n
 * expression where the template has its sections.
 */

const FONT = 'mso-line-height-rule:exactly;font:13px/19px Arial,Helvetica,sans-serif;color:#757d8a';

const row = (/** @type {string} */ style, /** @type {string} */ expression) =>
	`{{ ((content) => content && '<tr><td style="${style}">' + content + '</td></tr>')(${expression}) }}`;

const p = '$json.profile';
const joined = (/** @type {string} */ separator, /** @type {string[]} */ ...parts) => `[${parts.join(', ')}].filter(Boolean).join('${separator}')`;
const phone = (/** @type {string} */ label, /** @type {string} */ name) =>
	`${p}.${name} && '<a href="tel:' + ${p}.${name}.replace(/[^+\\d]/g, '') + '" style="color:#757d8a;text-decoration:none;white-space:nowrap">${label} ' + ${p}.${name} + '</a>'`;

/** HTML with n8n expressions over a user as Okta gives it. */
export const expressionTemplate = [
	'<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse">',
	row('font:bold 17px/23px Arial,Helvetica,sans-serif;color:#3b7dc4', `${joined(' ', `${p}.firstName`, `${p}.lastName`)} || ${p}.displayName`),
	row(FONT, joined(' · ', `${p}.title`, `${p}.department`)),
	row(`${FONT};font-weight:bold`, `${p}.organization`),
	row(`padding-top:8px;${FONT}`, joined(' &nbsp;|&nbsp; ', phone('T', 'primaryPhone'), phone('M', 'mobilePhone'))),
	row(FONT, `${p}.email && '<a href="mailto:' + ${p}.email + '" style="color:#3b7dc4;text-decoration:none">' + ${p}.email + '</a>'`),
	row(FONT, joined(', ', `${p}.streetAddress`, joined(' ', `${p}.zipCode`, `${p}.city`))),
	'</table>',
].join('\n');
