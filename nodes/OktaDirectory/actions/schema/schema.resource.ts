import type { Resource } from '../operation';
import * as get from './get.operation';
import * as getMany from './getMany.operation';

export const schema: Resource = {
	operationParameter: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['schema'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a profile schema',
				description: 'Read the profile schema of a user type as Okta returns it',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many profile attributes',
				description: 'List the profile attributes of a user type, including custom attributes',
			},
		],
		default: 'getAll',
	},
	operations: { get, getAll: getMany },
};
