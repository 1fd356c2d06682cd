import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { CheckError, CheckInput, TemplateToCheck } from '../engine/check/checkTemplates';
import { bannerUrlWarnings, type Banner } from '../engine/profile/banner';
import { ItemError } from './errors';
import { knownAttributes } from './knownAttributes';
import { ItemReader } from './readItem';
import { BRANDING_LABELS } from './readParameters';

/** An error of a parameter, which has no line of its own. */
function toCheckError(error: unknown): CheckError {
	const { message } = error as Error;
	const description = error instanceof NodeOperationError || error instanceof ItemError ? error.description : undefined;
	return { message: description ? `${message}. ${description}` : message, line: 1, column: 1 };
}

/** The check of the items that have the same settings. */
interface Group extends Omit<CheckInput, 'conditionFields' | 'attributes' | 'brandingLabels'> {
	templates: Array<TemplateToCheck | CheckError>;
	conditionFields: Set<string>;
}

const NO_SETTINGS: CheckInput['settings'] = { smartFields: new Map(), phoneRegion: '', today: '' };

/**
 * Reads every parameter that Check Template looks at, over all items. Errors become part of the input.
 * @returns one input for each distinct settings, because expressions can give items different smart fields and targets
 */
export async function readCheckInputs(context: IExecuteFunctions): Promise<CheckInput[]> {
	const reader = new ItemReader(context);
	const groups = new Map<string, Group>();
	const bannerWarnings = new Set<string>();
	for (const itemIndex of context.getInputData().keys()) {
		const item = readItem(reader, itemIndex);
		const { settings, target, banners } = item;
		const hasBanners = banners.length > 0;
		for (const warning of bannerUrlWarnings(banners)) bannerWarnings.add(warning);
		const key = JSON.stringify([[...settings.smartFields.values()], [...(settings.branding ?? [])], settings.phoneRegion, target, hasBanners]);
		const group = groups.get(key);
		if (group === undefined) {
			groups.set(key, { ...item, hasBanners });
			continue;
		}
		group.templates.push(...item.templates);
		for (const field of item.conditionFields) group.conditionFields.add(field);
	}
	const attributes = await knownAttributes(context);
	return [...groups.values()].map(({ settings, conditionFields, ...group }) => ({
		...group,
		settings: { ...settings, bannerWarnings: [...bannerWarnings] },
		conditionFields: [...conditionFields],
		bannerConditionFields: reader.bannerConditions.fields,
		hints: reader.hints,
		brandingLabels: BRANDING_LABELS,
		attributes,
	}));
}

function readItem(reader: ItemReader, itemIndex: number): Omit<Group, 'hasBanners'> & { banners: readonly Banner[] } {
	const templates: Group['templates'] = [];
	const attempt = <T>(read: () => T): T | undefined => {
		try {
			return read();
		} catch (error) {
			templates.push(toCheckError(error));
			return undefined;
		}
	};
	const options = attempt(() => reader.options(itemIndex));
	const settings = options && attempt(() => reader.settings(options, itemIndex));
	const compileInput = (options && attempt(() => reader.compileInput(options, itemIndex))) ?? { textTemplate: '', partials: new Map() };
	const banners = attempt(() => reader.banners(itemIndex)) ?? [];
	attempt(() => reader.bannerConditions.assertReadable(banners));
	const candidates = reader.templates.candidates(itemIndex, attempt);
	for (const parameters of candidates.templates) {
		const template = attempt(() => reader.templates.template(parameters, itemIndex));
		if (template !== undefined) templates.push({ template, ...compileInput });
	}
	return {
		templates,
		conditionFields: new Set(candidates.conditionFields),
		settings: settings ?? NO_SETTINGS,
		target: options?.target ?? 'none',
		banners,
	};
}
