import type { IExecuteFunctions, INodeExecutionData, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** One operation of the node: what the editor shows for it and what it does. */
export interface Operation {
	/** Its option in the parameter Operation. */
	option: INodePropertyOptions;
	/** Entries of the Options collection that only this operation has. */
	options: INodeProperties[];
	/** Handles all input items. */
	execute(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}
