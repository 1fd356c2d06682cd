import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OktaClient } from '../../okta/client/types';

/** One operation of the node: its parameters in the editor, and what it does with an item. */
export interface Operation {
	/** Parameters that the editor shows for this operation only. */
	description: INodeProperties[];
	/** Returns the json of the output items for input item `itemIndex`. @throws OktaError */
	execute(context: IExecuteFunctions, client: OktaClient, itemIndex: number): Promise<object[]>;
}

/** A resource: the parameter that selects its operation, and its operations by that parameter's value. */
export interface Resource {
	operationParameter: INodeProperties;
	operations: Record<string, Operation>;
}

/** The parameters of all operations of a resource. */
export const parametersOf = (resource: string, operations: Record<string, Operation>): INodeProperties[] =>
	Object.entries(operations).flatMap(([operation, { description }]) =>
		description.map((property) => ({
			...property,
			displayOptions: {
				show: { ...property.displayOptions?.show, resource: [resource], operation: [operation] },
			},
		})),
	);
