import type { INodeProperties } from 'n8n-workflow';

/** Where a signature goes, by the characters of HTML it takes there. Sources: see the README's table of targets. */
export const TARGETS = {
	gmail: { name: 'Gmail', limit: 10_000 },
	outlookAddIn: { name: 'Outlook Add-In', limit: 30_000 },
	exchangeRule: { name: 'Exchange Rule', limit: 5_000 },
	none: { name: 'None', limit: Infinity },
} as const;

/** The `options` collection. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Now',
			name: 'now',
			type: 'dateTime',
			default: '',
			description: 'Date used for the field today instead of the present one, for previews',
		},
		{
			displayName: 'Only Changed',
			name: 'onlyChanged',
			type: 'boolean',
			default: false,
			description: 'Whether to pass on only people whose signature differs from the one with Previous Hash',
		},
		{
			displayName: 'Output Field',
			name: 'outputField',
			type: 'string',
			default: 'signature',
			description: 'Name of the field that is added to the item',
		},
		{
			displayName: 'Phone Region',
			name: 'phoneRegion',
			type: 'string',
			default: '',
			placeholder: 'e.g. DE',
			description: 'Two-letter country whose rules read phone numbers of profiles without countryCode',
		},
		{
			displayName: 'Previous Hash',
			name: 'previousHash',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.hash }}',
			description: 'The hash that was pushed last for this person, from a Data Table for example',
		},
		{
			displayName: 'Profile Field',
			name: 'profileField',
			type: 'string',
			default: 'profile',
			description: 'Field of the item that holds the profile. Where it is missing, the item itself is the profile.',
		},
		{
			displayName: 'Target',
			name: 'target',
			type: 'options',
			options: [
				{ name: 'Exchange Rule', value: 'exchangeRule', description: 'At most 5,000 characters of HTML' },
				{ name: 'Gmail', value: 'gmail', description: 'At most 10,000 characters of HTML' },
				{ name: 'None', value: 'none', description: 'No limit' },
				{ name: 'Outlook Add-In', value: 'outlookAddIn', description: 'At most 30,000 characters of HTML' },
			],
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
			description:
				'The plain text version as Mustache. Without it, gallery templates use their own and other templates are converted.',
		},
		{
			displayName: 'When Required Is Missing',
			name: 'whenRequiredMissing',
			type: 'options',
			options: [
				{ name: 'Flag', value: 'flag', description: 'Pass the person on with a warning' },
				{ name: 'Skip', value: 'skip', description: 'Leave the person out' },
				{ name: 'Stop', value: 'error', description: 'Fail for this person' },
			],
			default: 'error',
			description: 'What to do for a person without a required smart field',
		},
		{
			displayName: 'When Too Long',
			name: 'whenTooLong',
			type: 'options',
			options: [
				{ name: 'Flag', value: 'flag', description: 'Pass the signature on with a warning' },
				{ name: 'Stop', value: 'error', description: 'Fail for this person' },
			],
			default: 'error',
			description: 'What to do when the HTML is longer than the target takes',
		},
	],
};
