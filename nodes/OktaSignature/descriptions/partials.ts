import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Pieces of templates. */
export const partials = (show: IDisplayOptions['show']): INodeProperties => ({
	displayName: 'Partials',
	name: 'partials',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	displayOptions: { show },
	placeholder: 'Add Partial',
	default: {},
	description: 'Pieces that several templates share, such as a disclaimer. A template includes one with {{> name}}.',
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
					description: 'How templates include it',
				},
				{
					displayName: 'Content',
					name: 'content',
					type: 'string',
					typeOptions: { rows: 5 },
					noDataExpression: true,
					default: '',
					placeholder: 'e.g. <p>{{organization}}</p>',
					description: 'HTML with Mustache tags, like a template',
				},
			],
		},
	],
});
