import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { toNodeError } from '../errors/OktaError';
import { IMPATIENT_TIMEOUT_MS } from '../client/timeouts';
import type { OktaUser } from '../users/userModel';
import { IMPATIENT_MS, oktaClient, type OktaClient } from '../client/oktaClient';
import { listAttributes, BASE_ATTRIBUTES, getSchema, getUserTypes, unlessForbidden } from '../users/schemas';
import { n8nTransport } from '../client/transport';
import { userPages, usersPath } from '../users/users';

/** Shows Okta's refusals in the list itself, with the sentence and cure of every other error. */
async function picking<T>(
	context: ILoadOptionsFunctions,
	pick: (client: OktaClient) => Promise<T>,
): Promise<T> {
	try {
		return await pick(oktaClient(await n8nTransport(context, IMPATIENT_TIMEOUT_MS), { maxWaitMs: IMPATIENT_MS }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** A page of people for the user picker; `filter` is searched by Okta, not in the page at hand. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await picking(this, async (client) => {
		const attributes = ['firstName', 'lastName', 'login'];
		const path = paginationToken ?? usersPath({ query: filter }, { attributes }, 50);
		// The editor takes an empty page for the end of the list.
		for await (const { items, next } of userPages(client, path, true)) {
			if (items.length > 0 || next === undefined) return { results: people(items), paginationToken: next };
		}
		return { results: [] };
	});
}

/** Each of them once, by name. */
const people = (users: OktaUser[]): INodeListSearchItems[] =>
	[...new Map(users.map((user) => [user.id, user])).values()].map(({ id, profile = {} }) => {
		const name = [text(profile.firstName), text(profile.lastName)].filter(Boolean).join(' ');
		const login = text(profile.login) || id;
		return { name: name ? `${name} (${login})` : login, value: id };
	});

/** User types for the schema picker; just the default one without okta.userTypes.read. */
export async function searchUserTypes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await picking(this, async (client) => {
		const types = (await unlessForbidden(getUserTypes(client))) ?? [];
		const results: INodeListSearchItems[] = [
			{ name: 'Default', value: 'default' },
			...types
				.filter((type) => type.default !== true)
				.map(({ id, displayName, name }) => ({ name: displayName || name || id, value: id })),
		];
		const wanted = (filter ?? '').toLowerCase();
		return { results: results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	});
}

/** Profile attributes of the org's default schema; the base attributes where it may not be read. */
export async function getAttributes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await picking(this, async (client) => {
		const schema = await unlessForbidden(getSchema(client, 'default'));
		const attributes = schema
			? listAttributes(schema).map(({ name, title, custom, description }) => ({
					name: title === name ? name : `${title} (${name})`,
					value: name,
					description: description ?? (custom ? 'Custom attribute' : undefined),
				}))
			: BASE_ATTRIBUTES.map((name) => ({ name, value: name }));
		return attributes.sort((a, b) => a.name.localeCompare(b.name));
	});
}
