import { z } from 'zod';
import { listParameter } from '../../okta/editor/parseParameter';
import { FORMAT_VALUES, type SmartField } from '../engine/profile/smartField';
import { TARGETS, type Target } from '../engine/targets';

const text = z.string().nullish().transform((value) => value ?? '');

const name = z.string().trim().min(1, 'is empty');

/** A date as ISO text. Expressions may return a JavaScript Date or a Luxon DateTime, whose text is ISO. */
const date = z.unknown().transform((value) => {
	if (value === null || value === undefined) return '';
	return value instanceof Date ? value.toISOString() : String(value).trim();
});

/** A name that a Mustache tag can hold: Mustache reads a dot as a path and trims white space. */
const fieldName = name.refine((value) => !/[\s.{}]/.test(value), 'must not contain spaces, dots or braces');

/** The `values` of a fixed collection. */
const values = <Shape extends z.ZodTypeAny>(shape: Shape) =>
	z.object({ values: z.array(shape).default([]) }).default({});

/** Refuses two entries of the same name, of which one would silently be ignored. */
function requireDistinctNames({ values: entries }: { values: Array<{ name: string }> }, context: z.RefinementCtx): void {
	const seen = new Set<string>();
	for (const [index, entry] of entries.entries()) {
		if (seen.has(entry.name)) context.addIssue({ code: 'custom', path: ['values', index, 'name'], message: `must be a name of its own: "${entry.name}" occurs twice` });
		seen.add(entry.name);
	}
}

/** The parameter `smartFields`, by name. */
export const smartFieldsSchema = values(
	z.object({
		name: fieldName,
		attributes: listParameter,
		default: text,
		format: z.enum(FORMAT_VALUES).default('none'),
		required: z.boolean().default(false),
	}),
)
	.superRefine(requireDistinctNames)
	.transform((fields): ReadonlyMap<string, SmartField> => new Map(fields.values.map((field) => [field.name, field])));

/** The parameter `partials`, by name. */
export const partialsSchema = values(z.object({ name, content: text }))
	.superRefine(requireDistinctNames)
	.transform((partials): ReadonlyMap<string, string> => new Map(partials.values.map(({ name: one, content }) => [one, content])));

/** The parameter `banners`, in order. */
export const bannersSchema = values(
	z.object({
		name: text,
		imageUrl: text,
		linkUrl: text,
		altText: text,
		startsAt: date,
		endsAt: date,
	}),
).transform((banners) => banners.values);

/** The parameter `options`. */
export const optionsSchema = z
	.object({
		files: z.boolean().default(false),
		now: date,
		onlyChanged: z.boolean().default(false),
		outputField: z.string().trim().default('signature').transform((field) => field || 'signature'),
		phoneRegion: text.transform((region) => region.trim()),
		previousHash: text.transform((hash) => hash.trim()),
		profileField: z.string().trim().default('profile'),
		target: z.enum(Object.keys(TARGETS) as [Target, ...Target[]]).default('gmail'),
		textTemplate: text,
		whenRequiredMissing: z.enum(['error', 'flag', 'skip']).default('error'),
		whenTooLong: z.enum(['error', 'flag']).default('error'),
	})
	.default({});

export type Options = z.infer<typeof optionsSchema>;
