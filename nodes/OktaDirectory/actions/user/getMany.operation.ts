import { tryToParseDateTime, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { parameterError } from '../../../okta/errors/OktaError';
import { parseParameter, listParameter, textParameter } from '../../../okta/editor/parseParameter';
import type { Operation } from '../operation';
import { collect } from '../../../okta/client/pagination';
import { STATUSES, type UserFilters } from '../../../okta/users/search';
import { pickAttributes, simplifyUser, userPages, usersPath } from '../../../okta/users/users';
import { simplify } from '../../../okta/editor/commonDescriptions';

// Values may come from expressions.
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
	description: 'Okta applies them all, so that only matching people are read',
	options: [
		{
			displayName: 'Created Since',
			name: 'createdSince',
			type: 'dateTime',
			default: '',
			description: 'Only people created at or after this time',
		},
		{
			displayName: 'Department',
			name: 'department',
			type: 'string',
			default: '',
			placeholder: 'e.g. Sales',
			description: 'Only people whose department is exactly this, whatever the case',
		},
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. Jane',
			description: 'Only people whose first name, last name or email starts with this',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. profile.city eq "Berlin" or profile.city eq "Wien"',
			description:
				'An Okta search expression, combined with the other filters by "and". <a href="https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/listUsers">How to write one</a>.',
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
				'Only people with one of these statuses. Without this filter: everybody but deprovisioned (deactivated) people. For signatures, Active is what you want.',
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Account Executive',
			description: 'Only people whose job title is exactly this, whatever the case',
		},
		{
			displayName: 'Updated Since',
			name: 'updatedSince',
			type: 'dateTime',
			default: '',
			description: 'Only people changed at or after this time',
		},
		{
			displayName: 'User Type ID',
			name: 'userType',
			type: 'string',
			default: '',
			placeholder: 'e.g. otyfnly5cQjJT9PnR0g4',
			description: 'Only people of this user type. IDs begin with oty; the type of a person stands in their field type.',
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
				'Profile attributes to read; all when empty. A few attributes make the read two to three times smaller. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Sort By',
			name: 'sortBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. profile.lastName',
			description: 'A property to sort by, such as lastUpdated or profile.lastName. Without it people come in the order of Okta, which may differ from run to run.',
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
			description: 'Which way to sort when Sort By is set',
		},
	],
};

export const getMany: Operation = {
	properties: [
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
	],

	async execute(context, client, itemIndex) {
		const limit = limitOf(context, itemIndex);
		const simple = context.getNodeParameter('simplify', itemIndex) === true;
		const chosen = parseParameter(optionsSchema, context.getNodeParameter('options', itemIndex), 'Options');
		const path = usersPath(filtersOf(context, itemIndex), chosen, limit);
		const users = await collect(userPages(client, path, simple), limit);
		return users.map((user) =>
			pickAttributes(simple ? simplifyUser(user) : user, chosen.attributes),
		);
	},
};

function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw parameterError(
		'Limit',
		'has to be a whole number of at least 1',
		"Raise it, or switch on 'Return All' to read everybody.",
	);
}

/** Dates without an offset mean the workflow's own time zone, as everywhere in n8n. */
function filtersOf(context: IExecuteFunctions, itemIndex: number): UserFilters {
	const { updatedSince, createdSince, ...others } = parseParameter(filtersSchema, context.getNodeParameter('filters', itemIndex), 'Filters');
	const zone = context.getTimezone();
	return {
		...others,
		updatedSince: instant('Updated Since', updatedSince, zone),
		createdSince: instant('Created Since', createdSince, zone),
	};
}

function instant(parameter: string, value: unknown, zone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	try {
		return tryToParseDateTime(value, zone).toUTC().toISO() ?? undefined;
	} catch {
		throw parameterError(
			parameter,
			'is not a date',
			'Use a date and time such as 2026-01-31T09:00:00, or a DateTime from an expression.',
		);
	}
}
