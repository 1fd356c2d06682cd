import type { Operation } from '../operation';
import { userLocator } from '../../../okta/editor/commonDescriptions';
import { getGroups } from '../../../okta/users/users';

export const description: Operation['description'] = [userLocator];

export const execute: Operation['execute'] = async (context, client, itemIndex) => {
	const key = context.getNodeParameter('userId', itemIndex, '', { extractValue: true });
	const { userId, groups } = await getGroups(client, String(key));
	return groups.map(({ id, type, profile }) => ({
		id,
		name: profile?.name,
		description: profile?.description,
		type,
		userId,
	}));
};
