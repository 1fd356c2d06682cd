import { orgUrl } from './orgUrl';
import { OktaError } from '../errors/OktaError';

/**
 * The org that a credential's 'Okta Domain' names, such as `https://acme.okta.com`.
 * @throws OktaError of kind `domain` when it cannot be one
 */
export function parseOktaDomain(domain: unknown): string {
	const org = orgUrl(domain);
	if (org !== '') return org;
	throw new OktaError('domain', "'Okta Domain' in the credential is not the address of an Okta org", {
		description:
			"Enter the org's own address, such as acme.okta.com or https://login.acme.com. Plain http works for localhost only.",
	});
}

/** An org as sentences name it: without the scheme. */
export const hostOf = (org: string): string => org.replace(/^https?:\/\//, '');
