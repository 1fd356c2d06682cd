import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { parameterError } from '../errors/OktaError';

/** Text, or a value that an expression returned instead. Empty values become undefined. */
export const textParameter = z
	.union([z.string(), z.number(), z.boolean(), z.null(), z.undefined()])
	.transform((value) => (value === null || value === undefined ? undefined : String(value)));

/** A list of names. An expression may return comma-separated names instead. */
export const listParameter = z
	.union([z.array(z.string()), z.string(), z.null(), z.undefined()])
	.transform((value) => (typeof value === 'string' ? value.split(',') : (value ?? [])))
	.transform((names) => names.map((name) => name.trim()).filter((name) => name !== ''));

/**
 * Checks a parameter's value, which may come from an expression.
 *
 * @param label the parameter's name in the editor
 * @param entries the parameters inside a collection, which have names of their own
 * @throws OktaError of kind `parameter` that names the parameter with the wrong type, but not its value
 */
export function parseParameter<Schema extends z.ZodTypeAny>(
	schema: Schema,
	value: unknown,
	label: string,
	entries: INodeProperties['options'] = [],
): z.output<Schema> {
	const parsed = schema.safeParse(value ?? undefined);
	if (parsed.success) return parsed.data as z.output<Schema>;
	const [field] = parsed.error.issues[0].path;
	const entry = entries.find(({ name }) => name === field);
	const shown = entry !== undefined && 'displayName' in entry ? entry.displayName : label;
	throw parameterError(shown, 'has the wrong type', `Check what the expression in '${shown}' returns.`);
}
