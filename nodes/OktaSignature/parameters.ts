import type { INodeProperties } from 'n8n-workflow';
import { GALLERY } from './gallery';
import { options } from './options';

const forRender = { operation: ['render'] };

/** Mustache is typed here, so n8n's own expressions are switched off: they would take the tags away. */
const TEMPLATE_PLACEHOLDER = 'e.g. <b>{{fullName}}</b>{{#optional}}<br>{{title}}{{/optional}}';

const template: INodeProperties[] = [
	{
		displayName: 'Template Source',
		name: 'templateSource',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: forRender },
		options: [
			{ name: 'Custom', value: 'custom', description: 'Write the template here' },
			{ name: 'Gallery', value: 'gallery', description: 'Take one that is ready to use' },
			{ name: 'Input', value: 'input', description: 'Take the template from the incoming data' },
		],
		default: 'gallery',
	},
	{
		displayName: 'Gallery Template',
		name: 'galleryTemplate',
		type: 'options',
		displayOptions: { show: { ...forRender, templateSource: ['gallery'] } },
		options: GALLERY.map(({ name, title, description }) => ({ name: title, value: name, description })),
		default: 'classic',
	},
	{
		displayName: 'Template',
		name: 'template',
		type: 'string',
		typeOptions: { rows: 12 },
		noDataExpression: true,
		required: true,
		displayOptions: { show: { ...forRender, templateSource: ['custom'] } },
		default: '',
		placeholder: TEMPLATE_PLACEHOLDER,
		description:
			'HTML with Mustache tags. Every profile attribute is a field by its Okta name, and so are smart fields, fullName, initials, phoneHref, mobileHref, emailHref and today. Sections optional, line and join leave out what is empty.',
	},
	{
		displayName: 'Template From Input',
		name: 'templateFromInput',
		type: 'string',
		required: true,
		displayOptions: { show: { ...forRender, templateSource: ['input'] } },
		default: '',
		placeholder: 'e.g. {{ $json.template }}',
		description: 'An expression that gives the template, for templates that arrive as data',
	},
];

const smartFields: INodeProperties = {
	displayName: 'Smart Fields',
	name: 'smartFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	displayOptions: { show: forRender },
	placeholder: 'Add Smart Field',
	default: {},
	description: 'Fields made of profile attributes: the first attribute that is filled, formatted, or a default',
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Field Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. phone',
					description: 'How templates call it. A smart field hides the profile attribute of the same name.',
				},
				{
					displayName: 'Format',
					name: 'format',
					type: 'options',
					options: [
						{ name: 'Lower Case', value: 'lowerCase' },
						{ name: 'None', value: 'none' },
						{ name: 'Phone E.164', value: 'phoneE164', description: 'As in +493012345' },
						{ name: 'Phone International', value: 'phoneInternational', description: 'As in +49 30 12345' },
						{ name: 'Phone National', value: 'phoneNational', description: 'As in 030 12345' },
						{ name: 'Title Case', value: 'titleCase' },
						{ name: 'Upper Case', value: 'upperCase' },
						{ name: 'URL', value: 'url', description: 'Puts https:// in front where it is missing' },
					],
					default: 'none',
				},
				{
					displayName: 'From Attributes',
					name: 'attributes',
					type: 'string',
					typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Attribute' },
					default: [],
					placeholder: 'e.g. mobilePhone',
					description: 'Profile attributes by their Okta names, in the order in which they are tried',
				},
				{
					displayName: 'If All Are Empty',
					name: 'default',
					type: 'string',
					default: '',
					description: 'Text used when every attribute is empty',
				},
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: false,
					description: 'Whether people without this field are handled as Options > When Required Is Missing says',
				},
			],
		},
	],
};

const partials: INodeProperties = {
	displayName: 'Partials',
	name: 'partials',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	displayOptions: { show: { ...forRender, templateSource: ['custom', 'input'] } },
	placeholder: 'Add Partial',
	default: {},
	description: 'Pieces that templates include with a tag of their own, such as a disclaimer',
	options: [
		{
			displayName: 'Partial',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. disclaimer',
				},
				{
					displayName: 'Content',
					name: 'content',
					type: 'string',
					typeOptions: { rows: 5 },
					noDataExpression: true,
					default: '',
				},
			],
		},
	],
};

/** Everything the editor shows for this node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Render',
				value: 'render',
				action: 'Render a signature',
				description: 'Make the signature of every incoming person, as HTML and as text',
			},
		],
		default: 'render',
	},
	...template,
	smartFields,
	partials,
	{ ...options, displayOptions: { show: forRender } },
];
