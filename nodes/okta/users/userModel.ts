import { z } from 'zod';
import type { BodyIssue, BodySchema } from '../client/parseBody';
import { isRecord } from '../isRecord';

/**
 * Okta's responses, as far as we rely on them. All other properties are passed through: Okta may omit
 * null properties and add new ones at any time (reference/okta-api.md 1.1).
 */
export interface OktaUser {
	id: string;
	status?: string;
	lastUpdated?: string | null;
	profile?: Record<string, unknown>;
	[other: string]: unknown;
}

/** The first property of a user that has an unexpected value; undefined for a valid user. */
function userIssue(value: unknown): BodyIssue | undefined {
	if (!isRecord(value)) return { path: [], message: 'Expected an object' };
	const { id, status, lastUpdated, profile } = value;
	if (typeof id !== 'string' || id === '') return { path: ['id'], message: 'Expected a string that is not empty' };
	if (status !== undefined && typeof status !== 'string') return { path: ['status'], message: 'Expected a string' };
	if (lastUpdated !== undefined && lastUpdated !== null && typeof lastUpdated !== 'string') {
		return { path: ['lastUpdated'], message: 'Expected a string' };
	}
	if (profile !== undefined && !isRecord(profile)) return { path: ['profile'], message: 'Expected an object' };
	return undefined;
}

function userListIssues(value: unknown): BodyIssue[] {
	if (!Array.isArray(value)) return [{ path: [], message: 'Expected a list' }];
	const issues: BodyIssue[] = [];
	for (let index = 0; index < value.length; index++) {
		const issue = userIssue(value[index]);
		if (issue !== undefined) issues.push({ path: [index, ...issue.path], message: issue.message });
	}
	return issues;
}

/** A guard in the shape of a zod schema. zod copies every user it checks, which takes a third of the time of a read. */
const guard = <T>(issuesOf: (value: unknown) => BodyIssue[]): BodySchema<T> => ({
	safeParse(value) {
		const issues = issuesOf(value);
		return issues.length === 0 ? { success: true, data: value as T } : { success: false, error: { issues } };
	},
});

export const userSchema = guard<OktaUser>((value) => {
	const issue = userIssue(value);
	return issue === undefined ? [] : [issue];
});

/** A page of users. */
export const userListSchema = guard<OktaUser[]>(userListIssues);

export const groupSchema = z
	.object({
		id: z.string().min(1),
		type: z.string().optional(),
		lastUpdated: z.string().nullish(),
		lastMembershipUpdated: z.string().nullish(),
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
 * One attribute. `unique` is documented as boolean, but Okta sends "UNIQUE_VALIDATED" or
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
