import { NodeOperationError, type NodeApiError, type ILoadOptionsFunctions, type INodePropertyOptions } from 'n8n-workflow';
import { BASE_ATTRIBUTES, getSchema, listAttributes, unlessForbidden } from '../users/schemas';
import { collectById } from '../client/pagination';
import type { OktaClient } from '../client/types';
import { groupPages, groupsPath } from '../groups/groups';
import { withEditorClient } from './withEditorClient';

/** Profile attributes of the org's default schema; the base attributes if the schema cannot be read. */
export async function getAttributes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await readOptions(this, async (client) => {
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

/** Okta allows 10,000 groups per page; with this many, a page comes within the time that the editor waits. */
const GROUPS_PER_PAGE = 1000;

const GROUP_TYPES: Record<string, string> = {
	APP_GROUP: 'App group',
	BUILT_IN: 'Built-in group',
	OKTA_GROUP: 'Okta group',
};

/** All groups of the org. Names need not be unique in Okta, so groups with the same name also show their IDs. */
export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await readOptions(this, async (client) => {
		const groups = await collectById(groupPages(client, groupsPath({}, GROUPS_PER_PAGE)));
		const named = groups.map(({ id, type = '', profile }) => ({
			id,
			name: profile?.name || id,
			description: [GROUP_TYPES[type] ?? type, profile?.description].filter(Boolean).join(': ') || undefined,
		}));
		const counts = new Map<string, number>();
		for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
		const options = named.map(({ id, name, description }) => ({
			name: counts.get(name) === 1 ? name : `${name} (${id})`,
			value: id,
			description,
		}));
		return options.sort((a, b) => a.name.localeCompare(b.name));
	});
}

/** The editor shows a NodeApiError of these lists as "[object Object]" (n8n 2.41, ParameterInput), and the message of other errors. */
async function readOptions<T>(context: ILoadOptionsFunctions, read: (client: OktaClient) => Promise<T>): Promise<T> {
	try {
		return await withEditorClient(context, read);
	} catch (error) {
		const { message, description, failure } = error as NodeApiError | NodeOperationError;
		throw new NodeOperationError(context.getNode(), message, { description: description ?? undefined, failure });
	}
}
