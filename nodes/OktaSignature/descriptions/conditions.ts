import type { INodeProperties } from 'n8n-workflow';

/**
 * Conditions on a person, and how to fill them in. n8n shows neither hint nor description of a filter, so a notice says it.
 * @param without what happens without conditions
 * @param purpose of the conditions
 */
export const conditionParameters = (without: string, purpose: string): INodeProperties[] => [
	{
		displayName: `On the left of a condition, enter the name of an attribute or smart field, such as department, or an expression. Without conditions, ${without}.`,
		name: 'conditionsNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'filter',
		default: {},
		typeOptions: { filter: { caseSensitive: false, typeValidation: 'loose', version: 2 } },
		description: `${purpose}. Plain text on the left is the name of a profile attribute, smart field or derived field. Expressions can only read the input item, so enter smart fields by name.`,
	},
];
