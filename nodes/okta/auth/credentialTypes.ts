import type { INode, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** How a node signs in: as the admin who connected it, or as an app. */
export type Authentication = 'oAuth2' | 'serviceApp';

/** The credential type behind each. */
export const CREDENTIAL_TYPES: Record<Authentication, string> = {
	oAuth2: 'oktaOAuth2Api',
	serviceApp: 'oktaServiceAppApi',
};

/** The parameter by which a node chooses; the first one of every node that reads from Okta. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'As an Okta admin who connects the credential again every 90 days',
		},
		{
			name: 'Service App',
			value: 'serviceApp',
			description: 'As an app with a key of its own, which stays connected',
		},
	],
	default: 'oAuth2',
};

const credential = (chosen: Authentication): INodeCredentialDescription => ({
	name: CREDENTIAL_TYPES[chosen],
	required: true,
	displayOptions: { show: { authentication: [chosen] } },
});

/** The credentials of a node that has the parameter `authentication`. */
export const credentials: INodeCredentialDescription[] = [
	credential('oAuth2'),
	credential('serviceApp'),
];

/** What the node chose; `oAuth2` in workflows from before there was a choice. */
export const getAuthentication = ({ parameters }: INode): Authentication =>
	parameters.authentication === 'serviceApp' ? 'serviceApp' : 'oAuth2';
