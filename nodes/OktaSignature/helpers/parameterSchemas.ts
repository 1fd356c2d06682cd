import { z } from 'zod';
import { listParameter } from '../../okta/editor/parseParameter';
import { FORMAT_VALUES, type SmartField } from '../engine/profile/smartField';

const text = z.string().nullish().transform((value) => value ?? '');

const name = z.string().trim().min(1, 'a name is empty');

/** A date as text, or what an expression gives: a JavaScript date or a Luxon DateTime, whose text is ISO. */
const stamp = z.unknown().transform((value) => {
	if (value === null || value === undefined) return '';
	return value instanceof Date ? value.toISOString() : String(value).trim();
});

/** Names that Mustache can look up: it reads a dot as "inside" and blanks as the tag's padding. */
const fieldName = name.refine((value) => !/[\s.{}]/.test(value), 'a name may hold no blank, dot or brace');

/** A fixed collection's `values`. */
const values = <Shape extends z.ZodTypeAny>(shape: Shape) =>
	z.object({ values: z.array(shape).default([]) }).default({});

/** The parameter `smartFields`, by name; a later field wins over an earlier one of the same name. */
export const smartFieldsSchema = values(
	z.object({
		name: fieldName,
		attributes: listParameter,
		default: text,
		format: z.enum(FORMAT_VALUES).default('none'),
		required: z.boolean().default(false),
	}),
).transform((fields): ReadonlyMap<string, SmartField> => new Map(fields.values.map((field) => [field.name, field])));

/** The parameter `partials`, by name. */
export const partialsSchema = values(z.object({ name, content: text })).transform(
	(partials): ReadonlyMap<string, string> => new Map(partials.values.map(({ name: one, content }) => [one, content])),
);

/** The parameter `banners`, in order. */
export const bannersSchema = values(
	z.object({
		name: text,
		imageUrl: text,
		linkUrl: text,
		altText: text,
		startsAt: stamp,
		endsAt: stamp,
	}),
).transform((banners) => banners.values);

/** The parameter `options`. */
export const optionsSchema = z
	.object({
		files: z.boolean().default(false),
		now: stamp,
		onlyChanged: z.boolean().default(false),
		outputField: z.string().trim().default('signature').transform((field) => field || 'signature'),
		phoneRegion: text.transform((region) => region.trim()),
		previousHash: text.transform((hash) => hash.trim()),
		profileField: z.string().trim().default('profile'),
		target: z.enum(['gmail', 'outlookAddIn', 'exchangeRule', 'none']).default('gmail'),
		textTemplate: text,
		whenRequiredMissing: z.enum(['error', 'flag', 'skip']).default('error'),
		whenTooLong: z.enum(['error', 'flag']).default('error'),
	})
	.default({});

export type Options = z.infer<typeof optionsSchema>;
