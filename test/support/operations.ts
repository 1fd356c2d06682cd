import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/** An operation of a node. Its resource is undefined when the node has only one. */
export interface NodeOperation {
	resource: string | undefined;
	operation: string;
}

/** All operations that the editor offers for a node. */
export const operationsOf = ({ properties }: INodeTypeDescription): NodeOperation[] =>
	properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const resource = displayOptions?.show?.resource?.[0] as string | undefined;
			return (options as INodePropertyOptions[]).map(({ value }) => ({ resource, operation: String(value) }));
		});
