import { z } from 'zod';
import { encodePathSegment } from '../client/encodePathSegment';
import { OktaError } from '../errors/OktaError';
import {
	userSchemaSchema,
	userTypeSchema,
	type OktaUserSchema,
	type OktaUserType,
	type SchemaAttribute,
} from './userModel';
import { collectById, paginate } from '../client/pagination';
import { parseBody } from '../client/parseBody';
import type { OktaClient } from '../client/types';
import { equals } from './search';
import { getUser, searchPath, userPages } from './users';

/** The attributes that every org has (reference/okta-api.md 1.4), used when the schema cannot be read. */
export const BASE_ATTRIBUTES = [
	'city',
	'costCenter',
	'countryCode',
	'department',
	'displayName',
	'division',
	'email',
	'employeeNumber',
	'firstName',
	'honorificPrefix',
	'honorificSuffix',
	'lastName',
	'locale',
	'login',
	'manager',
	'managerId',
	'middleName',
	'mobilePhone',
	'nickName',
	'organization',
	'postalAddress',
	'preferredLanguage',
	'primaryPhone',
	'profileUrl',
	'secondEmail',
	'state',
	'streetAddress',
	'timezone',
	'title',
	'userType',
	'zipCode',
];

/** One profile attribute, as "Get Many Attributes" returns it. */
export interface Attribute extends Pick<
	SchemaAttribute,
	'description' | 'type' | 'format' | 'enum' | 'minLength' | 'maxLength'
> {
	/** The variable name, as in `profile.<name>`. */
	name: string;
	title: string;
	required: boolean;
	/** Defined by the org, not by Okta. */
	custom: boolean;
	/** Display names of `enum`, as Okta returns them (`{ const, title }`). */
	options: unknown[] | undefined;
	unique: boolean;
	/** What users may do with their own value: READ_WRITE, READ_ONLY or HIDE. */
	permission: string | undefined;
}

/** Lists base attributes, then custom attributes, each in the schema's order. */
export function listAttributes(schema: OktaUserSchema): Attribute[] {
	return (['base', 'custom'] as const).flatMap((part) => {
		const { properties, required } = schema.definitions[part] ?? {};
		return Object.entries(properties ?? {}).map(([name, attribute]) => ({
			name,
			title: attribute.title || name,
			description: attribute.description ?? undefined,
			type: attribute.type ?? undefined,
			format: attribute.format ?? undefined,
			required: (required ?? []).includes(name) || attribute.required === true,
			custom: part === 'custom',
			enum: attribute.enum ?? undefined,
			options: attribute.oneOf ?? undefined,
			// Documented as boolean, but Okta sends UNIQUE_VALIDATED or PENDING_UNIQUENESS.
			unique: attribute.unique === true || /^(UNIQUE|PENDING)/.test(String(attribute.unique)),
			minLength: attribute.minLength ?? undefined,
			maxLength: attribute.maxLength ?? undefined,
			permission: attribute.permissions?.find(({ principal }) => principal === 'SELF')?.action,
		}));
	});
}

/**
 * The profile schema of a user type.
 *
 * @param type `default`, the ID of a user type (`oty…`) or of a schema (`osc…`)
 * @throws OktaError
 */
export async function getSchema(client: OktaClient, type: string): Promise<OktaUserSchema> {
	const id = type.trim() || 'default';
	const path = id.startsWith('oty')
		? await schemaPathOfType(client, id)
		: `/api/v1/meta/schemas/user/${encodePathSegment(id)}`;
	return parseBody(userSchemaSchema, await client.get(path), '/api/v1/meta/schemas/user/{id}');
}

/** User types of the org. @throws OktaError of kind `scope` without okta.userTypes.read */
export const getUserTypes = async (client: OktaClient): Promise<OktaUserType[]> =>
	await collectById(paginate(client, '/api/v1/meta/types/user', z.array(userTypeSchema)));

/**
 * A user type links to its schema, but reading user types needs a scope that the credential does not
 * request by default. Without that scope, the link is taken from a user of the type
 * (reference/okta-api.md 2).
 */
async function schemaPathOfType(client: OktaClient, typeId: string): Promise<string> {
	const typePath = `/api/v1/meta/types/user/${encodePathSegment(typeId)}`;
	const type = await unlessForbidden(client.get(typePath));
	if (type !== undefined) {
		const { _links } = parseBody(userTypeSchema, type, '/api/v1/meta/types/user/{id}');
		return schemaPath(client, _links?.schema?.href, typeId);
	}
	const path = searchPath(equals('type.id', typeId), 1);
	const [user] = await collectById(userPages(client, path, true), 1);
	if (user === undefined) return schemaPath(client, undefined, typeId);
	const { _links } = await getUser(client, user.id, false);
	return schemaPath(client, userSchemaLink(_links), typeId);
}

const userSchemaLink = (links: unknown): string | undefined => {
	const parsed = userTypeSchema.shape._links.safeParse(links);
	return parsed.success ? parsed.data?.schema?.href : undefined;
};

/** The path of the link. Without a link, the ID that Okta gives such schemas (observed: the same suffix as the type's ID). */
function schemaPath(client: OktaClient, href: string | undefined, typeId: string): string {
	if (href?.startsWith(`${client.org}/api/v1/meta/schemas/user/`)) {
		return href.slice(client.org.length);
	}
	return `/api/v1/meta/schemas/user/${encodePathSegment(typeId.replace(/^oty/, 'osc'))}`;
}

/** The result, or undefined when the scope or the admin's role does not cover it. Other errors are thrown. */
export async function unlessForbidden<T>(read: Promise<T>): Promise<T | undefined> {
	return await read.catch((error: unknown) => {
		if (error instanceof OktaError && (error.kind === 'scope' || error.kind === 'role')) {
			return undefined;
		}
		throw error;
	});
}
