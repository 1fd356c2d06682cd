import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { CheckError, CheckInput, TemplateToCheck } from '../engine/check/checkTemplates';
import { knownAttributes } from './knownAttributes';
import { ItemReader } from './readItem';

/** An error of a parameter, which has no line of its own. */
function toCheckError(error: unknown): CheckError {
	const { message } = error as Error;
	const description = error instanceof NodeOperationError ? error.description : undefined;
	return { message: description ? `${message}. ${description}` : message, line: 1, column: 1 };
}

/** Reads every parameter that Check Template looks at, over all items. Errors become part of the input. */
export async function readCheckInput(context: IExecuteFunctions): Promise<CheckInput> {
	const reader = new ItemReader(context);
	const templates: Array<TemplateToCheck | CheckError> = [];
	const conditionFields = new Set<string>();
	let settings: CheckInput['settings'] = { smartFields: new Map(), phoneRegion: '', today: '' };
	let target: CheckInput['target'] = 'none';

	const attempt = <T>(read: () => T): T | undefined => {
		try {
			return read();
		} catch (error) {
			templates.push(toCheckError(error));
			return undefined;
		}
	};

	for (const itemIndex of context.getInputData().keys()) {
		const options = attempt(() => reader.options(itemIndex));
		target = options?.target ?? target;
		settings = (options && attempt(() => reader.settings(options, itemIndex))) ?? settings;
		const compileInput = (options && attempt(() => reader.compileInput(options, itemIndex))) ?? { textTemplate: '', partials: new Map() };
		const candidates = reader.templates.candidates(itemIndex);
		for (const field of candidates.conditionFields) conditionFields.add(field);
		for (const parameters of candidates.templates) {
			const template = attempt(() => reader.templates.template(parameters, itemIndex));
			if (template !== undefined) templates.push({ template, ...compileInput });
		}
	}

	const banners = reader.parameters.raw('banners.values');
	return {
		templates,
		conditionFields: [...conditionFields],
		settings,
		target,
		hasBanners: Array.isArray(banners) && banners.length > 0,
		hints: reader.smartFieldHints,
		attributes: await knownAttributes(context),
	};
}
