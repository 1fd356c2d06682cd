import { z } from 'zod';
import { parameterError } from '../errors/OktaError';

/** Text, or what an expression may give in its place; undefined for nothing. */
export const textParameter = z
	.union([z.string(), z.number(), z.boolean(), z.null(), z.undefined()])
	.transform((value) => (value === null || value === undefined ? undefined : String(value)));

/** A list of names, or what an expression may give in its place: names with commas between. */
export const listParameter = z
	.union([z.array(z.string()), z.string(), z.null(), z.undefined()])
	.transform((value) => (typeof value === 'string' ? value.split(',') : (value ?? [])))
	.transform((names) => names.map((name) => name.trim()).filter((name) => name !== ''));

/**
 * A parameter as an expression may have made it, checked.
 * @param label how the editor calls it
 * @throws OktaError kind `parameter` that names the place, never the value
 */
export function parseParameter<Schema extends z.ZodTypeAny>(schema: Schema, value: unknown, label: string): z.output<Schema> {
	const parsed = schema.safeParse(value ?? undefined);
	if (parsed.success) return parsed.data as z.output<Schema>;
	const place = parsed.error.issues[0].path.join('.');
	throw parameterError(
		label,
		place === '' ? 'is not what it should be' : `has something else than expected in '${place}'`,
		'Look at what the expression there gives: text, or a list of names.',
	);
}
