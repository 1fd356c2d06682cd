import type { INodeProperties } from 'n8n-workflow';

/** Reusable parts of templates. */
export const partials: INodeProperties = {
	displayName: 'Partials',
	name: 'partials',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Partial',
	default: {},
	description: 'Reusable parts of templates, such as a disclaimer. To include one in a template, write {{> name}}. Your own templates can also include parts of the gallery, which show what Branding contains: {{> logo}}, {{> contact}}, {{> social}} and {{> disclaimer}}. A partial of the same name replaces them.',
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
					description: 'Name used in templates',
				},
				{
					displayName: 'Content',
					name: 'content',
					type: 'string',
					typeOptions: { rows: 5 },
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. <p>{{organization}}</p>',
					description: 'HTML with Mustache tags, as in a template',
				},
			],
		},
	],
};
