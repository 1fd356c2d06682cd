import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { measureFields, render as renderSignature, type Signature } from '../engine';
import { UnknownNames } from '../engine/check/unknownNames';
import { longestParts, overrun } from '../engine/targets';
import { binaryFiles } from '../helpers/binaryFiles';
import { ItemReader, type ItemInput } from '../helpers/readItem';
import { toNodeOperationError } from '../helpers/errors';
import { BASE_ATTRIBUTES } from '../../okta/users/schemas';
import type { Operation } from './operation';

/** Reasons why a person gets no signature without an error, as the hint after the run says them. */
const LEFT_OUT = {
	requiredMissing: 'because a required field is empty',
	noRule: 'because no rule matches them',
} as const;

type LeftOut = keyof typeof LEFT_OUT;

export const render: Operation = {
	option: {
		name: 'Render',
		value: 'render',
		action: 'Render a signature',
		description: 'Create a signature for each incoming person, as HTML and plain text',
	},
	options: [
		{
			displayName: 'Files',
			name: 'files',
			type: 'boolean',
			default: false,
			description:
				"Whether to add the binary files signature.htm and signature.txt for Outlook's signature folder. You can preview them on the Binary tab of the output.",
		},
		{
			displayName: 'Now',
			name: 'now',
			type: 'dateTime',
			default: '',
			description:
				"Date and time to use instead of the current ones for banners and the field today, for example to preview a banner. Times without an offset use the workflow's time zone.",
		},
		{
			displayName: 'Only Changed',
			name: 'onlyChanged',
			type: 'boolean',
			default: false,
			description: 'Whether to output only people whose signature differs from Previous Hash',
		},
		{
			displayName: 'Output Field',
			name: 'outputField',
			type: 'string',
			default: 'signature',
			placeholder: 'e.g. signature',
			description: 'Name of the field to add to the item',
		},
		{
			displayName: 'Previous Hash',
			name: 'previousHash',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.hash }}',
			description:
				'Hash of the signature that you last pushed for this person, for example from a Data Table. If the signature is still the same, changed is false in the output. Store the new hash only after the push succeeds.',
		},
		{
			displayName: 'When Required Is Missing',
			name: 'whenRequiredMissing',
			type: 'options',
			options: [
				{ name: 'Flag', value: 'flag', description: 'Add a warning to the output' },
				{ name: 'Skip', value: 'skip', description: 'Leave this person out' },
				{ name: 'Stop', value: 'error', description: 'Stop with an error that names the person' },
			],
			default: 'error',
			description: 'What to do when a required smart field is empty',
		},
		{
			displayName: 'When Too Long',
			name: 'whenTooLong',
			type: 'options',
			options: [
				{ name: 'Flag', value: 'flag', description: 'Add a warning to the output' },
				{ name: 'Stop', value: 'error', description: 'Stop with an error that names the person' },
			],
			default: 'error',
			description: 'What to do when the HTML is longer than the target allows',
		},
	],

	/** Returns one item per rendered person. With Continue On Fail, a person with an error becomes an item with the error. */
	async execute(context) {
		const reader = new ItemReader(context);
		const leftOut: Record<LeftOut, number> = { requiredMissing: 0, noRule: 0 };
		const unknownNames = new UnknownNames(BASE_ATTRIBUTES, () => reader.templates.conditionFields);
		const output: INodeExecutionData[] = [];
		for (const [itemIndex, item] of context.getInputData().entries()) {
			try {
				const input = reader.read(item.json, itemIndex);
				unknownNames.add(input.compiled, input.profile, input.settings);
				const rendering = renderItem(context, input, item.json, itemIndex);
				if ('leftOut' in rendering) {
					leftOut[rendering.leftOut]++;
					continue;
				}
				const { signature } = rendering;
				if (input.options.onlyChanged && !signature.changed) continue;
				const json = { ...item.json, [input.options.outputField]: signature as unknown as IDataObject };
				const rendered: INodeExecutionData = { ...item, json, pairedItem: { item: itemIndex } };
				if (input.options.files) rendered.binary = { ...item.binary, ...(await binaryFiles(signature, context)) };
				output.push(rendered);
			} catch (error) {
				const nodeError = toNodeOperationError(context, error, itemIndex);
				if (!context.continueOnFail()) throw nodeError;
				output.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
			}
		}
		addHints(context, leftOut);
		for (const message of [unknownNames.describe(), ...reader.smartFieldHints]) {
			if (message !== '') context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		}
		return output;
	},
};

/**
 * Renders a person's signature and applies the options When Required Is Missing and When Too Long.
 * @throws NodeOperationError that names the person by item and Okta ID, never by profile values
 */
function renderItem(context: IExecuteFunctions, input: ItemInput, json: IDataObject, itemIndex: number): { signature: Signature } | { leftOut: LeftOut } {
	const { compiled, options, profile, settings } = input;
	if (compiled === undefined) return { leftOut: 'noRule' };
	const { signature, requiredMissing } = renderSignature(compiled, profile, settings, options.previousHash);

	const personError = (message: string, description: string) => {
		const person = typeof json.id === 'string' ? `item ${itemIndex}, Okta ID ${json.id}` : `item ${itemIndex}`;
		return new NodeOperationError(context.getNode(), `${message} (${person})`, { itemIndex, description });
	};

	if (requiredMissing.length > 0) {
		if (options.whenRequiredMissing === 'skip') return { leftOut: 'requiredMissing' };
		const message = `Required fields are empty: ${requiredMissing.join(', ')}`;
		const resolution = "Enter a value in Okta, set 'If All Are Empty' in the smart field, or set the option 'When Required Is Missing' to Flag or Skip.";
		if (options.whenRequiredMissing === 'error') throw personError(message, resolution);
		signature.warnings.push(message);
	}

	const tooLong = overrun(signature.length, options.target);
	if (tooLong !== '') {
		const message = `${tooLong}. Longest parts: ${longestParts(signature.length, measureFields(compiled, profile, settings))}`;
		const resolution = "Shorten the template or the values, choose another target, or set the option 'When Too Long' to Flag.";
		if (options.whenTooLong === 'error') throw personError(message, resolution);
		signature.warnings.push(message);
	}
	return { signature };
}

/** Says how many people were left out without an error. */
function addHints(context: IExecuteFunctions, leftOut: Record<LeftOut, number>): void {
	for (const [reason, explanation] of Object.entries(LEFT_OUT)) {
		const count = leftOut[reason as LeftOut];
		if (count === 0) continue;
		const people = count === 1 ? '1 person was' : `${count} people were`;
		context.addExecutionHints({ message: `${people} left out ${explanation}`, location: 'outputPane' });
	}
}
