import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { BASE_ATTRIBUTES, getSchema, listAttributes, unlessForbidden } from '../users/schemas';
import { withEditorClient } from './withEditorClient';

/** Profile attributes of the org's default schema; the base attributes if the schema cannot be read. */
export async function getAttributes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await withEditorClient(this, async (client) => {
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
