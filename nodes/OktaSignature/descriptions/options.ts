import type { INodeProperties } from 'n8n-workflow';
import { TARGETS } from '../engine/targets';

const onlyFor = (...operations: string[]) => ({ show: { '/operation': operations } });

/** `10000` as `10,000`. `toLocaleString` would add 20 ms to the loading time of the node. */
const grouped = (characters: number) => String(characters).replace(/\B(?=(\d{3})+$)/g, ',');

const byDisplayName = (a: INodeProperties, b: INodeProperties) => (a.displayName < b.displayName ? -1 : 1);

const sharedOptions: INodeProperties[] = [
	{
		displayName: 'Phone Region',
		name: 'phoneRegion',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE',
		description: 'Two-letter country whose rules read phone numbers without + in profiles without countryCode',
	},
	{
		displayName: 'Profile Field',
		name: 'profileField',
		displayOptions: onlyFor('render', 'report'),
		type: 'string',
		default: 'profile',
		placeholder: 'e.g. profile',
		description: 'Field of the item that holds the profile. Where it is missing, the item itself is the profile.',
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
				description: limit === Infinity ? 'No limit' : `At most ${grouped(limit)} characters of HTML`,
			}))
			.sort((a, b) => (a.name < b.name ? -1 : 1)),
		default: 'gmail',
		description: 'Where the signature goes, which limits its length',
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
			'The plain text version as Mustache. Without it, gallery templates use their own and other templates are converted.',
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
