import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { authentication, credentials } from '../okta/auth/credentialTypes';
import { toNodeError } from '../okta/errors/OktaError';
import type { Operation } from './actions/operation';
import { getAttributes, searchUsers, searchUserTypes } from '../okta/editor/listSearch';
import { oktaClient, PATIENT_MS, type OktaClient } from '../okta/client/oktaClient';
import { n8nTransport } from '../okta/client/transport';
import { get as getSchema } from './actions/schema/get.operation';
import { getMany as getManyAttributes } from './actions/schema/getMany.operation';
import { get as getUser } from './actions/user/get.operation';
import { getGroups } from './actions/user/getGroups.operation';
import { getMany as getManyUsers } from './actions/user/getMany.operation';

const operations: Record<string, Record<string, Operation>> = {
	user: { get: getUser, getAll: getManyUsers, getGroups },
	schema: { get: getSchema, getAll: getManyAttributes },
};

/** An operation's fields, shown for it alone. */
const propertiesOf = (resource: string, operation: string): INodeProperties[] =>
	operations[resource][operation].properties.map((property) => ({
		...property,
		displayOptions: {
			show: { ...property.displayOptions?.show, resource: [resource], operation: [operation] },
		},
	}));

/** Reads people, their groups and the profile schema from Okta. */
export class OktaDirectory implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Directory',
		name: 'oktaDirectory',
		icon: {
			light: 'file:../../icons/okta-signatures.svg',
			dark: 'file:../../icons/okta-signatures.dark.svg',
		},
		group: ['input'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read people, their groups and the profile schema from Okta',
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
					{ name: 'Schema', value: 'schema' },
					{ name: 'User', value: 'user' },
				],
				default: 'user',
			},
			{
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
						description: 'Read one person by list, ID or login',
					},
					{
						name: 'Get Groups',
						value: 'getGroups',
						action: 'Get groups of a user',
						description: 'List the groups a person is in; one request to Okta for every person',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						action: 'Get many users',
						description: 'Read everybody, or those who match filters',
					},
				],
				default: 'getAll',
			},
			{
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
						description: 'Read the profile schema of a user type as Okta gives it',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						action: 'Get many profile attributes',
						description: 'List the profile attributes of a user type, custom ones included',
					},
				],
				default: 'getAll',
			},
			...propertiesOf('user', 'get'),
			...propertiesOf('user', 'getAll'),
			...propertiesOf('user', 'getGroups'),
			...propertiesOf('schema', 'get'),
			...propertiesOf('schema', 'getAll'),
		],
	};

	methods = {
		listSearch: { searchUsers, searchUserTypes },
		loadOptions: { getAttributes },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		let client: OktaClient | undefined;
		for (let item = 0; item < this.getInputData().length; item++) {
			try {
				const resource = this.getNodeParameter('resource', item);
				const operation = this.getNodeParameter('operation', item);
				client ??= oktaClient(await n8nTransport(this), { maxWaitMs: PATIENT_MS });
				const found = await operations[resource][operation].execute(this, client, item);
				for (const json of found as IDataObject[]) output.push({ json, pairedItem: { item } });
			} catch (error) {
				const explained = toNodeError(this.getNode(), error, item);
				if (!this.continueOnFail()) throw explained;
				output.push({ json: { error: explained.message }, pairedItem: { item } });
			}
		}
		return [output];
	}
}
