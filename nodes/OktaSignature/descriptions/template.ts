import type { INodeProperties } from 'n8n-workflow';
import { GALLERY } from '../gallery';
import { STARTER_TEMPLATE } from '../gallery/starter';

const PLACEHOLDER = 'e.g. <b>{{fullName}}</b>{{#optional}}<br>{{title}}{{/optional}}';

/** The parameters that specify a template: of the node itself, and again in each rule. */
export function templateParameters(): INodeProperties[] {
	return [
		{
			displayName: 'Template Source',
			name: 'templateSource',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Custom', value: 'custom', description: 'Write your own template' },
				{ name: 'Gallery', value: 'gallery', description: 'Use a ready-made template' },
				{ name: 'Input', value: 'input', description: 'Get the template from the input data' },
			],
			default: 'gallery',
			description: 'Where the template comes from',
		},
		{
			displayName: 'Gallery Template',
			name: 'galleryTemplate',
			type: 'options',
			displayOptions: { show: { templateSource: ['gallery'] } },
			options: GALLERY.map(({ name, title, description }) => ({ name: title, value: name, description })),
			default: 'classic',
			description: 'Design of the signature. Lines without a value are left out.',
		},
		{
			displayName: 'Template',
			name: 'template',
			type: 'string',
			typeOptions: { rows: 12 },
			noDataExpression: true,
			required: true,
			displayOptions: { show: { templateSource: ['custom'] } },
			default: STARTER_TEMPLATE,
			placeholder: PLACEHOLDER,
			description:
				'HTML with Mustache tags such as {{firstName}}. You can use every profile attribute by its Okta name, every smart field, and fullName, initials, addressLine, phoneHref, mobileHref, emailHref and today. The sections optional, line and join leave out what is empty. To begin with a gallery template, copy its text from the documentation.',
		},
		{
			displayName: 'Template From Input',
			name: 'templateFromInput',
			type: 'string',
			required: true,
			displayOptions: { show: { templateSource: ['input'] } },
			default: '',
			placeholder: 'e.g. {{ $json.template }}',
			hint: 'Enter one expression that returns the template. n8n evaluates {{tags}} in this field, so to write a template yourself, set Template Source to Custom.',
			description: 'Expression that returns the template as text',
		},
	];
}
