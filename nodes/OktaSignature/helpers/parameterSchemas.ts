import { z } from 'zod';
import { BRANDING_FIELDS, type BrandingKind, type BrandingName } from '../gallery/galleryFields';
import { isRecord } from '../../okta/isRecord';
import { listParameter } from '../../okta/editor/parseParameter';
import { completeColor } from '../engine/html/color';
import { linkParametersProblem } from '../engine/html/linkParameters';
import { completeUrl, folderUrl, isPhoneUrl, isUsableUrl } from '../engine/html/url';
import { HELPERS } from '../engine/mustache/parse';
import { cleanText } from '../engine/mustache/values';
import { languageCode } from '../engine/profile/direction';
import { phoneRegion as regionOf } from '../engine/profile/phone';
import { FORMAT_VALUES, type SmartField } from '../engine/profile/smartField';
import { TARGETS, type Target } from '../engine/targets';
import { DEFAULT_PROFILE_FIELD } from './profile';

/** The default of the option Max Changed Percent. */
export const DEFAULT_MAX_CHANGED_PERCENT = 50;

const text = z.string().nullish().transform((value) => value ?? '');

const name = z.string().trim().min(1, 'is empty');

/** A date as ISO text. Expressions may return a JavaScript Date or a Luxon DateTime, whose text is ISO. */
const date = z.unknown().transform((value) => {
	if (value === null || value === undefined) return '';
	return value instanceof Date ? value.toISOString() : String(value).trim();
});

/** Names that mean something else in templates. A smart field would replace the banner for everyone, or be unreachable. */
const RESERVED_NAMES: readonly string[] = ['banner', ...HELPERS];

/** A name that a Mustache tag can hold: Mustache reads a dot as a path, trims white space, and takes some first characters for other tags. */
const fieldName = name
	.refine((value) => !/[\s.{}]/.test(value), 'must not contain spaces, dots or braces')
	.refine((value) => !/^[#^/>!&=]/.test(value), 'must not begin with # ^ / > ! & or =')
	.refine(
		(value) => !RESERVED_NAMES.includes(value),
		(value) => ({ message: `must be another name: "${value}" has a meaning of its own in templates` }),
	);

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
		conditions: z.unknown(),
	}),
).transform((banners) => banners.values);

/** A phone number belongs to a person, and it could not be checked without the person's country. */
const linkUrl = (value: string) => (isUsableUrl(value, 'link') && !/^https?:/i.test(value) && !isPhoneUrl(value) ? value : completeUrl(value) || undefined);

/** How a branding field of each kind is completed, undefined when it cannot be used, and what is wrong with it then. */
const BRANDING_KINDS: Record<BrandingKind, { complete: (value: string) => string | undefined; problem: string }> = {
	color: { complete: completeColor, problem: 'is not a color such as #2f6fb5' },
	direction: { complete: (value) => (['auto', 'ltr', 'rtl'].includes(value) ? value : undefined), problem: 'must be one of auto, ltr, rtl' },
	folder: { complete: (value) => folderUrl(completeUrl(value)) || undefined, problem: 'is not a web address such as https://www.acme.com/icons' },
	image: { complete: (value) => completeUrl(value) || undefined, problem: 'is not a web address such as https://www.acme.com/logo.png' },
	language: { complete: languageCode, problem: 'is not a language code such as de or pt-BR' },
	link: { complete: linkUrl, problem: 'is not a web address such as https://www.acme.com' },
	text: { complete: (value) => value, problem: '' },
};

/** A branding field, undefined when it is empty. */
const brandingField = (kind: BrandingKind) =>
	text.transform((entered, context): string | undefined => {
		const value = cleanText(entered);
		if (value === '') return undefined;
		const { complete, problem } = BRANDING_KINDS[kind];
		const message = value.includes('{{') ? 'must not contain {{tags}}. They are only read in templates' : problem;
		const completed = value.includes('{{') ? undefined : complete(value);
		if (completed !== undefined) return completed;
		context.addIssue({ code: 'custom', message });
		return z.NEVER;
	});

const NO_BRANDING: ReadonlyMap<string, string> = new Map();

/** The parameter `branding`: the fields that have a value, by name. */
export const brandingSchema = z
	.object(Object.fromEntries((Object.keys(BRANDING_FIELDS) as BrandingName[]).map((name) => [name, brandingField(BRANDING_FIELDS[name].kind)])))
	.default({})
	.transform((fields): ReadonlyMap<string, string> => {
		const filled = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
		return filled.length === 0 ? NO_BRANDING : new Map(filled);
	});

/** The option Phone Region as the code that the phone library knows, '' for none. */
const phoneRegion = text.transform((value, context) => {
	const country = value.trim();
	const region = country === '' ? '' : regionOf(country);
	if (region !== undefined) return region;
	context.addIssue({ code: 'custom', message: 'is not a country. Enter a code such as DE or a name such as Germany' });
	return z.NEVER;
});

/** A percentage, undefined when it is empty. An expression may return it as text. */
const percent = z
	.unknown()
	.transform((value) => (typeof value === 'string' ? (value.trim() === '' ? undefined : Number(value)) : (value ?? undefined)))
	.refine(
		(value): value is number | undefined => value === undefined || (typeof value === 'number' && value >= 0 && value <= 100),
		'must be a number from 0 to 100',
	);

/** JSON as it is, or parsed; undefined when it cannot be. */
function parseJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

/** The parameter `profile`: an object, as JSON or from an expression; undefined when it is empty. */
export const profileSchema = z
	.unknown()
	.transform((value) => (typeof value === 'string' && value.trim() === '' ? undefined : (value ?? undefined)))
	.refine((value) => value === undefined || isRecord(parseJson(value)), 'must be a JSON object such as {"firstName": "Jane"}')
	.transform((value) => (value === undefined ? undefined : (parseJson(value) as Record<string, unknown>)));

/** The option Link Parameters. */
const linkParameters = text.transform((entered, context) => {
	const parameters = entered.trim();
	const problem = linkParametersProblem(parameters);
	if (parameters === '' || problem === '') return parameters;
	context.addIssue({ code: 'custom', message: problem });
	return z.NEVER;
});

/** The parameter `options`. */
export const optionsSchema = z
	.object({
		encoding: z.enum(['utf8', 'ascii']).default('utf8'),
		files: z.boolean().default(false),
		linkParameters,
		maxChangedPercent: percent.transform((value) => value ?? DEFAULT_MAX_CHANGED_PERCENT),
		now: date,
		onlyChanged: z.boolean().default(false),
		outputField: z.string().trim().default('signature').transform((field) => field || 'signature'),
		phoneRegion,
		previousHash: text.transform((hash) => hash.trim()),
		previousHtml: text.transform((html) => html.trim()),
		profileField: z.string().trim().default(DEFAULT_PROFILE_FIELD).transform((field) => field || DEFAULT_PROFILE_FIELD),
		target: z.enum(Object.keys(TARGETS) as [Target, ...Target[]]).default('gmail'),
		textTemplate: text,
		whenRequiredMissing: z.enum(['error', 'flag', 'skip']).default('error'),
		whenTooLong: z.enum(['error', 'flag']).default('error'),
	})
	.default({});

export type Options = z.infer<typeof optionsSchema>;
