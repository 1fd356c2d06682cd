import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { TemplateError } from '../engine/mustache/errors';

/** An error as n8n shows it: of a template with its line and column, and every error with its item. */
export function toNodeOperationError(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	if (!(error instanceof TemplateError)) return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	return new NodeOperationError(context.getNode(), error.message, {
		itemIndex,
		description: `Correct line ${error.line}, column ${error.column} of the ${error.source.label}. The operation 'Check Template' lists all errors at once.`,
	});
}
