import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { filesOf } from '../helpers/binaryFiles';
import { ItemReader, type ItemReading } from '../helpers/itemReader';
import { templateFault } from '../helpers/selectTemplate';
import { measureFields, render as renderSignature, type CompiledSignature, type Signature } from '../engine';
import { longestParts, overrun } from '../engine/targets';

/** People that the settings leave out, by the reason as the user reads it. */
const LEFT_OUT = {
	required: 'because a required field is empty',
	noRule: 'because no rule matches them',
} as const;

/** The operation `render`, for all items of one execution. */
export class Render {
	private readonly leftOut = { required: 0, noRule: 0 };

	private readonly reader: ItemReader;

	constructor(private readonly context: IExecuteFunctions) {
		this.reader = new ItemReader(context);
	}

	/**
	 * @returns the item with its signature, or undefined when the settings leave this person out
	 * @throws NodeOperationError that names the person by item and Okta ID, never by profile values
	 */
	item(item: INodeExecutionData, itemIndex: number): INodeExecutionData | Promise<INodeExecutionData> | undefined {
		const reading = this.reader.read(item.json, itemIndex);
		const { compiled, options, profile, settings } = reading;
		if (compiled === undefined) {
			this.leftOut.noRule++;
			return undefined;
		}
		let rendered: ReturnType<typeof renderSignature>;
		try {
			rendered = renderSignature(compiled, profile, settings, options.previousHash);
		} catch (error) {
			throw templateFault(this.context, error, itemIndex);
		}
		const { signature, requiredMissing } = rendered;
		if (!this.hasRequired(requiredMissing, reading, signature, item.json, itemIndex)) return undefined;
		this.checkLength(compiled, reading, signature, item.json, itemIndex);
		if (options.onlyChanged && !signature.changed) return undefined;
		const json = { ...item.json, [options.outputField]: signature as unknown as IDataObject };
		const output = { ...item, json, pairedItem: { item: itemIndex } };
		return options.files ? this.withFiles(output, signature) : output;
	}

	/** Tells how many people were left out without an error, so that nobody wonders where they are. */
	hint(): void {
		for (const reason of ['required', 'noRule'] as const) {
			const count = this.leftOut[reason];
			if (count === 0) continue;
			const people = count === 1 ? '1 person was' : `${count} people were`;
			this.context.addExecutionHints({ message: `${people} left out ${LEFT_OUT[reason]}`, location: 'outputPane' });
		}
	}

	/** @returns false when this person is to be left out */
	private hasRequired(missing: string[], { options }: ItemReading, signature: Signature, json: IDataObject, itemIndex: number): boolean {
		if (missing.length === 0) return true;
		if (options.whenRequiredMissing === 'skip') {
			this.leftOut.required++;
			return false;
		}
		const sentence = `Required but empty: ${missing.join(', ')}`;
		const cure = "Fill it in Okta, give the smart field a default, or set the option 'When Required Is Missing' to flag or skip";
		if (options.whenRequiredMissing === 'error') throw this.refusal(sentence, cure, json, itemIndex);
		signature.warnings.push(sentence);
		return true;
	}

	private checkLength(
		compiled: CompiledSignature,
		{ options, profile, settings }: ItemReading,
		signature: Signature,
		json: IDataObject,
		itemIndex: number,
	): void {
		const tooLong = overrun(signature.length, options.target);
		if (tooLong === '') return;
		const parts = longestParts(signature.length, measureFields(compiled, profile, settings));
		const sentence = `${tooLong}. Longest parts: ${parts}`;
		const cure = "Shorten the template or the values, choose another target, or set the option 'When Too Long' to flag";
		if (options.whenTooLong === 'error') throw this.refusal(sentence, cure, json, itemIndex);
		signature.warnings.push(sentence);
	}

	private async withFiles(output: INodeExecutionData, signature: Signature): Promise<INodeExecutionData> {
		return { ...output, binary: { ...output.binary, ...(await filesOf(signature, this.context)) } };
	}

	private refusal(sentence: string, description: string, json: IDataObject, itemIndex: number): NodeOperationError {
		const person = typeof json.id === 'string' ? `item ${itemIndex}, Okta ID ${json.id}` : `item ${itemIndex}`;
		return new NodeOperationError(this.context.getNode(), `${sentence} (${person})`, { itemIndex, description });
	}
}

/** Renders every item; with "Continue On Fail" a person who cannot be rendered becomes an item with the error. */
export async function render(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const renderer = new Render(context);
	const output: INodeExecutionData[] = [];
	for (const [itemIndex, item] of context.getInputData().entries()) {
		try {
			const rendered = renderer.item(item, itemIndex);
			if (rendered instanceof Promise) output.push(await rendered);
			else if (rendered !== undefined) output.push(rendered);
		} catch (error) {
			const fault = error instanceof NodeOperationError ? error : new NodeOperationError(context.getNode(), error as Error, { itemIndex });
			if (!context.continueOnFail()) throw fault;
			output.push({ json: { error: fault.message }, pairedItem: { item: itemIndex } });
		}
	}
	renderer.hint();
	return output;
}
