import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { measureFields, render as renderSignature, type Signature } from '../engine';
import { hasVisibleContent } from '../engine/html/visible';
import { isVisibleText } from '../engine/mustache/values';
import { longestParts, overrun } from '../engine/targets';
import { binaryFiles } from '../helpers/binaryFiles';
import { ChangeLimit } from '../helpers/changeLimit';
import { ItemError, toNodeOperationError } from '../helpers/errors';
import { DEFAULT_MAX_CHANGED_PERCENT, type Options } from '../helpers/parameterSchemas';
import { anonymousWarning } from '../helpers/profile';
import { ItemReader, type ItemInput } from '../helpers/readItem';
import { RunWarnings, summarize, type SummaryPart } from '../helpers/runSummary';
import type { Operation } from './operation';

export const render: Operation = {
	option: {
		name: 'Render',
		value: 'render',
		action: 'Render a signature',
		description: 'Create a signature for each incoming person, as HTML and plain text',
	},
	options: [
		{
			displayName: 'Max Changed Percent',
			name: 'maxChangedPercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: DEFAULT_MAX_CHANGED_PERCENT,
			description:
				'Largest share of signatures that may change in one run. It applies when at least 20 people have a Previous Hash. If more would change, for example because an attribute is empty for everyone, the node stops and passes nobody on. Set to 100 to never stop.',
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

	/**
	 * Returns one item per rendered person. With Continue On Fail, a person with an error becomes an item with the error.
	 * @throws NodeOperationError when too many signatures would change, before anyone is passed on
	 */
	async execute(context) {
		const { output, withFiles } = renderAll(context);
		for (const [rendered, signature] of withFiles) {
			rendered.binary = { ...rendered.binary, ...(await binaryFiles(signature, context)) };
		}
		return output;
	},
};

/**
 * Renders every person, stops at too many changes, and adds the summary.
 * @returns the items, and the signatures of those that get files. No file is stored before all people are rendered
 */
function renderAll(context: IExecuteFunctions): { output: INodeExecutionData[]; withFiles: Array<[INodeExecutionData, Signature]> } {
	const reader = new ItemReader(context);
	reader.assertOneProfile();
	const changeLimit = new ChangeLimit();
	const runWarnings = new RunWarnings();
	const unknownNames = reader.unknownNames();
	const comparesHashes = reader.parameters.raw('options.previousHash') !== undefined;
	const counts: Partial<Record<SummaryPart, number>> = comparesHashes ? { changed: 0 } : {};
	const count = (part: SummaryPart) => void (counts[part] = (counts[part] ?? 0) + 1);
	const items = context.getInputData();
	const output: INodeExecutionData[] = [];
	const withFiles: Array<[INodeExecutionData, Signature]> = [];
	for (const [itemIndex, item] of items.entries()) {
		const pairedItem = { item: itemIndex };
		let options: Options | undefined;
		try {
			options = reader.options(itemIndex);
			const input = reader.read(item.json, itemIndex, options);
			unknownNames.add(input.compiled, input.profile, input.settings);
			const signature = renderItem(input, options, count, (warning) => runWarnings.add(warning, itemIndex));
			changeLimit.count(signature?.changed === true ? 'changed' : 'unchanged', options);
			if (signature === undefined) continue;
			if (comparesHashes && signature.changed) count('changed');
			if (options.onlyChanged && !signature.changed) continue;
			const json = { ...item.json, [options.outputField]: signature as unknown as IDataObject };
			const rendered: INodeExecutionData = { ...item, json, pairedItem };
			output.push(rendered);
			if (options.files) withFiles.push([rendered, signature]);
		} catch (error) {
			const nodeError = toNodeOperationError(context, error, itemIndex, item.json);
			if (!context.continueOnFail()) throw nodeError;
			count('errors');
			if (options !== undefined) changeLimit.count('unknown', options);
			output.push({ json: { error: nodeError.message }, pairedItem });
		}
	}
	changeLimit.check(context);
	const summary = summarize(items.length, counts);
	if (summary !== undefined) context.addExecutionHints({ message: summary, location: 'outputPane' });
	for (const message of [comparesHashes ? changeLimit.hint : '', runWarnings.describe(), ...reader.runHints(unknownNames)]) {
		if (message !== '') context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
	return { output, withFiles };
}

/**
 * Renders a person's signature and applies the options When Required Is Missing and When Too Long.
 * @param count receives what the summary has to tell about this person
 * @param note receives the person's other warnings
 * @returns undefined for a person who is left out
 * @throws ItemError that never shows profile values
 */
export function renderItem(
	{ compiled, profile, settings }: ItemInput,
	options: Options,
	count: (part: SummaryPart) => void,
	note: (warning: string) => void,
): Signature | undefined {
	if (compiled === undefined) {
		count('leftOutNoRule');
		return undefined;
	}
	const { signature, requiredMissing } = renderSignature(compiled, profile, settings, options.previousHash);
	const counted: string[] = [];

	if (requiredMissing.length > 0) {
		if (options.whenRequiredMissing === 'skip') {
			count('leftOutRequiredMissing');
			return undefined;
		}
		const message = `Required fields are empty: ${requiredMissing.join(', ')}`;
		const resolution = "Enter a value in Okta, set 'If All Are Empty' in the smart field, or set the option 'When Required Is Missing' to Flag or Skip.";
		if (options.whenRequiredMissing === 'error') throw new ItemError(message, resolution);
		counted.push(message);
	}

	if (!hasVisibleContent(signature.html)) {
		const empty = signature.missing.length === 0 ? '' : ` Empty for this person: ${signature.missing.join(', ')}.`;
		throw new ItemError('The signature is blank: it has no visible text and no image', `Fill the profile in Okta, add text to the template, or leave this person out.${empty}`);
	}
	const anonymous = signature.completeness === 0 ? 'No field of the template has a value for this person' : anonymousWarning(profile, compiled, settings);
	if (anonymous !== '') signature.warnings.push(anonymous);
	if (!isVisibleText(signature.text)) signature.warnings.push('The text version is blank. Write a text template, or give the images alt texts');

	const tooLong = overrun(signature.length, options.target);
	if (tooLong !== '') {
		const message = `${tooLong}. Longest parts: ${longestParts(signature.length, measureFields(compiled, profile, settings))}`;
		const resolution = "Shorten the template or the values, choose another target, or set the option 'When Too Long' to Flag.";
		if (options.whenTooLong === 'error') throw new ItemError(message, resolution);
		counted.push(message);
		count('tooLong');
	}
	if (requiredMissing.length > 0) count('requiredMissing');
	signature.warnings.forEach(note);
	signature.warnings.push(...counted);
	return signature;
}
