import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../okta/isRecord';
import { toText } from '../engine/mustache/values';
import { PreviewPage, type PreviewedSignature, type PreviewEntry } from '../engine/preview/page';
import { Person } from '../engine/profile/person';
import { overrun } from '../engine/targets';
import { previewFiles } from '../helpers/binaryFiles';
import { ItemError, toNodeOperationError } from '../helpers/errors';
import type { Options } from '../helpers/parameterSchemas';
import { ItemReader, type ItemInput } from '../helpers/readItem';
import type { SummaryPart } from '../helpers/runSummary';
import type { Operation } from './operation';
import { renderItem } from './render.operation';

export const preview: Operation = {
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview signatures on one page',
		description: 'Create one HTML page that shows the signatures of all incoming people on light and dark, for whoever approves them',
	},
	options: [],

	/**
	 * Returns one item for all people. A person with an error is on the page, with the error.
	 * @throws NodeOperationError when a parameter or the template is invalid for everyone
	 */
	async execute(context) {
		const items = context.getInputData();
		const { page, withFile, notes } = previewAll(context);
		for (const message of notes) context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		const html = page.html(notes);
		const json: IDataObject = { html, ...page.counts };
		return [{ json, ...(withFile && { binary: await previewFiles(html, context) }), pairedItem: items.map((_, item) => ({ item })) }];
	},
};

/** Renders everyone. The page keeps only the people that it shows. */
function previewAll(context: IExecuteFunctions): { page: PreviewPage; withFile: boolean; notes: string[] } {
	const reader = new ItemReader(context);
	reader.assertOneProfile();
	const page = new PreviewPage();
	const unknownNames = reader.unknownNames();
	const isGiven = (path: string) => (reader.parameters.raw(path) ?? '') !== '';
	const isCompared = isGiven('options.previousHash') || isGiven('options.previousHtml');
	const items = context.getInputData();
	let withFile = false;
	let hasResult = false;
	let invalid: unknown;
	for (const [itemIndex, { json }] of items.entries()) {
		const person = { name: `Item ${itemIndex}`, email: '' };
		let result: PreviewEntry['result'];
		try {
			const options = reader.options(itemIndex);
			withFile ||= options.files;
			// n8n passes on one empty item for no items with the setting Always Output Data.
			if (items.length === 1 && isEmptyItem(json) && !isGiven('profile')) break;
			const input = reader.read(json, itemIndex, options);
			Object.assign(person, describe(input, person.name));
			unknownNames.add(input.compiled, input.profile, input.settings);
			result = previewItem(input, options, isCompared);
			hasResult = true;
		} catch (error) {
			const nodeError = toNodeOperationError(context, error, itemIndex, json);
			if (!(error instanceof ItemError)) invalid ??= nodeError;
			else hasResult = true;
			result = { error: nodeError.message, resolution: nodeError.description ?? '' };
		}
		page.add({ ...person, result });
	}
	// A page on which everybody has the same mistake of the node helps nobody.
	if (!hasResult && invalid !== undefined) throw invalid;
	return { page, withFile, notes: reader.runHints(unknownNames) };
}

const isEmptyItem = (json: unknown) => isRecord(json) && Object.keys(json).length === 0;

function describe({ profile, settings }: ItemInput, fallback: string): { name: string; email: string } {
	const person = new Person(profile, settings, () => {});
	const [name, email, login] = ['fullName', 'email', 'login'].map((field) => toText(person.value([field])));
	return { name: name || email || login || fallback, email: name === '' ? '' : email || login };
}

/** Why someone is left out, by what the run counts. */
const LEFT_OUT: Partial<Record<SummaryPart, string>> = {
	leftOutNoRule: 'No rule matches this person, and the node skips such people.',
	leftOutRequiredMissing: 'A required field is empty, and the node skips such people.',
};

/**
 * A person's signature, whatever its length and missing fields: the page points them out.
 * @throws ItemError when there is no signature
 */
function previewItem(input: ItemInput, options: Options, isCompared: boolean): PreviewEntry['result'] {
	const { target, previousHash, previousHtml, whenRequiredMissing } = options;
	let leftOut = '';
	const signature = renderItem(
		input,
		{ ...options, whenTooLong: 'flag', whenRequiredMissing: whenRequiredMissing === 'skip' ? 'skip' : 'flag' },
		(part) => void (leftOut = LEFT_OUT[part] ?? leftOut),
		() => {},
	);
	if (signature === undefined) return { leftOut };
	let change: PreviewedSignature['change'];
	if (isCompared) {
		const isChanged = previousHash === '' ? signature.html !== previousHtml : signature.changed;
		change = previousHash === '' && previousHtml === '' ? 'new' : isChanged ? 'changed' : 'unchanged';
	}
	return { signature, target, isTooLong: overrun(signature.length, target) !== '', change, previousHtml };
}
