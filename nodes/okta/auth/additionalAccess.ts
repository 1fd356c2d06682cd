import type { INodeProperties } from 'n8n-workflow';

/** Access that few workflows need, which users select in the credential. */
interface Access {
	scope: string;
	/** What the editor shows. */
	label: string;
	description: string;
}

/** The weakest standard admin role that covers all of them (reference/okta-api.md 5.1). */
const ROLE = 'Read-only Administrator';

const needs = (scope: string) => `Needs the scope ${scope} on the app's Okta API Scopes tab and the role ${ROLE}`;

const ADDITIONAL_ACCESS: Access[] = [
	{
		scope: 'okta.groups.read',
		label: 'Read Groups',
		description: `List groups, filter users by group, and add the names of their groups. ${needs('okta.groups.read')}.`,
	},
	{
		scope: 'okta.logs.read',
		label: 'Read the System Log',
		description: `Let Okta Trigger prove deletions and name who made a change. ${needs('okta.logs.read')}.`,
	},
	{
		scope: 'okta.userTypes.read',
		label: 'Read User Types',
		description: `Select user types from a list. ${needs('okta.userTypes.read')}.`,
	},
];

/** The option of Additional Access that requests a scope; undefined for other scopes. */
export const accessLabel = (scope: string): string | undefined =>
	ADDITIONAL_ACCESS.find((access) => access.scope === scope)?.label;

/** @param afterwards what users have to do after a change */
export const additionalAccess = (afterwards: string): INodeProperties => ({
	displayName: 'Additional Access',
	name: 'additionalAccess',
	type: 'multiOptions',
	options: ADDITIONAL_ACCESS.map(({ scope, label, description }) => ({ name: label, value: scope, description })),
	default: [],
	description: `What else the nodes may read. Grant each scope to the app in Okta first. ${afterwards}`,
});
