import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { templateParameters } from './template';

/** The parameters that choose among several templates. */
export const ruleParameters = (show: IDisplayOptions['show']): INodeProperties[] => [
	{
		displayName: 'Choose by Rules',
		name: 'chooseByRules',
		type: 'boolean',
		default: false,
		displayOptions: { show },
		description: 'Whether some people get another template than the one above. The output says which one and why.',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: { show: { ...show, chooseByRules: [true] } },
		placeholder: 'Add Rule',
		default: {},
		description: 'The first rule that a person meets gives the template',
		options: [
			{
				displayName: 'Rule',
				name: 'values',
				values: [
					{
						displayName: 'Rule Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Sales Germany',
						description: 'How the output names the rule that matched',
					},
					{
						displayName: 'Conditions',
						name: 'conditions',
						type: 'filter',
						default: {},
						typeOptions: { filter: { caseSensitive: false, typeValidation: 'loose', version: 2 } },
						hint: 'On the left write the name of an attribute or smart field, such as department, or use an expression. No condition: everybody.',
						description:
							'Whom the rule is for. Plain text on the left is the name of a profile attribute, smart field or derived field; expressions see the incoming item only, so smart fields can only be asked for by name.',
					},
					...templateParameters(),
				],
			},
		],
	},
	{
		displayName: 'When No Rule Matches',
		name: 'noMatch',
		type: 'options',
		displayOptions: { show: { ...show, chooseByRules: [true] } },
		options: [
			{ name: 'Skip', value: 'skip', description: 'Leave the person out' },
			{ name: 'Use Default Template', value: 'default', description: 'Use the template above' },
		],
		default: 'default',
		description: 'What people get whom no rule matches',
	},
];
