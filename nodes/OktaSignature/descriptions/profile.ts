import type { INodeProperties } from 'n8n-workflow';

/** The profile of one person, for callers without an input item. */
export const profileParameter: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'json',
	default: '',
	displayOptions: { show: { operation: ['render', 'preview', 'report'] } },
	placeholder: 'e.g. {"firstName": "Jane", "lastName": "Doe", "email": "jane@example.com"}',
	description:
		'Profile to use instead of the profile in the input item: Okta attributes and their values as JSON, or a user as Okta Directory returns it. It is meant for callers without an input item, such as AI agents. Leave empty to use the input items.',
};
