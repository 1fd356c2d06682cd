import type { Operation } from '../operation';
import { getGroups as readGroups } from '../../../okta/users/users';
import { userLocator } from '../../../okta/editor/commonDescriptions';

export const getGroups: Operation = {
	properties: [userLocator],

	async execute(context, client, itemIndex) {
		const key = context.getNodeParameter('userId', itemIndex, '', { extractValue: true });
		const { userId, groups } = await readGroups(client, String(key));
		return groups.map(({ id, type, profile }) => ({
			id,
			name: profile?.name,
			description: profile?.description,
			type,
			userId,
		}));
	},
};
