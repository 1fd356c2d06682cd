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
import { collect, paginate } from '../client/pagination';
import { parseBody, type OktaClient } from '../client/oktaClient';
import { equals } from './search';
import { getUser, searchPath, userPages } from './users';

/** The attributes that every org has (reference/okta-api.md 1.4), for when the schema may not be read. */
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

/** One attribute of a profile, as "Get Many Attributes" hands it on. */
export interface Attribute extends Pick<
	SchemaAttribute,
	'description' | 'type' | 'format' | 'enum' | 'minLength' | 'maxLength'
> {
	/** The variable name, as in `profile.<name>`. */
	name: string;
	title: string;
	required: boolean;
	/** Not one of Okta's own. */
	custom: boolean;
	/** Display names of `enum`, as Okta gives them (`{ const, title }`). */
	options: unknown[] | undefined;
	unique: boolean;
	/** What the person themselves may do: READ_WRITE, READ_ONLY or HIDE. */
	permission: string | undefined;
}

/** Base attributes first, then custom ones, each in the schema's order. */
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
			// Declared boolean, answered as UNIQUE_VALIDATED or PENDING_UNIQUENESS.
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
 * @param type `default`, a user type's id (`oty…`) or a schema's id (`osc…`)
 * @throws OktaError
 */
export async function getSchema(client: OktaClient, type: string): Promise<OktaUserSchema> {
	const wanted = type.trim() || 'default';
	const path = wanted.startsWith('oty')
		? await schemaPathOfType(client, wanted)
		: `/api/v1/meta/schemas/user/${encodePathSegment(wanted)}`;
	return parseBody(userSchemaSchema, await client.get(path), '/api/v1/meta/schemas/user/{id}');
}

/** User types of the org. @throws OktaError kind `scope` without okta.userTypes.read */
export const getUserTypes = async (client: OktaClient): Promise<OktaUserType[]> =>
	await collect(paginate(client, '/api/v1/meta/types/user', z.array(userTypeSchema)));

/**
 * A type names its schema by a link, but types need a scope of their own, which the credential does
 * not ask for by default. Without it the link is read off one person of that type
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
	const [somebody] = await collect(userPages(client, path, true), 1);
	if (somebody === undefined) return schemaPath(client, undefined, typeId);
	const { _links } = await getUser(client, somebody.id, false);
	return schemaPath(client, userSchemaLink(_links), typeId);
}

const userSchemaLink = (links: unknown): string | undefined => {
	const parsed = userTypeSchema.shape._links.safeParse(links);
	return parsed.success ? parsed.data?.schema?.href : undefined;
};

/** The link's path; without a link the id Okta gives such schemas (observed: same suffix). */
function schemaPath(client: OktaClient, href: string | undefined, typeId: string): string {
	if (href?.startsWith(`${client.org}/api/v1/meta/schemas/user/`)) {
		return href.slice(client.org.length);
	}
	return `/api/v1/meta/schemas/user/${encodePathSegment(typeId.replace(/^oty/, 'osc'))}`;
}

/** undefined where the scope or the admin's role does not reach; other faults are thrown on. */
export async function unlessForbidden<T>(reading: Promise<T>): Promise<T | undefined> {
	return await reading.catch((error: unknown) => {
		if (error instanceof OktaError && (error.kind === 'scope' || error.kind === 'role')) {
			return undefined;
		}
		throw error;
	});
}
