import type { INodeProperties } from 'n8n-workflow';
import { conditionParameters } from './conditions';
import { templateParameters } from './template';

/** The parameters that choose a template by rules. */
export const ruleParameters: INodeProperties[] = [
	{
		displayName: 'Choose by Rules',
		name: 'chooseByRules',
		type: 'boolean',
		default: false,
		description: 'Whether to use a different template for some people. The output names the template and the reason.',
	},
	{
		displayName: 'Rules',
		name: 'rules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: { show: { chooseByRules: [true] } },
		placeholder: 'Add Rule',
		default: {},
		description: 'The first rule that matches a person sets the template',
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
						description: 'Shown in the output when the rule matches',
					},
					...conditionParameters('the rule matches everyone', 'Who the rule applies to'),
					...templateParameters(),
				],
			},
		],
	},
	{
		displayName: 'When No Rule Matches',
		name: 'noMatch',
		type: 'options',
		displayOptions: { show: { chooseByRules: [true] } },
		options: [
			{ name: 'Skip', value: 'skip', description: 'Leave this person out' },
			{ name: 'Use Default Template', value: 'default', description: 'Use the template above' },
		],
		default: 'default',
		description: 'What to do when no rule matches',
	},
];
