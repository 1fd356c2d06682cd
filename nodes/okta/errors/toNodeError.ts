import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { OktaError } from './OktaError';

/**
 * The error that n8n shows: our message and description, Okta's status, and the item. Other errors
 * become a NodeOperationError, so that n8n names their item too.
 */
export function toNodeError(node: INode, error: unknown, itemIndex?: number): Error {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!(error instanceof OktaError)) {
		return new NodeOperationError(node, error as Error, { itemIndex });
	}
	const { message, description, failure } = error;
	if (error.kind === 'parameter') {
		return new NodeOperationError(node, message, { description, itemIndex, failure });
	}
	// Only the message goes in: n8n replaces the message of an error with a network code such as ENOTFOUND.
	return new NodeApiError(node, { message }, {
		message,
		description,
		httpCode: error.status === undefined ? undefined : String(error.status),
		itemIndex,
		failure,
	});
}
