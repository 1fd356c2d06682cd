import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { GALLERY } from '../gallery';

const PLACEHOLDER = 'e.g. <b>{{fullName}}</b>{{#optional}}<br>{{title}}{{/optional}}';

/**
 * The parameters that name a template.
 * @param show when they are shown at all; a rule's parameters need no condition of their own
 */
export function templateParameters(show: IDisplayOptions['show'] = {}): INodeProperties[] {
	return [
		{
			displayName: 'Template Source',
			name: 'templateSource',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show },
			options: [
				{ name: 'Custom', value: 'custom', description: 'Write the template here' },
				{ name: 'Gallery', value: 'gallery', description: 'Take one that is ready to use' },
				{ name: 'Input', value: 'input', description: 'Take the template from the incoming data' },
			],
			default: 'gallery',
			description: 'Where the template comes from',
		},
		{
			displayName: 'Gallery Template',
			name: 'galleryTemplate',
			type: 'options',
			displayOptions: { show: { ...show, templateSource: ['gallery'] } },
			options: GALLERY.map(({ name, title, description }) => ({ name: title, value: name, description })),
			default: 'classic',
			description: 'The look of the signature. It leaves out the lines for which a person has no value.',
		},
		{
			displayName: 'Template',
			name: 'template',
			type: 'string',
			typeOptions: { rows: 12 },
			noDataExpression: true,
			required: true,
			displayOptions: { show: { ...show, templateSource: ['custom'] } },
			default: '',
			placeholder: PLACEHOLDER,
			description:
				'HTML with Mustache tags. Every profile attribute is a field by its Okta name, and so are smart fields, fullName, initials, phoneHref, mobileHref, emailHref and today. Sections optional, line and join leave out what is empty.',
		},
		{
			displayName: 'Template From Input',
			name: 'templateFromInput',
			type: 'string',
			required: true,
			displayOptions: { show: { ...show, templateSource: ['input'] } },
			default: '',
			placeholder: 'e.g. {{ $json.template }}',
			hint: 'Only an expression that gives the template. Tags written here would be taken for expressions: write those under Custom.',
			description: 'An expression that gives the template as text, for templates that arrive as data',
		},
	];
}
