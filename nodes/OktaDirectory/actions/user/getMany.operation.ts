import { tryToParseDateTime, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { parameterError } from '../../../okta/errors/OktaError';
import { parseParameter, listParameter, textParameter } from '../../../okta/editor/parseParameter';
import type { Operation } from '../operation';
import { collectById } from '../../../okta/client/pagination';
import { STATUSES, type UserFilters } from '../../../okta/users/search';
import { pickAttributes, simplifyUser, userPages, usersPath } from '../../../okta/users/users';
import { simplify } from '../../../okta/editor/commonDescriptions';

// An expression may return other types than the editor's fields.
const filtersSchema = z.object({
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
	sortBy: textParameter,
	sortOrder: z.enum(['asc', 'desc']).nullish().transform((order) => order ?? undefined),
}).default({});

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Okta applies all filters, so only matching users are read',
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
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
	simplify,
	filters,
	options,
];

export const execute: Operation['execute'] = async (context, client, itemIndex) => {
	const limit = readLimit(context, itemIndex);
	const simplified = context.getNodeParameter('simplify', itemIndex) === true;
	const listOptions = parseParameter(optionsSchema, context.getNodeParameter('options', itemIndex), 'Options', options.options);
	const path = usersPath(readFilters(context, itemIndex), listOptions, limit);
	const users = await collectById(userPages(client, path, simplified), limit);
	return users.map((user) =>
		pickAttributes(simplified ? simplifyUser(user) : user, listOptions.attributes),
	);
};

function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw parameterError(
		'Limit',
		'must be a whole number of at least 1',
		"Enter a larger number, or turn on 'Return All' to read all users.",
	);
}

/** Dates without an offset use the workflow's time zone, as everywhere in n8n. */
function readFilters(context: IExecuteFunctions, itemIndex: number): UserFilters {
	const { updatedSince, createdSince, ...others } = parseParameter(filtersSchema, context.getNodeParameter('filters', itemIndex), 'Filters', filters.options);
	const zone = context.getTimezone();
	return {
		...others,
		updatedSince: utcTimestamp('Updated Since', updatedSince, zone),
		createdSince: utcTimestamp('Created Since', createdSince, zone),
	};
}

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
