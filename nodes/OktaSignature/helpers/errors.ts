import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../okta/isRecord';
import { TemplateError } from '../engine/mustache/errors';

/** An error about one item. Its message becomes complete with the person: `toNodeOperationError` adds item and Okta ID. */
export class ItemError extends Error {
	/** @param description how to fix it */
	constructor(
		message: string,
		readonly description: string,
	) {
		super(message);
		this.name = 'ItemError';
	}
}

/** Only what looks like an ID is shown, because an item from another node may hold anything under `id`. */
const OKTA_ID = /^[\w-]{1,64}$/;

/** The item and the Okta ID of a person. Errors never show profile values. */
function personIn(json: unknown, itemIndex: number): string {
	const id = isRecord(json) ? json.id : undefined;
	return typeof id === 'string' && OKTA_ID.test(id) ? `item ${itemIndex}, Okta ID ${id}` : `item ${itemIndex}`;
}

/**
 * An error as n8n shows it: of a template with its line and column, of a person with item and Okta ID, and every error
 * with its item.
 * @param json the item
 */
export function toNodeOperationError(context: IExecuteFunctions, error: unknown, itemIndex: number, json?: unknown): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	if (error instanceof ItemError) {
		const { message, description } = error;
		return new NodeOperationError(context.getNode(), `${message} (${personIn(json, itemIndex)})`, { itemIndex, description });
	}
	if (!(error instanceof TemplateError)) return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	return new NodeOperationError(context.getNode(), error.message, {
		itemIndex,
		description: `Correct line ${error.line}, column ${error.column} of the ${error.source.label}. The operation 'Check Template' lists all errors at once.`,
	});
}
