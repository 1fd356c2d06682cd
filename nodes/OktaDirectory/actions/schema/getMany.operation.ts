import type { Operation } from '../operation';
import { listAttributes, getSchema } from '../../../okta/users/schemas';
import { userTypeLocator } from '../../../okta/editor/commonDescriptions';

export const getMany: Operation = {
	properties: [userTypeLocator],

	async execute(context, client, itemIndex) {
		const type = context.getNodeParameter('userType', itemIndex, '', { extractValue: true });
		return listAttributes(await getSchema(client, String(type)));
	},
};
