import type { INodeProperties } from 'n8n-workflow';

/**
 * Where the list of attributes comes from, and with it whether the node has a credential. n8n keeps a parameter
 * `authentication` in the node, and the credential out of it, when one option is `none` (n8n 2.41, getMainAuthField).
 */
export const attributeSource: INodeProperties = {
	displayName: 'Attributes From',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'My Okta Org (OAuth2)', value: 'oAuth2', description: 'List custom attributes too, as an Okta admin' },
		{ name: 'My Okta Org (Service App)', value: 'serviceApp', description: 'List custom attributes too, as an app with its own key' },
		{ name: "Okta's Standard Attributes", value: 'none', description: 'No credential needed' },
	],
	default: 'none',
	description:
		"Where the list of attributes in smart fields comes from. With your Okta org, the list contains custom attributes, and Check Template finds fields that are not in your org's schema. Rendering makes no requests.",
};
