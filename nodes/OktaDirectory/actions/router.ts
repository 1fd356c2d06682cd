import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { oktaClient } from '../../okta/client/oktaClient';
import { EXECUTION_TIMEOUTS } from '../../okta/client/timeouts';
import { n8nTransport } from '../../okta/client/transport';
import type { OktaClient } from '../../okta/client/types';
import { toNodeError } from '../../okta/errors/toNodeError';
import type { Resource } from './operation';
import { schema } from './schema/schema.resource';
import { user } from './user/user.resource';

const resources: Record<string, Resource> = { user, schema };

/** Runs the selected operation for each input item. All items share one client and its rate limit memory. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { requestMs, maxWaitMs } = EXECUTION_TIMEOUTS;
	const output: INodeExecutionData[] = [];
	let client: OktaClient | undefined;
	for (let item = 0; item < context.getInputData().length; item++) {
		try {
			const resource = context.getNodeParameter('resource', item);
			const operation = context.getNodeParameter('operation', item);
			client ??= oktaClient(await n8nTransport(context, requestMs), { maxWaitMs });
			const results = await resources[resource].operations[operation].execute(context, client, item);
			for (const json of results as IDataObject[]) output.push({ json, pairedItem: { item } });
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, item);
			if (!context.continueOnFail()) throw nodeError;
			output.push({ json: { error: nodeError.message }, pairedItem: { item } });
		}
	}
	return [output];
}
