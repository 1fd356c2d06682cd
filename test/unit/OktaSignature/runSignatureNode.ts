import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { OktaSignature } from '../../../nodes/OktaSignature/OktaSignature.node';
import { runNode } from '../../support/n8n';

export const ada = {
	id: '00uAda',
	status: 'ACTIVE',
	profile: { firstName: 'Ada', lastName: "O'Neil", title: 'R&D <Lead>', mobilePhone: '+43 1 234567', email: 'ada@acme.example' },
};

/** Runs the node in n8n-core with one input item per person. */
export const run = async (parameters: IDataObject, people: IDataObject[] = [ada], onError?: 'continueRegularOutput' | 'continueErrorOutput') =>
	await runNode({
		nodeType: new OktaSignature(),
		parameters: parameters as Record<string, unknown>,
		input: people.map((json) => ({ json })),
		onError,
	});

const signatureOf = ({ json }: INodeExecutionData) => json.signature as IDataObject;

export const signatures = async (parameters: IDataObject, people?: IDataObject[]) =>
	(await run(parameters, people)).items.map(signatureOf);

export const custom = (template: string, more: IDataObject = {}) => ({ templateSource: 'custom', template, ...more });

/** A condition as the workflow stores it. */
export const condition = (leftValue: string, operation: string, rightValue: string | number = '', type = 'string'): IDataObject => ({
	id: String(operation),
	leftValue,
	rightValue,
	operator: { type, operation, ...(type === 'array' && { rightType: 'any' }) },
});

export const conditions = (...all: IDataObject[]): IDataObject => ({
	combinator: 'and',
	conditions: all,
	options: { version: 2, caseSensitive: false, typeValidation: 'loose', leftValue: '' },
});
