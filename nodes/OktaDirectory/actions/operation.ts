import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OktaClient } from '../../okta/client/oktaClient';

/** One operation of a node: what the editor shows for it and what it does with an item. */
export interface Operation {
	/** Shown only for this operation. */
	properties: INodeProperties[];
	/** The json of the output items for input item `itemIndex`. @throws OktaError */
	execute(context: IExecuteFunctions, client: OktaClient, itemIndex: number): Promise<object[]>;
}
