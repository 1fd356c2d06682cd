import type { Operation } from '../../shared/operation';
import { getGroups as readGroups } from '../../shared/users';
import { userLocator } from '../locators';

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
