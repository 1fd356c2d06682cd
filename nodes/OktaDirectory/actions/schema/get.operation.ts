import type { Operation } from '../operation';
import { getSchema } from '../../../okta/users/schemas';
import { userTypeLocator } from '../../../okta/editor/commonDescriptions';

export const get: Operation = {
	properties: [userTypeLocator],

	async execute(context, client, itemIndex) {
		const type = context.getNodeParameter('userType', itemIndex, '', { extractValue: true });
		return [await getSchema(client, String(type))];
	},
};
