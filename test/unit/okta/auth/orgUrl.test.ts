import { orgUrl } from '../../../../nodes/okta/auth/orgUrl';

describe('orgUrl', () => {
	it.each([
		['acme.okta.com', 'https://acme.okta.com'],
		['  https://Acme.okta.com/ ', 'https://acme.okta.com'],
		['https://acme.okta.com/app/UserHome?session=1#x', 'https://acme.okta.com'],
		['acme.okta.com/oauth2/default', 'https://acme.okta.com'],
		['acme.okta.com.', 'https://acme.okta.com'],
		['acme-admin.okta.com', 'https://acme.okta.com'],
		['https://acme-admin.oktapreview.com/admin/dashboard', 'https://acme.oktapreview.com'],
		['dev-123-admin.okta-emea.com', 'https://dev-123.okta-emea.com'],
		['login.acme.co.uk', 'https://login.acme.co.uk'],
		['https://id.acme.com:8443/x', 'https://id.acme.com:8443'],
		['sso-admin.acme.com', 'https://sso-admin.acme.com'],
		['xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
		['https://acme.okta.com:443/', 'https://acme.okta.com'],
		['http://localhost:80', 'http://localhost'],
		['http://localhost:3000/', 'http://localhost:3000'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
		['https://localhost:3000', 'https://localhost:3000'],
	])('maps %s to the org %s', (pasted, org) => {
		expect(orgUrl(pasted)).toBe(org);
	});

	it.each([
		'',
		'   ',
		undefined,
		null,
		'acme',
		'acme.okta.com:65536',
		{ toString: null },
		'http://acme.okta.com',
		'http://localhost.evil.com',
		'ftp://acme.okta.com',
		'javascript:alert(1)',
		'https://user:secret@acme.okta.com',
		'acme.okta.com@evil.com',
		'acme.okta.com\\@evil.com',
		'https://acme okta.com',
		'okta.com',
		'www.okta.com',
		'https://login.okta.com',
		'-acme.okta.com',
		'acme..okta.com',
		'10.0.0.1',
		'https//acme.okta.com',
		'={{ $json.domain }}',
		'jane@acme.com',
	])('refuses %p', (pasted) => {
		expect(orgUrl(pasted)).toBe('');
	});
});
