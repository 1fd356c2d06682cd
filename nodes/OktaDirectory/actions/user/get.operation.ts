import type { Operation } from '../operation';
import { getUser, simplifyUser } from '../../../okta/users/users';
import { simplify, userLocator } from '../../../okta/editor/commonDescriptions';

export const get: Operation = {
	properties: [userLocator, simplify],

	async execute(context, client, itemIndex) {
		const key = context.getNodeParameter('userId', itemIndex, '', { extractValue: true });
		const simple = context.getNodeParameter('simplify', itemIndex) === true;
		const user = await getUser(client, String(key), simple);
		return [simple ? simplifyUser(user) : user];
	},
};
