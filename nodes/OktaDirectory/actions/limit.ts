import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { parameterError } from '../../okta/errors/OktaError';

/** How many results an operation returns. */
export const limitParameters: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * The largest number of results; Infinity for all.
 *
 * @param results what the operation returns, plural
 * @throws OktaError of kind `parameter`
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number, results: string): number {
	if (context.getNodeParameter('returnAll', itemIndex) === true) return Infinity;
	const limit = Number(context.getNodeParameter('limit', itemIndex));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw parameterError(
		'Limit',
		'must be a whole number of at least 1',
		`Enter a larger number, or turn on 'Return All' to read all ${results}.`,
	);
}
