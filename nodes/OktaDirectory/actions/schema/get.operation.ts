import type { Operation } from '../operation';
import { userTypeLocator } from '../../../okta/editor/commonDescriptions';
import { getSchema } from '../../../okta/users/schemas';

export const description: Operation['description'] = [userTypeLocator];

export const execute: Operation['execute'] = async (context, client, itemIndex) => {
	const type = context.getNodeParameter('userType', itemIndex, '', { extractValue: true });
	return [await getSchema(client, String(type))];
};
