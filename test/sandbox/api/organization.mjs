import { json } from './reply.mjs';

/**
 * What an org tells everybody about itself, as Okta's SDK describes it (WellKnownOrgMetadata): its Okta subdomain, and its
 * custom domain if it has one.
 *
 * @param {{ url: string, customDomain: string | null }} state
 */
export const organization = ({ url, customDomain }) =>
	json({
		id: '00o1sandboxorg000000',
		pipeline: 'idx',
		settings: { analyticsCollectionEnabled: false, bugReportingEnabled: false, omEnabled: false },
		_links: { organization: { href: url }, ...(customDomain === null ? {} : { alternate: { href: customDomain } }) },
	});
