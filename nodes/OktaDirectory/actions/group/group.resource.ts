import type { Resource } from '../operation';
import * as getMany from './getMany.operation';

export const group: Resource = {
	operationParameter: {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['group'] } },
		options: [
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many groups',
				description: 'List the groups of the org. Needs Read Groups under Additional Access in the credential.',
			},
		],
		default: 'getAll',
	},
	operations: { getAll: getMany },
};
