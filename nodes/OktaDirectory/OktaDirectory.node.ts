import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { authentication, credentials } from '../okta/editor/commonDescriptions';
import { searchUsers, searchUserTypes } from '../okta/editor/listSearch';
import { getAttributes, getGroups } from '../okta/editor/loadOptions';
import { parametersOf } from './actions/operation';
import { router } from './actions/router';
import { group } from './actions/group/group.resource';
import { schema } from './actions/schema/schema.resource';
import { user } from './actions/user/user.resource';

/** Reads users, groups and the profile schema from Okta. */
export class OktaDirectory implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Directory',
		name: 'oktaDirectory',
		icon: {
			light: 'file:../../icons/oktaDirectory.svg',
			dark: 'file:../../icons/oktaDirectory.dark.svg',
		},
		group: ['input'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read users, groups and the profile schema from Okta',
		defaults: { name: 'Okta Directory' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [
			authentication,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Group', value: 'group' },
					{ name: 'Schema', value: 'schema' },
					{ name: 'User', value: 'user' },
				],
				default: 'user',
			},
			user.operationParameter,
			group.operationParameter,
			schema.operationParameter,
			...parametersOf('user', user.operations),
			...parametersOf('group', group.operations),
			...parametersOf('schema', schema.operations),
		],
	};

	methods = {
		listSearch: { searchUsers, searchUserTypes },
		loadOptions: { getAttributes, getGroups },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router(this);
	}
}
