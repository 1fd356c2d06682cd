import type { Operation } from '../../shared/operation';
import { getSchema } from '../../shared/schemas';
import { userTypeLocator } from '../locators';

export const get: Operation = {
	properties: [userTypeLocator],

	async execute(context, client, itemIndex) {
		const type = context.getNodeParameter('userType', itemIndex, '', { extractValue: true });
		return [await getSchema(client, String(type))];
	},
};
