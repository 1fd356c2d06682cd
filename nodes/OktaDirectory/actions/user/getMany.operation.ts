import { tryToParseDateTime, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { isRecord } from '../../../okta/isRecord';
import { parameterError } from '../../../okta/errors/OktaError';
import { parseParameter, listParameter, textParameter } from '../../../okta/editor/parseParameter';
import { limitParameters, readLimit } from '../limit';
import type { Operation } from '../operation';
import { collectById } from '../../../okta/client/pagination';
import type { OktaClient } from '../../../okta/client/types';
import type { SelectedGroup } from '../../../okta/groups/groups';
import { STATUSES, type UserFilters } from '../../../okta/users/search';
import { matchingUserPages, pickAttributes, simplifyUser } from '../../../okta/users/users';
import { Memberships } from '../../../okta/groups/memberships';
import { simplify } from '../../../okta/editor/commonDescriptions';

// An expression may return other types than the editor's fields.
const filtersSchema = z.object({
	groups: listParameter,
	status: listParameter,
	department: textParameter,
	title: textParameter,
	userType: textParameter,
	search: textParameter,
	query: textParameter,
	updatedSince: z.unknown(),
	createdSince: z.unknown(),
}).default({});

const optionsSchema = z.object({
	attributes: listParameter,
	groups: listParameter,
	sortBy: textParameter,
	sortOrder: z.enum(['asc', 'desc']).nullish().transform((order) => order ?? undefined),
}).default({});

const GROUP_FILTER = 'Group Names or IDs';
const ADD_GROUPS = 'Add Group Names or IDs';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Users must match all filters',
	options: [
		{
			displayName: 'Created Since',
			name: 'createdSince',
			type: 'dateTime',
			default: '',
			description: 'Only users created at or after this time',
		},
		{
			displayName: 'Department',
			name: 'department',
			type: 'string',
			default: '',
			placeholder: 'e.g. Sales',
			description: 'Only users with exactly this department. Not case-sensitive.',
		},
		{
			displayName: GROUP_FILTER,
			name: 'groups',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getGroups' },
			default: [],
			description:
				'Only members of at least one of these groups. Needs Read Groups under Additional Access in the credential. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jane',
			description: 'Only users whose first name, last name or email starts with this text',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. profile.city eq "Berlin" or profile.city eq "Wien"',
			description:
				'An Okta search expression. Users must match it and all other filters. <a href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/listUsers">How to write one</a>.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			default: [],
			options: STATUSES.map((value) => ({
				name: value
					.split('_')
					.map((word) => word[0] + word.slice(1).toLowerCase())
					.join(' '),
				value,
			})),
			description:
				'Only users with one of these statuses. Without this filter, all users except deprovisioned (deactivated) ones. For signatures, select Active.',
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Account Executive',
			description: 'Only users with exactly this job title. Not case-sensitive.',
		},
		{
			displayName: 'Updated Since',
			name: 'updatedSince',
			type: 'dateTime',
			default: '',
			description: 'Only users changed at or after this time',
		},
		{
			displayName: 'User Type ID',
			name: 'userType',
			type: 'string',
			default: '',
			placeholder: 'e.g. otyfnly5cQjJT9PnR0g4',
			description: 'Only users of this user type. IDs start with oty; the field type of a user contains the ID.',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: ADD_GROUPS,
			name: 'groups',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getGroups' },
			default: [],
			description:
				'Adds the field groups to each user: the names of those of these groups that the user is in. Reads the members of each group, 200 per request. Needs Read Groups under Additional Access in the credential. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Attribute Names or IDs',
			name: 'attributes',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getAttributes' },
			default: [],
			description:
				'Profile attributes to read. Leave empty for all. With a few attributes, the response is about half the size. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. profile.lastName',
			description: 'Property to sort by, such as lastUpdated or profile.lastName. Without it, Okta chooses the order, which may differ between runs.',
		},
		{
			displayName: 'Sort Order',
			name: 'sortOrder',
			type: 'options',
			options: [
				{ name: 'Ascending', value: 'asc' },
				{ name: 'Descending', value: 'desc' },
			],
			default: 'asc',
			description: 'Sort direction when Sort By is set',
		},
	],
};

export const description: Operation['description'] = [
	...limitParameters,
	simplify,
	filters,
	options,
];

export const execute: Operation['execute'] = async (context, client, itemIndex) => {
	const limit = readLimit(context, itemIndex, 'users');
	const simplified = context.getNodeParameter('simplify', itemIndex) === true;
	const listOptions = parseParameter(optionsSchema, context.getNodeParameter('options', itemIndex), 'Options', options.options);
	const { groups, ...userFilters } = readFilters(context, itemIndex);
	const memberships = membershipsOf(client);
	const pages =
		groups.length > 0
			? memberships.usersOf(selected(groups, GROUP_FILTER), userFilters, listOptions, simplified)
			: matchingUserPages(client, userFilters, listOptions, simplified, limit);
	const users = await collectById(pages, limit, (user) => pickAttributes(simplified ? simplifyUser(user) : user, listOptions.attributes));
	return listOptions.groups.length > 0 ? await memberships.addTo(users, selected(listOptions.groups, ADD_GROUPS)) : users;
};

/** The router creates one client per execution, so all input items share what was read. */
const perClient = new WeakMap<OktaClient, Memberships>();

function membershipsOf(client: OktaClient): Memberships {
	const memberships = perClient.get(client) ?? new Memberships(client);
	perClient.set(client, memberships);
	return memberships;
}

/** Each group once. */
const selected = (ids: string[], parameter: string): SelectedGroup[] =>
	[...new Set(ids)].map((id) => ({ id, position: ids.indexOf(id) + 1, parameter }));

/** Dates without an offset use the workflow's time zone, as everywhere in n8n. */
function readFilters(context: IExecuteFunctions, itemIndex: number): UserFilters & { groups: string[] } {
	const entered = context.getNodeParameter('filters', itemIndex);
	const { updatedSince, createdSince, ...others } = parseParameter(filtersSchema, entered, 'Filters', filters.options);
	// The editor stores an empty list. Nothing else may turn "members of these groups" into everyone.
	if (others.groups.length === 0 && isRecord(entered) && 'groups' in entered && !isEmptyList(entered.groups)) {
		throw parameterError(GROUP_FILTER, 'has no group', 'Check what the expression returns. To read everyone, remove the filter.');
	}
	const zone = context.getTimezone();
	return {
		...others,
		updatedSince: utcTimestamp('Updated Since', updatedSince, zone),
		createdSince: utcTimestamp('Created Since', createdSince, zone),
	};
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

function utcTimestamp(label: string, value: unknown, zone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		return tryToParseDateTime(value, zone).toUTC().toISO() ?? undefined;
	} catch {
		throw parameterError(
			label,
			'is not a date',
			'Enter a date and time such as 2026-01-31T09:00:00, or use an expression that returns a DateTime.',
		);
	}
}
