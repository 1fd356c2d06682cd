import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { EXECUTION_TIMEOUTS } from '../../okta/client/timeouts';
import { connect } from '../../okta/client/transport';
import type { OktaClient } from '../../okta/client/types';
import { toNodeError } from '../../okta/errors/toNodeError';
import { parameterError } from '../../okta/errors/OktaError';
import type { Operation, Resource } from './operation';
import { group } from './group/group.resource';
import { schema } from './schema/schema.resource';
import { user } from './user/user.resource';

const resources: Record<string, Resource> = { group, schema, user };

/** Runs the selected operation for each input item. All items share one client and its rate limit memory. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const output: INodeExecutionData[] = [];
	let client: OktaClient | undefined;
	for (let item = 0; item < context.getInputData().length; item++) {
		try {
			const resource = findResource(context.getNodeParameter('resource', item));
			const { execute } = findOperation(resource, context.getNodeParameter('operation', item));
			client ??= await connect(context, EXECUTION_TIMEOUTS);
			const results = await execute(context, client, item);
			for (const json of results as IDataObject[]) output.push({ json, pairedItem: { item } });
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, item);
			if (!context.continueOnFail()) throw nodeError;
			output.push({ json: { error: nodeError.message }, pairedItem: { item } });
		}
	}
	return [output];
}

/** @throws OktaError of kind `parameter` for a resource that the node does not have */
function findResource(name: string): Resource {
	if (Object.hasOwn(resources, name)) return resources[name];
	throw parameterError('Resource', 'has a value that the node does not know', 'Select Group, Schema or User.');
}

/** @throws OktaError of kind `parameter` for an operation that the resource does not have */
function findOperation({ operations, operationParameter }: Resource, name: string): Operation {
	if (Object.hasOwn(operations, name)) return operations[name];
	const labels = (operationParameter.options ?? []).map((option) => option.name);
	throw parameterError('Operation', 'has a value that the resource does not know', `Select one of: ${labels.join(', ')}.`);
}
