import type { INodeProperties } from 'n8n-workflow';
import { byLabel } from '../../okta/editor/byLabel';
import { FORMATS } from '../engine/profile/smartField';

/** Fields that the user creates from profile attributes. */
export const smartFields: INodeProperties = {
	displayName: 'Smart Fields',
	name: 'smartFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Smart Field',
	default: {},
	description: 'Your own fields, created from profile attributes. A smart field contains the first attribute that has a value, in the format you choose.',
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
					description:
						'Attributes to try, in the order of your selection. The first one that has a value is used. The list shows custom attributes only if Attributes From is your Okta org. Otherwise, enter their names in an expression. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
					hint: 'In an expression, comma-separated names also work, such as workMobile, mobilePhone',
				},
				{
					displayName: 'Field Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. phone',
					description: 'Name used in templates. A smart field replaces the profile attribute of the same name.',
				},
				{
					displayName: 'Format',
					name: 'format',
					type: 'options',
					options: Object.entries(FORMATS)
						.map(([value, { name, description }]) => ({ name, value, ...(description && { description }) }))
						.sort((a, b) => byLabel(a.name, b.name)),
					default: 'none',
					description:
						"How to format the value. Phone formats use the country in the profile's countryCode, or else the option Phone Region. Anything that is not a phone number is left unchanged, with a warning.",
				},
				{
					displayName: 'If All Are Empty',
					name: 'default',
					type: 'string',
					default: '',
					placeholder: 'e.g. +49 30 12345',
					description: 'Text to use when all attributes are empty. It is formatted in the same way.',
				},
				{
					displayName: 'Required',
					name: 'required',
					type: 'boolean',
					default: false,
					description: 'Whether the field must have a value. If empty, the option When Required Is Missing applies.',
				},
			],
		},
	],
};
