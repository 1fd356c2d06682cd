import type { Operation } from '../../shared/operation';
import { attributesOf, getSchema } from '../../shared/schemas';
import { userTypeLocator } from '../locators';

export const getMany: Operation = {
	properties: [userTypeLocator],

	async execute(context, client, itemIndex) {
		const type = context.getNodeParameter('userType', itemIndex, '', { extractValue: true });
		return attributesOf(await getSchema(client, String(type)));
	},
};
