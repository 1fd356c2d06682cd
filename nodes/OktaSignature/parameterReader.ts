import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { z } from 'zod';

/** Whether a stored parameter holds an n8n expression anywhere, so that it can differ from item to item. */
export function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}

/**
 * Reads and checks parameters. One without an expression is the same for every item and is read once: with 10,000 items
 * reading is what costs.
 */
export class ParameterReader {
	private readonly constants = new Map<string, unknown>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** The parameter as it is stored, expressions not resolved. */
	raw(name: string): unknown {
		return this.context.getNode().parameters[name];
	}

	/** @throws NodeOperationError that names the parameter when it does not have the schema's shape */
	read<Schema extends z.ZodTypeAny>(name: string, label: string, itemIndex: number, schema: Schema): z.output<Schema> {
		if (this.constants.has(name)) return this.constants.get(name) as z.output<Schema>;
		const parsed = schema.safeParse(this.context.getNodeParameter(name, itemIndex, null) ?? undefined);
		if (!parsed.success) {
			const { message, path } = parsed.error.issues[0];
			const where = path.length > 0 ? ` (${path.join('.')})` : '';
			throw new NodeOperationError(this.context.getNode(), `Check the parameter '${label}'${where}: ${message}`, {
				itemIndex,
			});
		}
		if (!holdsExpression(this.raw(name))) this.constants.set(name, parsed.data);
		return parsed.data as z.output<Schema>;
	}
}
