import { z } from 'zod';
import { isRecord } from '../isRecord';

/**
 * Okta's answers as far as we rely on them. Everything else is passed through untouched: an answer
 * may omit null properties and gain new ones at any time (reference/okta-api.md 1.1).
 */
export interface OktaUser {
	id: string;
	status?: string;
	lastUpdated?: string | null;
	profile?: Record<string, unknown>;
	[other: string]: unknown;
}

const exactUserSchema = z.object({
	id: z.string().min(1),
	status: z.string().optional(),
	lastUpdated: z.string().nullish(),
	profile: z.custom<OktaUser['profile']>(isRecord, 'Expected an object').optional(),
});

/** The same by hand, in a hundredth of the time: zod copies what it checks. */
const isUser = (value: unknown): value is OktaUser =>
	isRecord(value) &&
	typeof value.id === 'string' &&
	value.id !== '' &&
	(value.status === undefined || typeof value.status === 'string') &&
	(value.lastUpdated === undefined || value.lastUpdated === null || typeof value.lastUpdated === 'string') &&
	(value.profile === undefined || isRecord(value.profile));

const isList = (value: unknown): value is OktaUser[] => Array.isArray(value) && value.every(isUser);

/** zod is asked only of what does not fit: where, and why. */
const unless = <T>(fits: (value: unknown) => value is T, exact: z.ZodTypeAny) =>
	z.custom<T>().superRefine((value, context) => {
		if (fits(value)) return;
		for (const issue of exact.safeParse(value).error?.issues ?? []) context.addIssue(issue);
	});

export const userSchema = unless(isUser, exactUserSchema);

/** A page of them, at a stroke: to step into each costs zod more than to look at it. */
export const userListSchema = unless(isList, z.array(exactUserSchema));

export const groupSchema = z
	.object({
		id: z.string().min(1),
		type: z.string().optional(),
		profile: z
			.object({ name: z.string().optional(), description: z.string().nullish() })
			.passthrough()
			.optional(),
	})
	.passthrough();

export type OktaGroup = z.infer<typeof groupSchema>;

const link = z.object({ href: z.string() }).passthrough();

export const userTypeSchema = z
	.object({
		id: z.string().min(1),
		name: z.string().optional(),
		displayName: z.string().optional(),
		default: z.boolean().optional(),
		_links: z.object({ schema: link.optional() }).passthrough().optional(),
	})
	.passthrough();

export type OktaUserType = z.infer<typeof userTypeSchema>;

/**
 * One attribute. `unique` is declared boolean but answered as "UNIQUE_VALIDATED" or
 * "PENDING_UNIQUENESS" (reference/okta-api.md 2), hence `unknown`.
 */
const attributeSchema = z
	.object({
		title: z.string().nullish(),
		description: z.string().nullish(),
		type: z.string().nullish(),
		format: z.string().nullish(),
		required: z.boolean().nullish(),
		enum: z.array(z.unknown()).nullish(),
		oneOf: z.array(z.unknown()).nullish(),
		unique: z.unknown(),
		minLength: z.number().nullish(),
		maxLength: z.number().nullish(),
		permissions: z
			.array(z.object({ principal: z.string().optional(), action: z.string().optional() }).passthrough())
			.nullish(),
	})
	.passthrough();

export type SchemaAttribute = z.infer<typeof attributeSchema>;

const definition = z
	.object({
		properties: z.record(attributeSchema).nullish(),
		required: z.array(z.string()).nullish(),
	})
	.passthrough()
	.nullish();

export const userSchemaSchema = z
	.object({
		id: z.string(),
		definitions: z.object({ base: definition, custom: definition }).passthrough(),
	})
	.passthrough();

export type OktaUserSchema = z.infer<typeof userSchemaSchema>;

/** `errorCauses` is sometimes an object instead of an array (reference/okta-api.md 4). */
export const errorBodySchema = z
	.object({
		errorCode: z.string(),
		errorSummary: z.string().catch(''),
		errorId: z.string().optional().catch(undefined),
		errorCauses: z
			.preprocess(
				(causes) => (Array.isArray(causes) ? causes : causes === undefined ? [] : [causes]),
				z.array(z.object({ errorSummary: z.string() }).passthrough()),
			)
			.catch([]),
	})
	.passthrough();

export type OktaErrorBody = z.infer<typeof errorBodySchema>;

/** How /oauth2/v1/token refuses (RFC 6749, 5.2). */
export const oauthErrorSchema = z
	.object({ error: z.string(), error_description: z.string().optional().catch(undefined) })
	.passthrough();
