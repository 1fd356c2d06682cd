import type { Operation } from '../operation';
import { simplify, userLocator } from '../../../okta/editor/commonDescriptions';
import { getUser, simplifyUser } from '../../../okta/users/users';

export const description: Operation['description'] = [userLocator, simplify];

export const execute: Operation['execute'] = async (context, client, itemIndex) => {
	const key = context.getNodeParameter('userId', itemIndex, '', { extractValue: true });
	const simplified = context.getNodeParameter('simplify', itemIndex) === true;
	const user = await getUser(client, String(key), simplified);
	return [simplified ? simplifyUser(user) : user];
};
