/**
 * Edge cases: profile overrides for the users from number 1 on (number 0 is the admin). Values like these are known to break
 * clients, templates or URLs. `undefined` removes the attribute, `null` sets it to null.
 * No 4-byte UTF-8: Okta's API does not accept it (okta-api.md 1.1).
 */

const blank = '   ';

/** @type {Record<string, unknown>[]} */
export const edgeCases = [
	{ firstName: 'Seán', lastName: "O'Brien", displayName: "Seán O'Brien", login: "sean.o'brien@sandbox.example", email: "sean.o'brien@sandbox.example" },
	{ title: 'Head of Research & Development', department: 'R&D', organization: 'Smith & Sons <Holding>' },
	{ firstName: '<b>Bold</b>', lastName: 'Tables', displayName: '<script>alert(1)</script>', title: '</td></tr></table>' },
	{ nickName: 'The "Fixer"', displayName: 'Jo "The Fixer" Doe', title: 'Engineer "on call"', signatureTagline: `5" < 6" & 'more'` },
	{ title: `${'Senior Principal Vice President of Everything Important '.repeat(6)}(interim)` },
	{ title: blank, department: blank, mobilePhone: blank, primaryPhone: blank, city: blank, streetAddress: blank, displayName: blank, organization: blank, signatureTagline: blank },
	{
		title: undefined, department: undefined, division: undefined, organization: undefined, costCenter: undefined, mobilePhone: null, primaryPhone: undefined,
		displayName: undefined, nickName: undefined, city: undefined, state: undefined, zipCode: undefined, countryCode: undefined, streetAddress: undefined,
		secondEmail: null, manager: undefined, managerId: undefined, pronouns: undefined, linkedInUrl: undefined, languages: undefined, employmentType: undefined,
		officeFloor: undefined, workloadFactor: undefined, isFirstAider: undefined, signatureTagline: undefined,
	},
	{ title: '', department: '', mobilePhone: '', primaryPhone: '', displayName: '', languages: [] },
	{ login: 'plus+tag@sandbox.example', email: 'plus+tag@sandbox.example' },
	{ login: 'hash#tag@sandbox.example', email: 'hash.tag@sandbox.example' },
	{ login: 'jörg.müßig@sandbox.example', email: 'joerg.muessig@sandbox.example', firstName: 'Jörg', lastName: 'Müßig' },
	{ login: 'sales/emea@sandbox.example', email: 'sales.emea@sandbox.example' },
	{ login: 'percent%41@sandbox.example', email: 'percent41@sandbox.example' },
	{ lastName: 'Back\\slash "Quote"', costCenter: 'CC\\100 "A"', division: 'Ops\\Night (shift) and "more"' },
	{ firstName: null, lastName: null, displayName: 'Reception Desk', login: 'reception@sandbox.example', email: 'reception@sandbox.example' },
	{ profileUrl: 'javascript:alert(1)', linkedInUrl: 'data:text/html,<script>alert(1)</script>' },
	{ streetAddress: 'Building 7\n2nd floor\r\nDock 3', postalAddress: 'PO Box 7\nSpringfield' },
	{ firstName: 'Zoe\u0308', lastName: 'Cafe\u0301', displayName: 'Zoe\u0308 Cafe\u0301 (decomposed)' },
	{ displayName: '\u202Eevil\u202C \u200Bzero\u00A0width', title: 'Tab\there' },
	{ firstName: 'X', lastName: 'Æ', displayName: 'X Æ' },
	{ firstName: 'M'.repeat(50), lastName: 'N'.repeat(50), email: `${'e'.repeat(60)}@${'d'.repeat(31)}.example`, login: `${'e'.repeat(60)}@${'d'.repeat(31)}.example` },
	{ title: '{{firstName}} {{{lastName}}} {{#line}}', department: '=1+1', division: '={{ $json.id }}', costCenter: '$&$1' },
	{ mobilePhone: 'n/a', primaryPhone: '+49 (0)30 901820 ext. 12', countryCode: 'DE' },
	{ manager: "Þórdís \"Dís\" O'Neill & Co <mgr>", languages: ['<i>Klingon</i>', 'it\'s', 'A&B', '', '   '] },
];
