import type { INodeProperties } from 'n8n-workflow';

/** An option that only some operations have. */
const only = (...operations: string[]) => ({ show: { '/operation': operations } });

/** The `options` collection. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Files',
			name: 'files',
			displayOptions: only('render'),
			type: 'boolean',
			default: false,
			description:
				"Whether to add the binary files signature.htm and signature.txt, as Outlook's signature folder takes them. The Binary tab of the output previews them.",
		},
		{
			displayName: 'Now',
			name: 'now',
			displayOptions: only('render'),
			type: 'dateTime',
			default: '',
			description: 'Date used instead of the present one for banners and the field today, for previews',
		},
		{
			displayName: 'Only Changed',
			name: 'onlyChanged',
			displayOptions: only('render'),
			type: 'boolean',
			default: false,
			description: 'Whether to pass on only people whose signature differs from the one with Previous Hash',
		},
		{
			displayName: 'Output Field',
			name: 'outputField',
			displayOptions: only('render'),
			type: 'string',
			default: 'signature',
			placeholder: 'e.g. signature',
			description: 'Name of the field that is added to the item',
		},
		{
			displayName: 'Phone Region',
			name: 'phoneRegion',
			type: 'string',
			default: '',
			placeholder: 'e.g. DE',
			description: 'Two-letter country whose rules read phone numbers without + in profiles without countryCode',
		},
		{
			displayName: 'Previous Hash',
			name: 'previousHash',
			displayOptions: only('render'),
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.hash }}',
			description: 'The hash that was pushed last for this person, from a Data Table for example. The output then says in changed whether anything is new. Write the row only after the push succeeded.',
		},
		{
			displayName: 'Profile Field',
			name: 'profileField',
			displayOptions: only('render', 'report'),
			type: 'string',
			default: 'profile',
			placeholder: 'e.g. profile',
			description: 'Field of the item that holds the profile. Where it is missing, the item itself is the profile.',
		},
		{
			displayName: 'Target',
			name: 'target',
			displayOptions: only('render', 'check'),
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
			placeholder: 'e.g. {{fullName}}',
			description:
				'The plain text version as Mustache. Without it, gallery templates use their own and other templates are converted.',
		},
		{
			displayName: 'When Required Is Missing',
			name: 'whenRequiredMissing',
			displayOptions: only('render'),
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
			displayOptions: only('render'),
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
