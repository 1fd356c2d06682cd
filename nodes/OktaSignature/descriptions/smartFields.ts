import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { FORMATS } from '../engine/profile/smartField';

/** Fields made of attributes. */
export const smartFields = (show: IDisplayOptions['show']): INodeProperties => ({
	displayName: 'Smart Fields',
	name: 'smartFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	displayOptions: { show },
	placeholder: 'Add Smart Field',
	default: {},
	description: 'Fields made of profile attributes: the first attribute that is filled, formatted, or a default',
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Attribute Names or IDs',
					name: 'attributes',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getAttributes' },
					default: [],
					description: 'Tried in the order in which they are chosen: the first that is filled wins. Custom attributes are listed when the node has a credential; without one, name them in the expression. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					hint: 'In the expression names with commas between will do, such as workMobile, mobilePhone',
				},
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
					options: Object.entries(FORMATS).map(([value, { name, description }]) => ({ name, value, ...(description && { description }) })),
					default: 'none',
					description: 'How the value is written. Phone formats read numbers by the profile\'s countryCode, else by the option Phone Region; what is no number stays as typed, with a warning.',
				},
				{
					displayName: 'If All Are Empty',
					name: 'default',
					type: 'string',
					default: '',
					placeholder: 'e.g. +49 30 12345',
					description: 'Text used when every attribute is empty, formatted like the others',
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
});
