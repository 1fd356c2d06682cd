import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { Phones } from './fields/phone';
import { dateIn } from './fields/today';
import { TARGETS } from './options';
import { ParameterReader } from './parameterReader';
import { optionsSchema, partialsSchema, smartFieldsSchema, type Options } from './settings';
import { renderSignature, type Signature } from './signature';
import { isRecord } from './template/values';
import { TemplateChooser, templateFault } from './templateChoice';

const number = new Intl.NumberFormat('en-US');

/** The profile of an item: its profile field (dots lead inside), or the item itself. */
function profileOf(json: IDataObject, field: string): Record<string, unknown> {
	let value: unknown = json;
	for (const name of field.split('.')) {
		value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	}
	return isRecord(value) ? value : json;
}

/** How much the HTML is over what the target takes, as a sentence; '' when it fits. */
function overrun({ length }: Signature, target: Options['target']): string {
	const { name, limit } = TARGETS[target];
	if (length <= limit) return '';
	return `The HTML is ${number.format(length)} characters long, ${number.format(length - limit)} more than the ${number.format(limit)} that ${name} takes`;
}

/** The operation `render`, for all items of one execution. */
export class Render {
	/** People left out because something required is missing. */
	skipped = 0;

	private readonly parameters: ParameterReader;

	private readonly templates: TemplateChooser;

	private readonly phones = new Phones();

	private readonly dates = new Map<string, string>();

	constructor(private readonly context: IExecuteFunctions) {
		this.parameters = new ParameterReader(context);
		this.templates = new TemplateChooser(context, this.parameters);
	}

	/**
	 * @returns the item with its signature, or undefined when the options leave this person out
	 * @throws NodeOperationError that names the person by item and Okta ID, never by profile values
	 */
	item(item: INodeExecutionData, itemIndex: number): INodeExecutionData | undefined {
		const options = this.parameters.read('options', 'Options', itemIndex, optionsSchema);
		const { signature, requiredMissing } = this.sign(item.json, itemIndex, options);
		const { whenRequiredMissing, whenTooLong } = options;

		if (requiredMissing.length > 0) {
			if (whenRequiredMissing === 'skip') {
				this.skipped++;
				return undefined;
			}
			const sentence = `Required but empty: ${requiredMissing.join(', ')}`;
			const cure = "Fill it in Okta, give the smart field a default, or set the option 'When Required Is Missing' to flag or skip";
			if (whenRequiredMissing === 'error') throw this.refusal(sentence, cure, item.json, itemIndex);
			signature.warnings.push(sentence);
		}
		const tooLong = overrun(signature, options.target);
		if (tooLong !== '') {
			const cure = "Shorten the template or the values, choose another target, or set the option 'When Too Long' to flag";
			if (whenTooLong === 'error') throw this.refusal(tooLong, cure, item.json, itemIndex);
			signature.warnings.push(tooLong);
		}
		if (options.onlyChanged && !signature.changed) return undefined;
		return { ...item, json: { ...item.json, [options.outputField]: { ...signature } }, pairedItem: { item: itemIndex } };
	}

	private sign(json: IDataObject, itemIndex: number, options: Options) {
		const smartFields = this.parameters.read('smartFields', 'Smart Fields', itemIndex, smartFieldsSchema);
		const partials = this.parameters.read('partials', 'Partials', itemIndex, partialsSchema);
		const compiled = this.templates.choose(itemIndex, options.textTemplate, partials);
		const settings = { smartFields, phoneRegion: options.phoneRegion, phones: this.phones, today: this.today(options.now, itemIndex) };
		try {
			return renderSignature(compiled, profileOf(json, options.profileField), settings, options.previousHash);
		} catch (error) {
			throw templateFault(this.context, error, itemIndex);
		}
	}

	/** One date for the whole execution, also when midnight passes in its middle. */
	private today(now: string, itemIndex: number): string {
		const known = this.dates.get(now);
		if (known !== undefined) return known;
		const today = dateIn(this.context.getTimezone(), now);
		if (today === undefined) {
			throw new NodeOperationError(this.context.getNode(), "The option 'Now' is not a date", {
				itemIndex,
				description: 'Use a date such as 2026-03-01 or 2026-03-01T09:00:00+01:00',
			});
		}
		this.dates.set(now, today);
		return today;
	}

	private refusal(sentence: string, description: string, json: IDataObject, itemIndex: number): NodeOperationError {
		const person = typeof json.id === 'string' ? `item ${itemIndex}, Okta ID ${json.id}` : `item ${itemIndex}`;
		return new NodeOperationError(this.context.getNode(), `${sentence} (${person})`, { itemIndex, description });
	}
}
