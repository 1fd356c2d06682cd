import type { INodeProperties } from 'n8n-workflow';

/** The person an operation is about. */
export const userLocator: INodeProperties = {
	displayName: 'User',
	name: 'userId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Whose data to read: a person from the list, by Okta ID or by login',
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
			hint: "Okta's ID of the user; it stays the same when names and logins change",
		},
		{
			displayName: 'By Login',
			name: 'login',
			type: 'string',
			placeholder: 'e.g. jane.doe@acme.com',
			hint: 'The whole login, often the email address; it changes when somebody is renamed',
		},
	],
};

/** Whose profile attributes a schema describes. */
export const userTypeLocator: INodeProperties = {
	displayName: 'User Type',
	name: 'userType',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: 'default', cachedResultName: 'Default' },
	description:
		"Whose schema to read. The list shows other types than Default only when the credential has the scope okta.userTypes.read; by ID they work without it.",
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
			hint: "The user type's ID, or 'default'",
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
