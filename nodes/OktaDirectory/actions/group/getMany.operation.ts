import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { collectById, PAGE_SIZE } from '../../../okta/client/pagination';
import { parseParameter, textParameter } from '../../../okta/editor/parseParameter';
import { groupPages, groupsPath } from '../../../okta/groups/groups';
import { limitParameters, readLimit } from '../limit';
import type { Operation } from '../operation';

// An expression may return other types than the editor's fields.
const filtersSchema = z.object({ query: textParameter, search: textParameter, type: textParameter }).default({});

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Groups must match all filters',
	options: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. Sales',
			description: 'Only groups whose name starts with this text. Not case-sensitive.',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. lastMembershipUpdated gt "2026-01-31T00:00:00.000Z"',
			description:
				'An Okta search expression. Groups must match it and all other filters. <a href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/Group/#tag/Group/operation/listGroups">How to write one</a>.',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'App Group', value: 'APP_GROUP', description: 'Imported from an app, such as Active Directory' },
				{ name: 'Built-In', value: 'BUILT_IN', description: 'Created by Okta, such as Everyone' },
				{ name: 'Okta Group', value: 'OKTA_GROUP', description: 'Created by your admins' },
			],
			default: 'OKTA_GROUP',
			description: 'Only groups of this type',
		},
	],
};

export const description: Operation['description'] = [...limitParameters, filters];

export const execute: Operation['execute'] = async (context, client, itemIndex) => {
	const limit = readLimit(context, itemIndex, 'groups');
	const selected = parseParameter(filtersSchema, context.getNodeParameter('filters', itemIndex), 'Filters', filters.options);
	const groups = await collectById(groupPages(client, groupsPath(selected, Math.min(limit, PAGE_SIZE))), limit);
	return groups.map(({ id, type, profile, lastMembershipUpdated }) => ({
		id,
		name: profile?.name,
		description: profile?.description,
		type,
		lastMembershipUpdated,
	}));
};
