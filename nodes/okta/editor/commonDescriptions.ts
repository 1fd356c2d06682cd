import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { CREDENTIAL_TYPES, type Authentication } from '../auth/credentialTypes';

/** How the node signs in. The first parameter of every node that reads from Okta. */
export const authentication: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'OAuth2',
			value: 'oAuth2',
			description: 'As an Okta admin, who has to reconnect the credential every 90 days',
		},
		{
			name: 'Service App',
			value: 'serviceApp',
			description: 'As an app with its own key, which stays connected',
		},
	],
	default: 'oAuth2',
};

const credential = (selected: Authentication): INodeCredentialDescription => ({
	name: CREDENTIAL_TYPES[selected],
	required: true,
	displayOptions: { show: { authentication: [selected] } },
});

/** The credentials of a node that has the parameter `authentication`. */
export const credentials: INodeCredentialDescription[] = [
	credential('oAuth2'),
	credential('serviceApp'),
];

/** The user that an operation reads. */
export const userLocator: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The user to read. Select one from the list, or enter an Okta ID or a login.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchUsers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 00ub0oNGTSWTBKOLGLNR',
			hint: "The user's Okta ID. It stays the same when the name or login changes.",
		},
		{
			displayName: 'By Login',
			name: 'login',
			type: 'string',
			placeholder: 'e.g. jane.doe@acme.com',
			hint: 'The complete login, often the email address. It may change when a user is renamed.',
		},
	],
};

/** The user type whose profile schema an operation reads. */
export const userTypeLocator: INodeProperties = {
	displayName: 'User Type',
	name: 'userType',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: 'default', cachedResultName: 'Default' },
	description:
		'The user type whose schema to read. Without the scope okta.userTypes.read, the list shows only Default. To read the schema of another user type, enter its ID.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchUserTypes', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. otyfnly5cQjJT9PnR0g4',
			hint: "The ID of the user type, or 'default'",
		},
	],
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
