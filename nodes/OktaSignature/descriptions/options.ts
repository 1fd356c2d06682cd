import type { INodeProperties } from 'n8n-workflow';
import { formatNumber } from '../../okta/formatNumber';
import { TARGETS } from '../engine/targets';
import { DEFAULT_PROFILE_FIELD } from '../helpers/profile';

const onlyFor = (...operations: string[]) => ({ show: { '/operation': operations } });

const byDisplayName = (a: INodeProperties, b: INodeProperties) => a.displayName.localeCompare(b.displayName);

const sharedOptions: INodeProperties[] = [
	{
		displayName: 'Phone Region',
		name: 'phoneRegion',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE',
		description:
			'Country to assume for phone numbers without + and for addressLine when the profile has no countryCode: a two- or three-letter code or a name, such as DE, DEU or Germany',
	},
	{
		displayName: 'Profile Field',
		name: 'profileField',
		displayOptions: onlyFor('render', 'report'),
		type: 'string',
		default: DEFAULT_PROFILE_FIELD,
		placeholder: 'e.g. profile',
		description:
			'Field of the input item that contains the profile, or a path such as user.profile. With the default, an item without this field is used as the profile itself if it has profile attributes. Any other item is refused.',
	},
	{
		displayName: 'Target',
		name: 'target',
		displayOptions: onlyFor('render', 'check'),
		type: 'options',
		options: Object.entries(TARGETS)
			.map(([value, { name, limit }]) => ({
				name,
				value,
				description: limit === Infinity ? 'No limit' : `Up to ${formatNumber(limit)} characters of HTML`,
			}))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: 'gmail',
		description: 'Where you use the signature. This sets the maximum length of the HTML.',
	},
	{
		displayName: 'Text Template',
		name: 'textTemplate',
		type: 'string',
		typeOptions: { rows: 6 },
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. {{fullName}}',
		description:
			'Mustache template for the plain text version. Without it, gallery templates use their own text version, and other templates are converted from HTML.',
	},
];

/**
 * The Options collection.
 * @param operations the options that only one operation has, by operation
 */
export const optionsParameter = (operations: Record<string, { options: INodeProperties[] }>): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		...sharedOptions,
		...Object.entries(operations).flatMap(([operation, { options }]) =>
			options.map((option) => ({ ...option, displayOptions: onlyFor(operation) })),
		),
	].sort(byDisplayName),
});
