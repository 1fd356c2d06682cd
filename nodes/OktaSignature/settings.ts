import { z } from 'zod';
import { FORMATS } from './fields/formats';
import type { SmartField } from './fields/person';

const text = z.string().nullish().transform((value) => value ?? '');

/** Names that Mustache can look up: it reads a dot as "inside" and blanks as the tag's padding. */
const fieldName = z
	.string()
	.trim()
	.min(1, 'a name is empty')
	.refine((name) => !/[\s.{}]/.test(name), 'a name may hold no blank, dot or brace');

/** A list, or what an expression or a person may give instead: names with commas between. */
const attributeNames = z
	.union([z.array(z.string()), z.string()])
	.nullish()
	.transform((value) => (typeof value === 'string' ? value.split(',') : (value ?? [])))
	.transform((names) => names.map((name) => name.trim()).filter((name) => name !== ''));

/** The parameter `smartFields`, by name; a later field wins over an earlier one of the same name. */
export const smartFieldsSchema = z
	.object({
		values: z
			.array(
				z.object({
					name: fieldName,
					attributes: attributeNames,
					default: text,
					format: z.enum(FORMATS).default('none'),
					required: z.boolean().default(false),
				}),
			)
			.default([]),
	})
	.default({})
	.transform(({ values }): ReadonlyMap<string, SmartField> => new Map(values.map((field) => [field.name, field])));

/** The parameter `partials`, by name. */
export const partialsSchema = z
	.object({ values: z.array(z.object({ name: z.string().trim().min(1, 'a name is empty'), content: text })).default([]) })
	.default({})
	.transform(({ values }): ReadonlyMap<string, string> => new Map(values.map(({ name, content }) => [name, content])));

/** The parameter `options`. A date may come as text or, from an expression, as a date object. */
export const optionsSchema = z.object({
	now: z.unknown().transform((value) => (value === null || value === undefined ? '' : String(value))),
	onlyChanged: z.boolean().default(false),
	outputField: z.string().trim().default('signature').transform((name) => name || 'signature'),
	phoneRegion: text.transform((region) => region.trim()),
	previousHash: text.transform((hash) => hash.trim()),
	profileField: z.string().trim().default('profile'),
	target: z.enum(['gmail', 'outlookAddIn', 'exchangeRule', 'none']).default('gmail'),
	textTemplate: text,
	whenRequiredMissing: z.enum(['error', 'flag', 'skip']).default('error'),
	whenTooLong: z.enum(['error', 'flag']).default('error'),
}).default({});

export type Options = z.infer<typeof optionsSchema>;
