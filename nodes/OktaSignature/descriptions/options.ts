import type { INodeProperties } from 'n8n-workflow';
import { byLabel } from '../../okta/editor/byLabel';
import { formatNumber } from '../../okta/formatNumber';
import { TARGETS } from '../engine/targets';
import { DEFAULT_PROFILE_FIELD } from '../helpers/profile';

const onlyFor = (...operations: string[]) => ({ show: { '/operation': operations } });

const sharedOptions: INodeProperties[] = [
	{
		displayName: 'Files',
		name: 'files',
		displayOptions: onlyFor('render', 'preview'),
		type: 'boolean',
		default: false,
		description:
			"Whether to add the binary files signature.htm and signature.txt for Outlook's signature folder. Executions in the editor also get the file preview, because n8n cannot show HTML files: on the Binary tab of the output, click View on the card preview. Preview adds preview.htm, for example to attach it to an email.",
	},
	{
		displayName: 'Encoding',
		name: 'encoding',
		displayOptions: onlyFor('render', 'preview', 'check'),
		type: 'options',
		options: [
			{ name: 'ASCII', value: 'ascii', description: 'Write every other character as a numeric entity, for systems that break umlauts, such as roaming signatures of Outlook' },
			{ name: 'UTF-8', value: 'utf8', description: 'Leave all characters as they are' },
		],
		default: 'utf8',
		description: 'How to write characters outside ASCII in the HTML. The plain text version stays as it is.',
	},
	{
		displayName: 'Link Parameters',
		name: 'linkParameters',
		displayOptions: onlyFor('render', 'preview', 'check'),
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. utm_source=signature&utm_medium=email&utm_campaign={{department}}',
		description:
			'Parameters to add to all web links in the HTML, for example to count visits. A link that already has a parameter of the same name keeps its own. Mustache tags work as in a template, and a parameter without a value is left out. The plain text version keeps the links that people read.',
	},
	{
		displayName: 'Now',
		name: 'now',
		displayOptions: onlyFor('render', 'preview'),
		type: 'dateTime',
		default: '',
		description:
			"Date and time to use instead of the current ones for banners and the field today, for example to preview a banner. Times without an offset use the workflow's time zone.",
	},
	{
		displayName: 'Previous Hash',
		name: 'previousHash',
		displayOptions: onlyFor('render', 'preview'),
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.hash }}',
		description:
			'Hash of the signature that you last pushed for this person, for example from a Data Table. If the signature is still the same, changed is false in the output. Store the new hash only after the push succeeds.',
	},
	{
		displayName: 'Previous HTML',
		name: 'previousHtml',
		displayOptions: onlyFor('preview'),
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.previousHtml }}',
		description:
			'HTML of the signature that you last pushed for this person, for example from a Data Table. If the signature differs, the page shows it before and after.',
	},
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
		displayOptions: onlyFor('render', 'preview', 'report'),
		type: 'string',
		default: DEFAULT_PROFILE_FIELD,
		placeholder: 'e.g. profile',
		description:
			'Field of the input item that contains the profile, or a path such as user.profile. With the default, an item without this field is used as the profile itself if it has profile attributes. Any other item is refused.',
	},
	{
		displayName: 'Target',
		name: 'target',
		displayOptions: onlyFor('render', 'preview', 'check'),
		type: 'options',
		options: Object.entries(TARGETS)
			.map(([value, { name, limit }]) => ({
				name,
				value,
				description: limit === Infinity ? 'No limit' : `Up to ${formatNumber(limit)} characters of HTML`,
			}))
			.sort((a, b) => byLabel(a.name, b.name)),
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
	{
		displayName: 'When Required Is Missing',
		name: 'whenRequiredMissing',
		displayOptions: onlyFor('render', 'preview'),
		type: 'options',
		options: [
			{ name: 'Flag', value: 'flag', description: 'Add a warning to the output' },
			{ name: 'Skip', value: 'skip', description: 'Leave this person out' },
			{ name: 'Stop', value: 'error', description: 'Stop with an error that names the person' },
		],
		default: 'error',
		description: 'What to do when a required smart field is empty. Preview never stops, but shows who is left out.',
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
	].sort((a, b) => byLabel(a.displayName, b.displayName)),
});
