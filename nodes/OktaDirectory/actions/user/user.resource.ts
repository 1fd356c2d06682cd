import type { Resource } from '../operation';
import * as get from './get.operation';
import * as getGroups from './getGroups.operation';
import * as getMany from './getMany.operation';

export const user: Resource = {
	operationParameter: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['user'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get a user',
				description: 'Read one user, from the list or by ID or login',
			},
			{
				name: 'Get Groups',
				value: 'getGroups',
				action: 'Get groups of a user',
				description: 'List the groups that a user is in. Sends one request to Okta per user.',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many users',
				description: 'Read many users, optionally only those that match filters',
			},
		],
		default: 'getAll',
	},
	operations: { get, getAll: getMany, getGroups },
};
